/**
 * Bytes in, XML events out: the only place where a parser works.
 *
 * saxes reads with `xmlns: true`, in this process everywhere: two modes in one process make V8 give up on its
 * inlining and everything three times slower. Elements are told by their local names; which prefix a server
 * binds to which namespace it chooses itself.
 *
 * saxes hands out a text only when it is complete, which for the MIME content of a large message would be one
 * giant string. So the text of one element that the reader names (`piecesOf`) goes past the parser: such text is
 * base64, up to the next `<` nothing in it is markup.
 *
 * Bounded on purpose: document type declarations are refused (entities could grow without end), depth has a
 * limit, and the transport caps the bytes.
 */
import { SaxesParser } from 'saxes'
import { DocumentCleaner } from './illegal-characters.ts'

const MAXIMUM_DEPTH = 100 // EWS nests less than 30 deep (MS-OXWSCORE), search restrictions included

export type Attribute = (name: string) => string | undefined

export type XmlEvents = {
  /** Local name of the element whose text comes in pieces, or `null`. */
  readonly piecesOf: string | null
  open(name: string, attribute: Attribute): void
  /** The text between two tags; pieces of it for the element `piecesOf`. */
  text(value: string): void
  close(name: string): void
}

/** The document is not XML, or XML of a kind that nobody needs to send. */
export class MalformedXml extends Error {}

export class XmlStream {
  readonly #events: XmlEvents
  readonly #parser = new SaxesParser({ xmlns: true, position: false })
  readonly #decoder = new TextDecoder('utf-8') // lenient: a broken sequence becomes U+FFFD
  readonly #cleaner = new DocumentCleaner()
  #depth = 0
  #bypassing = false
  #empty = true

  constructor(events: XmlEvents) {
    this.#events = events
    const refuse = (reason: string): never => {
      throw new MalformedXml(reason)
    }
    this.#parser.on('error', (error) => refuse(error.message))
    this.#parser.on('doctype', () => refuse('document type declaration'))
    this.#parser.on('opentag', (tag) => {
      if (++this.#depth > MAXIMUM_DEPTH) refuse('nested too deeply')
      events.open(tag.local, (name) => tag.attributes[name]?.value)
      this.#bypassing = tag.local === events.piecesOf && !tag.isSelfClosing
    })
    this.#parser.on('text', (value) => {
      events.text(value)
    })
    this.#parser.on('cdata', (value) => {
      events.text(value)
    })
    this.#parser.on('closetag', (tag) => {
      this.#depth--
      events.close(tag.local)
    })
  }

  /** How many characters that XML cannot carry were dropped. */
  get illegalCharacters(): number {
    return this.#cleaner.dropped
  }

  /** @throws MalformedXml */
  write(chunk: Uint8Array): void {
    this.#feed(this.#cleaner.clean(this.#decoder.decode(chunk, { stream: true })))
  }

  /** @throws MalformedXml when the document is not complete */
  end(): void {
    this.#feed(this.#cleaner.clean(this.#decoder.decode()))
    this.#feed(this.#cleaner.rest())
    if (this.#empty) throw new MalformedXml('empty')
    this.#parser.close()
  }

  #feed(text: string): void {
    if (text === '') return
    this.#empty = false
    if (this.#events.piecesOf === null) {
      this.#parser.write(text)
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
        // The parser gets the document tag by tag, so that it never sees the text which goes past it.
        const tagEnd = text.indexOf('>', position)
        const stop = tagEnd === -1 ? text.length : tagEnd + 1
        this.#parser.write(text.slice(position, stop))
        position = stop
      }
    }
  }
}
