/** What an administrator sees when something is wrong, and what must not happen then. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { after, hold } from '#test/exchange-server/hold.ts'
import { launch, newDataFolder, projectFolder, removeFolder } from '../application.ts'
import { withApplication, withExchange } from '../connected.ts'
import { ANNA, startExchange } from '../exchange.ts'
import {
  accountRow,
  createAccount,
  createConnector,
  fillAccount,
  openConnector,
  storedEmails,
  syncOutcome,
  synchronise,
} from '../steps.ts'

test('a wrong password is named by the connection test on unsaved values, and tried only once', async () => {
  await withExchange({ content: 3, upTo: 'connector' }, async ({ page, server }) => {
    const form = await fillAccount(page, { ...ANNA, password: 'falsch' })
    await form.getByRole('button', { name: 'Verbindung testen' }).click()
    const report = page.getByRole('dialog', { name: /Verbindungstest/ })
    await expect(report.getByTestId('test-step-authentication')).toHaveAttribute('data-state', 'failed')
    await expect(report.getByText('Der Server hat die Anmeldung als anna.meier abgelehnt.')).toBeVisible()
    await expect(report.getByTestId('test-outcome').getByText('Was tun:')).toBeVisible()
    await expect(report.getByTestId('test-step-mailbox')).toHaveAttribute('data-state', 'skipped')
    expect(server.failedSignIns(ANNA.userName)).toBe(1)
    await report.getByRole('button', { name: 'Schliessen' }).click()

    await form.getByRole('button', { name: 'Speichern' }).click()
    await expect(form).toBeHidden()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Fehlgeschlagen')
    expect(server.failedSignIns(ANNA.userName)).toBe(2)
  })
})

test('a running connection test can be cancelled', async () => {
  await withExchange({ content: 1, upTo: 'connector' }, async ({ page, server }) => {
    server.intercept(() => ({ kind: 'delay', milliseconds: 20_000 }))
    const form = await fillAccount(page, ANNA)
    await form.getByRole('button', { name: 'Verbindung testen' }).click()
    const report = page.getByRole('dialog', { name: /Verbindungstest/ })
    await expect(report.getByTestId('test-step-http')).toHaveAttribute('data-state', 'running')
    await report.getByRole('button', { name: 'Abbrechen' }).click()
    await expect(report.getByText('Abgebrochen').first()).toBeVisible()
    await expect(report.getByTestId('test-step-folders')).toHaveAttribute('data-state', 'skipped')
  })
})

test('a server that stops in the middle of a synchronisation and comes back leads to nothing doubled and nothing lost', async () => {
  await withExchange({ content: 900, upTo: 'account' }, async ({ page, server }) => {
    let fetches = 0
    let stopped: Promise<void> | undefined
    server.intercept(({ operation }) => {
      if (operation === 'GetItem') fetches += 1
      if (fetches < 8) return 'pass'
      stopped ??= server.stopListening()
      return { kind: 'drop-connection' }
    })
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Fehlgeschlagen')
    await stopped
    const before = (await storedEmails(page)).length
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(900)

    fetches = Number.NEGATIVE_INFINITY
    await server.listen()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    const emails = await storedEmails(page)
    expect(emails.length).toBe(900)
    expect(new Set(emails.map((email) => email.id)).size).toBe(900)
  })
})

test('a damaged settings file is kept aside, the user is told, and nothing is overwritten', async () => {
  const dataFolder = await newDataFolder()
  try {
    let application = await launch({ dataFolder })
    await createConnector(application.page, { name: 'Contoso', url: 'https://mail.contoso.example' })
    await application.close()
    const file = path.join(dataFolder, 'connections.json')
    const damaged = `${(await readFile(file, 'utf8')).slice(0, 80)} – broken`
    await writeFile(file, damaged)

    application = await launch({ dataFolder })
    const { page } = application
    await expect(page.getByText(/connections\.json ist beschädigt/)).toBeVisible()
    const kept = (await readdir(dataFolder)).filter((name) => name.startsWith('connections.damaged-'))
    expect(kept.length).toBe(1)
    expect(await readFile(path.join(dataFolder, kept[0]!), 'utf8')).toBe(damaged)
    expect(await readFile(file, 'utf8')).toBe(damaged)

    await createConnector(page, { name: 'Neu', url: 'https://mail.contoso.example' })
    expect(await readFile(path.join(dataFolder, kept[0]!), 'utf8')).toBe(damaged)
    await application.close()
  } finally {
    await removeFolder(dataFolder)
  }
})

test('a mailbox that is connected already is refused, and the message names the other account', async () => {
  await withApplication(async ({ page }) => {
    await createConnector(page, { name: 'Zürich', url: 'https://zh.contoso.example' })
    await createAccount(page, ANNA)
    await createConnector(page, { name: 'Bern', url: 'https://be.contoso.example' })
    const form = await fillAccount(page, {
      ...ANNA,
      primeAddress: 'andere@winoffice.example',
      mailbox: 'Anna.Meier@CONTOSO.example',
    })
    await form.getByRole('button', { name: 'Speichern' }).click()
    await expect(form.getByText(/schon als Konto anna\.meier@contoso\.example verbunden/)).toBeVisible()
    await expect(form.getByText(/«Zürich»/)).toBeVisible()

    // The same over the contract, as a renderer gone wrong would send it.
    const refused = await page.evaluate(async (mailbox) => {
      const connectors = await window.api.connectors.list()
      const prime = await window.api.primeAccounts.list()
      if (!connectors.ok || !prime.ok) throw new Error('cannot list')
      const bern = connectors.value.find((entry) => entry.connector.name === 'Bern')
      return await window.api.accounts.save({
        id: null,
        draft: {
          connectorId: bern?.connector.id ?? '',
          active: false,
          primeEmailAccountId: prime.value.find((account) => account.address.startsWith('anna'))?.id ?? '',
          mailbox: `x${mailbox}`,
          access: 'own',
          userName: 'x',
          url: '',
          sync: {
            syncedKinds: ['emails'],
            receiveOnly: false,
            firstSyncDays: null,
            mailsAttendees: false,
            furtherFolders: [],
          },
        },
        password: { kind: 'keep' },
      })
    }, ANNA.mailbox)
    expect(refused).toMatchObject({ ok: false, error: { code: 'account.prime-email-account-taken' } })
  })
})

test('a running synchronisation shows its progress, can be cancelled, and goes on where it was', async () => {
  await withExchange({ content: 700, upTo: 'account' }, async ({ page, server }) => {
    const held = hold(server, after(4, 'GetItem'))
    await synchronise(page, ANNA.mailbox)
    await expect(page.getByText(/\d+ von 700/).first()).toBeVisible()
    await expect(page.getByRole('progressbar').first()).toBeVisible()
    await page
      .getByRole('button', { name: /^Synchronisation abbrechen/ })
      .first()
      .click()
    await syncOutcome(page, ANNA.mailbox, 'Abgebrochen')
    held.release()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    expect((await storedEmails(page)).length).toBe(700)
  })
})

test('switching the connector off stops its running synchronisation, and it takes no part in the next', async () => {
  await withExchange({ content: 700, upTo: 'account' }, async ({ page, server }) => {
    server.intercept(({ operation }) =>
      operation === 'GetItem' ? { kind: 'delay', milliseconds: 400 } : 'pass',
    )
    await synchronise(page, ANNA.mailbox)
    await page.getByRole('link', { name: 'Konnektoren' }).click()
    await page.getByRole('switch', { name: /Aktiv.*Contoso/ }).click()
    await openConnector(page, 'Contoso')
    await expect(accountRow(page, ANNA.mailbox).getByText('Abgebrochen')).toBeVisible()
    server.clearJournal()
    const answer = await page.evaluate(() => window.api.sync.start({ accountIds: null }))
    expect(answer).toMatchObject({ ok: false, error: { code: 'sync.nothing-active' } })
    expect(server.journal).toEqual([])
  })
})

test('a synchronisation process that is killed is told, starts again, and nothing is doubled', async () => {
  await withExchange({ content: 600, upTo: 'account' }, async ({ page, server, electron }) => {
    const allow = server.intercept(({ operation }) =>
      operation === 'GetItem' ? { kind: 'delay', milliseconds: 300 } : 'pass',
    )
    await synchronise(page, ANNA.mailbox)
    await expect(page.getByText(/[1-9]\d* von 600/).first()).toBeVisible()
    await electron.evaluate(({ app }) => {
      const host = app.getAppMetrics().find((metric) => metric.name === 'MS EWS Konnektor sync host')
      if (host) process.kill(host.pid, 'SIGKILL')
    })
    await syncOutcome(page, ANNA.mailbox, 'Fehlgeschlagen')
    allow()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    const emails = await storedEmails(page)
    expect(emails.length).toBe(600)
    expect(new Set(emails.map((email) => email.id)).size).toBe(600)
  })
})

test('an application that is quit in the middle of a synchronisation loses nothing and doubles nothing', async () => {
  const server = await startExchange(600)
  const dataFolder = await newDataFolder()
  try {
    let application = await launch({ dataFolder })
    let { page } = application
    await createConnector(page, { name: 'Contoso', url: server.url })
    await createAccount(page, ANNA)
    const allow = server.intercept(({ operation }) =>
      operation === 'GetItem' ? { kind: 'delay', milliseconds: 300 } : 'pass',
    )
    await synchronise(page, ANNA.mailbox)
    await expect(page.getByText(/[1-9]\d* von 600/).first()).toBeVisible()
    const ended = application.electron.waitForEvent('close')
    await application.electron.evaluate(({ app }) => {
      app.quit()
    })
    await ended
    allow()

    application = await launch({ dataFolder })
    page = application.page
    await openConnector(page, 'Contoso')
    await expect(page.getByRole('alert').getByText(/Es ist kein Passwort gespeichert/)).toBeVisible()
    await page.getByRole('button', { name: `Bearbeiten: ${ANNA.mailbox}` }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('textbox', { name: 'Passwort' }).fill(ANNA.password)
    await form.getByRole('button', { name: 'Speichern' }).click()
    await expect(form).toBeHidden()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    const emails = await storedEmails(page)
    expect(emails.length).toBe(600)
    expect(new Set(emails.map((email) => email.id)).size).toBe(600)
    await application.close()
  } finally {
    await server.stop()
    await removeFolder(dataFolder)
  }
})

test('a data folder that cannot be read or written is told, and every refusal says what to do', async () => {
  const dataFolder = await newDataFolder()
  try {
    // Where a file belongs lies a folder, and the reverse: no right of the user, not even root's, helps.
    await mkdir(path.join(dataFolder, 'connections.json'))
    await writeFile(path.join(dataFolder, 'prime'), '')
    const application = await launch({ dataFolder })
    const { page } = application
    await expect(page.getByText(/connections\.json kann nicht gelesen/)).toBeVisible()
    await page.getByRole('link', { name: 'Neuer Konnektor' }).first().click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Contoso')
    await page.getByRole('textbox', { name: 'URL' }).fill('https://mail.contoso.example')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await expect(page.getByText(/Änderungen sind nicht möglich/)).toHaveCount(2)
    await page.getByRole('link', { name: 'Daten' }).click()
    await page.getByRole('button', { name: 'Verwerfen' }).click()
    await expect(page.getByText(/Winoffice Prime Datenbank lässt sich nicht öffnen/)).toBeVisible()
    await expect(page.getByText('Prüfen Sie den Datenordner und seine Rechte.')).toBeVisible()
    await application.close()
  } finally {
    await removeFolder(dataFolder)
  }
})

test('a second start with the same data ends at once and leaves the first alone', async () => {
  await withApplication(async ({ page, electron, dataFolder }) => {
    const program = await electron.evaluate(() => process.execPath)
    const second = spawn(program, ['.', '--no-sandbox'], {
      cwd: projectFolder,
      env: { ...process.env, EWS_KONNEKTOR_DATA: dataFolder },
      stdio: 'ignore',
    })
    await once(second, 'exit')
    await createConnector(page, { name: 'Contoso', url: 'https://mail.contoso.example' })
    await expect(page.getByRole('heading', { level: 1, name: 'Contoso' })).toBeVisible()
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })
})
