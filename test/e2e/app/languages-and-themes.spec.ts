/** German and English, light and dark; the pictures are kept as test output. */
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { projectFolder } from '../application.ts'
import { withExchange } from '../connected.ts'
import { ANNA } from '../exchange.ts'
import { menuItem, syncOutcome, synchronise } from '../steps.ts'

const screenshots = path.join(projectFolder, 'test-results', 'screenshots')

const WORDS = {
  de: {
    connectors: 'Konnektoren',
    data: 'Daten',
    settings: 'Einstellungen',
    emails: 'E-Mails',
    add: 'Konto hinzufügen',
    help: 'Hilfe',
    advanced: /^Erweitert/,
    more: /^Mehr zur Synchronisation/,
    plan: 'Plan ansehen',
    cancel: 'Abbrechen',
    history: 'Verlauf',
    close: 'Schliessen',
  },
  en: {
    connectors: 'Connectors',
    data: 'Data',
    settings: 'Settings',
    emails: 'E-mails',
    add: 'Add account',
    help: 'Help',
    advanced: /^Advanced/,
    more: /^More about the synchronisation/,
    plan: 'View plan',
    cancel: 'Cancel',
    history: 'History',
    close: 'Close',
  },
} as const

test('every screen exists in German and English, light and dark', async () => {
  test.setTimeout(120_000)
  await withExchange({ content: 60, upTo: 'account' }, async ({ page }) => {
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    for (const language of ['de', 'en'] as const) {
      for (const theme of ['light', 'dark'] as const) {
        await page.evaluate((settings) => window.api.settings.save(settings), { language, theme })
        await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
        await takePictures(page, language, theme)
      }
    }
    const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.evaluate(() => window.api.settings.save({ language: 'en', theme: 'light' }))
    await expect
      .poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor))
      .not.toBe(dark)
  })
})

async function takePictures(page: Page, language: 'de' | 'en', theme: 'light' | 'dark'): Promise<void> {
  const words = WORDS[language]
  const picture = (name: string) =>
    page.screenshot({
      path: path.join(screenshots, `${name}-${language}-${theme}.png`),
      animations: 'disabled',
    })
  await page.getByRole('link', { name: words.connectors }).click()
  await expect(page.getByRole('link', { name: 'Contoso', exact: true })).toBeVisible()
  await picture('connectors')
  await page.getByRole('link', { name: 'Contoso', exact: true }).click()
  await expect(page.getByRole('button', { name: words.add })).toBeVisible()
  await picture('connector')
  await page.getByRole('button', { name: words.add }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await picture('account')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: words.advanced }).click()
  await page.getByRole('button', { name: words.advanced }).scrollIntoViewIfNeeded()
  await picture('connector-advanced')
  for (const [name, item, end] of [
    ['sync-plan', words.plan, words.cancel],
    ['sync-history', words.history, words.close],
  ] as const) {
    await page.getByRole('button', { name: words.more }).click()
    await menuItem(page, item).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await expect(dialog.getByRole('progressbar')).toBeHidden()
    await picture(name)
    await dialog.getByRole('button', { name: end }).click()
    await expect(dialog).toBeHidden()
  }
  await page.getByRole('link', { name: words.data }).click()
  await page.getByRole('grid', { name: words.emails }).getByRole('row').nth(1).click()
  await expect(page.getByRole('article')).toBeVisible()
  await picture('data')
  await page.getByRole('link', { name: words.settings }).click()
  await expect(page.getByRole('heading', { level: 1, name: words.settings })).toBeVisible()
  await picture('settings')
  await page.getByRole('link', { name: words.help }).click()
  await expect(page.getByRole('heading', { level: 1, name: words.help })).toBeVisible()
  await picture('help')
}
