/** The lists of accounts and connectors: finding, acting on many, deleting with a way back; also with the keyboard alone. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { launch, newDataFolder, removeFolder } from '../application.ts'
import { withApplication } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { addAccounts, mailboxOf } from '../many-accounts.ts'
import { accountRow, createConnector, openConnector, PASSWORD } from '../steps.ts'

const CONNECTOR = { name: 'Contoso', url: 'https://mail.contoso.example' }
const NUMBERS = Array.from({ length: 8 }, (_, index) => index + 1)

/** Five that were never checked, one without a password, two that are switched off. */
async function withEightAccounts(page: Page): Promise<void> {
  await createConnector(page, CONNECTOR)
  await addAccounts(
    page,
    NUMBERS.map((number) => ({
      mailbox: mailboxOf(number),
      password: number === 3 ? null : PASSWORD,
      active: number <= 6,
    })),
  )
  await openConnector(page, CONNECTOR.name)
  await expect(grid(page)).toBeVisible()
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'MS EWS Konten' })
const rows = (page: Page): Locator => grid(page).getByRole('row').filter({ hasText: '@contoso.example' })
const tick = (page: Page, number: number): Locator =>
  page.getByRole('checkbox', { name: `Konto auswählen: ${mailboxOf(number)}` })
const isActive = (page: Page, number: number): Locator =>
  page.getByRole('switch', { name: `Aktiv: ${mailboxOf(number)}` })
const stateFilter = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: 'Nach Zustand filtern' }).getByRole('button', { name })

async function mailboxes(page: Page): Promise<string[]> {
  return await rows(page).evaluateAll((found) =>
    found.map((row) => /person\d+@contoso\.example/.exec(row.textContent)?.[0] ?? ''),
  )
}

test('accounts are searched, filtered by state and sorted, and a link brings its filter along', async () => {
  await withApplication(async ({ page }) => {
    await withEightAccounts(page)
    await expect(rows(page)).toHaveCount(8)
    await expect(accountRow(page, mailboxOf(3))).toContainText('Problem')
    await expect(accountRow(page, mailboxOf(3))).toContainText('kein Passwort gespeichert')
    await expect(accountRow(page, mailboxOf(7))).toContainText('Inaktiv')
    await inEveryLook(page, 'accounts-list')

    await page.getByRole('searchbox', { name: 'Konten durchsuchen' }).fill('PERSON00')
    await expect(rows(page)).toHaveCount(8)
    await page.getByRole('searchbox', { name: 'Konten durchsuchen' }).fill('prime.person005')
    await expect(rows(page)).toHaveCount(1)
    await page.getByRole('searchbox', { name: 'Konten durchsuchen' }).fill('nobody')
    await expect(grid(page).getByText('Kein Konto passt zu Suche und Filter.')).toBeVisible()
    await page.getByRole('searchbox', { name: 'Konten durchsuchen' }).fill('')

    await stateFilter(page, 'Nie geprüft (5)').click()
    await expect(rows(page)).toHaveCount(5)
    await stateFilter(page, 'Problem (1)').click()
    await expect(rows(page)).toHaveCount(1)
    await stateFilter(page, 'Alle (8)').click()

    await expect(rows(page)).toHaveCount(8)
    await expect.poll(async () => (await mailboxes(page))[0]).toBe(mailboxOf(1))
    const mailboxHeader = grid(page).getByRole('columnheader', { name: 'Postfach' })
    await mailboxHeader.click()
    await expect(mailboxHeader).toHaveAttribute('aria-sort', 'descending')
    await expect.poll(async () => (await mailboxes(page))[0]).toBe(mailboxOf(8))
    await grid(page).getByRole('columnheader', { name: 'Zustand' }).click()
    await expect.poll(async () => (await mailboxes(page))[0]).toBe(mailboxOf(3))

    await page.evaluate(() => {
      window.location.hash = `${window.location.hash.split('?')[0]}?state=inactive`
    })
    await expect(rows(page)).toHaveCount(2)
    await expect(stateFilter(page, 'Inaktiv (2)')).toHaveAttribute('aria-pressed', 'true')
  })
})

