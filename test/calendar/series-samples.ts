/**
 * Random series with exceptions and deletions as records of Winoffice Prime, and what takes place of them, computed by
 * the test server's expansion, which shares nothing with what is tested against it.
 */
import fc from 'fast-check'
import { IANAZone } from 'luxon'
import { instantOf, type PlainDate, type PrimeItemId } from '#shared/domain/ids.ts'
import type { AppointmentDetails, AppointmentRecord } from '#shared/domain/prime-items.ts'
import {
  DAYS_OF_PATTERN,
  WEEKDAYS,
  WEEKS_OF_MONTH,
  type Recurrence,
  type RecurrencePattern,
} from '#shared/domain/recurrence.ts'
import { MONTH_NAMES, type DayName, type WeekdayName } from '#test/exchange-server/calendar/day-names.ts'
import { occurrences } from '#test/exchange-server/calendar/expand-recurrence.ts'
import type { LocalTime } from '#test/exchange-server/calendar/local-time.ts'
import type * as Server from '#test/exchange-server/calendar/recurrence-types.ts'
import type { TimeZone } from '#test/exchange-server/calendar/time-zones.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** So far is compared. */
export const WINDOW_DAYS = 1200

export type SeriesSample = {
  readonly id: PrimeItemId
  readonly record: AppointmentRecord
  readonly from: number
  readonly to: number
  /** Starts in the window, in order. */
  readonly expected: readonly number[]
}

const interval = (max: number) => fc.integer({ min: 1, max })
const dayOfMonth = fc.integer({ min: 1, max: 31 })
const month = fc.integer({ min: 1, max: 12 })
const day = fc.constantFrom(...DAYS_OF_PATTERN)
const week = fc.constantFrom(...WEEKS_OF_MONTH)

const pattern: fc.Arbitrary<RecurrencePattern> = fc.oneof(
  fc.record({ kind: fc.constant('daily'), interval: interval(9) }),
  fc.record({
    kind: fc.constant('weekly'),
    interval: interval(4),
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    firstDayOfWeek: fc.constantFrom(...WEEKDAYS),
  }),
  fc.record({ kind: fc.constant('monthly'), interval: interval(5), dayOfMonth }),
  fc.record({ kind: fc.constant('relative-monthly'), interval: interval(5), day, week }),
  fc.record({ kind: fc.constant('yearly'), month, dayOfMonth }),
  fc.record({ kind: fc.constant('relative-yearly'), month, day, week }),
)

const zone = fc.constantFrom(
  'Europe/Zurich',
  'America/New_York',
  'America/Sao_Paulo', // without daylight saving since 2019
  'Australia/Lord_Howe', // half an hour of it
  'Asia/Kolkata',
  'Africa/Casablanca', // back to winter time during Ramadan
)

const range = fc.oneof(
  fc.constant({ kind: 'no-end' as const }),
  fc.integer({ min: 0, max: 900 }).map((days) => ({ kind: 'end-date' as const, days })),
  fc.integer({ min: 1, max: 50 }).map((count) => ({ kind: 'numbered' as const, count })),
)

/** Timed series and all-day ones. */
export const seriesSample: fc.Arbitrary<SeriesSample> = fc
  .record({
    id: fc.uuid(),
    zone,
    pattern,
    range,
    day: fc.integer({ min: 0, max: 2500 }).map((days) => Date.UTC(2017, 0, 1) + days * DAY),
    minute: fc.oneof(fc.integer({ min: 0, max: 24 * 60 - 1 }), fc.integer({ min: 60, max: 240 })),
    isAllDay: fc.boolean(),
    deleted: fc.array(fc.nat(30), { maxLength: 4 }),
    moved: fc.array(fc.tuple(fc.nat(30), fc.integer({ min: -300, max: 300 })), { maxLength: 4 }),
  })
  .map(sampleOf)
  .filter((sample) => sample !== null)

type Wanted = {
  readonly id: string
  readonly zone: string
  readonly pattern: RecurrencePattern
  readonly range:
    { kind: 'no-end' } | { kind: 'end-date'; days: number } | { kind: 'numbered'; count: number }
  readonly day: number
  readonly minute: number
  readonly isAllDay: boolean
  readonly deleted: readonly number[]
  readonly moved: readonly (readonly [number, number])[]
}

