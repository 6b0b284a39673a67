/** Run as a process: writes the chapter on troubleshooting into the README. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BROKEN_SET_UPS } from './table.ts'
import { withTroubleshooting } from './troubleshooting.ts'

export const README = join(import.meta.dirname, '../../../../README.md')

export async function writtenReadme(): Promise<string> {
  return withTroubleshooting(await readFile(README, 'utf8'), BROKEN_SET_UPS)
}

const [, script] = process.argv
if (script === import.meta.filename) await writeFile(README, await writtenReadme())
