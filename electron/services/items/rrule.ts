/**
 * A recurrence from a rule of iCalendar, as far as Exchange has such recurrences: by day, by week, by day of the month
 * or of the year, and by the first to last weekday of a month. Everything else is refused rather than approximated.
 */
import ICAL from 'ical.js'
import type { PlainDate } from '#shared/domain/ids.ts'
import {
  WEEKDAYS,
  type DayOfPattern,
  type Recurrence,
  type RecurrencePattern,
  type WeekOfMonth,
  type Weekday,
} from '#shared/domain/recurrence.ts'
import { fieldError } from '#shared/domain/validation.ts'
import { failure, ok, type Result } from '#shared/result.ts'

const CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const WEEKS: Readonly<Record<number, WeekOfMonth>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  [-1]: 'last',
}
const UNDERSTOOD = ['BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS']

/** @param start the day of the first occurrence */
export function recurrenceOf(rule: string, start: PlainDate): Result<Recurrence> {
  const wrong = failure(fieldError('rrule', 'field.invalid'))
  let read: ICAL.Recur
  try {
    read = ICAL.Recur.fromString(rule)
  } catch {
    return wrong
  }
  if (Object.keys(read.parts).some((part) => !UNDERSTOOD.includes(part))) return wrong
  const pattern = patternOf(read, start)
  if (pattern === null) return wrong
  const { count, until } = read
  if (count !== null) return ok({ pattern, range: { kind: 'numbered', start, count } })
  if (until !== null) {
    const end = until.toString().slice(0, 10) as PlainDate
    return ok({ pattern, range: { kind: 'end-date', start, end } })
  }
  return ok({ pattern, range: { kind: 'no-end', start } })
}

function patternOf(read: ICAL.Recur, start: PlainDate): RecurrencePattern | null {
  const { freq, interval } = read
  const days = partOf(read, 'BYDAY').map(String)
  const monthDays = partOf(read, 'BYMONTHDAY').map(Number)
  const months = partOf(read, 'BYMONTH').map(Number)
  const isYearly = freq === 'YEARLY'
  if (months.length > (isYearly ? 1 : 0)) return null
  const month = months[0] ?? Number(start.slice(5, 7))
  switch (freq) {
    case 'DAILY':
      return days.length + monthDays.length === 0 ? { kind: 'daily', interval } : null
    case 'WEEKLY': {
      const named = days.length === 0 ? [weekdayOf(start)] : days.map(weekdayNamed)
      const known = named.filter((day) => day !== null)
      if (known.length < named.length || monthDays.length > 0) return null
      const firstDayOfWeek = WEEKDAYS[read.wkst - 1]
      return { kind: 'weekly', interval, days: known, ...(firstDayOfWeek && { firstDayOfWeek }) }
    }
    case 'MONTHLY':
    case 'YEARLY': {
      if (isYearly && interval !== 1) return null
      const relative = relativeOf(days, partOf(read, 'BYSETPOS').map(Number))
      if (days.length > 0) {
        if (relative === null || monthDays.length > 0) return null
        return isYearly
          ? { kind: 'relative-yearly', month, ...relative }
          : { kind: 'relative-monthly', interval, ...relative }
      }
      const dayOfMonth = dayOfMonthOf(monthDays, start)
      if (dayOfMonth === null) return null
      return isYearly ? { kind: 'yearly', month, dayOfMonth } : { kind: 'monthly', interval, dayOfMonth }
    }
    default:
      return null
  }
}

function partOf(read: ICAL.Recur, name: 'BYDAY' | 'BYMONTHDAY' | 'BYMONTH' | 'BYSETPOS'): unknown[] {
  return read.parts[name] ?? []
}

/** The last day of a month is its 31st for Exchange, which takes the last one of shorter months. */
function dayOfMonthOf(days: readonly number[], start: PlainDate): number | null {
  const [day = Number(start.slice(8, 10)), ...others] = days
  if (others.length > 0) return null
  if (day === -1) return 31
  return day >= 1 && day <= 31 ? day : null
}

/** `2TU`, or a set of days with BYSETPOS. */
function relativeOf(
  days: readonly string[],
  positions: readonly number[],
): { day: DayOfPattern; week: WeekOfMonth } | null {
  const [only] = days
  const single = /^([+-]?\d)([A-Z]{2})$/.exec(only ?? '')
  if (days.length === 1 && single && positions.length === 0) {
    const day = weekdayNamed(single[2] ?? '')
    const week = WEEKS[Number(single[1])]
    return day && week ? { day, week } : null
  }
  const week = WEEKS[positions[0] ?? 0]
  const day = setOf(days)
  return positions.length === 1 && day && week ? { day, week } : null
}

function setOf(days: readonly string[]): DayOfPattern | null {
  const sorted = CODES.filter((code) => days.includes(code))
  if (sorted.length !== days.length) return null
  if (sorted.length === 1) return weekdayNamed(sorted[0] ?? '')
  switch (sorted.join()) {
    case CODES.join():
      return 'day'
    case 'MO,TU,WE,TH,FR':
      return 'weekday'
    case 'SU,SA':
      return 'weekend-day'
    default:
      return null
  }
}

function weekdayNamed(code: string): Weekday | null {
  return WEEKDAYS[CODES.indexOf(code)] ?? null
}

function weekdayOf(day: PlainDate): Weekday | null {
  return WEEKDAYS[new Date(day).getUTCDay()] ?? null
}
