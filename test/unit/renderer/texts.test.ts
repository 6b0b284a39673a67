import { describe, expect, it } from 'vitest'
import { TEST_STEPS } from '#shared/domain/connection-test.ts'
import { ERROR_CODES } from '#shared/errors.ts'
import { de as sharedDe } from '#shared/texts/de.ts'
import { en as sharedEn } from '#shared/texts/en.ts'
import { de } from '../../../renderer/i18n/de.ts'
import { en } from '../../../renderer/i18n/en.ts'
import { flatten, joinTexts } from '../../../renderer/i18n/texts.ts'

const german = joinTexts(de, sharedDe)
const english = joinTexts(en, sharedEn)

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()

describe('the texts of the screens', () => {
  it('exist in both languages', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(german).sort())
  })

  it('are never empty', () => {
    for (const texts of [german, english]) {
      expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([])
    }
  })

  it('fill in the same values in both languages', () => {
    for (const key of Object.keys(german) as (keyof typeof german)[]) {
      expect([key, placeholders(english[key])]).toEqual([key, placeholders(german[key])])
    }
  })

  it('are written in Swiss spelling', () => {
    expect(Object.values(german).filter((text) => text.includes('ß'))).toEqual([])
  })

  it('have both plural forms', () => {
    const plurals = Object.keys(german).filter((key) => /_(one|other)$/.test(key))
    for (const key of plurals) {
      const other = key.endsWith('_one') ? key.replace(/_one$/, '_other') : key.replace(/_other$/, '_one')
      expect(plurals).toContain(other)
    }
  })
})

describe('flattening the shared texts', () => {
  it('keeps the dots of a code as they are', () => {
    expect(flatten(sharedDe)['errors.sign-in.refused.what']).toBe(sharedDe.errors['sign-in.refused'].what)
  })

  it('has what happened and what to do for every error', () => {
    const keys = Object.keys(flatten(sharedEn))
    for (const code of ERROR_CODES) {
      expect(keys).toContain(`errors.${code}.what`)
      expect(keys).toContain(`errors.${code}.todo`)
    }
  })

  it('has a name for every step of the connection test', () => {
    for (const step of TEST_STEPS) expect(flatten(sharedEn)[`steps.${step}`]).toBeTruthy()
  })
})
