/** Names of files after what a person or a stranger called something. */
import { withoutMarks } from '#shared/domain/without-marks.ts'

/** Longer names trouble Windows, whose paths end at 260 characters. */
const MAX_NAME_LENGTH = 80

/** A folder name, as safe as a file name. */
export function folderName(text: string): string {
  return fileName(text, 'x', 'Ordner').slice(0, -'.x'.length)
}

/**
 * The name of an attachment, as harmless as that of a subject, with the extension that it really has: what a sender
 * has written right to left is shown as it is, and a program stays a program.
 */
export function attachmentName(text: string): string {
  const name = withoutEnd(withoutMarks(text))
  const extension = /[^.\\/\s]\.([\p{L}\p{N}]{1,16})$/u.exec(name.slice(-32))?.[1]
  if (extension === undefined) return fileName(name, 'bin', 'Anhang')
  return fileName(name.slice(0, -extension.length - 1), extension, 'Anhang')
}

/** Without the dots and blanks that Windows drops. Counted: an expression would take the square of a long name. */
function withoutEnd(name: string): string {
  let end = name.length
  while (end > 0 && '. \u00a0'.includes(name.charAt(end - 1))) end -= 1
  return name.slice(0, end)
}

/**
 * A file name from any text, such as a subject: no path separators, no reserved characters or control characters, no
 * right-to-left marks that disguise an extension, no trailing dots, no device names of Windows.
 *
 * @param extension without the dot
 * @param fallback the name where nothing is left of the text, and what a device name is put behind
 */
export function fileName(text: string, extension: string, fallback: string): string {
  const name = withoutMarks(text)
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/\s+/g, ' ')
  const shortened = name
    .slice(0, MAX_NAME_LENGTH)
    // Half of a character that was cut in two.
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/^[. ]+|[. ]+$/g, '')
  // Windows takes `con.report.eml` for the device too.
  const isDevice = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)/i.test(shortened)
  if (shortened === '') return `${fallback}.${extension}`
  return isDevice ? `${fallback} ${shortened}.${extension}` : `${shortened}.${extension}`
}
