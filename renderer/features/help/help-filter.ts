/** Finding a word in the help, in the language that is shown. */
import type { BothLanguages, MappingTable } from '#shared/domain/help.ts'
import type { Language } from '#shared/domain/settings.ts'
import type { SyncRule } from '#shared/texts/sync-rules.ts'

export function filterRules(
  rules: readonly SyncRule[],
  text: string,
  language: Language,
): readonly SyncRule[] {
  return rules.filter(({ subject, rule }) => contains([subject, rule], text, language))
}

/** Tables in which no row is left are left out. */
export function filterTables(
  tables: readonly MappingTable[],
  text: string,
  language: Language,
): readonly MappingTable[] {
  return tables
    .map(({ kind, rows }) => ({
      kind,
      rows: rows.filter(({ name, prime, exchange, lost }) =>
        contains([name, prime, exchange, ...(lost ? [lost] : [])], text, language),
      ),
    }))
    .filter(({ rows }) => rows.length > 0)
}

function contains(parts: readonly (string | BothLanguages)[], text: string, language: Language): boolean {
  const wanted = text.trim().toLocaleLowerCase()
  return parts.some((part) =>
    (typeof part === 'string' ? part : part[language]).toLocaleLowerCase().includes(wanted),
  )
}
