/** A data folder that comes under another user's key, or whose secrets are damaged: told, kept, and used again later. */
import { readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { launch, newDataFolder, removeFolder, type Application } from '../application.ts'
import { ANNA, startExchange } from '../exchange.ts'
import { filesWith } from '../search-folder.ts'
import {
  accountRow,
  createAccount,
  createConnector,
  openConnector,
  syncOutcome,
  synchronise,
} from '../steps.ts'
import { openSecondKeyring } from './second-keyring.ts'

const args = ['-r', path.join(import.meta.dirname, 'keep-password-store.cjs')]

const secretsIn = (dataFolder: string) => readFile(path.join(dataFolder, 'secrets.json'), 'utf8')

async function enterPassword(page: Page, password: string): Promise<void> {
  await page.getByRole('button', { name: `Bearbeiten: ${ANNA.mailbox}` }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Passwort' }).fill(password)
  await form.getByRole('button', { name: 'Speichern' }).click()
  await expect(form).toBeHidden()
}

async function opened(dataFolder: string, environment: Record<string, string> = {}): Promise<Application> {
  const application = await launch({ dataFolder, args, environment })
  await openConnector(application.page, 'Contoso')
  return application
}

test('under another user’s key the password is reported with who stored it, a new one stands beside it, and both work', async () => {
  const server = await startExchange(3)
  const dataFolder = await newDataFolder()
  const other = await openSecondKeyring()
  try {
    let application = await launch({ dataFolder, args })
    await createConnector(application.page, { name: 'Contoso', url: server.url })
    await createAccount(application.page, ANNA)
    await application.close()
    const stored = await secretsIn(dataFolder)

    application = await opened(dataFolder, other.environment)
    const { page } = application
    await expect(accountRow(page, ANNA.mailbox).getByText('Passwort nicht lesbar')).toBeVisible()
    const who = `Gespeichert hat es ${os.userInfo().username} auf ${os.hostname()}.`
    await expect(page.getByRole('alert').filter({ hasText: who })).toBeVisible()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Fehlgeschlagen')
    expect(server.failedSignIns(ANNA.userName)).toBe(0)
    expect(await secretsIn(dataFolder)).toBe(stored)
    await enterPassword(page, ANNA.password)
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await application.close()
    expect(await filesWith(dataFolder, ANNA.password)).toEqual([])

    application = await opened(dataFolder)
    await expect(accountRow(application.page, ANNA.mailbox).getByText('Passwort gespeichert')).toBeVisible()
    await synchronise(application.page, ANNA.mailbox)
    await syncOutcome(application.page, ANNA.mailbox, 'Erfolgreich')
    expect(server.failedSignIns(ANNA.userName)).toBe(0)
    await application.close()
  } finally {
    await server.stop()
    await other.stop()
    await removeFolder(dataFolder)
  }
})

type StoredSecrets = { data: { secrets: Record<string, { data: string; version: number }[]> } }

test.describe('an envelope', () => {
  const cases: [string, (stored: { data: string; version: number }) => void, RegExp][] = [
    [
      'whose bytes were damaged',
      (envelope) => {
        envelope.data = Buffer.from('v11 no longer what it was').toString('base64')
      },
      /lässt sich hier nicht entschlüsseln/,
    ],
    [
      'that was cut',
      (envelope) => {
        envelope.data = ''
      },
      /Das gespeicherte Passwort ist beschädigt/,
    ],
    [
      'of a newer version',
      (envelope) => {
        envelope.version = 9
      },
      /hat eine neuere Version dieses Programms gespeichert/,
    ],
  ]
  for (const [name, damage, message] of cases) {
    test(`${name} is told and kept`, async () => {
      const dataFolder = await newDataFolder()
      try {
        let application = await launch({ dataFolder, args })
        await createConnector(application.page, { name: 'Contoso', url: 'https://mail.contoso.example' })
        await createAccount(application.page, ANNA)
        await application.close()
        const content = JSON.parse(await secretsIn(dataFolder)) as StoredSecrets
        const [envelopes] = Object.values(content.data.secrets)
        for (const envelope of envelopes ?? []) damage(envelope)
        const damaged = JSON.stringify(content)
        await writeFile(path.join(dataFolder, 'secrets.json'), damaged)

        application = await opened(dataFolder)
        await expect(application.page.getByRole('alert').filter({ hasText: message })).toBeVisible()
        await application.close()
        expect(await secretsIn(dataFolder)).toBe(damaged)

        application = await opened(dataFolder)
        await application.page.getByRole('button', { name: `Löschen: ${ANNA.mailbox}` }).click()
        await application.page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click()
        await expect(accountRow(application.page, ANNA.mailbox)).toBeHidden()
        await application.close()
        expect(JSON.parse(await secretsIn(dataFolder))).toMatchObject({ data: { secrets: {}, erasing: [] } })
      } finally {
        await removeFolder(dataFolder)
      }
    })
  }
})
