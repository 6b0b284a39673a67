/** Every failure says what happened and what to do, in both languages. */
import { describe, expect, it } from 'vitest'
import { ERRORS, ERROR_CATEGORIES, ERROR_CODES, appError, appErrorSchema } from '#shared/errors.ts'
import { de } from '#shared/texts/de.ts'
import { en } from '#shared/texts/en.ts'

type Tree = { readonly [key: string]: string | Tree }

/** All texts with their place. */
function texts(tree: Tree, place = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${place}${key}`, value]] : texts(value, `${place}${key} › `),
  )
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

const german = texts(de)
const english = texts(en)

describe.each([
  ['German', de],
  ['English', en],
])('in %s', (_name, catalogue) => {
  it.each(ERROR_CODES)('%s says what happened and what to do', (code) => {
    expect(catalogue.errors[code].what).toMatch(/\S.*([.!?]|\}\})$/)
    expect(catalogue.errors[code].todo).toMatch(/\S.*[.!?)]$/)
  })

  it('no text is empty, has blanks around it or half a placeholder', () => {
    for (const [place, text] of texts(catalogue)) {
      expect(text.trim(), place).toBe(text)
      expect(text, place).not.toBe('')
      expect(text.replace(/\{\{\w+\}\}/g, ''), place).not.toMatch(/[{}]/)
    }
  })
})

describe('the two languages', () => {
  it('have the same texts', () => {
    expect(german.map(([place]) => place).sort()).toEqual(english.map(([place]) => place).sort())
  })

  it('use the same placeholders', () => {
    const inEnglish = new Map(english)
    for (const [place, text] of german) {
      expect(placeholders(text), place).toEqual(placeholders(inEnglish.get(place) ?? ''))
    }
  })

  it('the German one is written the Swiss way, without ß and with guillemets', () => {
    expect(german.filter(([, text]) => /[ß„“]/.test(text))).toEqual([])
  })
})

describe('an error', () => {
  it.each(ERROR_CODES)('%s carries its category and survives a message port', (code) => {
    const error = appError(code, { a: 1, b: 'two' })
    expect(ERROR_CATEGORIES).toContain(error.category)
    expect(error).toMatchObject(ERRORS[code])
    expect(appErrorSchema.parse(structuredClone(error))).toEqual(error)
  })

  it('a refused sign-in is never repeated by itself', () => {
    const auth = ERROR_CODES.filter((code) => ERRORS[code].category === 'auth')
    expect(auth).toContain('sign-in.refused')
    expect(auth.filter((code) => ERRORS[code].retry === 'later')).toEqual([])
  })
})
