/** The table of broken set-ups: the connection test names the right cause in its first failing step, with advice. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { FinishedStep, TestReport } from '#shared/domain/connection-test.ts'
import { LANGUAGES } from '#shared/domain/settings.ts'
import { de } from '#shared/texts/de.ts'
import { en } from '#shared/texts/en.ts'
import { fillText } from '#shared/texts/fill.ts'
import { diagnose } from './broken-set-ups/stage.ts'
import { BROKEN_SET_UPS } from './broken-set-ups/table.ts'
import { textOf } from './broken-set-ups/troubleshooting.ts'
import { SITUATIONS_DE } from './broken-set-ups/situations-de.ts'
import { articleFile, README, writtenArticle, writtenReadme } from './broken-set-ups/write-troubleshooting.ts'

describe('the connection test finds', () => {
  it('more than forty broken set-ups, each of its own', () => {
    expect(BROKEN_SET_UPS.length).toBeGreaterThan(40)
    expect(new Set(BROKEN_SET_UPS.map(({ situation }) => situation)).size).toBe(BROKEN_SET_UPS.length)
  })

  it.concurrent.each(BROKEN_SET_UPS)('$situation: $finds', async (setUp) => {
    const report = await diagnose(setUp)
    const isWarning = setUp.finds in en.warnings
    const found = isWarning
      ? finished(report).find(({ id }) => id === setUp.step)
      : finished(report).find(({ state }) => state === 'failed')
    const { name, params } = findingOf(found)
    expect([found?.id, name]).toEqual([setUp.step, setUp.finds])
    if (isWarning) expect(report.outcome).not.toBe('failed')
    for (const texts of [de, en]) {
      const { what, todo } = textOf(setUp.finds, texts)
      for (const text of [what, todo]) {
        expect(text).not.toBe('')
        // Whatever the text wants to name is known.
        expect(
          [...text.matchAll(/\{\{(\w+)\}\}/g)].filter(([, param]) => params[param ?? ''] === undefined),
        ).toEqual([])
        expect(fillText(text, params)).not.toContain('{{')
      }
    }
  })
})

describe('the chapter on troubleshooting', () => {
  it('is written from the table', async () => {
    expect(await readFile(README, 'utf8')).toBe(await writtenReadme())
  })

  it('and the articles of the help say the same, each in its language', async () => {
    for (const language of LANGUAGES) {
      expect(await readFile(articleFile(language), 'utf8')).toBe(writtenArticle(language))
    }
    expect(BROKEN_SET_UPS.filter(({ situation }) => !Object.hasOwn(SITUATIONS_DE, situation))).toEqual([])
  })
})

function finished({ steps }: TestReport): FinishedStep[] {
  return steps.filter((step): step is FinishedStep => 'offers' in step)
}

function findingOf(step: FinishedStep | undefined) {
  if (step?.state === 'failed') return { name: step.error.code, params: step.error.params }
  return { name: step?.verdict.name, params: step?.verdict.params ?? {} }
}