test('what is ticked is switched off and on, and deleted, together; the deleted come back whole', async () => {
  await withApplication(async ({ page }) => {
    await withEightAccounts(page)
    for (const number of [1, 2, 7]) await tick(page, number).check()
    const bar = page.getByRole('toolbar', { name: 'Ausgewählte Konten' })
    await expect(bar).toContainText('3 Konten ausgewählt')
    await inEveryLook(page, 'accounts-selected')
    await bar.getByRole('button', { name: 'Deaktivieren' }).click()
    await expect(page.getByText('2 Konten sind jetzt inaktiv.')).toBeVisible()
    await expect(isActive(page, 1)).not.toBeChecked()
    await bar.getByRole('button', { name: 'Aktivieren', exact: true }).click()
    await expect(page.getByText('3 Konten sind jetzt aktiv.')).toBeVisible()
    for (const number of [1, 2, 7]) await expect(isActive(page, number)).toBeChecked()

    // "All" are those that the filter shows.
    await stateFilter(page, 'Nie geprüft (6)').click()
    await expect(rows(page)).toHaveCount(6)
    await page.getByRole('checkbox', { name: 'Alle angezeigten Konten auswählen' }).check()
    await expect(bar).toContainText('6 Konten ausgewählt')
    await bar.getByRole('button', { name: '6 ausgewählte Konten löschen' }).click()
    const question = page.getByRole('dialog', { name: '6 MS EWS Konten löschen?' })
    await expect(question.getByRole('listitem').first()).toHaveText(mailboxOf(1))
    await expect(question).toContainText('und ein weiteres Konto')
    await inEveryLook(page, 'accounts-delete')
    await question.getByRole('button', { name: 'Löschen' }).click()
    await expect(question).toBeHidden()
    const offer = page.getByRole('status').filter({ hasText: '6 MS EWS Konten sind gelöscht.' })
    await offer.hover()
    await expect(offer).toContainText('Zeit angehalten')
    await inEveryLook(page, 'accounts-undo')
    await stateFilter(page, 'Alle (2)').click()
    await expect(rows(page)).toHaveCount(2)
    await offer.getByRole('button', { name: 'Rückgängig' }).click()
    await expect(rows(page)).toHaveCount(8)
    await expect(offer).toBeHidden()
    await expect(accountRow(page, mailboxOf(1))).toContainText('Passwort im Speicher')
  })
})

