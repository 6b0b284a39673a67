/** The version of this program, from its package file. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** How this program names itself to servers. */
export function userAgent(): string {
  return `MS-EWS-Konnektor/${productVersion()}`
}

export function productVersion(): string {
  const file = path.join(import.meta.dirname, '../../package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return version
}
