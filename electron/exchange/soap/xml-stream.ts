/**
 * Bytes in, XML events out: the only place where a parser works.
 *
 * saxes reads with `xmlns: true`, in this process everywhere: two modes in one process make V8 give up on its
 * inlining and everything three times slower. Elements are told by their local names; which prefix a server
 * binds to which namespace it chooses itself.
 *
 * saxes hands out a text only when it is complete, which for the MIME content of a large message would be one
 * giant string. So the text of elements that the reader names (`piecesOf`) goes past the parser: such text is
 * base64, up to the next `<` nothing in it is markup. It is nearly all of what arrives, so it also goes past the
 * decoding of UTF-8 and the search for illegal characters: whoever decodes base64 notices what is none.
 *
 * A stream of notifications is many documents in one body, cut anywhere. With `documents: 'many'` each gets a
 * parser of its own, and the reader is told where one ends.
 *
 * Bounded on purpose: document type declarations are refused (entities could grow without end), depth, attributes
 * and what somebody may have to keep have limits, and the transport caps the bytes.
 */
import { SaxesParser } from 'saxes'
import { DocumentCleaner } from './illegal-characters.ts'

const MAXIMUM_DEPTH = 100 // EWS nests less than 30 deep (MS-OXWSCORE), search restrictions included
const MAXIMUM_ATTRIBUTES = 200 // of one element; EWS has at most a dozen, beside namespaces

/** Characters from one response message to the next, base64 contents not counted; the largest body is far below. */
const MAXIMUM_CHARACTERS = 67_108_864

const LESS_THAN = 0x3c
const AMPERSAND = 0x26
const NOT_ASCII = 0x80

/** For `tagEnd`: whatever the tag is called. */
const ANY: ReadonlySet<string> = new Set([''])

/** The attributes of one element. */
export class Attributes {
  readonly #attributes: Readonly<Record<string, { readonly value: string }>>

  constructor(attributes: Readonly<Record<string, { readonly value: string }>>) {
    this.#attributes = attributes
  }

  get(name: string): string | undefined {
    return this.#attributes[name]?.value
  }

  /** All but namespaces, by their names as written. */
  all(): Readonly<Record<string, string>> {
    const named = Object.entries(this.#attributes).filter(([name]) => !/^xmlns(:|$)/.test(name))
    return Object.fromEntries(named.map(([name, { value }]) => [name, value]))
  }
}

export type XmlEvents = {
  /** Local names of the elements whose text comes in pieces. */
  readonly piecesOf: ReadonlySet<string>
  open(name: string, attributes: Attributes): void
  /** The text between two tags; pieces of it for the elements `piecesOf`. */
  text(value: string): void
  close(name: string): void
  /** The root element was closed. */
  documentEnd(): void
}

/** The document is not XML, or XML of a kind that nobody needs to send. */
export class MalformedXml extends Error {}

export class XmlStream {
  readonly #events: XmlEvents
  readonly #many: boolean
  readonly #decoder = new TextDecoder('utf-8') // lenient: a broken sequence becomes U+FFFD
  readonly #cleaner = new DocumentCleaner()
  #parser: SaxesParser<{ xmlns: true; position: false }>
  #depth = 0
  #attributes = 0
  #characters = 0
  #bypassing = false
  /** Neither the decoder nor the cleaner waits for the rest of something. */
  #nothingHeld = true
  #empty = true
  /** The root was closed; only with many documents something may follow. */
  #ended = false

  constructor(events: XmlEvents, documents: 'one' | 'many' = 'one') {
    this.#events = events
    this.#many = documents === 'many'
    this.#parser = this.#newParser()
  }

  /** How many characters that XML cannot carry were dropped. */
  get illegalCharacters(): number {
    return this.#cleaner.dropped
  }

  /** What was read so far has been handed on, nobody keeps it any more. */
  forgetLength(): void {
    this.#characters = 0
  }

  /** @throws MalformedXml */
  write(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let position = 0
    while (position < bytes.length) {
      position =
        this.#bypassing && this.#nothingHeld ? this.#pass(bytes, position) : this.#decode(bytes, position)
    }
  }

