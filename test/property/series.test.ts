/**
 * Random series with exceptions and deleted occurrences: what a window shows is what asking for every single
 * occurrence by its index finds.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalTime } from '#test/exchange-server/calendar/local-time.ts'
import {
  type Series,
  type SeriesOccurrence,
  firstOccurrence,
  lastOccurrence,
  occurrenceByIndex,
  occurrenceByOriginalStart,
  occurrencesInWindow,
  seriesOf,
} from '#test/exchange-server/calendar/series.ts'
import { windowsTimeZone } from '#test/exchange-server/calendar/time-zones.ts'
import { ResponseError } from '#test/exchange-server/soap/fault.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const COUNT = 40
const START = Date.UTC(2026, 1, 20)

const instant = fc.integer({ min: -20 * 24, max: 120 * 24 }).map((hours) => START + hours * HOUR)
const indexes = fc.uniqueArray(fc.integer({ min: 1, max: COUNT }), { maxLength: COUNT })

const series = fc
  .record({
    zone: fc.constantFrom('W. Europe Standard Time', 'Eastern Standard Time', 'AUS Eastern Standard Time'),
    interval: fc.integer({ min: 1, max: 3 }),
    hour: fc.integer({ min: 0, max: 23 }),
    hours: fc.integer({ min: 0, max: 40 }),
    deleted: indexes,
    modified: fc.array(
      fc.tuple(fc.integer({ min: 1, max: COUNT }), instant, fc.integer({ min: 0, max: 50 })),
    ),
  })
  .map(({ zone: id, interval, hour, hours, deleted, modified }): Series => {
    const zone = windowsTimeZone(id)!
    const start = zone.toInstant((START + hour * HOUR) as LocalTime)
    const range = { type: 'Numbered', start: START as LocalTime, count: COUNT } as const
    const plain = seriesOf({
      start,
      end: zone.toInstant((START + (hour + hours) * HOUR) as LocalTime),
      zone,
      recurrence: { pattern: { type: 'Daily', interval }, range },
    })
    const original = (index: number): number => occurrenceByIndex(plain, index).start
    return {
      ...plain,
      deleted: new Set(deleted.map(original)),
      modified: new Map(
        modified.map(([index, begin, length]) => [
          original(index),
          { start: begin, end: begin + length * HOUR },
        ]),
      ),
    }
  })

/** All that is left, asked for one by one. */
const oneByOne = (one: Series): readonly SeriesOccurrence[] =>
  Array.from({ length: COUNT }, (_, position) => position + 1).flatMap((index) => {
    try {
      return [occurrenceByIndex(one, index)]
    } catch (error) {
      if (error instanceof ResponseError) return []
      throw error
    }
  })

describe('a series', () => {
  test('shows in a window what its single occurrences say', () => {
    fc.assert(
      fc.property(series, instant, fc.integer({ min: 1, max: 60 }), (one, from, days) => {
        const to = from + days * DAY
        const expected = oneByOne(one)
          .filter(({ start, end }) => start < to && (end > from || start >= from))
          .sort((a, b) => a.start - b.start || a.index - b.index)
        expect(occurrencesInWindow(one, from, to)).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  test('begins and ends with what is left, and finds each by its original start', () => {
    fc.assert(
      fc.property(series, (one) => {
        const left = oneByOne(one)
        expect(left).toHaveLength(COUNT - one.deleted.size)
        expect([firstOccurrence(one), lastOccurrence(one)]).toEqual([left[0], left.at(-1)])
        for (const each of left) expect(occurrenceByOriginalStart(one, each.originalStart)).toEqual(each)
      }),
    )
  })
})
