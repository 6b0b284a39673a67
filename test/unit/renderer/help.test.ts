/** The help is complete in both languages, its links lead somewhere, and it is found by what administrators type. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isHelpPage } from '#shared/domain/help.ts'
import { LANGUAGES, type Language } from '#shared/domain/settings.ts'
import { SYNC_KINDS } from '#shared/domain/sync-kinds.ts'
import { SYNC_RULES } from '#shared/texts/sync-rules.ts'
import { ARTICLE_IDS, ARTICLES, type ArticleId } from '../../../renderer/features/help/articles.ts'
import { ARTICLE_PARTS } from '../../../renderer/features/help/article-parts.ts'
import { loadArticle } from '../../../renderer/features/help/article-source.ts'
import { DRAWINGS, parseDrawing } from '../../../renderer/features/help/drawings/drawing-text.ts'
import { documentsOf, rulesOf } from '../../../renderer/features/help/help-documents.ts'
import { createHelpIndex } from '../../../renderer/features/help/help-search.ts'
import { linkTarget } from '../../../renderer/features/help/link-target.ts'
import { HELP_PLACE_NAMES, helpPlaceOf } from '../../../renderer/features/help/places.ts'
import { sectionsOf } from '../../../renderer/features/help/sections.ts'

const repository = join(import.meta.dirname, '../../..')
const folder = (language: Language) => join(repository, 'resources/help', language)
const read = (id: ArticleId, language: Language) => readFileSync(join(folder(language), `${id}.md`), 'utf8')

/** Drawn from the product, see `article-part.tsx`. */
const DRAWN: Partial<Record<ArticleId, readonly string[]>> = {
  rules: SYNC_RULES.map(({ name }) => `rule-${name}`),
  fields: SYNC_KINDS.map((kind) => `fields-${kind}`),
}
const headingsOf = (id: ArticleId, language: Language) => [
  ...sectionsOf(read(id, language)).flatMap(({ heading }) => heading ?? []),
  ...(DRAWN[id] ?? []),
]
const linksOf = (text: string) => [...text.matchAll(/(?<!!)\[[^\]]+\]\(([^)]+)\)/g)].map(([, href]) => href!)
const fencesOf = (text: string) =>
  [...text.matchAll(/^```([\w-]*)\n([\s\S]*?)^```$/gm)].map(([, kind, content]) => ({
    kind: kind!,
    content: content!,
  }))

