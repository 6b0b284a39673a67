/**
 * Words as the search compares them. German writes one word where English writes three ("Dienstkonto"), and umlauts in
 * three ways ("Schlüssel", "Schluessel", "Schlussel"): letters are reduced to one spelling, and a word of the help is
 * also found by every ending of it. Rejected: a list of German words to take compounds apart, which would not know ours.
 */

/** Names of Exchange stay whole: `EWS.AccessAsUser.All`, `New-ManagementRoleAssignment`. */
const WORD = /[\p{L}\p{N}]+(?:[.\-_@][\p{L}\p{N}]+)*/gu

const SHORTEST_ENDING = 4

export type Word = { readonly text: string; readonly start: number }

/** The words of a text with their places; the parts of a name count as words of their own, behind it. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].flatMap((match) => {
    const [whole] = match
    const parts = [...whole.matchAll(/[\p{L}\p{N}]+/gu)]
    const words = [{ text: whole, start: match.index }]
    if (parts.length === 1) return words
    return [...words, ...parts.map((part) => ({ text: part[0], start: match.index + part.index }))]
  })
}

/** One spelling for all: small letters, no accents, `ss`, and an umlaut is its vowel however it is written. */
export function spelled(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/([aou])e/g, '$1')
}

/** What a word of the help is found by: itself, and its endings, in which the beginning of a search is looked for. */
export function indexTerms(word: string): string[] {
  const term = spelled(word)
  const endings: string[] = []
  for (let from = 2; from <= term.length - SHORTEST_ENDING; from += 1) endings.push(term.slice(from))
  return /^\p{L}+$/u.test(term) ? [term, ...endings] : [term]
}
