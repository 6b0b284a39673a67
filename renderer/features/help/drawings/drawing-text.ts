/**
 * Drawings of the help as they stand in an article: a few lines in a fence, `screen` for a page of an administration
 * website and `flow` for who talks to whom. The words are the article's, so both languages have their own and the search
 * finds them; the look is the theme's. Rejected: pictures, which have one language, one colour scheme and grow old.
 *
 *     alt: what the drawing shows, for whoever does not see it
 *     title: Registration of an application
 *     field: Name = MS EWS Konnektor (1)
 */

export const DRAWINGS = ['screen', 'flow'] as const
export type DrawingKind = (typeof DRAWINGS)[number]

export const LINE_KINDS = [
  'field',
  'copy',
  'radio',
  'check',
  'button',
  'note',
  'row',
  'box',
  'arrow',
  /** With a point at both ends. */
  'arrows',
] as const
export type LineKind = (typeof LINE_KINDS)[number]

export type DrawingLine = {
  readonly kind: LineKind
  readonly label: string
  /** Behind ` = `. */
  readonly value: string | null
  /** The step of the text that it belongs to. */
  readonly mark: string | null
}

export type Drawing = {
  readonly alt: string
  readonly title: string
  readonly lines: readonly DrawingLine[]
}

/** @throws when a line is none: a test draws every article */
export function parseDrawing(text: string): Drawing {
  let alt = ''
  let title = ''
  const lines: DrawingLine[] = []
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const match = /^(\w+): (.+?)(?: \((\d)\))?$/.exec(line.trim())
    const [, name = '', whole = '', mark = null] = match ?? []
    if (name === 'alt') alt = whole
    else if (name === 'title') title = whole
    else {
      const kind = LINE_KINDS.find((each) => each === name)
      if (!kind) throw new Error(`No line of a drawing: ${line}`)
      const at = whole.indexOf(' = ')
      const label = at < 0 ? whole : whole.slice(0, at)
      lines.push({ kind, label, value: at < 0 ? null : whole.slice(at + 3), mark })
    }
  }
  if (alt === '') throw new Error('A drawing has no alternative text')
  return { alt, title, lines }
}
