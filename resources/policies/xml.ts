/** XML as text, with everything that comes from elsewhere escaped. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)
}

export type Attributes = Readonly<Record<string, string | number>>

/** @param content text, or the lines of elements */
export function element(
  name: string,
  attributes: Attributes = {},
  content: string | readonly string[] = [],
): string[] {
  const start = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
  const open = `<${name}${start.join('')}`
  if (typeof content === 'string') return [`${open}>${escaped(content)}</${name}>`]
  return content.length === 0
    ? [`${open}/>`]
    : [`${open}>`, ...content.map((line) => `  ${line}`), `</${name}>`]
}

/** A whole document. Windows reads templates with either end of line. */
export function document(root: readonly string[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.join('\n')}\n`
}