  /** @throws MalformedXml when the document is not complete */
  end(): void {
    this.#feed(this.#cleaner.clean(this.#decoder.decode()))
    this.#feed(this.#cleaner.rest())
    if (this.#empty) throw new MalformedXml('empty')
    if (!this.#ended || !this.#many) this.#parser.close()
  }

  #newParser(): SaxesParser<{ xmlns: true; position: false }> {
    const events = this.#events
    const parser = new SaxesParser({ xmlns: true, position: false })
    parser.on('error', (error) => refuse(error.message))
    parser.on('doctype', () => refuse('document type declaration'))
    parser.on('attribute', () => {
      if (++this.#attributes > MAXIMUM_ATTRIBUTES) refuse('too many attributes')
    })
    parser.on('opentag', (tag) => {
      this.#attributes = 0
      if (++this.#depth > MAXIMUM_DEPTH) refuse('nested too deeply')
      events.open(tag.local, new Attributes(tag.attributes))
      this.#bypassing = !tag.isSelfClosing && events.piecesOf.has(tag.local)
    })
    parser.on('text', (value) => {
      events.text(value)
    })
    parser.on('cdata', (value) => {
      events.text(value)
    })
    parser.on('closetag', (tag) => {
      this.#depth--
      events.close(tag.local)
      if (this.#depth > 0) return
      this.#ended = true
      events.documentEnd()
    })
    return parser
  }

  /** Hands on the text of an element of `piecesOf`. @returns where it ends in these bytes */
  #pass(bytes: Buffer, position: number): number {
    const markup = bytes.indexOf(LESS_THAN, position)
    const text = bytes.subarray(position, markup === -1 ? bytes.length : markup)
    const reference = text.indexOf(AMPERSAND)
    const length = reference === -1 ? text.length : reference
    if (length > 0) this.#events.text(text.toString('latin1', 0, length))
    if (markup !== -1 || reference !== -1) this.#bypassing = false
    return position + length
  }

  /** Decodes and parses up to where the text of an element of `piecesOf` may begin. @returns how far it came */
  #decode(bytes: Buffer, position: number): number {
    // At the beginning a tag may go on whose name came with the chunk before.
    const names = position === 0 ? ANY : this.#events.piecesOf
    const stop = this.#bypassing ? bytes.length : tagEnd(bytes, names, position)
    const piece = bytes.subarray(position, stop)
    this.#feed(this.#cleaner.clean(this.#decoder.decode(piece, { stream: true })))
    this.#nothingHeld = !this.#cleaner.isHolding && (bytes[stop - 1] ?? 0) < NOT_ASCII
    return stop
  }

  #feed(text: string): void {
    if (text === '') return
    this.#empty = false
    if (this.#events.piecesOf.size === 0 && !this.#many) {
      this.#parse(text)
      return
    }
    let position = 0
    while (position < text.length) {
      if (this.#bypassing) {
        const markup = text.indexOf('<', position)
        let piece = text.slice(position, markup === -1 ? text.length : markup)
        const reference = piece.indexOf('&')
        if (reference !== -1) piece = piece.slice(0, reference)
        if (piece !== '') this.#events.text(piece)
        position += piece.length
        if (markup === -1 && reference === -1) return
        this.#bypassing = false // what follows is for the parser, up to the end of the element
      } else {
        // So the parser never sees the text which goes past it, nor what follows the end of the root. A name may
        // have been cut in two before the first tag ends.
        const isTagByTag = this.#many || position === 0
        const stop = tagEnd(text, isTagByTag ? ANY : this.#events.piecesOf, position)
        this.#parse(text.slice(position, stop))
        position = stop
      }
    }
  }

  #parse(text: string): void {
    if (this.#ended && this.#many) {
      const next = text.replace(/^[\s\uFEFF]+/, '') // a byte order mark of the next document among them
      if (next === '') return
      this.#ended = false
      this.#parser = this.#newParser()
      this.#parse(next)
      return
    }
    this.#characters += text.length
    if (this.#characters > MAXIMUM_CHARACTERS) refuse('too much at once')
    this.#parser.write(text)
  }
}

/** The place behind the next tag in which one of these names stands; the end when there is none. */
function tagEnd(text: string | Buffer, names: ReadonlySet<string>, position: number): number {
  let stop = text.length
  for (const name of names) {
    const at = text.indexOf(name, position)
    const end = at === -1 ? -1 : text.indexOf('>', at)
    if (end !== -1 && end < stop) stop = end + 1
  }
  return stop
}

function refuse(reason: string): never {
  throw new MalformedXml(reason)
}
