/**
 * MIME content with other boundaries, as Exchange gives it: the server keeps properties and bodies and writes the
 * message anew for every GetItem (1,996 of 2,000 messages differed between two reads). Everything else stays, so that
 * a test can tell what a client made of the difference.
 */
import type { Random } from '../content/random.ts'

const PARAMETER = /(\bboundary=)(?:"([^"\r\n]+)"|([^\s;"]+))/gi
const DELIMITER = /^--(.+?)(--)?(?=[ \t]*\r?$)/gm

/** @param content in base64, as in t:MimeContent */
export function regenerateMime(content: string, random: Random): string {
  // A byte per character: boundaries are ASCII, and whatever else is there stays as it is.
  const mime = Buffer.from(content, 'base64').toString('latin1')
  const renewed = new Map<string, string>()
  const renew = (boundary: string): string => {
    const known = renewed.get(boundary)
    if (known !== undefined) return known
    const made = `_000_${random.bytes(16).toString('hex').toUpperCase()}_`
    renewed.set(boundary, made)
    return made
  }
  const named = mime.replace(
    PARAMETER,
    (_all, name: string, quoted: string | undefined, plain: string | undefined) =>
      `${name}"${renew(quoted ?? plain ?? '')}"`,
  )
  if (renewed.size === 0) return content
  const delimited = named.replace(DELIMITER, (line, boundary: string, end: string | undefined) => {
    const made = renewed.get(boundary)
    return made === undefined ? line : `--${made}${end ?? ''}`
  })
  return Buffer.from(delimited, 'latin1').toString('base64')
}
