/**
 * The texts of the articles, bundled by Vite: one small file each, fetched from the application itself when it is first
 * read. Nothing comes over the network.
 */
/// <reference types="vite/types/importMeta.d.ts" />
import { queryOptions } from '@tanstack/react-query'
import type { Language } from '#shared/domain/settings.ts'
import type { ArticleId } from './articles.ts'

const FILES = import.meta.glob<string>('../../../resources/help/*/*.md', { query: '?raw', import: 'default' })

export async function loadArticle(id: ArticleId, language: Language): Promise<string> {
  const load = FILES[`../../../resources/help/${language}/${id}.md`]
  if (!load) throw new Error(`The help has no article ${id} in ${language}`)
  return await load()
}

export function articleQuery(id: ArticleId, language: Language) {
  return queryOptions({
    queryKey: ['help-article', language, id],
    queryFn: () => loadArticle(id, language),
    staleTime: Infinity,
  })
}
