/**
 * The words and formats of the chosen language, asked of i18next once for the whole window.
 *
 * `useTranslation` subscribes and makes a function of its own wherever it stands: right for a screen, a tenth of the cost of
 * a line in a long list, whose parts ask here. What is drawn anew when the language changes is the same. Words without
 * values are looked up once, and those with a name are put together from a text that was: i18next goes through all of its
 * rules each time, twenty times for each line.
 */
import type { ParseKeys, TFunction } from 'i18next'
import { createContext, useContext } from 'react'
import { createFormat, type Format } from '#shared/texts/format.ts'

export type Texts = {
  readonly t: TFunction
  /** The words of a key whose only value is `name`. */
  readonly named: (key: ParseKeys, name: string) => string
  readonly format: Format
}

const FORMATS = { de: createFormat('de'), en: createFormat('en') }

/** Stands in a text where the name will stand; nobody can type it. */
const PLACE = '\u0000'

export const TextsContext = createContext<Texts | null>(null)

/** @param t of one language */
export function textsOf(t: TFunction, language: string): Texts {
  const words = new Map<unknown, string>()
  const parts = new Map<ParseKeys, readonly string[]>()
  const ask = t as unknown as (key: unknown, ...values: unknown[]) => string
  const remembering = (key: unknown, ...values: unknown[]): string => {
    if (values.length > 0) return ask(key, ...values)
    const known = words.get(key) ?? ask(key)
    words.set(key, known)
    return known
  }
  return {
    t: remembering as unknown as TFunction,
    named: (key, name) => {
      const around = parts.get(key) ?? t(key, { name: PLACE }).split(PLACE)
      parts.set(key, around)
      return around.join(name)
    },
    format: FORMATS[language === 'de' ? 'de' : 'en'],
  }
}

export function useTexts(): Texts {
  const texts = useContext(TextsContext)
  if (!texts) throw new Error('there are no texts above this component')
  return texts
}
