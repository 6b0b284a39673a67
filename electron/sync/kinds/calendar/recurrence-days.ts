/**
 * The days of a recurrence in their order, with the index by which Exchange names an occurrence.
 *
 * ical.js expands what iCalendar says as Exchange does. It differs for a day that a month does not have, which for
 * Exchange is the last of the month: those days luxon counts. Of ical.js 2.2.1 the first value of a rule with
 * BYSETPOS is the day on which it begins, whatever the rule says, so those begin a period before the series.
 * COUNT and UNTIL are not left to it, because a series may begin in the middle of a period.
 *
 * Rejected: rrule, of which there has been no release since 2023.
 */
import ICAL from 'ical.js'
import { DateTime } from 'luxon'
import type { PlainDate } from '#shared/domain/ids.ts'
import {
  type DayOfPattern,
  type Recurrence,
  type RecurrencePattern,
  type WeekOfMonth,
  WEEKDAYS,
} from '#shared/domain/recurrence.ts'

export type PlannedDay = {
  readonly day: PlainDate
  /** Counts from 1, deleted occurrences included. */
  readonly index: number
}

/** Exchange's calendar ends there (MS-OXOCAL 2.2.1.44.1). */
const END_OF_CALENDAR = '4500-08-31' as PlainDate

/** @param until the last day that is of interest */
export function* plannedDays(
  { pattern, range }: Recurrence,
  until: PlainDate = END_OF_CALENDAR,
): Generator<PlannedDay, void> {
  const last = range.kind === 'end-date' && range.end < until ? range.end : until
  let index = 0
  for (const day of daysOf(pattern, range.start)) {
    if (day < range.start) continue
    if (day > last || (range.kind === 'numbered' && index === range.count)) return
    yield { day, index: ++index }
  }
}

/** `null` for a recurrence without an occurrence. */
export function firstDay(recurrence: Recurrence): PlainDate | null {
  return plannedDays(recurrence).next().value?.day ?? null
}

/** `null` for a recurrence without an end, or without an occurrence. */
export function lastDay(recurrence: Recurrence): PlainDate | null {
  if (recurrence.range.kind === 'no-end') return null
  let last: PlainDate | null = null
  for (const { day } of plannedDays(recurrence)) last = day
  return last
}

/** The indexes of those days that the recurrence has. */
export function indexesOf(
  recurrence: Recurrence,
  days: ReadonlySet<PlainDate>,
): ReadonlyMap<PlainDate, number> {
  const found = new Map<PlainDate, number>()
  const [furthest] = [...days].sort().slice(-1)
  if (furthest === undefined) return found
  for (const { day, index } of plannedDays(recurrence, furthest)) {
    if (days.has(day)) found.set(day, index)
  }
  return found
}

/** The days of a pattern without an end; the first ones may lie before the start. */
function daysOf(pattern: RecurrencePattern, start: PlainDate): Iterable<PlainDate> {
  switch (pattern.kind) {
    case 'daily':
      return ruleDays({ freq: 'DAILY', interval: pattern.interval }, start)
    case 'weekly': {
      const { interval, days, firstDayOfWeek = 'sunday' } = pattern
      const rule = {
        freq: 'WEEKLY',
        interval,
        byday: days.map(code),
        wkst: WKST[WEEKDAYS.indexOf(firstDayOfWeek)],
      }
      return ruleDays(rule, start)
    }
    case 'monthly':
      return datesOf(monthOf(start), pattern.interval, pattern.dayOfMonth)
    case 'relative-monthly': {
      const { interval, day, week } = pattern
      return ruleDays({ freq: 'MONTHLY', interval, ...relative(day, week) }, before(monthOf(start), interval))
    }
    case 'yearly':
      return datesOf(monthOf(start).set({ month: pattern.month }), 12, pattern.dayOfMonth)
    case 'relative-yearly': {
      const { month, day, week } = pattern
      const first = before(monthOf(start).set({ month }), 12)
      return ruleDays({ freq: 'MONTHLY', interval: 12, ...relative(day, week) }, first)
    }
    case 'regenerating':
      return [start] // only for tasks; the next day is known when this one is done
  }
}

type Rule = NonNullable<Parameters<typeof ICAL.Recur.fromData>[0]>

function* ruleDays(rule: Rule, start: PlainDate): Generator<PlainDate, void> {
  const days = ICAL.Recur.fromData(rule).iterator(ICAL.Time.fromDateString(start))
  for (let next = days.next() as ICAL.Time | null; next !== null; next = days.next() as ICAL.Time | null) {
    yield next.toString() as PlainDate
  }
}

/** A date of every so many months, or the last day of a month that is shorter. */
function* datesOf(first: DateTime, interval: number, dayOfMonth: number): Generator<PlainDate, void> {
  for (let count = 0; ; count++) {
    const month = first.plus({ months: count * interval })
    if (!month.isValid) return
    yield plainDateOf(month.set({ day: Math.min(dayOfMonth, month.daysInMonth ?? dayOfMonth) }))
  }
}

function relative(day: DayOfPattern, week: WeekOfMonth): Rule {
  const position = { first: 1, second: 2, third: 3, fourth: 4, last: -1 }[week]
  switch (day) {
    case 'day':
      return { bymonthday: [position] }
    case 'weekday':
      return { byday: ['MO', 'TU', 'WE', 'TH', 'FR'], bysetpos: [position] }
    case 'weekend-day':
      return { byday: ['SA', 'SU'], bysetpos: [position] }
    default:
      return { byday: [`${position}${code(day)}`] }
  }
}

const WKST = [
  ICAL.Time.SUNDAY,
  ICAL.Time.MONDAY,
  ICAL.Time.TUESDAY,
  ICAL.Time.WEDNESDAY,
  ICAL.Time.THURSDAY,
  ICAL.Time.FRIDAY,
  ICAL.Time.SATURDAY,
] as const

const code = (day: string): string => day.slice(0, 2).toUpperCase()

const monthOf = (day: PlainDate): DateTime => DateTime.fromISO(day, { zone: 'utc' }).startOf('month')

const before = (first: DateTime, months: number): PlainDate => plainDateOf(first.minus({ months }))

const plainDateOf = (day: DateTime): PlainDate => day.toFormat('yyyy-MM-dd') as PlainDate
