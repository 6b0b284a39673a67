/**
 * Full-text search over the sections of all articles, offline (MiniSearch): words are found by their beginning, by a part
 * of a German compound, and with a mistyped letter; a title weighs more than a text. What is found is told with an
 * excerpt in which the found words are marked.
 */
import MiniSearch, { type SearchResult } from 'minisearch'
import type { ArticleId } from './articles.ts'
import { indexTerms, spelled, wordsOf } from './search-terms.ts'

export type HelpDocument = {
  readonly article: ArticleId
  readonly articleTitle: string
  readonly heading: string | null
  readonly title: string | null
  readonly text: string
}

export type Excerpt = readonly { readonly text: string; readonly isFound: boolean }[]
export type Hit = HelpDocument & { readonly excerpt: Excerpt }
export type HelpIndex = { readonly search: (text: string) => Hit[] }

const MOST_HITS = 20
/** Characters of an excerpt, and of those how many stand before the first found word. */
const EXCERPT = { length: 180, before: 50 } as const
/** Shorter words are too similar to one another. */
const SHORTEST_FUZZY = 5

export function createHelpIndex(documents: readonly HelpDocument[]): HelpIndex {
  const mini = new MiniSearch<HelpDocument & { id: number }>({
    fields: ['articleTitle', 'title', 'text'],
    tokenize: (text) => wordsOf(text).map((word) => word.text),
    processTerm: (term) => indexTerms(term),
    searchOptions: {
      processTerm: spelled,
      boost: { articleTitle: 3, title: 4 },
      prefix: true,
      fuzzy: (term) => (term.length >= SHORTEST_FUZZY ? 0.2 : false),
      weights: { prefix: 0.6, fuzzy: 0.1 },
    },
  })
  mini.addAll(documents.map((document, id) => ({ ...document, id })))
  return {
    search: (text) => {
      // A name is asked for as a whole where it is in the help; its parts then add nothing.
      const words = text.trim().split(/\s+/).join(' ')
      if (words === '') return []
      const all = mini.search(words, { combineWith: 'AND' })
      const found = all.length > 0 ? all : mini.search(words, { combineWith: 'OR' })
      return found.slice(0, MOST_HITS).flatMap((result) => hitOf(documents[Number(result.id)], result))
    },
  }
}

function hitOf(document: HelpDocument | undefined, { terms }: SearchResult): Hit[] {
  return document ? [{ ...document, excerpt: excerptOf(document.text, terms) }] : []
}

/** @param terms as the index knows them */
function excerptOf(text: string, terms: readonly string[]): Excerpt {
  const found = wordsOf(text)
    .filter((word) => indexTerms(word.text).some((term) => terms.includes(term)))
    .map(({ text: word, start }) => ({ start, end: start + word.length }))
  const first = found[0]?.start ?? 0
  const from = first > EXCERPT.before ? text.lastIndexOf(' ', first - EXCERPT.before) + 1 : 0
  const last = text.lastIndexOf(' ', from + EXCERPT.length)
  const to = text.length <= from + EXCERPT.length || last <= first ? text.length : last
  const parts: { text: string; isFound: boolean }[] = []
  let at = from
  for (const { start, end } of found) {
    if (start < at || end > to) continue
    parts.push(
      { text: text.slice(at, start), isFound: false },
      { text: text.slice(start, end), isFound: true },
    )
    at = end
  }
  parts.push({ text: text.slice(at, to), isFound: false })
  const begin = from > 0 ? [{ text: '… ', isFound: false }] : []
  const end = to < text.length ? [{ text: ' …', isFound: false }] : []
  return [...begin, ...parts.filter((part) => part.text !== ''), ...end]
}
