/** Names of files after what a person or a stranger called something. */

/** Longer names trouble Windows, whose paths end at 260 characters. */
const MAX_NAME_LENGTH = 80

/** A folder name, as safe as a file name. */
export function folderName(text: string): string {
  return fileName(text, 'x', 'Ordner').slice(0, -'.x'.length)
}

/**
 * A file name from any text, such as a subject: no path separators, no reserved characters or control characters, no
 * right-to-left marks that disguise an extension, no trailing dots, no device names of Windows.
 *
 * @param extension without the dot
 * @param fallback the name where nothing is left of the text, and what a device name is put behind
 */
export function fileName(text: string, extension: string, fallback: string): string {
  const name = text
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
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
