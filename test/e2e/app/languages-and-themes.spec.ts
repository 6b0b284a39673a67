/** German and English, light and dark: every screen is looked at, and everybody can use it. */
import { expect, test } from '@playwright/test'
import { withSynchronised } from '../connected.ts'
import { inThisLook } from '../every-look.ts'
import { visitEveryScreen, WORDS } from '../every-screen.ts'

test('every screen exists in German and English, light and dark', async () => {
  test.setTimeout(300_000)
  await withSynchronised({}, async (parts) => {
    const { page } = parts
    const backgrounds = new Set<string>()
    for (const language of ['de', 'en'] as const) {
      for (const theme of ['light', 'dark'] as const) {
        await page.evaluate((settings) => window.api.settings.save(settings), { language, theme })
        await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
        const look = (name: string) => inThisLook(page, `${name}-${language}-${theme}`)
        await visitEveryScreen({ ...parts, word: WORDS[language], look, isShort: true })
        backgrounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor))
      }
    }
    expect(backgrounds.size).toBe(2)
  })
})
