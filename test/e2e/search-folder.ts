/** Searches every file of a folder for a text, in the encodings in which it could lie there. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** @returns the files that hold `secret` as UTF-8, UTF-16 or base64 */
export async function filesWith(folder: string, secret: string): Promise<string[]> {
  const needles = [
    Buffer.from(secret, 'utf8'),
    Buffer.from(secret, 'utf16le'),
    Buffer.from(Buffer.from(secret, 'utf8').toString('base64').replace(/=+$/, '')),
  ]
  const found: string[] = []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const content = await readFile(file)
    if (needles.some((needle) => content.includes(needle))) found.push(file)
  }
  return found
}
