/**
 * What everybody must be able to use: no violation of WCAG 2.2 AA that axe-core finds, and no text that is cut.
 *
 * axe-core runs in the page itself, by a script that the test evaluates; the Content Security Policy of the window stays
 * as it is.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type { AxeResults, ElementContext, RunOptions } from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const OPTIONS: RunOptions = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}

/** @param where how the message of a failure calls the screen */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // What is just changing (a button that is enabled) has a moment to arrive.
  await expect
    .soft(async () => {
      expect(await violationsOf(page), `accessibility of ${where}`).toEqual([])
    })
    .toPass({ timeout: 5_000 })
}

async function violationsOf(page: Page): Promise<string[]> {
  await settled(page)
  const isThere = await page.evaluate(() => 'axe' in globalThis)
  if (!isThere) await page.evaluate(source)
  return await page.evaluate(async (options) => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: ElementContext, options: unknown): Promise<AxeResults> }
    }
    // A tip belongs to what it describes, wherever it lies in the page.
    const found = await axe.run({ exclude: ['[role=tooltip]'] }, options)
    return found.violations.flatMap(({ id, help, nodes }) =>
      nodes
        // The keyboard stops at a cell of a grid; what a pointer is to hit is in it. One at the edge of the window is cut.
        .filter(({ html }) => id !== 'target-size' || !html.includes('role="gridcell"'))
        .map(
          ({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary ?? ''}`,
        ),
    )
  }, OPTIONS)
}

/** Texts of ours that do not fit: cut by an ellipsis or an edge, outside of places that people can widen. */
export async function expectNothingCut(page: Page, where: string): Promise<void> {
  const cut = await page.evaluate(() => {
    // Columns are widened by hand, and a field scrolls.
    const MAY_BE_CUT = '.MuiDataGrid-root, input, textarea, [data-may-be-cut], pre, code'
    const isCut = (element: Element): boolean => {
      const { overflowX, display } = getComputedStyle(element)
      if (overflowX === 'visible' || overflowX === 'auto' || overflowX === 'scroll' || display === 'inline')
        return false
      return element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1
    }
    const hasOwnText = (element: Element): boolean =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    return [...document.querySelectorAll('body *')]
      .filter((element) => hasOwnText(element) && isCut(element) && !element.closest(MAY_BE_CUT))
      .map((element) => `${element.tagName.toLowerCase()}: ${element.textContent}`)
  })
  expect.soft(cut, `cut texts of ${where}`).toEqual([])
}

/** The screen is no wider than the window, and nothing in it reaches over its edge; wide tables scroll by themselves. */
export async function expectNothingSideways(page: Page, where: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const areas = [...document.querySelectorAll('html, main, [role=dialog], [role=dialog] *')]
    return areas
      .filter((area) => area.clientWidth > 0 && area.scrollWidth > area.clientWidth + 1)
      .filter(
        (area) =>
          !area.closest('.MuiTableContainer-root, .MuiDataGrid-root, .MuiSwitch-root, input, textarea'),
      )
      .filter((area) => getComputedStyle(area).overflowX !== 'visible' || area.matches('html, main'))
      .map(
        (area) =>
          `${area.tagName.toLowerCase()}.${area.className}: ${area.scrollWidth} > ${area.clientWidth}`,
      )
  })
  expect.soft(wide, `wider than the window: ${where}`).toEqual([])
}

/** Colours and places that change by themselves have arrived; what moves without an end (progress) does not count. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
}
