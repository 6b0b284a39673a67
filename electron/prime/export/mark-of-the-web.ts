/**
 * The mark of the web: Windows asks before it starts what carries it, and Office opens it protected. Browsers and Outlook
 * set it on everything that comes from elsewhere; so do we on what a stranger has sent.
 *
 * It is an alternate data stream of NTFS beside the content (MS-FSCC 2.6, "Zone.Identifier"); other file systems have
 * none, and then the file is saved without it.
 */
import { writeFile } from 'node:fs/promises'

const INTERNET = '[ZoneTransfer]\r\nZoneId=3\r\n' // URLZONE_INTERNET

type Write = (file: string, text: string) => Promise<void>

/** @returns whether the file carries the mark now */
export async function markAsForeign(
  file: string,
  platform: NodeJS.Platform = process.platform,
  write: Write = writeFile,
): Promise<boolean> {
  if (platform !== 'win32') return false
  try {
    await write(`${file}:Zone.Identifier`, INTERNET)
    return true
  } catch {
    return false
  }
}
