/**
 * A body as lines for the screen: XML pretty-printed, with where each element ends so that it can be folded; whatever
 * is no XML as it is. Long texts are broken into several lines, so that no line is longer than a screen can draw.
 *
 * saxes reads it, as it does for the product itself. The browser's `DOMParser` was rejected: it processes document
 * type declarations and expands their entities, and it exists in a window only. Here a declaration is a line of text,
 * and an entity that XML does not know makes the body "no XML".
 */
import { SaxesParser } from 'saxes'

export type PartKind = 'markup' | 'name' | 'attribute' | 'value' | 'text' | 'comment'
export type LinePart = { readonly kind: PartKind; readonly text: string }

export type BodyLine = {
  readonly depth: number
  readonly parts: readonly LinePart[]
  /** What the line says, as one string. */
  readonly text: string
  /** The line with the closing tag, when there are lines between; else `null`. */
  readonly end: number | null
  /** Whether the text goes on in the next line, and was broken here only for the screen. */
  readonly goesOn: boolean
}

export type BodyReading = { readonly kind: 'xml' | 'text'; readonly lines: readonly BodyLine[] }

/** Characters of a line; about what a wide window shows. */
export const LONGEST_LINE = 160

const LONGEST_PART = 1_000
const MOST_PARTS = 400

/** Lines of one text from which on it is folded at first: the content of a message, not its subject. */
const FOLDED_FROM = 12

// eslint-disable-next-line no-control-regex -- they are what is looked for
const ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu
const REFERENCE = /&#(?:x([0-9a-f]+)|([0-9]+));/gi

class NotXml extends Error {}

type Writable = { -readonly [K in keyof BodyLine]: BodyLine[K] }
type OpenElement = { readonly name: string; readonly line: number; text: string }

/** XML when it is whole and well-formed, else text. */
export function bodyLines(body: string): BodyReading {
  const lines = xmlLines(body)
  return lines === null ? { kind: 'text', lines: textLines(body, 0) } : { kind: 'xml', lines }
}

/** The elements that hide nothing but a long text. */
export function foldedAtFirst(lines: readonly BodyLine[]): ReadonlySet<number> {
  const folded = new Set<number>()
  lines.forEach(({ end }, index) => {
    if (end !== null && end - index > FOLDED_FROM && lines[index + 1]?.goesOn) folded.add(index)
  })
  return folded
}

/** @returns `null`: this is no XML, or its end is missing */
function xmlLines(body: string): BodyLine[] | null {
  const lines: Writable[] = []
  const open: OpenElement[] = []
  const put = (...parts: LinePart[]): void => {
    lines.push(lineOf(open.length, parts))
  }
  const putText = (): void => {
    const element = open.at(-1)
    if (!element) return
    const text = element.text.trim()
    element.text = ''
    if (text !== '') for (const line of textLines(escaped(text), open.length)) lines.push(line)
  }
  const addText = (text: string): void => {
    const element = open.at(-1)
    if (element) element.text += text
  }
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', (error) => {
    throw new NotXml(error.message)
  })
  parser.on('xmldecl', ({ version, encoding }) => {
    put(
      markup(
        `<?xml version="${version ?? '1.0'}"${encoding === undefined ? '' : ` encoding="${encoding}"`}?>`,
      ),
    )
  })
  parser.on('doctype', (text) => {
    put(markup(`<!DOCTYPE${text}>`))
  })
  parser.on('processinginstruction', ({ target, body: content }) => {
    putText()
    put(markup(`<?${target} ${content}?>`))
  })
  parser.on('comment', (text) => {
    putText()
    lines.push(...textLines(`<!--${text}-->`, open.length, 'comment'))
  })
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    putText()
    put(
      markup('<'),
      { kind: 'name', text: name },
      ...attributeParts(attributes),
      markup(isSelfClosing ? '/>' : '>'),
    )
    open.push({ name, line: lines.length - 1, text: '' })
  })
  parser.on('closetag', ({ name, isSelfClosing }) => {
    const element = open.at(-1)
    if (!element || isSelfClosing) {
      open.pop()
      return
    }
    const text = escaped(element.text.trim())
    const isAlone = element.line === lines.length - 1
    const closing = [markup('</'), { kind: 'name', text: name } as const, markup('>')]
    if (isAlone && text.length <= LONGEST_LINE && !/[\r\n]/.test(text)) {
      const content = text === '' ? [] : [{ kind: 'text', text } as const]
      open.pop()
      lines[element.line] = lineOf(open.length, [
        ...(lines[element.line]?.parts ?? []),
        ...content,
        ...closing,
      ])
      return
    }
    putText()
    open.pop()
    const opening = lines[element.line]
    if (opening) opening.end = lines.length
    put(...closing)
  })
  try {
    parser.write(legible(body)).close()
  } catch (error) {
    if (error instanceof NotXml) return null
    throw error
  }
  return lines.length === 0 ? null : lines
}

/** Bounded: names and attributes can be as long and as many as whoever wrote the body likes. */
function lineOf(depth: number, all: readonly LinePart[]): Writable {
  const parts = all.slice(0, MOST_PARTS).map(({ kind, text }) => ({
    kind,
    text: text.length > LONGEST_PART ? `${text.slice(0, LONGEST_PART)}…` : text,
  }))
  return { depth, parts, text: parts.map(({ text }) => text).join(''), end: null, goesOn: false }
}

function markup(text: string): LinePart {
  return { kind: 'markup', text }
}

function attributeParts(attributes: Readonly<Record<string, string>>): LinePart[] {
  return Object.entries(attributes).flatMap(([name, value]) => [
    { kind: 'attribute', text: ` ${name}` } as const,
    markup('="'),
    { kind: 'value', text: escaped(value).replaceAll('"', '&quot;') } as const,
    markup('"'),
  ])
}

/** Its own lines, each broken where it is too long, never within a character. */
function textLines(text: string, depth: number, kind: PartKind = 'text'): BodyLine[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => {
    const pieces: BodyLine[] = []
    let start = 0
    do {
      let end = Math.min(start + LONGEST_LINE, line.length)
      if (end < line.length && /[\uD800-\uDBFF]/.test(line.charAt(end - 1))) end--
      const piece = line.slice(start, end)
      pieces.push({
        depth,
        parts: [{ kind, text: piece }],
        text: piece,
        end: null,
        goesOn: end < line.length,
      })
      start = end
    } while (start < line.length)
    return pieces
  })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Real mails carry characters that XML cannot, and servers send them all the same; each is shown as "�". */
function legible(body: string): string {
  return body
    .replace(ILLEGAL, '\uFFFD')
    .replace(REFERENCE, (whole: string, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      const isLegal = code <= 0x10ffff && String.fromCodePoint(code).search(ILLEGAL) < 0
      return isLegal ? whole : '\uFFFD'
    })
}
