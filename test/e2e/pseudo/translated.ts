/** What an application in the pseudo language shows outside of its catalogues. */
import { expect, type Page } from '@playwright/test'
import { outsideBrackets } from './pseudo-text.ts'

/** Beside articles (messages, help) and what is marked as not to be translated. Names that are the same in every language, and what comes from the data of the tests. */
const SAME_EVERYWHERE: readonly RegExp[] = [
  /MS EWS Konnektor/g,
  /Winoffice Prime/g,
  /\S+@\S+/g,
  /https?:\S+/g,
  /\/tmp\/\S+/g,
  /\b[\d.,]+ ?ms\b/g,
  /Electron [\d.]+, \w+ \w+/g,
  // Words of MUI, which has them in both languages.
  /\b(Sort|Open|Close|Clear|Go to (previous|next) page)\b/g,
  /\b(OAuth2|Windows|Basic|Exchange|EWS|PowerShell)\b/g,
  /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b/g,
  /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b/g,
  // The name of a week, which FullCalendar has in both languages.
  /\bWeek \d+/g,
  // As `Intl` writes times that are near.
  /\b(just now|now|yesterday|today|tomorrow|in|ago|sec|min|hr)\b/g,
  /\b(AM|PM|kB|MB|GB|min|sec|hr)\b/g,
]

/** @param data what people have entered, as patterns */
export async function expectTranslated(page: Page, where: string, data: readonly RegExp[]): Promise<void> {
  const texts = await page.evaluate(() => {
    const found: string[] = []
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest('script, style, article, [translate=no]')
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const blocks = new Map<Element, string>()
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement, textContent } = node
      if (!parentElement || !textContent || !isSeen(parentElement)) continue
      // A text that is put together of several nodes is one text of its block.
      let block = parentElement
      while (block.parentElement && getComputedStyle(block).display.startsWith('inline'))
        block = block.parentElement
      blocks.set(block, (blocks.get(block) ?? '') + textContent)
    }
    found.push(...blocks.values())
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        const value = element.getAttribute(name)
        if (value && isSeen(element)) found.push(`${name}: ⟦⟧${value}`)
      }
    return found
  })
  const foreign = texts
    .map((text) => ({ text, rest: rest(text, data) }))
    .filter((found) => /[A-Za-z]{2,}/.test(found.rest))
    .map((found) => `${found.rest.trim()}  in  ${found.text.slice(0, 160)}`)
  expect.soft([...new Set(foreign)], `texts outside of the catalogues: ${where}`).toEqual([])
}

function rest(text: string, data: readonly RegExp[]): string {
  const own = outsideBrackets(text.replace(/^(aria-label|title|placeholder|alt): /, ''))
  return [...SAME_EVERYWHERE, ...data].reduce((left, pattern) => left.replace(pattern, ''), own)
}
