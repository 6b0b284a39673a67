/** What an administrator does in the window, in the German interface. */
import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'

export const PASSWORD = 'Pl4in-Text!Secret'

export async function createConnector(page: Page, connector: { name: string; url: string }): Promise<void> {
  await page.getByRole('link', { name: 'Konnektoren' }).click()
  await page
    .getByRole('button', { name: 'Neuer Konnektor' })
    .or(page.getByRole('link', { name: 'Neuer Konnektor' }))
    .first()
    .click()
  await page.getByLabel('Name', { exact: false }).first().fill(connector.name)
  await page.getByRole('textbox', { name: 'URL' }).fill(connector.url)
  await page.getByRole('button', { name: 'Speichern' }).click()
  await expect(page.getByRole('heading', { level: 1, name: connector.name })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Konto hinzufügen' }).first()).toBeEnabled()
}

export type AccountEntry = {
  readonly owner: string
  readonly primeAddress: string
  readonly mailbox: string
  readonly userName: string
  readonly password: string
}

/** Opens the form of a new account and fills it in, with a new Winoffice Prime Emailkonto. */
export async function fillAccount(page: Page, account: AccountEntry): Promise<Locator> {
  await page.getByRole('button', { name: 'Konto hinzufügen' }).first().click()
  const form = page.getByRole('dialog', { name: 'MS EWS Konto hinzufügen' })
  await form.getByRole('radio', { name: 'Neu anlegen' }).check()
  await form.getByRole('textbox', { name: 'Name des Inhabers' }).fill(account.owner)
  await form.getByRole('textbox', { name: 'Adresse des Emailkontos' }).fill(account.primeAddress)
  await form.getByRole('textbox', { name: 'Exchange-Postfach' }).fill(account.mailbox)
  await form.getByRole('textbox', { name: 'Benutzername' }).fill(account.userName)
  await form.getByRole('textbox', { name: 'Passwort' }).fill(account.password)
  // The messages of the tests are as old as they are.
  await form.getByRole('switch', { name: 'Erste Synchronisation zeitlich begrenzen' }).uncheck()
  return form
}

export async function createAccount(page: Page, account: AccountEntry): Promise<void> {
  const form = await fillAccount(page, account)
  await form.getByRole('button', { name: 'Speichern' }).click()
  await expect(form).toBeHidden()
  await expect(accountRow(page, account.mailbox)).toBeVisible()
}

export function accountRow(page: Page, mailbox: string): Locator {
  return page.getByRole('grid', { name: 'MS EWS Konten' }).getByRole('row').filter({ hasText: mailbox })
}

export async function openConnector(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Konnektoren' }).click()
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** Starts the synchronisation of one account. */
export async function synchronise(page: Page, mailbox: string): Promise<void> {
  await page.getByRole('button', { name: `Synchronisieren: ${mailbox}` }).click()
}

/** Waits for the end of the synchronisation and answers with what its summary says. */
export async function syncOutcome(page: Page, mailbox: string, outcome: string): Promise<void> {
  await expect(accountRow(page, mailbox).getByText(outcome, { exact: true })).toBeVisible({ timeout: 45_000 })
}

/** Chooses from the menu of an account's synchronisation. */
export async function syncMenu(page: Page, mailbox: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Mehr zur Synchronisation: ${mailbox}` }).click()
  await menuItem(page, item).click()
}

/** One that begins with the same words is another one; an ellipsis only says that something opens. */
export function menuItem(page: Page, name: string): Locator {
  return page.getByRole('menuitem', { name: new RegExp(`^${name}( …)?$`) })
}

export async function openData(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Daten' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Daten' })).toBeVisible()
}

/** Everything the Prime store holds, asked over the application's own contract. */
export async function storedEmails(
  page: Page,
): Promise<{ id: string; subject: string; size: number; attachmentCount: number }[]> {
  return await page.evaluate(async () => {
    const unwrap = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
      if (result.ok) return result.value
      throw new Error(JSON.stringify(result.error))
    }
    const emails = []
    for (const { id } of unwrap(await window.api.primeAccounts.list())) {
      for (let offset = 0, total = 1; offset < total; offset += 500) {
        const answer = await window.api.data.listEmails({ primeEmailAccountId: id, offset, limit: 500 })
        const page = unwrap(answer)
        total = page.total
        emails.push(...page.emails)
      }
    }
    return emails
  })
}

/** The next file dialogs of the system are answered with this file, as nobody can click them here. */
export async function answerOpenDialog(electron: ElectronApplication, file: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, file)
}

/** The next questions where to save are answered with this file. */
export async function answerSaveDialog(electron: ElectronApplication, file: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, file)
}
