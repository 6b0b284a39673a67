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
  /** The line with the closing tag, when there are lines between; else `null`. Of a cut element the last line. */
  readonly end: number | null
  /** Whether the body ends within the element that begins here. */
  readonly isCut: boolean
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

/** `cut`: only the beginning is there; what is open at its end counts as well-formed. */
export type BodyExtent = 'whole' | 'cut'

/** XML when it is well-formed, else text. */
export function bodyLines(body: string, extent: BodyExtent = 'whole'): BodyReading {
  const lines = xmlLines(legible(body), extent)
  return lines === null ? { kind: 'text', lines: textLines(body, 0) } : { kind: 'xml', lines }
}

/** The elements that hide nothing but a long text, whether it has lines of its own or was broken for the screen. */
export function foldedAtFirst(lines: readonly BodyLine[]): ReadonlySet<number> {
  const folded = new Set<number>()
  lines.forEach(({ end, isCut }, index) => {
    if (end === null || end - index <= FOLDED_FROM) return
    const after = isCut ? end + 1 : end
    let at = index + 1
    while (at < after && isText(lines[at])) at++
    if (at === after) folded.add(index)
  })
  return folded
}

function isText(line: BodyLine | undefined): boolean {
  return line?.parts.every(({ kind }) => kind === 'text') ?? false
}

/** @returns `null`: this is no XML, or its end is missing although it is whole */
function xmlLines(body: string, extent: BodyExtent): BodyLine[] | null {
  const lines: Writable[] = []
  const open: OpenElement[] = []
  /** Where in the body that begins which is in no line and no text yet. */
  let rest = 0
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
  const putRest = (): void => {
    putText()
    const text = body.slice(rest).trim()
    if (text !== '') lines.push(...textLines(text, open.length))
    for (const { line } of open) {
      const opening = lines[line]
      if (!opening) continue
      opening.isCut = true
      opening.end = line < lines.length - 1 ? lines.length - 1 : null
    }
  }
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', (error) => {
    throw new NotXml(error.message)
  })
  parser.on('xmldecl', ({ version, encoding }) => {
    rest = parser.position
    put(
      markup(
        `<?xml version="${version ?? '1.0'}"${encoding === undefined ? '' : ` encoding="${encoding}"`}?>`,
      ),
    )
  })
  parser.on('doctype', (text) => {
    rest = parser.position
    put(markup(`<!DOCTYPE${text}>`))
  })
  parser.on('processinginstruction', ({ target, body: content }) => {
    rest = parser.position
    putText()
    put(markup(`<?${target} ${content}?>`))
  })
  parser.on('comment', (text) => {
    rest = parser.position + '>'.length // told of after "--", which nothing else may follow
    putText()
    lines.push(...textLines(`<!--${text}-->`, open.length, 'comment'))
  })
  parser.on('text', (text) => {
    addText(text)
    rest = body.lastIndexOf('<', parser.position - 1) // a text ends where markup begins
  })
  parser.on('cdata', (text) => {
    addText(text)
    rest = parser.position
  })
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    rest = parser.position
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
    rest = parser.position
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
    parser.write(body)
    if (extent === 'whole') parser.close()
    else putRest()
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
  return {
    depth,
    parts,
    text: parts.map(({ text }) => text).join(''),
    end: null,
    isCut: false,
    goesOn: false,
  }
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
        isCut: false,
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
