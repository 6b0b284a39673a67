/** Without a key ring (Playwright starts Electron with `--password-store=basic`): secrets live in memory only. */
import { expect, test } from '@playwright/test'
import { launch, newDataFolder, removeFolder } from '../application.ts'
import { ANNA, startExchange } from '../exchange.ts'
import { filesWith } from '../search-folder.ts'
import {
  accountRow,
  createAccount,
  createConnector,
  openConnector,
  PASSWORD,
  syncOutcome,
  synchronise,
} from '../steps.ts'

test('where the system cannot encrypt, the screen says so, the password works until the end and reaches no file', async () => {
  const server = await startExchange(5)
  const dataFolder = await newDataFolder()
  try {
    let application = await launch({ dataFolder })
    let { page } = application
    await page.getByRole('link', { name: 'Übersicht' }).click()
    await expect(page.getByText('Dieses System kann Passwörter nicht verschlüsselt ablegen.')).toBeVisible()
    await page.getByRole('link', { name: 'Konnektoren' }).click()
    await createConnector(page, { name: 'Contoso', url: server.url })
    await createAccount(page, ANNA)
    await expect(accountRow(page, ANNA.mailbox).getByText('Passwort im Speicher')).toBeVisible()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await application.close()
    expect(await filesWith(dataFolder, PASSWORD)).toEqual([])
    // The search itself works: what certainly is there is found.
    expect((await filesWith(dataFolder, ANNA.mailbox)).length).toBeGreaterThan(0)

    application = await launch({ dataFolder })
    page = application.page
    await openConnector(page, 'Contoso')
    await expect(accountRow(page, ANNA.mailbox).getByText('Kein Passwort', { exact: true })).toBeVisible()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Fehlgeschlagen')
    expect(server.failedSignIns(ANNA.userName)).toBe(0)
    await application.close()
  } finally {
    await server.stop()
    await removeFolder(dataFolder)
  }
})
