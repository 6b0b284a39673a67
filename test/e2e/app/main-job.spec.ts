/** The main job, end to end: connector → account → connection test → synchronisation → mail → restart. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { launch, newDataFolder, projectFolder, removeFolder } from '../application.ts'
import { withExchange } from '../connected.ts'
import { ANNA, startExchange } from '../exchange.ts'
import {
  accountRow,
  createAccount,
  createConnector,
  openConnector,
  openData,
  storedEmails,
  syncOutcome,
  synchronise,
} from '../steps.ts'

test('an administrator connects a mailbox, tests it, synchronises it and sees every message, also after a restart', async () => {
  const server = await startExchange('corpus')
  const mailbox = server.mailbox(ANNA.mailbox)
  const dataFolder = await newDataFolder()
  try {
    let application = await launch({ dataFolder })
    let { page } = application
    await createConnector(page, { name: 'Contoso', url: server.url })
    await createAccount(page, ANNA)

    await page.getByRole('button', { name: `Verbindung testen: ${ANNA.mailbox}` }).click()
    const report = page.getByRole('dialog', { name: /Verbindungstest/ })
    await expect(report.getByRole('status')).toHaveText(/^Bestanden/)
    for (const step of ['name-resolution', 'tcp', 'authentication', 'mailbox', 'folders']) {
      await expect(report.getByTestId(`test-step-${step}`)).toHaveAttribute('data-state', 'passed')
    }
    await report.getByRole('button', { name: 'Schliessen' }).click()
    await expect(accountRow(page, ANNA.mailbox).getByText('Bestanden')).toBeVisible()

    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    const expected = mailbox.items('inbox').length
    expect(expected).toBeGreaterThan(60)
    const sizes = (await storedEmails(page)).map((email) => email.size)
    const servedSizes = mailbox.items('inbox').map((item) => mailbox.mimeOf(item.id).length)
    expect(sizes.sort((one, other) => one - other)).toEqual(servedSizes.sort((one, other) => one - other))

    await openData(page)
    await expect(page.getByText(new RegExp(`^1–${String(expected)} von ${String(expected)}$`))).toBeVisible()

    const saved = path.join(dataFolder, 'saved.eml')
    await application.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, saved)
    await page.getByRole('grid', { name: 'E-Mails' }).getByRole('row').nth(1).click()
    const article = page.getByRole('article')
    await expect(article).toBeVisible()
    await article.getByRole('button', { name: 'Als .eml speichern' }).click()
    await expect(page.getByText(/saved\.eml/)).toBeVisible()
    const written = await readFile(saved)
    const served = mailbox.items('inbox').map((item) => Buffer.from(mailbox.mimeOf(item.id)))
    expect(served.some((mime) => mime.equals(written))).toBe(true)

    const trace = path.join(dataFolder, 'trace.har')
    await application.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, trace)
    await openConnector(page, 'Contoso')
    await accountRow(page, ANNA.mailbox).getByText('Erfolgreich').click()
    await page.getByRole('button', { name: 'Anfragen speichern (.har)' }).click()
    await expect(page.getByText(/trace\.har/)).toBeVisible()
    await page.screenshot({
      path: path.join(projectFolder, 'test-results', 'screenshots', 'sync-result.png'),
    })
    const har = await readFile(trace, 'utf8')
    expect(har).toContain('"_operation": "SyncFolderItems"')
    expect(har).not.toContain(ANNA.password)
    expect(har).not.toContain(Buffer.from(`${ANNA.userName}:${ANNA.password}`).toString('base64'))
    await application.close()

    application = await launch({ dataFolder })
    page = application.page
    await openConnector(page, 'Contoso')
    // Without a key ring the password is gone, and what runs by itself stops until it is entered again.
    await expect(accountRow(page, ANNA.mailbox)).toContainText('Angehalten: Anmeldung nicht möglich')
    expect((await storedEmails(page)).length).toBe(expected)
    await application.close()
  } finally {
    await server.stop()
    await removeFolder(dataFolder)
  }
})

test('a second synchronisation without changes fetches no body and says that nothing changed', async () => {
  await withExchange({ content: 40, upTo: 'account' }, async ({ page, server }) => {
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    server.clearJournal()
    await synchronise(page, ANNA.mailbox)
    // The counts of a run that has just begun look the same.
    const asked = () => server.journal.map((entry) => entry.operation)
    await expect.poll(asked).toContain('SyncFolderItems')
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await expect(page.getByText(/0 neu · 0 geändert · 0 gelöscht/)).toBeVisible()
    expect(asked()).not.toContain('GetItem')
  })
})
