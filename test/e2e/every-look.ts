/** Pictures of what is on screen in German and English, light and dark; kept as test output. */
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { projectFolder } from './application.ts'

const screenshots = path.join(projectFolder, 'test-results', 'screenshots')

/** Ends in German and light, as the tests expect it. */
export async function inEveryLook(page: Page, name: string): Promise<void> {
  for (const language of ['en', 'de'] as const) {
    for (const theme of ['dark', 'light'] as const) {
      await page.evaluate((settings) => window.api.settings.save(settings), { language, theme })
      await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
      const file = path.join(screenshots, `${name}-${language}-${theme}.png`)
      await page.screenshot({ path: file, animations: 'disabled' })
    }
  }
}
