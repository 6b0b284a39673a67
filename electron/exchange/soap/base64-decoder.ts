/**
 * Decodes base64 that comes in pieces, and notices when it is none.
 *
 * `Buffer.from` skips what it does not know without a word, which would damage a message silently; so the length
 * of each decoded piece is checked, and only on a difference the text is looked at (line breaks are legal in
 * `xs:base64Binary`). Missing padding at the end is accepted.
 */
const PADDING_ALLOWED_AT_END = /^[A-Za-z0-9+/]*={0,2}$/

export class Base64Decoder {
  readonly #parts: Uint8Array[] = []
  #length = 0
  #carried = ''
  #ended = false
  #valid = true

  write(piece: string): void {
    const text = this.#carried + piece
    const whole = text.length - (text.length % 4)
    const decoded = Buffer.from(whole === text.length ? text : text.slice(0, whole), 'base64')
    if (!this.#ended && decoded.length === (whole / 4) * 3) {
      this.#carried = text.slice(whole)
      this.#take(decoded)
      return
    }
    const clean = text.replace(/[ \t\r\n]+/g, '')
    const end = clean.length - (clean.length % 4)
    const quads = clean.slice(0, end)
    this.#carried = clean.slice(end)
    if (quads === '') return
    if (this.#ended || !PADDING_ALLOWED_AT_END.test(quads)) this.#valid = false
    if (quads.endsWith('=')) this.#ended = true
    this.#take(Buffer.from(quads, 'base64'))
  }

  /** The bytes, or `null` when the text was no base64. */
  end(): Uint8Array | null {
    const rest = this.#carried
    if (rest !== '') {
      if (this.#ended || rest.length === 1 || !PADDING_ALLOWED_AT_END.test(rest)) this.#valid = false
      this.#take(Buffer.from(rest, 'base64'))
    }
    return this.#valid ? joined(this.#parts, this.#length) : null
  }

  #take(part: Uint8Array): void {
    if (part.length === 0) return
    this.#parts.push(part)
    this.#length += part.length
  }
}

/** One array of its own: small Buffers share a pool, which a message kept for long would keep alive. */
function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