function sampleOf(wanted: Wanted): SeriesSample | null {
  const { isAllDay } = wanted
  const timeZone = isAllDay ? UTC : icalendarZone(wanted.zone)
  const minute = isAllDay ? 0 : wanted.minute
  const length = isAllDay ? DAY : 45 * MINUTE
  // A series begins on the day of its first occurrence.
  const [first] = expand(
    { pattern: wanted.pattern, range: rangeFrom(wanted, wanted.day) },
    minute,
    timeZone,
    1,
  )
  if (first === undefined) return null
  const start = Math.floor(timeZone.toLocal(first) / DAY) * DAY
  const recurrence: Recurrence = { pattern: wanted.pattern, range: rangeFrom(wanted, start) }
  // A start that was wanted in a skipped hour lies behind it, and only the instant is known: so does the series.
  const starts = expand(recurrence, (timeZone.toLocal(first) - start) / MINUTE, timeZone, Infinity)
  if (starts[0] !== first) return null

  const at = (index: number) => starts[index]
  const deleted = [...new Set(wanted.deleted.flatMap((index) => at(index) ?? []))].sort((a, b) => a - b)
  const exceptions = new Map<number, number>()
  for (const [index, minutes] of wanted.moved) {
    const original = at(index)
    if (original === undefined || deleted.includes(original)) continue
    exceptions.set(original, original + (isAllDay ? (minutes % 2) * DAY : minutes * MINUTE))
  }
  const key = (instant: number) => (isAllDay ? dateOf(instant) : instantOf(new Date(instant)))
  const details = (instant: number, subject: string): AppointmentDetails => ({
    subject,
    text: '',
    location: '',
    times: isAllDay
      ? { kind: 'all-day', startDate: dateOf(instant), endDate: dateOf(instant + DAY), timeZone: wanted.zone }
      : {
          kind: 'timed',
          start: instantOf(new Date(instant)),
          end: instantOf(new Date(instant + length)),
          timeZone: wanted.zone,
        },
    freeBusy: 'busy',
    sensitivity: 'normal',
    importance: 'normal',
    categories: [],
    reminderMinutes: null,
  })
  const record: AppointmentRecord = {
    ...details(first, 'Series'),
    kind: 'appointment',
    uid: null,
    meeting: null,
    series: {
      recurrence,
      exceptions: [...exceptions]
        .sort(([one], [other]) => one - other)
        .map(([original, moved]) => ({ original: key(original), details: details(moved, 'Exception') })),
      deleted: deleted.map(key),
    },
  }
  const expected = starts
    .filter((instant) => !deleted.includes(instant))
    .map((instant) => exceptions.get(instant) ?? instant)
    .sort((one, other) => one - other)
  const from = first - 10 * DAY
  return { id: wanted.id as PrimeItemId, record, from, to: from + WINDOW_DAYS * DAY, expected }
}

function rangeFrom({ range: wanted }: Wanted, start: number): Recurrence['range'] {
  const begin = { start: dateOf(start) }
  return wanted.kind === 'end-date'
    ? { kind: 'end-date', ...begin, end: dateOf(start + wanted.days * DAY) }
    : { ...wanted, ...begin }
}

/** Starts up to the end of the window. */
function expand(recurrence: Recurrence, minute: number, timeZone: TimeZone, count: number): number[] {
  const start = Date.parse(recurrence.range.start)
  const to = start + (WINDOW_DAYS - 30) * DAY
  const found: number[] = []
  const firstStart = (start + minute * MINUTE) as LocalTime
  for (const occurrence of occurrences(
    serverForm(recurrence),
    firstStart,
    timeZone,
    0,
    start - 2 * DAY,
    to,
  )) {
    found.push(occurrence.start)
    if (found.length === count) break
  }
  return found
}

const dateOf = (instant: number): PlainDate => new Date(instant).toISOString().slice(0, 10) as PlainDate

const capital = (text: string): string =>
  text.replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase())

function serverForm({ pattern: from, range: over }: Recurrence): Server.Recurrence {
  const start = Date.parse(over.start) as LocalTime
  return { pattern: serverPattern(from), range: serverRange() }

  function serverRange(): Server.Range {
    if (over.kind === 'no-end') return { type: 'NoEnd', start }
    if (over.kind === 'numbered') return { type: 'Numbered', start, count: over.count }
    return { type: 'EndDate', start, end: Date.parse(over.end) as LocalTime }
  }
}

function serverPattern(from: RecurrencePattern): Server.RecurrencePattern {
  const monthName = (number: number) => MONTH_NAMES[number - 1] ?? 'January'
  switch (from.kind) {
    case 'daily':
      return { type: 'Daily', interval: from.interval }
    case 'weekly':
      return {
        type: 'Weekly',
        interval: from.interval,
        days: from.days.map((name) => capital(name) as WeekdayName),
        firstDayOfWeek: capital(from.firstDayOfWeek ?? 'sunday') as WeekdayName,
      }
    case 'monthly':
      return { type: 'AbsoluteMonthly', interval: from.interval, dayOfMonth: from.dayOfMonth }
    case 'relative-monthly':
      return { type: 'RelativeMonthly', interval: from.interval, ...relative(from) }
    case 'yearly':
      return { type: 'AbsoluteYearly', dayOfMonth: from.dayOfMonth, month: monthName(from.month) }
    case 'relative-yearly':
      return { type: 'RelativeYearly', ...relative(from), month: monthName(from.month) }
    case 'regenerating':
      throw new Error('not for appointments')
  }
}

function relative(from: { day: string; week: string }) {
  return {
    day: capital(from.day) as DayName,
    index: capital(from.week) as 'First' | 'Second' | 'Third' | 'Fourth' | 'Last',
  }
}

const UTC: TimeZone = {
  id: 'UTC',
  name: 'UTC',
  offsetAt: () => 0,
  toInstant: (time) => time,
  toLocal: (instant) => instant as LocalTime,
}

/** A zone whose doubled hour means the first pass, as in iCalendar; Exchange means the second. */
function icalendarZone(name: string): TimeZone {
  const iana = IANAZone.create(name)
  const offsetAt = (instant: number): number => iana.offset(instant) * MINUTE
  return {
    id: name,
    name,
    offsetAt,
    toLocal: (instant) => (instant + offsetAt(instant)) as LocalTime,
    toInstant: (time) => {
      const before = time - offsetAt(time - DAY)
      const after = time - offsetAt(time + DAY)
      const isShown = (instant: number): boolean => instant + offsetAt(instant) === time
      return isShown(before) || !isShown(after) ? before : after
    },
  }
}
