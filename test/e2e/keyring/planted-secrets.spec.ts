/** Known secrets are planted, a whole working day is gone through, and every file, log, trace and message is searched. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { launch, newDataFolder, removeFolder } from '../application.ts'
import { ANNA, startExchange } from '../exchange.ts'
import { filesWith } from '../search-folder.ts'
import {
  answerSaveDialog,
  createAccount,
  createConnector,
  PASSWORD,
  syncOutcome,
  synchronise,
} from '../steps.ts'

const args = ['-r', path.join(import.meta.dirname, 'keep-password-store.cjs')]
const WRONG = 'Wr0ng-Geheim-7'
const PROXY_PASSWORD = 'Pr0xy-Geheim-8'
const PASSPHRASE = 'Zwölf Boxkämpfer, 12'

/** Each as it is, and as Basic would send it. */
const PLANTED = [
  PASSWORD,
  WRONG,
  PROXY_PASSWORD,
  PASSPHRASE,
  Buffer.from(`${ANNA.userName}:${PASSWORD}`).toString('base64').replace(/=+$/, ''),
  Buffer.from(`${ANNA.userName}:${WRONG}`).toString('base64').replace(/=+$/, ''),
]

test('no file, log, trace or message holds a planted secret, and a crash leaves no dump', async () => {
  test.setTimeout(120_000)
  const server = await startExchange(3)
  const dataFolder = await newDataFolder()
  try {
    const environment = { EWS_KONNEKTOR_PROXY_PASSWORD: PROXY_PASSWORD }
    const application = await launch({ dataFolder, args, environment })
    const { electron, page } = application
    await page.evaluate(() => {
      const heard: unknown[] = []
      Object.assign(window, { heard })
      for (const group of Object.values(window.api) as Record<string, (listener: unknown) => void>[]) {
        for (const [name, member] of Object.entries(group)) {
          if (name.startsWith('onDid')) member((payload: unknown) => heard.push(payload))
        }
      }
    })
    await createConnector(page, { name: 'Contoso', url: server.url })
    await createAccount(page, { ...ANNA, password: WRONG })
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Fehlgeschlagen')
    await page.getByRole('button', { name: `Bearbeiten: ${ANNA.mailbox}` }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('textbox', { name: 'Passwort' }).fill(PASSWORD)
    await form.getByRole('button', { name: 'Speichern' }).click()
    await expect(form).toBeHidden()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')

    await answerSaveDialog(electron, path.join(dataFolder, 'trace.har'))
    const messages = await page.evaluate(async (passphrase) => {
      const api = window.api
      const connectors = await api.connectors.list()
      const [entry] = connectors.ok ? connectors.value : []
      const accounts = entry ? await api.accounts.list({ connectorId: entry.connector.id }) : null
      const [account] = accounts?.ok ? accounts.value : []
      const saved = account ? await api.traces.save({ accountId: account.account.id }) : null
      const exported = await api.configuration.export({ secrets: { kind: 'passphrase', passphrase } })
      const heard: unknown = Reflect.get(window, 'heard')
      return JSON.stringify([connectors, accounts, saved, exported, await api.app.state(), heard])
    }, PASSPHRASE)
    expect(messages).toContain(ANNA.mailbox)
    expect(messages).toContain('trace.har')
    for (const secret of PLANTED) expect(messages).not.toContain(secret)

    // What is logged unexpectedly goes through the same net.
    await electron.evaluate(
      (_electron, [password, basic]) => {
        process.emit(
          'uncaughtException',
          new Error(`401 for https://anna:${password}@mail.example Authorization: Basic ${basic}`),
        )
      },
      [PASSWORD, PLANTED[4]],
    )
    await expect
      .poll(async () => await readFile(path.join(dataFolder, 'logs/main.log'), 'utf8'))
      .toContain('401 for https://')

    const crash = await electron.evaluate(async ({ BrowserWindow, crashReporter }) => {
      const [window] = BrowserWindow.getAllWindows()
      const gone = new Promise<string>((resolve) => {
        window?.webContents.once('render-process-gone', (_event, { reason }) => {
          resolve(reason)
        })
      })
      window?.webContents.forcefullyCrashRenderer()
      return { reason: await gone, last: crashReporter.getLastCrashReport() as unknown }
    })
    expect(crash.reason).toMatch(/crashed|killed/)
    expect(crash.last).toBeNull()
    await application.close()
    expect(await filesWith(dataFolder, ANNA.mailbox)).not.toEqual([])
    expect(await filesWith(dataFolder, 'Content-Type')).not.toEqual([]) // the trace is among what is searched
    for (const secret of PLANTED) expect(await filesWith(dataFolder, secret)).toEqual([])
    const dumps = (await filesWith(dataFolder, 'MDMP')).filter((file) => /crash|\.dmp$/i.test(file))
    expect(dumps).toEqual([])
  } finally {
    await server.stop()
    await removeFolder(dataFolder)
  }
})
