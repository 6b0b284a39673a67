/** The table of the fields of tasks, and what is compared of them. */
import { describe, expect, it } from 'vitest'
import { changedFields, digestsOf, withFields } from '#electron/sync/mapping/field-table.ts'
import { TASK_FIELDS, taskOf, withConsistentProgress } from '#electron/sync/mapping/tasks.ts'
import type { ExchangeItem } from '#electron/exchange/item.ts'
import type { Instant, PlainDate } from '#shared/domain/ids.ts'
import { type TaskRecord, taskRecordSchema } from '#shared/domain/prime-items.ts'
import type { RecurrencePattern } from '#shared/domain/recurrence.ts'
import { aTask } from '#test/unit/sync/records.ts'

const day = (text: string) => text as PlainDate
const at = (text: string) => text as Instant
const repeating = (pattern: RecurrencePattern) => ({
  recurrence: { pattern, range: { kind: 'no-end', start: day('2026-03-27') } } as const,
})

const CHANGES: Readonly<Record<string, Partial<TaskRecord>>> = {
  subject: { subject: 'Anderes' },
  text: { text: 'Anderes' },
  startDate: { startDate: day('2026-03-27') },
  dueDate: { dueDate: day('2026-03-27') },
  progress: { status: 'completed', percentComplete: 100, completedDate: day('2026-03-27') },
  importance: { importance: 'low' },
  sensitivity: { sensitivity: 'private' },
  categories: { categories: ['Rot'] },
  reminder: { reminderAt: at('2026-03-27T08:00:00.000Z') },
  totalWork: { totalWorkMinutes: 60 },
  actualWork: { actualWorkMinutes: 30 },
}

describe('the fields of tasks', () => {
  it('cover everything that a record has', () => {
    const keys = Object.keys(taskRecordSchema.shape).filter((key) => key !== 'kind')
    expect([...new Set(TASK_FIELDS.flatMap((rule) => rule.keys))].sort()).toEqual(keys.sort())
    expect([...Object.keys(CHANGES), 'recurrence'].sort()).toEqual(TASK_FIELDS.map(({ name }) => name).sort())
  })

  it.each(Object.entries(CHANGES))('%s changes and is taken over alone', (name, change) => {
    const before = aTask()
    const after = aTask(change)
    expect(changedFields(TASK_FIELDS, after, digestsOf(TASK_FIELDS, before))).toEqual([name])
    expect(withFields(TASK_FIELDS, before, after, new Set([name]))).toEqual(after)
  })

  it('the progress of a task that recurs is that of the occurrence that is due', () => {
    const before = aTask({ ...repeating({ kind: 'daily', interval: 1 }), dueDate: day('2026-03-27') })
    const base = digestsOf(TASK_FIELDS, before)
    const next = { ...before, dueDate: day('2026-03-28') }
    expect(changedFields(TASK_FIELDS, next, base)).toEqual(['dueDate', 'progress'])
    expect(changedFields(TASK_FIELDS, { ...before, status: 'completed' }, base)).toEqual(['progress'])
  })

  it.each([
    ['ends of lines', { text: 'a\nb' }, { text: 'a\r\nb\r\n' }],
    [
      'fractions of seconds',
      { reminderAt: at('2026-03-27T08:00:00.000Z') },
      { reminderAt: at('2026-03-27T08:00:00.250Z') },
    ],
    ['the order of categories', { categories: ['Rot', 'Blau'] }, { categories: ['Blau', 'Rot'] }],
    [
      'a percentage beside the status that decides',
      { status: 'deferred' },
      { status: 'deferred', percentComplete: 100 },
    ],
    [
      'the order of weekdays',
      repeating({ kind: 'weekly', interval: 1, days: ['friday', 'monday'] }),
      repeating({ kind: 'weekly', interval: 1, days: ['monday', 'friday'], firstDayOfWeek: 'monday' }),
    ],
  ] satisfies [string, Partial<TaskRecord>, Partial<TaskRecord>][])(
    '%s make no difference',
    (_name, one, other) => {
      expect(changedFields(TASK_FIELDS, aTask(one), digestsOf(TASK_FIELDS, aTask(other)))).toEqual([])
    },
  )

  it('where weeks begin counts when not every week does', () => {
    const every = (firstDayOfWeek: 'monday' | 'sunday') =>
      aTask(repeating({ kind: 'weekly', interval: 2, days: ['monday'], firstDayOfWeek }))
    expect(changedFields(TASK_FIELDS, every('monday'), digestsOf(TASK_FIELDS, every('sunday')))).toEqual([
      'recurrence',
    ])
  })
})

describe('status, percentage and day of completion', () => {
  const TODAY = day('2026-03-27')
  const EARLIER = day('2026-03-20')
  type Row = [TaskRecord['status'], number, PlainDate | null, TaskRecord['status'], number, PlainDate | null]
  it.each([
    ['not-started', 0, null, 'not-started', 0, null],
    ['not-started', 40, null, 'in-progress', 40, null],
    ['not-started', 100, EARLIER, 'not-started', 0, null],
    ['in-progress', 40, null, 'in-progress', 40, null],
    ['in-progress', 100, EARLIER, 'in-progress', 0, null],
    ['waiting-on-others', 60, EARLIER, 'waiting-on-others', 60, null],
    ['deferred', 0, null, 'deferred', 0, null],
    ['completed', 100, EARLIER, 'completed', 100, EARLIER],
    ['completed', 40, null, 'completed', 100, TODAY],
  ] satisfies Row[])('%s at %i %% done on %s is %s at %i %% done on %s', (...row) => {
    const [status, percentComplete, completedDate, ...expected] = row
    const record = withConsistentProgress(aTask({ status, percentComplete, completedDate }), TODAY)
    expect([record.status, record.percentComplete, record.completedDate]).toEqual(expected)
  })
})

describe('a task of Exchange', () => {
  const item = {
    kind: 'task',
    subject: 'Steuern',
    body: { kind: 'text', text: 'a\r\nb\r\n', isTruncated: false },
    startDate: null,
    dueDate: day('2026-03-27'),
    completeDate: null,
    status: 'in-progress',
    percentComplete: 33.4,
    importance: null,
    sensitivity: null,
    categories: [],
    reminder: { isSet: true, dueBy: at('2026-03-26T08:00:00.000Z'), minutesBeforeStart: null },
    totalWork: null,
    actualWork: null,
    recurrence: null,
  } as unknown as Extract<ExchangeItem, { kind: 'task' }>

  it('is a complete record, whatever the server leaves out', () => {
    const record = taskOf(item)
    expect(taskRecordSchema.parse(record)).toEqual(record)
    expect(record).toMatchObject({
      text: 'a\nb',
      percentComplete: 33,
      importance: 'normal',
      sensitivity: 'normal',
      reminderAt: '2026-03-26T08:00:00.000Z',
      totalWorkMinutes: 0,
    })
  })

  it.each([
    [
      { reminder: { isSet: false, dueBy: at('2026-03-26T08:00:00.000Z'), minutesBeforeStart: null } },
      'reminderAt',
      null,
    ],
    [{ status: null, percentComplete: 100 }, 'status', 'completed'],
    [{ status: null, percentComplete: 12 }, 'status', 'in-progress'],
    [{ percentComplete: 140, status: 'completed' }, 'percentComplete', 100],
    [{ body: null }, 'text', ''],
  ] satisfies [Partial<typeof item>, keyof TaskRecord, unknown][])(
    'with %o has its %s',
    (changes, key, value) => {
      expect(taskOf({ ...item, ...changes })[key]).toBe(value)
    },
  )
})
