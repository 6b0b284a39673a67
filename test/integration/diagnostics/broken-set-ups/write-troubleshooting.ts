/** Run as a process: writes the chapter on troubleshooting into the README, and the articles of the help. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LANGUAGES, type Language } from '#shared/domain/settings.ts'
import { BROKEN_SET_UPS } from './table.ts'
import { withTroubleshooting } from './troubleshooting.ts'
import { troubleshootingArticle } from './troubleshooting-article.ts'

export const README = join(import.meta.dirname, '../../../../README.md')

export async function writtenReadme(): Promise<string> {
  return withTroubleshooting(await readFile(README, 'utf8'), BROKEN_SET_UPS)
}

export function articleFile(language: Language): string {
  return join(import.meta.dirname, '../../../../resources/help', language, 'troubleshooting.md')
}

export function writtenArticle(language: Language): string {
  return troubleshootingArticle(BROKEN_SET_UPS, language)
}

const [, script] = process.argv
if (script === import.meta.filename) {
  await writeFile(README, await writtenReadme())
  for (const language of LANGUAGES) await writeFile(articleFile(language), writtenArticle(language))
}
