/**
 * The application in a language that nobody speaks: no text stands outside of the catalogues, and texts that are half as
 * long again still fit, in the smallest window too.
 */
import { expect, test } from '@playwright/test'
import { expectNothingCut } from '../accessible.ts'
import { withSynchronised } from '../connected.ts'
import { picture } from '../every-look.ts'
import { visitEveryScreen, WORDS } from '../every-screen.ts'
import { buildPseudo } from '../pseudo/build-pseudo.ts'
import { expectTranslated } from '../pseudo/translated.ts'

/** Of the connector and the mailbox of the test. */
const DATA = [/Contoso/gi, /Anna Meier/g, /anna\.meier/g]

test('every text comes from the catalogues, and longer ones fit into the smallest window', async () => {
  test.setTimeout(180_000)
  const entry = await buildPseudo()
  await withSynchronised({ entry }, async ({ electron, page, dataFolder }) => {
    await page.evaluate((settings) => window.api.settings.save(settings), {
      language: 'en',
      theme: 'light',
    } as const)
    await page.setViewportSize({ width: 1024, height: 700 })
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await visitEveryScreen({
      ...{ electron, page, dataFolder },
      word: WORDS.pseudo,
      look: async (name) => {
        await picture(page, `pseudo-${name}`)
        await expectTranslated(page, name, DATA)
        await expectNothingCut(page, name)
      },
    })
  })
})
