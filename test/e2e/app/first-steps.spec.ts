/** From an empty data folder to the first synchronised mailbox, by the keyboard alone. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { launch, newDataFolder, removeFolder } from '../application.ts'
import { withApplication } from '../connected.ts'
import { inEveryLook, inThisLook } from '../every-look.ts'
import { ANNA, startExchange } from '../exchange.ts'
import { storedEmails } from '../steps.ts'

const MOST_STOPS = 80

/** Goes on with Tab until the focus is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

async function press(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled()
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true })
const goOn = (page: Page) => page.getByRole('link', { name: 'Weiter mit den ersten Schritten' })
const current = (page: Page) => page.locator('[aria-current="step"]')

test('the first steps lead from an empty data folder to a synchronised mailbox, by the keyboard alone', async () => {
  test.setTimeout(120_000)
  const server = await startExchange(12)
  const dataFolder = await newDataFolder()
  try {
    let application = await launch({ dataFolder })
    let { page } = application
    await press(page, page.getByRole('main').getByRole('link', { name: 'Erste Schritte' }))
    await expect(page.getByRole('heading', { level: 1, name: 'Erste Schritte' })).toBeVisible()
    await expect(current(page)).toContainText('Bereitlegen, was Sie brauchen')
    await press(page, button(page, 'Ich habe alles'))
    await expect(current(page)).toContainText('Den Server suchen oder eintragen')

    // Left, and resumed after a restart where they stood.
    await application.close()
    application = await launch({ dataFolder })
    page = application.page
    await press(page, goOn(page))
    await press(page, button(page, 'Adresse eintragen'))
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
    await page.keyboard.type('Contoso')
    await type(page, page.getByRole('textbox', { name: 'URL' }), server.url)
    await page.keyboard.press('Control+S')
    await expect(page.getByRole('heading', { level: 1, name: 'Contoso' })).toBeVisible()
    await expect(page.getByText(/Als Nächstes: Postfach und Winoffice Prime Emailkonto/)).toBeVisible()
    await inThisLook(page, 'first-steps-bar')

    await press(page, goOn(page))
    await press(page, button(page, 'Konto hinzufügen'))
    const form = page.getByRole('dialog', { name: 'MS EWS Konto hinzufügen' })
    await type(page, form.getByRole('textbox', { name: 'Name des Inhabers' }), ANNA.owner)
    await type(page, form.getByRole('textbox', { name: 'Adresse des Emailkontos' }), ANNA.primeAddress)
    await type(page, form.getByRole('textbox', { name: 'Exchange-Postfach' }), ANNA.mailbox)
    await type(page, form.getByRole('textbox', { name: 'Benutzername' }), ANNA.userName)
    await type(page, form.getByRole('textbox', { name: 'Passwort' }), ANNA.password)
    await tabTo(page, form.getByRole('switch', { name: 'Erste Synchronisation zeitlich begrenzen' }))
    await page.keyboard.press('Space')
    await page.keyboard.press('Control+S')
    await expect(form).toBeHidden()

    await press(page, goOn(page))
    await expect(current(page)).toContainText('Verbindung testen')
    await press(page, button(page, 'Verbindung testen'))
    const report = page.getByRole('dialog', { name: /Verbindungstest/ })
    await expect(report.getByRole('status')).toHaveText(/^Bestanden/)
    await page.keyboard.press('Escape')
    await expect(report).toBeHidden()

    await press(page, goOn(page))
    await expect(current(page)).toContainText('Zum ersten Mal synchronisieren')
    await inEveryLook(page, 'first-steps')
    await press(page, button(page, 'Plan ansehen'))
    const plan = page.getByRole('dialog', { name: /Synchronisationsplan/ })
    await expect(plan.getByText(/12/).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(plan).toBeHidden()

    await page.keyboard.press('Control+6')
    await press(page, page.getByRole('main').getByRole('link', { name: 'Erste Schritte' }))
    await press(page, button(page, 'Jetzt synchronisieren'))
    await expect(page.getByRole('status').filter({ hasText: 'Geschafft' })).toBeVisible({ timeout: 45_000 })
    await inEveryLook(page, 'first-steps-done')
    expect(await storedEmails(page)).toHaveLength(12)

    // They have ended by themselves.
    await page.keyboard.press('Control+5')
    await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible()
    await expect(goOn(page)).toBeHidden()
    await application.close()
  } finally {
    await server.stop()
    await removeFolder(dataFolder)
  }
})

test('who does not want the first steps is not shown them again, and finds them in the help', async () => {
  await withApplication(async ({ page }) => {
    await page.getByRole('main').getByRole('link', { name: 'Erste Schritte' }).click()
    await inEveryLook(page, 'first-steps-begin')
    await button(page, 'Ich habe alles').click()
    await page.keyboard.press('Control+2')
    await expect(page.getByText(/1 von 7 Schritten erledigt/)).toBeVisible()
    await button(page, 'Nicht mehr zeigen').click()
    await expect(goOn(page)).toBeHidden()
    await page.keyboard.press('Control+6')
    await page.getByRole('main').getByRole('link', { name: 'Erste Schritte' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Erste Schritte' })).toBeVisible()
  })
})
