/**
 * Text of strangers in a document that people read: what is invisible is made visible, so that a value can neither
 * steer a terminal, nor turn the direction of the text, nor look like a line of ours.
 */
/** Controls, marks of direction and of no width, halves of characters, and separators that only some take for lines. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu

/** Several lines stay several lines. */
export function harmlessBlock(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, (found) =>
      found === '\n' || found === '\t' ? found : `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`,
    )
}

/** One line, whatever is in it. */
export function harmlessLine(text: string): string {
  return harmlessBlock(text.replace(/[\r\n\t]+/g, ' '))
}