test('whoever deletes with the keyboard finds the way back under the fingers, and Ctrl+Z works from everywhere', async () => {
  await withApplication(async ({ page }) => {
    await withEightAccounts(page)
    await grid(page).getByRole('columnheader', { name: 'Zustand' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowLeft')
    await expect(tick(page, 1)).toBeFocused()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await expect(page.getByText('2 Konten ausgewählt')).toBeVisible()
    const remove = page.getByRole('button', { name: '2 ausgewählte Konten löschen' })
    await remove.focus()
    await page.keyboard.press('Enter')
    const question = page.getByRole('dialog', { name: '2 MS EWS Konten löschen?' })
    await expect(question.getByRole('button', { name: 'Abbrechen' })).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(rows(page)).toHaveCount(6)
    const undo = page.getByRole('button', { name: 'Rückgängig' })
    await expect(undo).toBeFocused()
    await expect(page.getByText('Zeit angehalten')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(rows(page)).toHaveCount(8)
    await expect(page.getByText('Das Gelöschte ist wieder da.')).toBeVisible()

    await page.getByRole('button', { name: `Löschen: ${mailboxOf(4)}` }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(undo).toBeFocused()
    await page.getByRole('searchbox', { name: 'Konten durchsuchen' }).click()
    await page.keyboard.press('Control+Z')
    await expect(undo).toBeVisible()
    await page.getByRole('main').focus()
    await page.keyboard.press('Control+Z')
    await expect(rows(page)).toHaveCount(8)
    await expect(undo).toBeHidden()
  })
})

test('a deletion is final when its time is over, and after the end of the application', async () => {
  const dataFolder = await newDataFolder()
  try {
    let application = await launch({ dataFolder })
    let { page } = application
    await withEightAccounts(page)
    await page.getByRole('button', { name: `Löschen: ${mailboxOf(1)}` }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click()
    await expect(page.getByText(/noch \d s/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Rückgängig' })).toBeHidden({ timeout: 20_000 })
    await expect(rows(page)).toHaveCount(7)
    await page.getByRole('button', { name: `Löschen: ${mailboxOf(2)}` }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click()
    await expect(page.getByRole('button', { name: 'Rückgängig' })).toBeVisible()
    await application.close()
    application = await launch({ dataFolder })
    page = application.page
    await openConnector(page, CONNECTOR.name)
    await expect(rows(page)).toHaveCount(6)
    await application.close()
  } finally {
    await removeFolder(dataFolder)
  }
})

test('connectors are searched, filtered and sorted; one that was deleted comes back with its accounts', async () => {
  await withApplication(async ({ page }) => {
    await withEightAccounts(page)
    for (const name of ['Genf', 'Bern', 'Zug', 'Basel', 'Chur']) {
      await createConnector(page, { name, url: `https://${name.toLowerCase()}.contoso.example` })
    }
    await page.getByRole('link', { name: 'Konnektoren' }).click()
    const table = page.getByRole('table', { name: 'MS EWS Konnektoren' })
    const names = table.getByRole('rowheader')
    await expect(names).toHaveCount(6)
    await expect(names.first()).toContainText('Basel')
    await inEveryLook(page, 'connectors-list')
    await page.getByRole('searchbox', { name: 'Konnektoren durchsuchen' }).fill('zug.contoso')
    await expect(names).toHaveCount(1)
    await page.getByRole('searchbox', { name: 'Konnektoren durchsuchen' }).fill('')
    await table.getByRole('button', { name: 'Name' }).click()
    await expect(names.first()).toContainText('Zug')
    await page.getByRole('switch', { name: 'Aktiv: Contoso' }).uncheck()
    await stateFilter(page, 'Inaktiv (1)').click()
    await expect(names).toHaveCount(1)
    await expect(names).toContainText('Contoso')

    await page.getByRole('button', { name: 'Löschen: Contoso' }).click()
    const deletion = page.getByRole('dialog')
    await expect(deletion).toBeVisible()
    await inEveryLook(page, 'connector-delete')
    await deletion.getByRole('button', { name: 'Löschen' }).click()
    await expect(page.getByText('Kein Konnektor passt zu Suche und Filter.')).toBeVisible()
    await page.getByRole('button', { name: 'Rückgängig' }).click()
    await openConnector(page, 'Contoso')
    await expect(rows(page)).toHaveCount(8)
  })
})

test('changes that are not saved are asked about on every way out, and outlive a change of the language', async () => {
  await withApplication(async ({ electron, page }) => {
    await createConnector(page, CONNECTOR)
    const question = page.getByRole('dialog', { name: 'Änderungen speichern?' })
    const domain = page.getByRole('textbox', { name: 'Domain' })
    await domain.fill('CONTOSO')
    await page.getByRole('link', { name: 'Hilfe' }).click()
    await expect(question).toBeVisible()
    await inEveryLook(page, 'unsaved-changes')
    await question.getByRole('button', { name: 'Hier bleiben' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Contoso' })).toBeVisible()

    await page.evaluate(() => window.api.settings.save({ language: 'en', theme: 'light' }))
    await expect(page.getByRole('textbox', { name: 'Domain' })).toHaveValue('CONTOSO')
    // A window that goes into the background keeps what was typed, and asks nothing.
    await page.evaluate(() =>
      window.api.settings.save({ language: 'de', theme: 'light', background: { closeToTray: false } }),
    )

    for (const way of ['close', 'quit', 'link'] as const) {
      await electron.evaluate(({ app, BrowserWindow }, chosen) => {
        if (chosen === 'quit') app.quit()
        else if (chosen === 'link')
          app.emit('open-url', { preventDefault: () => undefined }, 'ews-konnektor:overview')
        else BrowserWindow.getAllWindows()[0]?.close()
      }, way)
      await expect(question).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(question).toBeHidden()
      await expect(domain).toHaveValue('CONTOSO')
    }

    // The form in front is asked first; saving it leads on to the one behind.
    await page.getByRole('button', { name: 'Konto hinzufügen' }).click()
    const form = page.getByRole('dialog', { name: 'MS EWS Konto hinzufügen' })
    await form.getByRole('textbox', { name: 'Exchange-Postfach' }).fill('anna@contoso.example')
    for (const leave of ['Escape', 'Abbrechen', 'outside'] as const) {
      if (leave === 'Escape') await page.keyboard.press('Escape')
      else if (leave === 'Abbrechen') await form.getByRole('button', { name: leave }).click()
      else await page.mouse.click(5, 5)
      const discard = page.getByRole('dialog', { name: 'Änderungen verwerfen?' })
      await expect(discard).toBeVisible()
      await discard.getByRole('button', { name: 'Abbrechen' }).click()
      await expect(discard).toBeHidden()
    }
    const ended = electron.waitForEvent('close')
    await electron.evaluate(({ app }) => {
      app.quit()
    })
    await question.getByRole('button', { name: 'Verwerfen' }).click()
    await expect(question).toBeVisible()
    await question.getByRole('button', { name: 'Speichern' }).click()
    await ended
  })
})

test('a message follows the language, and covers no title of a dialog', async () => {
  await withApplication(async ({ page }) => {
    await createConnector(page, CONNECTOR)
    await expect(page.getByText('«Contoso» ist gespeichert.')).toBeVisible()
    await page.evaluate(() => window.api.settings.save({ language: 'en', theme: 'light' }))
    await expect(page.getByText(/Contoso.* (is|has been) saved/)).toBeVisible()
    await expect(page.getByText('«Contoso» ist gespeichert.')).toBeHidden()
  })
})
