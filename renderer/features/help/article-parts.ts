/** What an article takes from the product itself, in a fence `part`, so that it cannot grow old. */
export const ARTICLE_PARTS = ['rules', 'fields', 'shortcuts'] as const
export type ArticlePartName = (typeof ARTICLE_PARTS)[number]
