/**
 * What is on screen in German and English, light and dark: a picture, kept as test output, and whether everybody can
 * use it. One mechanism, so that no screen is only looked at or only measured.
 */
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { projectFolder } from './application.ts'

const screenshots = path.join(projectFolder, 'test-results', 'screenshots')

/** Ends in German and light, as the tests expect it. */
export async function inEveryLook(page: Page, name: string): Promise<void> {
  for (const language of ['en', 'de'] as const) {
    for (const theme of ['dark', 'light'] as const) {
      await page.evaluate(
        async (look) => {
          const state = await window.api.app.state()
          if (state.ok) await window.api.settings.save({ ...state.value.settings, ...look })
        },
        { language, theme },
      )
      await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
      await inThisLook(page, `${name}-${language}-${theme}`)
    }
  }
}

/** As it is now. */
export async function inThisLook(page: Page, name: string): Promise<void> {
  await picture(page, name)
  await expectAccessible(page, name)
  await expectNothingCut(page, name)
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(screenshots, `${name}.png`), animations: 'disabled' })
}
