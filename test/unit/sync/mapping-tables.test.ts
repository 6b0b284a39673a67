/** Every field of a mapping table is told in both languages. */
import { describe, expect, test } from 'vitest'
import { CALENDAR_FIELDS } from '#electron/sync/mapping/calendar.ts'
import { EMAIL_FIELDS } from '#electron/sync/mapping/emails.ts'
import { MAPPING_TABLES } from '#electron/sync/mapping/tables.ts'
import { TASK_FIELDS } from '#electron/sync/mapping/tasks.ts'
import { mappingTableSchema } from '#shared/domain/help.ts'
import { appointmentRecordSchema, emailRecordSchema, taskRecordSchema } from '#shared/domain/prime-items.ts'
import { SYNC_KINDS } from '#shared/domain/sync-kinds.ts'

test('every kind has a table', () => {
  expect(MAPPING_TABLES.map(({ kind }) => kind)).toEqual(SYNC_KINDS)
})

test.each([
  ['e-mail', EMAIL_FIELDS, emailRecordSchema],
  ['appointment', CALENDAR_FIELDS, appointmentRecordSchema],
  ['task', TASK_FIELDS, taskRecordSchema],
])('all that a record of an %s holds is in its table', (_name, fields, schema) => {
  const told = new Set(fields.flatMap(({ keys }) => keys as readonly string[]))
  const held = Object.keys(schema.shape).filter((key) => key !== 'kind')
  expect(held.filter((key) => !told.has(key))).toEqual([])
})

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