describe('the articles of the help', () => {
  test('are there in both languages, and there are no others', () => {
    for (const language of LANGUAGES) {
      expect(readdirSync(folder(language)).sort()).toEqual(ARTICLE_IDS.map((id) => `${id}.md`).sort())
    }
  })

  test('are bundled, each for itself', async () => {
    expect(await loadArticle('entra', 'de')).toBe(read('entra', 'de'))
  })

  test.each(ARTICLE_IDS)('%s has the same headings, links and commands in both languages', (id) => {
    const [de, en] = LANGUAGES.map((language) => read(id, language))
    const shape = (text: string) => sectionsOf(text).map(({ heading, level }) => `${level} ${heading ?? ''}`)
    expect(shape(de!)).toEqual(shape(en!))
    expect(linksOf(de!)).toEqual(linksOf(en!))
    expect(fencesOf(de!).map(({ kind }) => kind)).toEqual(fencesOf(en!).map(({ kind }) => kind))
  })

  test.each(ARTICLE_IDS)('%s gives every heading an address of its own', (id) => {
    for (const language of LANGUAGES) {
      const [, ...sections] = sectionsOf(read(id, language))
      const addresses = sections.map(({ heading }) => heading)
      expect(addresses).not.toContain(null)
      expect(new Set(addresses).size).toBe(addresses.length)
    }
  })

  test.each(ARTICLE_IDS)('%s leads only to articles, headings and web pages that can be opened', (id) => {
    for (const language of LANGUAGES) {
      for (const href of linksOf(read(id, language))) {
        const target = linkTarget(href, id)
        if (target.kind === 'web') expect([href, isHelpPage(target.url)]).toEqual([href, true])
        else if (typeof target.address?.heading === 'string') {
          expect(headingsOf(target.address.article, language), href).toContain(target.address.heading)
        }
      }
    }
  })

  test.each(ARTICLE_IDS)(
    '%s is written in Swiss spelling, and has no HTML, which would not be shown',
    (id) => {
      expect(read(id, 'de')).not.toMatch(/ß|„/)
      for (const language of LANGUAGES) {
        const prose = read(id, language).replace(/^```[\s\S]*?^```$/gm, '')
        expect(prose.replace(/`[^`]*`/g, '')).not.toMatch(/<\/?[a-z]+>/)
      }
    },
  )
})

describe('the drawings of the help', () => {
  const drawings = (language: Language) =>
    ARTICLE_IDS.flatMap((id) => fencesOf(read(id, language)))
      .filter(({ kind }) => DRAWINGS.some((each) => each === kind))
      .map(({ content }) => parseDrawing(content))

  test('have an alternative text and the same lines in both languages', () => {
    const shape = (language: Language) =>
      drawings(language).map(({ lines }) => lines.map(({ kind, mark }) => [kind, mark]))
    expect(shape('de').length).toBeGreaterThan(5)
    expect(shape('de')).toEqual(shape('en'))
  })

  test('fit: no label is wider than the drawing', () => {
    for (const { title, lines } of LANGUAGES.flatMap(drawings)) {
      expect(title.length).toBeLessThan(64)
      for (const { label, value } of lines) {
        expect(label.length, label).toBeLessThan(66)
        expect((value ?? '').length, value ?? '').toBeLessThan(62)
      }
    }
  })
})

test('what an article takes from the product is known', () => {
  const parts = ARTICLE_IDS.flatMap((id) => fencesOf(read(id, 'de'))).filter(({ kind }) => kind === 'part')
  expect(parts.map(({ content }) => content.trim()).sort()).toEqual([...ARTICLE_PARTS].sort())
})

describe('a place of the window', () => {
  test.each(HELP_PLACE_NAMES)('%s has an article and headings that exist in both languages', (place) => {
    const { article, heading, fields = {} } = helpPlaceOf(place)
    for (const language of LANGUAGES) {
      const headings = headingsOf(article, language)
      for (const wanted of [...(heading === null ? [] : [heading]), ...Object.values(fields)]) {
        expect(headings).toContain(wanted)
      }
    }
  })

  test('has a question mark somewhere', () => {
    const sources = readdirSync(join(repository, 'renderer'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx'))
      .map((file) => readFileSync(join(repository, 'renderer', file), 'utf8'))
      .join('\n')
    const unused = HELP_PLACE_NAMES.filter(
      (place) => !sources.includes(`help="${place}"`) && !sources.includes(`place="${place}"`),
    )
    expect(unused).toEqual([])
  })
})

describe('searching the help', () => {
  const indexOf = (language: Language) =>
    createHelpIndex([
      ...ARTICLE_IDS.flatMap((id) => documentsOf(id, read(id, language), language)),
      ...rulesOf(language),
    ])
  const german = indexOf('de')
  const english = indexOf('en')
  const first = (index: typeof german, text: string) => {
    const [hit] = index.search(text)
    return hit && `${hit.article}#${hit.heading ?? ''}`
  }
  const places = (index: typeof german, text: string) =>
    index.search(text).map(({ article, heading }) => `${article}#${heading ?? ''}`)

  test('for nothing finds nothing', () => {
    expect(german.search('  ')).toEqual([])
    expect(german.search('xqzwvkjh')).toEqual([])
  })

  test('finds a German compound by its parts', () => {
    expect(places(german, 'Sperre Konto')).toContain('on-premises#lockout')
    expect(places(german, 'wechsel')).toContain('on-premises#impersonation')
  })

  test.each(['Überwachung', 'Ueberwachung', 'uberwachung', 'ÜBERWACHEN'])(
    'finds umlauts however they are written: %s',
    (text) => {
      expect(places(german, text)).toContain('monitoring#')
    },
  )

  test('finds the beginning of a word, and one that is mistyped', () => {
    expect(first(german, 'Extended Prot')).toBe('on-premises#extended-protection')
    expect(first(english, 'throtling')).toBe('on-premises#throttling')
    expect(places(german, 'Zertifkat')).toContain('connector#certificate')
  })

  test('finds names of Exchange as a whole and by their parts', () => {
    expect(places(english, 'New-ManagementRoleAssignment')).toContain('on-premises#impersonation')
    expect(places(english, 'AccessAsUser')).toContain('entra#permission')
    expect(places(german, 'MaxFailedLogonAttempts')).toContain('advanced#logon-attempts')
  })

  test('shows only the language in which is searched', () => {
    expect(places(english, 'Besprechungen')).not.toContain('rules#rule-meetings')
    expect(places(german, 'Besprechungen')).toContain('rules#rule-meetings')
  })

  test('puts what has the word in its title before what only mentions it', () => {
    expect(first(german, 'Drosselung')).toBe('on-premises#throttling')
    expect(first(english, 'certificates')).toBe('on-premises#certificates')
  })

  test('shows an excerpt in which the word is marked', () => {
    const [hit] = german.search('Sperrschwelle')
    const marked = hit?.excerpt.filter(({ isFound }) => isFound).map(({ text }) => text)
    expect(marked).toEqual(['Sperrschwelle'])
    expect(hit?.excerpt.map(({ text }) => text).join('').length).toBeLessThan(240)
  })
})

describe('a rule of the help', () => {
  test.each(SYNC_RULES)('$name is there in both languages, in Swiss spelling', ({ subject, rule }) => {
    for (const text of [subject.de, subject.en, rule.de, rule.en]) expect(text.trim()).toMatch(/\S/)
    expect(rule.de).toMatch(/\.$/)
    expect(rule.en).toMatch(/\.$/)
    expect(subject.de + rule.de).not.toMatch(/[ß„“]/)
  })
})

test('an article has a title in both languages', () => {
  for (const id of ARTICLE_IDS) {
    for (const language of LANGUAGES) expect(ARTICLES[id].title[language]).toMatch(/\S/)
  }
})

test.each([
  ['https://learn.microsoft.com/exchange/', true],
  ['http://learn.microsoft.com/', false],
  ['https://learn.microsoft.com.evil.example/', false],
  ['https://someone@learn.microsoft.com/', false],
  ['https://learn.microsoft.com:8443/', false],
  ['https://example.com/', false],
  ['javascript:alert(1)', false],
])('the help opens %s in the browser: %s', (url, isOpened) => {
  expect(isHelpPage(url)).toBe(isOpened)
})
