/** Where a link of an article leads: `account.md#access` in the help, `#access` in the same article, https to the web. */
import { isArticleId, type ArticleId, type HelpAddress } from './articles.ts'

export type LinkTarget =
  { readonly kind: 'help'; readonly address: HelpAddress } | { readonly kind: 'web'; readonly url: string }

export function linkTarget(href: string, from: ArticleId): LinkTarget {
  const [, file, heading = null] = /^(?:([a-z-]+)\.md)?(?:#([a-z0-9-]+))?$/.exec(href) ?? []
  if (isArticleId(file)) return { kind: 'help', address: { article: file, heading } }
  if (href.startsWith('#')) return { kind: 'help', address: { article: from, heading } }
  return { kind: 'web', url: href }
}
