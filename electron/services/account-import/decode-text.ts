/**
 * The text of a file that some spreadsheet wrote: UTF-8 or UTF-16 by their marks, UTF-8 without one when every byte
 * fits, else Windows-1252, which German versions of Excel write under "CSV". Pure.
 *
 * Windows-1252 is decoded here: not every runtime knows it, and it differs from Latin-1 in 27 places alone.
 */
import type { TEXT_ENCODINGS } from '#shared/domain/account-import.ts'

export type DecodedText = { readonly text: string; readonly encoding: (typeof TEXT_ENCODINGS)[number] }

/** Of the bytes 0x80 to 0x9F; five of them mean nothing. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** @returns `null`: it is no text */
export function decodeText(bytes: Buffer): DecodedText | null {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return checked(utf8(bytes.subarray(3)), 'utf-8')
  if (startsWith(bytes, [0xff, 0xfe])) return checked(bytes.subarray(2).toString('utf16le'), 'utf-16')
  if (startsWith(bytes, [0xfe, 0xff])) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2))
    return checked(Buffer.from(even).swap16().toString('utf16le'), 'utf-16')
  }
  if (bytes.includes(0)) return null
  return checked(utf8(bytes), 'utf-8') ?? checked(windows1252(bytes), 'windows-1252')
}

/** Control characters are in no table; those that are belong to a picture, a program, an archive. */
function checked(text: string | null, encoding: DecodedText['encoding']): DecodedText | null {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  return text === null || /[\0-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]/.test(text) ? null : { text, encoding }
}

function utf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function windows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80))
}

function startsWith(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}
