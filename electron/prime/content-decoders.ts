/**
 * How `postal-mime` decodes the content of a part, faster.
 *
 * It collects a content in pieces (two for each line of plain text) and lets a `Blob` put them together, which in Node
 * is a task of its own for each; and it decodes base64 character by character. With real mail, both together were half
 * of what a first synchronisation has to compute. Here pieces are put together in memory, and base64 is decoded by
 * Node. What comes out is the same (`content-decoders.test.ts` compares them).
 *
 * The library offers no choice of decoders, so they are set where its nodes choose them; its version is pinned, and the
 * test tells when a new one chooses elsewhere. Rejected: another parser, which reads broken mail in other ways, so that
 * what is stored would differ from what comes; and a copy of the library.
 */
import type PostalMime from 'postal-mime'

type Decoder = {
  update(line: Uint8Array): void
  finalize(): Promise<ArrayBuffer>
}
/** What the decoder for quoted-printable has besides. */
type QuotedPrintable = Decoder & { buffer: Uint8Array; readonly chunks: Uint8Array[]; flushBuffer(): void }

const QUOTED_PRINTABLE_BUFFER = 4_096 // bytes

type Node = {
  contentDecoder: Decoder | null
  setupContentDecoder: (this: Node, transferEncoding: string) => void
}

/** Makes every parser of the class decode as described. */
export function decodeFaster(parser: new () => PostalMime): void {
  const { root } = new parser() as PostalMime & { readonly root: Node }
  const nodes = Object.getPrototypeOf(root) as Node
  const originally = nodes.setupContentDecoder
  nodes.setupContentDecoder = function (transferEncoding) {
    if (/base64/i.test(transferEncoding)) this.contentDecoder = new Base64()
    else if (!/quoted-printable/i.test(transferEncoding)) this.contentDecoder = new PlainLines()
    else {
      originally.call(this, transferEncoding)
      const decoder = this.contentDecoder as QuotedPrintable
      // A hundred kilobytes for each of ten thousand empty parts are a gigabyte.
      decoder.buffer = new Uint8Array(QUOTED_PRINTABLE_BUFFER)
      decoder.finalize = () => {
        decoder.flushBuffer()
        const content = new GrowingBytes()
        for (const chunk of decoder.chunks) content.add(chunk)
        return Promise.resolve(content.taken())
      }
    }
  }
}

const LINE_END = Uint8Array.of(0x0a)

/**
 * Bytes that come in pieces, in one memory that grows. Pieces that are kept as they come take a hundred times their size
 * when lines are empty, which in a message of nothing else is more memory than there is.
 */
class GrowingBytes {
  #bytes = new Uint8Array(1024)
  #length = 0

  add(piece: Uint8Array): void {
    const length = this.#length + piece.length
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, this.#bytes.length * 2))
      larger.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = larger
    }
    this.#bytes.set(piece, this.#length)
    this.#length = length
  }

  /** An array of its own, as the library gives. */
  taken(): ArrayBuffer {
    const { buffer } = this.#bytes.slice(0, this.#length)
    this.#bytes = new Uint8Array(0)
    return buffer
  }
}

class PlainLines implements Decoder {
  readonly #content = new GrowingBytes()

  update(line: Uint8Array): void {
    this.#content.add(line)
    this.#content.add(LINE_END)
  }

  finalize(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#content.taken())
  }
}

/** Whatever is no base64 is passed over, and padding ends a unit: some mailers pad every line. */
class Base64 implements Decoder {
  readonly #lines = new GrowingBytes()

  update(line: Uint8Array): void {
    this.#lines.add(line)
  }

  finalize(): Promise<ArrayBuffer> {
    const text = Buffer.from(this.#lines.taken()).toString('latin1')
    const content = new GrowingBytes()
    for (let start = 0; start < text.length;) {
      const padding = text.indexOf('=', start)
      const end = padding === -1 ? text.length : padding
      if (end > start) content.add(decoded(text.slice(start, end)))
      start = end + 1
    }
    return Promise.resolve(content.taken())
  }
}

/** Node passes over what is no base64, but takes the other alphabet (RFC 4648, 5) for it. */
function decoded(unit: string): Uint8Array {
  const isOther = unit.includes('-') || unit.includes('_')
  return Buffer.from(isOther ? unit.replace(/[-_]/g, '') : unit, 'base64')
}
