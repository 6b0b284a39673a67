/** Large letters, high contrast and a keyboard alone: on every screen. */
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectNothingCut, expectNothingSideways } from '../accessible.ts'
import { withSynchronised } from '../connected.ts'
import { picture } from '../every-look.ts'
import { visitEveryScreen, WORDS } from '../every-screen.ts'

test('at 200 % every screen is read by scrolling down only', async () => {
  test.setTimeout(180_000)
  await withSynchronised({}, async ({ electron, page, dataFolder }) => {
    await electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.setContentSize(1280, 800)
      window?.webContents.setZoomFactor(2)
    })
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(640)
    await visitEveryScreen({
      ...{ electron, page, dataFolder },
      word: WORDS.de,
      look: async (name) => {
        await picture(page, `zoom-${name}`)
        await expectNothingCut(page, name)
        await expectNothingSideways(page, name)
      },
    })
  })
})

test('in high contrast every screen is readable, and the focus is seen wherever the Tab key leads', async () => {
  test.setTimeout(180_000)
  await withSynchronised({}, async ({ electron, page, dataFolder }) => {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    await visitEveryScreen({
      ...{ electron, page, dataFolder },
      word: WORDS.de,
      look: async (name) => {
        await picture(page, `contrast-${name}`)
        await expectAccessible(page, name)
        await expectChosenSeen(page, name)
        await expectFocusSeen(page, name)
      },
    })
  })
})

/** No shadow and no ground of ours is drawn: what lies above has an edge, and what is chosen is marked. */
async function expectChosenSeen(page: Page, where: string): Promise<void> {
  const unseen = await page.evaluate(() => {
    const hasEdge = (element: Element): boolean => {
      const { borderTopStyle, borderTopWidth } = getComputedStyle(element)
      return borderTopStyle !== 'none' && borderTopWidth !== '0px'
    }
    const ground = getComputedStyle(document.body).backgroundColor
    const isPainted = (element: Element): boolean => getComputedStyle(element).backgroundColor !== ground
    const all = (selector: string): Element[] => [...document.querySelectorAll(selector)]
    return [
      ...all('[role=dialog], nav [aria-current=page], button[aria-pressed=true]').filter(
        (element) => !hasEdge(element),
      ),
      ...all('.MuiTabs-indicator').filter((element) => !isPainted(element)),
    ].map((element) => element.outerHTML.slice(0, 200))
  })
  expect.soft(unseen, `what is chosen or above is not seen: ${where}`).toEqual([])
}

/** Presses Tab as long as it leads to something new. */
async function expectFocusSeen(page: Page, where: string): Promise<void> {
  const unseen = new Set<string>()
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(async () => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return null
      const isAgain = focused.hasAttribute('data-visited')
      focused.setAttribute('data-visited', '')
      // The input of a box to tick is invisible; what is seen is drawn beside it.
      const drawn = getComputedStyle(focused).opacity === '0' ? focused.nextElementSibling : focused
      const marked = [drawn, focused.closest('.MuiInputBase-root')]
      const isSeen = (): boolean =>
        marked.some((element) => {
          if (!element) return false
          const { outlineStyle, outlineWidth } = getComputedStyle(element)
          return (outlineStyle !== 'none' && outlineWidth !== '0px') || element.matches('.Mui-focused')
        })
      // Even a reduced transition needs some frames to arrive.
      for (let frames = 0; frames < 10 && !isSeen(); frames += 1)
        await new Promise((next) => requestAnimationFrame(next))
      return { isAgain, isSeen: isSeen(), html: focused.outerHTML.slice(0, 200) }
    })
    if (stop?.isAgain) break
    if (stop && !stop.isSeen) unseen.add(stop.html)
  }
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('[data-visited]')) element.removeAttribute('data-visited')
  })
  expect.soft([...unseen], `focus that is not seen: ${where}`).toEqual([])
}
