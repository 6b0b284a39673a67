/** Everything the search looks through in one language: the articles, and what is drawn into them from the product. */
import { queryOptions } from '@tanstack/react-query'
import type { MappingTable } from '#shared/domain/help.ts'
import type { Language } from '#shared/domain/settings.ts'
import { SYNC_RULES } from '#shared/texts/sync-rules.ts'
import { mappingTablesQuery } from '../../api/queries.ts'
import { loadArticle } from './article-source.ts'
import { ARTICLE_IDS, ARTICLES, type ArticleId } from './articles.ts'
import { createHelpIndex, type HelpDocument, type HelpIndex } from './help-search.ts'
import { sectionsOf } from './sections.ts'

/** Read anew in another language; kept as long as the window lives. */
export function helpIndexQuery(language: Language) {
  return queryOptions<HelpIndex>({
    queryKey: ['help-index', language],
    queryFn: async ({ client }) => {
      const [tables, ...articles] = await Promise.all([
        client.query(mappingTablesQuery),
        ...ARTICLE_IDS.map(async (id) => documentsOf(id, await loadArticle(id, language), language)),
      ])
      return createHelpIndex([
        ...articles.flat(),
        ...rulesOf(language),
        ...tables.map((table) => documentOf(table, language)),
      ])
    },
    staleTime: Infinity,
    structuralSharing: false,
  })
}

export function documentsOf(id: ArticleId, markdown: string, language: Language): HelpDocument[] {
  const articleTitle = ARTICLES[id].title[language]
  return sectionsOf(markdown).map(({ heading, title, text }) => ({
    ...{ article: id, articleTitle, heading, title, text },
  }))
}

export function rulesOf(language: Language): HelpDocument[] {
  return SYNC_RULES.map(({ name, subject, rule }) => ({
    article: 'rules' as const,
    articleTitle: ARTICLES.rules.title[language],
    heading: `rule-${name}`,
    title: subject[language],
    text: rule[language],
  }))
}

function documentOf({ kind, rows }: MappingTable, language: Language): HelpDocument {
  const row = ({ prime, exchange, lost }: MappingTable['rows'][number]): string =>
    [prime[language], exchange, ...(lost ? [lost[language]] : [])].join(' ')
  return {
    article: 'fields',
    articleTitle: ARTICLES.fields.title[language],
    heading: `fields-${kind}`,
    title: null,
    text: rows.map(row).join('. '),
  }
}
