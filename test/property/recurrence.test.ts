/**
 * Random recurrences against an expansion that shares nothing with the server's: it walks through the days one by one
 * and asks of each whether the pattern names it. Slow and plain, and therefore easy to believe.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { occurrenceCount, occurrences } from '#test/exchange-server/calendar/expand-recurrence.ts'
import { type LocalTime, parseLocalTime } from '#test/exchange-server/calendar/local-time.ts'
import { readRecurrence, recurrenceXml } from '#test/exchange-server/calendar/recurrence.ts'
import type { Recurrence, RecurrencePattern } from '#test/exchange-server/calendar/recurrence-types.ts'
import { windowsTimeZone } from '#test/exchange-server/calendar/time-zones.ts'
import { NAMESPACE } from '#test/exchange-server/soap/namespaces.ts'
import { parseXml } from '#test/exchange-server/soap/xml-tree.ts'

const DAY = 86_400_000
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const INDEXES = ['First', 'Second', 'Third', 'Fourth', 'Last'] as const

const lastOfMonth = (day: Date): number =>
  new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate()

const isNamed = (name: string, day: Date): boolean => {
  const weekend = day.getUTCDay() === 0 || day.getUTCDay() === 6
  if (name === 'Day') return true
  if (name === 'Weekday') return !weekend
  if (name === 'WeekendDay') return weekend
  return WEEKDAYS[day.getUTCDay()] === name
}

/** Whether a day is, say, the second Tuesday of its month: counts the days before or after it. */
const isIndexed = (name: string, index: string, day: Date): boolean => {
  if (!isNamed(name, day)) return false
  const others = (from: number, to: number): number => {
    let count = 0
    for (let other = from; other <= to; other++) {
      if (isNamed(name, new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), other)))) count++
    }
    return count
  }
  if (index === 'Last') return others(day.getUTCDate() + 1, lastOfMonth(day)) === 0
  return others(1, day.getUTCDate() - 1) === INDEXES.indexOf(index as (typeof INDEXES)[number])
}

const isDate = (dayOfMonth: number, day: Date): boolean =>
  day.getUTCDate() === dayOfMonth || (dayOfMonth > lastOfMonth(day) && day.getUTCDate() === lastOfMonth(day))

const matches = (pattern: RecurrencePattern, start: Date, day: Date): boolean => {
  const days = Math.round((day.getTime() - start.getTime()) / DAY)
  const months =
    (day.getUTCFullYear() - start.getUTCFullYear()) * 12 + day.getUTCMonth() - start.getUTCMonth()
  switch (pattern.type) {
    case 'Daily':
      return days % pattern.interval === 0
    case 'Weekly': {
      // Goes back to the first day of both weeks, a day at a time.
      const first = pattern.firstDayOfWeek ?? 'Sunday'
      const week = (of: Date): number => {
        let time = of.getTime()
        while (WEEKDAYS[new Date(time).getUTCDay()] !== first) time -= DAY
        return time / DAY / 7
      }
      const weeks = Math.round(week(day) - week(start))
      return weeks % pattern.interval === 0 && pattern.days.includes(WEEKDAYS[day.getUTCDay()]!)
    }
    case 'AbsoluteMonthly':
      return months % pattern.interval === 0 && isDate(pattern.dayOfMonth, day)
    case 'RelativeMonthly':
      return months % pattern.interval === 0 && isIndexed(pattern.day, pattern.index, day)
    case 'AbsoluteYearly':
      return MONTHS[day.getUTCMonth()] === pattern.month && isDate(pattern.dayOfMonth, day)
    case 'RelativeYearly':
      return MONTHS[day.getUTCMonth()] === pattern.month && isIndexed(pattern.day, pattern.index, day)
    default:
      throw new Error('not for calendar items')
  }
}

/** The midnights of the occurrences up to a day. */
const naiveDays = ({ pattern, range }: Recurrence, to: number): readonly number[] => {
  const found: number[] = []
  for (let time: number = range.start; time <= to; time += DAY) {
    if (range.type === 'EndDate' && time > range.end) break
    if (range.type === 'Numbered' && found.length === range.count) break
    if (matches(pattern, new Date(range.start), new Date(time))) found.push(time)
  }
  return found
}

const dayName = fc.constantFrom(...WEEKDAYS, 'Day', 'Weekday', 'WeekendDay')
const month = fc.constantFrom(...MONTHS)
const index = fc.constantFrom(...INDEXES)
const dayOfMonth = fc.integer({ min: 1, max: 31 })
const interval = (max: number) => fc.integer({ min: 1, max })

