import { describe, expect, test } from 'vitest'
import { parseDate } from '#test/exchange-server/calendar/local-time.ts'
import { occurrenceId, parseOccurrenceId } from '#test/exchange-server/calendar/occurrence-id.ts'
import type { Range, RecurrencePattern } from '#test/exchange-server/calendar/recurrence.ts'
import {
  type ModifiedOccurrence,
  type Series,
  type SeriesOccurrence,
  checkModification,
  checkOccurrenceLength,
  deletedOccurrences,
  firstOccurrence,
  lastOccurrence,
  modifiedOccurrences,
  occurrenceByIndex,
  occurrenceByOriginalStart,
  occurrencesInWindow,
  seriesOf,
} from '#test/exchange-server/calendar/series.ts'
import { windowsTimeZone } from '#test/exchange-server/calendar/time-zones.ts'
import { IdFactory, isWellFormedId } from '#test/exchange-server/mailbox/ids.ts'
import { ResponseError } from '#test/exchange-server/soap/fault.ts'

const HOUR = 3_600_000
const DAILY: RecurrencePattern = { type: 'Daily', interval: 1 }
const at = (text: string): number => Date.parse(`${text}Z`)
const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 16)

/** Daily at 9:00 in Zurich from Friday, 27 March 2026; the clock changes on the 29th. Ends after five times. */
const meeting = (
  modified: Readonly<Record<string, ModifiedOccurrence>> = {},
  deleted: readonly string[] = [],
  range: Range = { type: 'Numbered', start: parseDate('2026-03-27')!, count: 5 },
  pattern: RecurrencePattern = DAILY,
): Series =>
  seriesOf(
    {
      start: at('2026-03-27T08:00'),
      end: at('2026-03-27T09:00'),
      zone: windowsTimeZone('W. Europe Standard Time')!,
      recurrence: { pattern, range },
    },
    new Map(Object.entries(modified).map(([start, occurrence]) => [at(start), occurrence])),
    new Set(deleted.map(at)),
  )

const NO_END: Range = { type: 'NoEnd', start: parseDate('2026-03-27')! }
const moved = (start: string, hours = 1): ModifiedOccurrence => ({
  start: at(start),
  end: at(start) + hours * HOUR,
})

const show = (occurrence: SeriesOccurrence | undefined): string | undefined =>
  occurrence && `${occurrence.index} ${occurrence.type} ${iso(occurrence.start)}`
const window = (series: Series, from: string, to: string) =>
  occurrencesInWindow(series, at(from), at(to)).map(show)

const codeOf = (action: () => unknown): string => {
  try {
    action()
  } catch (error) {
    if (error instanceof ResponseError) return error.responseCode
    throw error
  }
  return 'NoError'
}

describe('the occurrences of a series in a window', () => {
  test('come in their order, at the same time of day', () => {
    expect(window(meeting(), '2026-03-28T00:00', '2026-03-31T00:00')).toEqual([
      '2 Occurrence 2026-03-28T08:00',
      '3 Occurrence 2026-03-29T07:00',
      '4 Occurrence 2026-03-30T07:00',
    ])
  })

  test('deleted ones are left out, and the others keep their indexes', () => {
    const series = meeting({}, ['2026-03-28T08:00'])
    expect(window(series, '2026-03-27T00:00', '2026-03-29T23:00')).toEqual([
      '1 Occurrence 2026-03-27T08:00',
      '3 Occurrence 2026-03-29T07:00',
    ])
  })

  test('an exception is where it was moved to, and nowhere else', () => {
    const series = meeting({ '2026-03-28T08:00': moved('2026-05-04T10:00') })
    expect(window(series, '2026-03-28T00:00', '2026-03-29T00:00')).toEqual([])
    expect(window(series, '2026-05-04T00:00', '2026-05-05T00:00')).toEqual(['2 Exception 2026-05-04T10:00'])
  })

  test('exceptions stand among the others by their start', () => {
    const series = meeting({ '2026-03-28T08:00': moved('2026-03-30T12:00') })
    expect(window(series, '2026-03-27T00:00', '2026-04-01T00:00')).toEqual([
      '1 Occurrence 2026-03-27T08:00',
      '3 Occurrence 2026-03-29T07:00',
      '4 Occurrence 2026-03-30T07:00',
      '2 Exception 2026-03-30T12:00',
      '5 Occurrence 2026-03-31T07:00',
    ])
  })

  test('an exception that was made longer reaches into the window', () => {
    const series = meeting({ '2026-03-28T08:00': moved('2026-03-28T08:00', 6) })
    expect(window(series, '2026-03-28T13:00', '2026-03-28T14:00')).toEqual(['2 Exception 2026-03-28T08:00'])
    expect(window(series, '2026-03-28T14:00', '2026-03-28T15:00')).toEqual([])
  })

  test('an exception that was deleted is gone', () => {
    const series = meeting({ '2026-03-28T08:00': moved('2026-03-28T15:00') }, ['2026-03-28T08:00'])
    expect(window(series, '2026-03-28T00:00', '2026-03-29T00:00')).toEqual([])
    expect(modifiedOccurrences(series)).toEqual([])
  })
})

