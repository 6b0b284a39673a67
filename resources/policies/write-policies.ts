/** `npm run policies`: writes the templates for group policies, the example and the list in the help. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { LANGUAGES, type Language } from '#shared/domain/settings.ts'
import { examplePolicies } from './example.ts'
import { withList } from './help-list.ts'
import { adml, admx } from './templates.ts'

const TEMPLATES = path.join(import.meta.dirname, 'templates')
const CULTURES: Readonly<Record<Language, string>> = { de: 'de-DE', en: 'en-US' }

function article(language: Language): string {
  return path.join(import.meta.dirname, '../help', language, 'policies.md')
}

/** What is written, by its file. */
export async function writtenPolicies(): Promise<Map<string, string>> {
  const files = new Map([
    [path.join(TEMPLATES, 'MS-EWS-Konnektor.admx'), admx()],
    [path.join(TEMPLATES, 'policies.example.json'), examplePolicies()],
  ])
  for (const language of LANGUAGES) {
    files.set(path.join(TEMPLATES, CULTURES[language], 'MS-EWS-Konnektor.adml'), adml(language))
    files.set(article(language), withList(await readFile(article(language), 'utf8'), language))
  }
  return files
}

const [, script] = process.argv
if (script === import.meta.filename) {
  for (const [file, content] of await writtenPolicies()) {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
  }
}
