/**
 * Removes what XML 1.0 cannot carry: control characters, U+FFFE and U+FFFF, lone surrogates, and references to
 * any of them.
 *
 * 5 to 10 % of real mails hold such characters in subjects and names, and Exchange writes them into its answers
 * as they are or as `&#x1F;`; any strict parser gives up on the whole page then. They are dropped before the
 * parser sees them, and counted.
 */

// The production Char of XML 1.0, 2.2, negated; the `u` flag makes lone surrogates match.
// eslint-disable-next-line no-control-regex
const ILLEGAL = /[\0-\x08\x0B\x0C\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/gu
const REFERENCE = /&#(?:x([0-9a-f]+)|([0-9]+));/gi

const LONGEST_REFERENCE = 32 // characters; leading zeros are legal, but nobody writes that many

/** A text that may go into an XML document. */
export function withoutIllegalCharacters(text: string): { readonly text: string; readonly dropped: number } {
  if (text.search(ILLEGAL) === -1) return { text, dropped: 0 }
  let dropped = 0
  const cleaned = text.replace(ILLEGAL, () => {
    dropped++
    return ''
  })
  return { text: cleaned, dropped }
}

/** Cleans an XML document that comes in pieces; a reference cut in two is held back until the next piece. */
export class DocumentCleaner {
  /** How many characters and references were dropped so far. */
  dropped = 0
  #held = ''

  clean(piece: string): string {
    let text = this.#held + piece
    this.#held = ''
    const ampersand = text.lastIndexOf('&')
    const last = text.charCodeAt(text.length - 1)
    if (ampersand >= 0 && text.length - ampersand < LONGEST_REFERENCE && !text.includes(';', ampersand)) {
      this.#held = text.slice(ampersand)
      text = text.slice(0, ampersand)
    } else if (last >= 0xd800 && last <= 0xdbff) {
      this.#held = text.slice(-1)
      text = text.slice(0, -1)
    }
    return this.#cleaned(text)
  }

  get isHolding(): boolean {
    return this.#held !== ''
  }

  /** What was held back, at the end of the document. */
  rest(): string {
    const held = this.#held
    this.#held = ''
    return this.#cleaned(held)
  }

  #cleaned(piece: string): string {
    const { text, dropped } = withoutIllegalCharacters(piece)
    this.dropped += dropped
    if (!text.includes('&#')) return text
    return text.replace(REFERENCE, (reference, hexadecimal?: string, decimal?: string) => {
      const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16)
      if (isLegal(code)) return reference
      this.dropped++
      return ''
    })
  }
}

function isLegal(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}
