/**
 * Decodes base64 that comes in pieces, and notices when it is none.
 *
 * `Buffer.from` skips what it does not know without a word, which would damage a message silently; so the length
 * of each decoded piece is checked, and only on a difference the text is looked at (line breaks are legal in
 * `xs:base64Binary`). Missing padding at the end is accepted.
 */
const PADDING_ALLOWED_AT_END = /^[A-Za-z0-9+/]*={0,2}$/

export class Base64Decoder {
  readonly #onBytes: (bytes: Uint8Array) => void
  #carried = ''
  #ended = false
  #valid = true

  /** @param onBytes gets the bytes as they are decoded, never an empty array */
  constructor(onBytes: (bytes: Uint8Array) => void) {
    this.#onBytes = onBytes
  }

  write(piece: string): void {
    const text = this.#carried + piece
    const whole = text.length - (text.length % 4)
    const decoded = Buffer.from(whole === text.length ? text : text.slice(0, whole), 'base64')
    const padding = paddingBefore(text, whole)
    const isPlain = !this.#ended && (padding === 0 || whole === text.length)
    if (isPlain && decoded.length === (whole / 4) * 3 - padding) {
      this.#ended = padding > 0
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

  /** @returns whether the text was base64 from its beginning to its end */
  end(): boolean {
    const rest = this.#carried
    this.#carried = ''
    if (rest !== '') {
      if (this.#ended || rest.length === 1 || !PADDING_ALLOWED_AT_END.test(rest)) this.#valid = false
      this.#take(Buffer.from(rest, 'base64'))
    }
    return this.#valid
  }

  #take(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#onBytes(bytes)
  }
}

/** How many of the last two characters before `end` are padding. */
function paddingBefore(text: string, end: number): 0 | 1 | 2 {
  if (text[end - 1] !== '=') return 0
  return text[end - 2] === '=' ? 2 : 1
}
