/** The help is found by what is shown, in the language in which it is shown. */
import { describe, expect, test } from 'vitest'
import type { MappingTable } from '#shared/domain/help.ts'
import { SYNC_RULES } from '#shared/texts/sync-rules.ts'
import { filterRules, filterTables } from '../../../renderer/features/help/help-filter.ts'

const TABLES: readonly MappingTable[] = [
  {
    kind: 'tasks',
    rows: [
      {
        name: 'dueDate',
        prime: { de: 'Fällig am', en: 'Due date' },
        exchange: 'task:DueDate',
        direction: 'both',
        lost: { de: 'Die Uhrzeit.', en: 'The time of day.' },
      },
      {
        name: 'subject',
        prime: { de: 'Betreff', en: 'Subject' },
        exchange: 'item:Subject',
        direction: 'both',
        lost: null,
      },
    ],
  },
]
const names = (tables: readonly MappingTable[]) => tables.flatMap(({ rows }) => rows.map(({ name }) => name))

describe('searching the help', () => {
  test('for nothing shows everything', () => {
    expect(filterRules(SYNC_RULES, '  ', 'de')).toHaveLength(SYNC_RULES.length)
    expect(names(filterTables(TABLES, '', 'en'))).toEqual(['dueDate', 'subject'])
  })

  test('finds fields by name, property and what is lost, whatever the case', () => {
    for (const text of ['FÄLLIG', 'task:due', 'uhrzeit']) {
      expect(names(filterTables(TABLES, text, 'de')), text).toEqual(['dueDate'])
    }
  })

  test('finds nothing in words of the other language, and leaves empty tables out', () => {
    expect(filterTables(TABLES, 'Fällig', 'en')).toEqual([])
    expect(filterRules(SYNC_RULES, 'Besprechungen', 'en')).toEqual([])
    expect(filterRules(SYNC_RULES, 'Besprechungen', 'de').map(({ name }) => name)).toEqual(['meetings'])
  })
})

describe('a rule of the help', () => {
  test.each(SYNC_RULES)('$name is there in both languages, in Swiss spelling', ({ subject, rule }) => {
    for (const text of [subject.de, subject.en, rule.de, rule.en]) expect(text.trim()).toMatch(/\S/)
    expect(rule.de).toMatch(/\.$/)
    expect(rule.en).toMatch(/\.$/)
    expect(subject.de + rule.de).not.toMatch(/[ß„“]/)
  })
})
