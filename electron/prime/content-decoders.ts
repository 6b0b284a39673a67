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
type QuotedPrintable = Decoder & { readonly chunks: Uint8Array[]; flushBuffer(): void }

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
      decoder.finalize = () => {
        decoder.flushBuffer()
        return Promise.resolve(joined(decoder.chunks))
      }
    }
  }
}

const LINE_END = Uint8Array.of(0x0a)

class PlainLines implements Decoder {
  readonly #pieces: Uint8Array[] = []

  update(line: Uint8Array): void {
    this.#pieces.push(line, LINE_END)
  }

  finalize(): Promise<ArrayBuffer> {
    return Promise.resolve(joined(this.#pieces))
  }
}

/** Whatever is no base64 is passed over, and padding ends a unit: some mailers pad every line. */
class Base64 implements Decoder {
  readonly #lines: Uint8Array[] = []

  update(line: Uint8Array): void {
    this.#lines.push(line)
  }

  finalize(): Promise<ArrayBuffer> {
    const text = Buffer.from(joined(this.#lines)).toString('latin1')
    return Promise.resolve(joined(text.split('=').map(decoded)))
  }
}

/** Node passes over what is no base64, but takes the other alphabet (RFC 4648, 5) for it. */
function decoded(unit: string): Uint8Array {
  const isOther = unit.includes('-') || unit.includes('_')
  return Buffer.from(isOther ? unit.replace(/[-_]/g, '') : unit, 'base64')
}

/** An array of its own, as the library gives. */
function joined(pieces: readonly Uint8Array[]): ArrayBuffer {
  let length = 0
  for (const piece of pieces) length += piece.length
  const whole = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.length
  }
  return whole.buffer
}