describe('what a master says of its occurrences', () => {
  const series = meeting(
    { '2026-03-30T07:00': moved('2026-03-30T15:00'), '2026-03-28T08:00': moved('2026-03-28T10:00') },
    ['2026-03-31T07:00', '2026-03-27T08:00'],
  )

  test('first and last are the first and last that are left', () => {
    expect(show(firstOccurrence(series))).toBe('2 Exception 2026-03-28T10:00')
    expect(show(lastOccurrence(series))).toBe('4 Exception 2026-03-30T15:00')
    expect(show(lastOccurrence(meeting()))).toBe('5 Occurrence 2026-03-31T07:00')
  })

  test('a series without an end has no last occurrence', () => {
    expect(lastOccurrence(meeting({}, [], NO_END))).toBeUndefined()
    expect(show(firstOccurrence(meeting({}, ['2026-03-27T08:00'], NO_END)))).toBe(
      '2 Occurrence 2026-03-28T08:00',
    )
  })

  test('a series of which nothing is left has neither', () => {
    const range: Range = { type: 'Numbered', start: parseDate('2026-03-27')!, count: 2 }
    const empty = meeting({}, ['2026-03-27T08:00', '2026-03-28T08:00'], range)
    expect([firstOccurrence(empty), lastOccurrence(empty)]).toEqual([undefined, undefined])
  })

  test('modified and deleted ones are listed by original start', () => {
    expect(
      modifiedOccurrences(series).map(({ originalStart, start, end }) =>
        [originalStart, start, end].map(iso),
      ),
    ).toEqual([
      ['2026-03-28T08:00', '2026-03-28T10:00', '2026-03-28T11:00'],
      ['2026-03-30T07:00', '2026-03-30T15:00', '2026-03-30T16:00'],
    ])
    expect(deletedOccurrences(series).map(iso)).toEqual(['2026-03-27T08:00', '2026-03-31T07:00'])
  })

  test('an exception without an occurrence of the recurrence is none', () => {
    expect(modifiedOccurrences(meeting({ '2026-03-28T08:30': moved('2026-03-28T10:00') }))).toEqual([])
  })
})

describe('one occurrence of a series', () => {
  const series = meeting({ '2026-03-29T07:00': moved('2026-03-29T15:00') }, ['2026-03-28T08:00'])

  test('is found by its index, wherever it was moved', () => {
    expect(show(occurrenceByIndex(series, 1))).toBe('1 Occurrence 2026-03-27T08:00')
    expect(show(occurrenceByIndex(series, 3))).toBe('3 Exception 2026-03-29T15:00')
    expect(iso(occurrenceByIndex(series, 3).originalStart)).toBe('2026-03-29T07:00')
  })

  test.each([0, -1, 6])('index %i is out of range', (index) => {
    expect(codeOf(() => occurrenceByIndex(series, index))).toBe(
      'ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange',
    )
  })

  test('one that was deleted says so', () => {
    expect(codeOf(() => occurrenceByIndex(series, 2))).toBe('ErrorCalendarOccurrenceIsDeletedFromRecurrence')
    expect(codeOf(() => occurrenceByOriginalStart(series, at('2026-03-28T08:00')))).toBe(
      'ErrorCalendarOccurrenceIsDeletedFromRecurrence',
    )
  })

  test('is found by its original start, and by no other time', () => {
    expect(show(occurrenceByOriginalStart(series, at('2026-03-29T07:00')))).toBe(
      '3 Exception 2026-03-29T15:00',
    )
    expect(codeOf(() => occurrenceByOriginalStart(series, at('2026-03-29T15:00')))).toBe('ErrorItemNotFound')
    expect(codeOf(() => occurrenceByOriginalStart(series, at('2026-04-01T07:00')))).toBe('ErrorItemNotFound')
  })
})