const pattern: fc.Arbitrary<RecurrencePattern> = fc.oneof(
  fc.record({ type: fc.constant('Daily'), interval: interval(40) }),
  fc.record({
    type: fc.constant('Weekly'),
    interval: interval(5),
    days: fc
      .subarray([...WEEKDAYS], { minLength: 1 })
      .map((days) => WEEKDAYS.filter((day) => days.includes(day))),
    firstDayOfWeek: fc.option(fc.constantFrom(...WEEKDAYS), { nil: undefined }),
  }),
  fc.record({ type: fc.constant('AbsoluteMonthly'), interval: interval(14), dayOfMonth }),
  fc.record({ type: fc.constant('RelativeMonthly'), interval: interval(14), day: dayName, index }),
  fc.record({ type: fc.constant('AbsoluteYearly'), dayOfMonth, month }),
  fc.record({ type: fc.constant('RelativeYearly'), day: dayName, index, month }),
)

const FIRST_DAY = Date.UTC(2019, 0, 1) / DAY
const day = (days: number) => fc.integer({ min: 0, max: days }).map((n) => (FIRST_DAY + n) * DAY)

const recurrence: fc.Arbitrary<Recurrence> = fc
  .record({
    pattern,
    start: day(1000),
    end: fc.oneof(
      fc.constant({ type: 'NoEnd' as const }),
      fc.integer({ min: 0, max: 1500 }).map((days) => ({ type: 'EndDate' as const, days })),
      fc.integer({ min: 1, max: 60 }).map((count) => ({ type: 'Numbered' as const, count })),
    ),
  })
  .map(({ pattern: one, start, end }) => ({
    pattern: one,
    range:
      end.type === 'EndDate'
        ? { type: end.type, start: start as LocalTime, end: (start + end.days * DAY) as LocalTime }
        : { ...end, start: start as LocalTime },
  }))

const zoneId = fc.constantFrom(
  'W. Europe Standard Time',
  'Eastern Standard Time',
  'AUS Eastern Standard Time',
  'Line Islands Standard Time',
)
const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 })

/** The wall time of a midnight and minutes, read by luxon's way through the IANA zone, outside of changes. */
const wallOf = (instant: number, id: string): number => windowsTimeZone(id)!.toLocal(instant)

describe('an expanded recurrence', () => {
  test('has the days that walking through the calendar finds, with their indexes, in any window', () => {
    fc.assert(
      fc.property(
        recurrence,
        zoneId,
        minutes,
        day(2500),
        fc.integer({ min: 1, max: 400 }),
        (one, id, minute, from, length) => {
          const to = from + length * DAY
          const start = (one.range.start + minute * 60_000) as LocalTime
          const expected = naiveDays(one, to + 3 * DAY)
            .map((midnight, position) => ({ index: position + 1, midnight }))
            .filter(({ midnight }) => {
              const begin = windowsTimeZone(id)!.toInstant((midnight + minute * 60_000) as LocalTime)
              return begin >= from && begin < to
            })
          // Without a length, what begins in the window is what overlaps it.
          const found = [...occurrences(one, start, windowsTimeZone(id)!, 0, from, to)]
          expect(found.map((occurrence) => occurrence.index)).toEqual(expected.map((each) => each.index))
          for (const [position, occurrence] of found.entries()) {
            const shown = wallOf(occurrence.start, id) - expected[position]!.midnight
            const gap = shown - minute * 60_000
            // An hour that the clock leaves out moves the beginning by that hour, and by nothing else.
            expect([0, 3_600_000]).toContain(gap)
          }
        },
      ),
      { numRuns: 400 },
    )
  })

  test('has as many occurrences as walking through the calendar finds', () => {
    fc.assert(
      fc.property(recurrence, (one) => {
        fc.pre(one.range.type !== 'NoEnd')
        // Sixty times fourteen months is the longest numbered range above.
        const all = naiveDays(one, one.range.start + 62 * 14 * 31 * DAY)
        expect(occurrenceCount(one)).toBe(all.length)
      }),
      { numRuns: 150 },
    )
  })

  test('comes back from XML as it was', () => {
    fc.assert(
      fc.property(recurrence, (one) => {
        fc.pre(occurrenceCount(one) > 0)
        const xml = recurrenceXml(one).replace('>', ` xmlns:t="${NAMESPACE.t}">`)
        expect(readRecurrence(parseXml(xml))).toEqual(one)
      }),
    )
  })
})

describe('a zone', () => {
  test('shows at every instant a wall time that leads back to the instant or to the same time an hour later', () => {
    fc.assert(
      fc.property(zoneId, day(5000), minutes, (id, midnight, minute) => {
        const zone = windowsTimeZone(id)!
        const instant = midnight + minute * 60_000
        // Where a wall time happens twice, the second pass is meant.
        expect([0, 3_600_000]).toContain(zone.toInstant(zone.toLocal(instant)) - instant)
      }),
      { numRuns: 1000 },
    )
  })

  test('counterexamples of the two rules above are real', () => {
    const berlin = windowsTimeZone('W. Europe Standard Time')!
    const twice = Date.parse('2026-10-25T00:30:00Z')
    expect(berlin.toInstant(berlin.toLocal(twice)) - twice).toBe(3_600_000)
    const gap = parseLocalTime('2026-03-29T02:30:00')!
    expect(berlin.toLocal(berlin.toInstant(gap)) - gap).toBe(3_600_000)
  })
})
