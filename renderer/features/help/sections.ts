/**
 * An article as sections: what the search finds and what a heading's address means. A heading carries its address,
 * `## Zertifikate {#certificates}`, the same in every language, so that a link survives a change of the language.
 */

/** `{#address}` at the end of a heading. */
export const HEADING_ADDRESS = /\s*\{#([a-z0-9-]+)\}\s*$/

export type Section = {
  /** `null`: what stands before the first heading. */
  readonly heading: string | null
  readonly title: string | null
  /** Of its heading, 2 or 3; 1: the beginning. */
  readonly level: number
  /** Without the signs of Markdown. */
  readonly text: string
}

export function sectionsOf(markdown: string): Section[] {
  const sections: { heading: string | null; title: string | null; level: number; lines: string[] }[] = [
    { heading: null, title: null, level: 1, lines: [] },
  ]
  let isFenced = false
  for (const line of markdown.split(/\r?\n/)) {
    if (/^\s*```/.test(line)) isFenced = !isFenced
    const match = isFenced ? null : /^(#{2,3}) (.+)$/.exec(line)
    if (match) {
      const [, marks = '', whole = ''] = match
      const title = plain(whole.replace(HEADING_ADDRESS, ''))
      const heading = HEADING_ADDRESS.exec(whole)?.[1] ?? null
      sections.push({ heading, title, level: marks.length, lines: [] })
    } else {
      sections.at(-1)?.lines.push(line)
    }
  }
  return sections.map(({ lines, ...section }) => ({ ...section, text: plain(lines.join('\n')) }))
}

/** Markdown as a person hears it: links as their words, no signs of tables, lists and fences. */
export function plain(markdown: string): string {
  return markdown
    .replace(/^\s*```.*$/gm, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*\|?[\s:|-]+\|\s*$/gm, ' ')
    .replace(/^\s*(?:[-*>]|\d+\.)\s+/gm, '')
    .replace(/<br>/g, ' ')
    .replace(/\*\*|`|\\(?=\|)/g, '')
    .replaceAll('|', ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
