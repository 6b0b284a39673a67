/** Every field of a mapping table is told in both languages. */
import { describe, expect, test } from 'vitest'
import { MAPPING_TABLES } from '#electron/sync/mapping/tables.ts'
import { mappingTableSchema } from '#shared/domain/help.ts'

describe.each(MAPPING_TABLES)('the fields of $kind', ({ kind, rows }) => {
  test.each(rows)('$name has its names and says what is lost, in both languages', (row) => {
    expect(row.exchange.trim()).not.toBe('')
    for (const text of [row.prime, row.lost]) {
      if (text === null) continue
      for (const words of [text.de, text.en]) expect(words).toMatch(/^\S.*\S$/s)
      expect(text.de).not.toMatch(/[ß„“]/)
    }
    if (row.lost) for (const words of [row.lost.de, row.lost.en]) expect(words).toMatch(/[.!?]$/)
  })

  test('have names of their own, and the form in which the help gets them', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
    expect(mappingTableSchema.parse({ kind, rows })).toEqual({ kind, rows })
  })
})
