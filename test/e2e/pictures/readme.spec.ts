/** The pictures of the README, taken from the running application with the data of the demo: `npm run screenshots`. */
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { startDemo } from '#test/exchange-server/demo.ts'
import { launch, projectFolder } from '../application.ts'

const folder = path.join(projectFolder, 'resources', 'screenshots')

test('the README shows the application as it is', async () => {
  test.setTimeout(180_000)
  const demo = await startDemo()
  const application = await launch({
    dataFolder: demo.dataFolder,
    environment: { ...demo.environment, TZ: 'Europe/Zurich' },
    screen: '/overview',
  })
  const { page } = application
  try {
    await look(page, 'light')
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.getByRole('button', { name: 'Synchronise all' }).click()
    const panel = page.getByText('2 accounts have been synchronised')
    await expect(panel).toBeVisible({ timeout: 120_000 })
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await open(page, '/overview')
    await expect(page.getByRole('heading', { name: 'Synchronised objects' })).toBeVisible()
    await expect(page.getByText('All is well')).toBeVisible()
    await picture(page, 'overview')

    await open(page, '/connectors')
    await page.getByRole('link', { name: 'Demo-Exchange', exact: true }).click()
    await page.getByRole('button', { name: 'Test connection', exact: true }).first().click()
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Close' })).toBeVisible()
    await expect(page.getByRole('dialog').getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 })
    await picture(page, 'connection-test')
    await page.keyboard.press('Escape')
    await page.getByRole('grid').getByRole('row').last().scrollIntoViewIfNeeded()
    await picture(page, 'accounts')

    await open(page, '/data?view=calendar')
    await expect(page.getByText('Wochenplanung').first()).toBeVisible()
    await picture(page, 'calendar')

    await look(page, 'dark')
    await open(page, '/sync?tab=history')
    await expect(page.getByRole('heading', { level: 1, name: 'Synchronisation' })).toBeVisible()
    await expect(page.getByRole('row').nth(1)).toBeVisible()
    await picture(page, 'history-dark')
  } finally {
    await application.close()
    await demo.stop()
  }
})

async function open(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, address)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

async function look(page: Page, theme: 'light' | 'dark'): Promise<void> {
  const settings = { language: 'en', theme } as const
  await page.evaluate((wanted) => window.api.settings.save(wanted), settings)
  await expect(page.locator('html')).toHaveAttribute('data-color-scheme', theme)
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' })
}
