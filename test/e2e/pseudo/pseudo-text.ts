/**
 * A language that nobody speaks, made from the English texts: every text is in ⟦brackets⟧, has accents and is half as long
 * again. What stands on the screen without brackets is written in the code instead of the catalogues; what does not fit
 * here would not fit in the next language either.
 */

const ACCENTS: Readonly<Record<string, string>> = {
  a: 'å',
  e: 'é',
  i: 'î',
  o: 'ø',
  u: 'ü',
  A: 'Å',
  E: 'É',
  O: 'Ø',
  U: 'Ü',
}

/** What is filled in or nested later, and the marks of emphasis. */
const KEPT = /\{\{.*?\}\}|\$t\(.*?\)|<\/?\w+>/

/** Longer texts grow less, as in real translations. */
const GROWTH = (length: number): number => (length < 30 ? 0.5 : 0.3)

export function pseudoText(text: string): string {
  const parts = text.split(new RegExp(`(${KEPT.source})`))
  const accented = parts
    .map((part) =>
      KEPT.test(part) ? part : part.replace(/[aeiouAEOU]/g, (letter) => ACCENTS[letter] ?? letter),
    )
    .join('')
  const more = ' lørem îpsum dølor sît amet'
    .repeat(20)
    .slice(0, Math.round(text.length * GROWTH(text.length)))
  return `⟦${accented}${more}⟧`
}

/** All texts of a catalogue, however deep. */
export function pseudoCatalogue<T>(texts: T): T {
  if (typeof texts === 'string') return pseudoText(texts) as T
  if (Array.isArray(texts)) return texts.map(pseudoCatalogue) as T
  if (typeof texts !== 'object' || texts === null) return texts
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, pseudoCatalogue(value)])) as T
}

/** What stands outside of the brackets, nested ones included. */
export function outsideBrackets(text: string): string {
  const without = text.replace(/⟦[^⟦⟧]*⟧/g, '')
  return without === text ? text : outsideBrackets(without)
}