describe('the length of an occurrence', () => {
  const lasting = (hours: number, pattern: RecurrencePattern): string =>
    codeOf(() => {
      checkOccurrenceLength({ ...meeting({}, [], NO_END, pattern), duration: hours * HOUR })
    })

  test('may reach the next one, and no further', () => {
    expect(lasting(24, DAILY)).toBe('NoError')
    expect(lasting(25, DAILY)).toBe('ErrorOccurrenceTimeSpanTooBig')
  })

  test('is limited by the shortest distance', () => {
    const weekly: RecurrencePattern = {
      type: 'Weekly',
      interval: 2,
      days: ['Monday', 'Tuesday'],
      firstDayOfWeek: undefined,
    }
    expect(lasting(24, weekly)).toBe('NoError')
    expect(lasting(25, weekly)).toBe('ErrorOccurrenceTimeSpanTooBig')
    const monthly: RecurrencePattern = { type: 'AbsoluteMonthly', interval: 1, dayOfMonth: 1 }
    expect(lasting(28 * 24, monthly)).toBe('NoError')
    expect(lasting(28 * 24 + 1, monthly)).toBe('ErrorOccurrenceTimeSpanTooBig')
  })
})

describe('an exception stays between its neighbours', () => {
  const series = meeting({ '2026-03-30T07:00': moved('2026-03-30T15:00') }, ['2026-03-28T08:00'])
  const move = (index: number, to: ModifiedOccurrence): string =>
    codeOf(() => {
      checkModification(series, index, to)
    })

  test.each<[string, number, ModifiedOccurrence, string]>([
    ['right after the one before, a deleted one in between', 3, moved('2026-03-27T09:00'), 'NoError'],
    ['into the one before', 3, moved('2026-03-27T08:59'), 'ErrorOccurrenceCrossingBoundary'],
    ['up to the next one, which was moved', 3, moved('2026-03-30T14:00'), 'NoError'],
    ['into the next one', 3, moved('2026-03-30T14:01'), 'ErrorOccurrenceCrossingBoundary'],
    ['the first one to long before', 1, moved('2025-01-01T09:00'), 'NoError'],
    ['the last one to long after', 5, moved('2027-01-01T09:00'), 'NoError'],
  ])('moved %s', (_name, index, to, code) => {
    expect(move(index, to)).toBe(code)
  })
})

describe('the id of an occurrence', () => {
  const masterId = new IdFactory('anna.meier@contoso.example').itemId(4711)
  const originalStart = at('2026-03-29T07:00')

  test('holds master and original start, and looks like an id of Exchange', () => {
    const id = occurrenceId({ masterId, originalStart })
    expect(parseOccurrenceId(id)).toEqual({ masterId, originalStart })
    expect(isWellFormedId(id)).toBe(true)
    expect(id.startsWith('AAMk')).toBe(true)
    expect(id.length).toBeGreaterThan(masterId.length)
    expect(occurrenceId({ masterId, originalStart: originalStart + 60_000 })).not.toBe(id)
  })

  test('may lie before 1970', () => {
    const id = occurrenceId({ masterId, originalStart: -1 })
    expect(parseOccurrenceId(id)?.originalStart).toBe(-1)
  })

  test.each([
    masterId,
    new IdFactory('a').folderId(1),
    '',
    'AAMk',
    occurrenceId({ masterId: '', originalStart: 0 }),
  ])('no other text is one: %s', (id) => {
    expect(parseOccurrenceId(id)).toBeUndefined()
  })
})
