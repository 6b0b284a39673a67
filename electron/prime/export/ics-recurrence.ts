/**
 * A recurrence as RRULE of iCalendar (MS-OXCICAL 2.1.3.2.1).
 *
 * Where a month has no such day, Exchange takes its last one and iCalendar leaves the month out: days behind the 28th
 * are written as "the last of these". A task that is due again only when the last one is done has no rule.
 */
import type {
  Recurrence,
  RecurrencePattern,
  Weekday,
  DayOfPattern,
  WeekOfMonth,
} from '#shared/domain/recurrence.ts'
import type { PlainDate } from '#shared/domain/ids.ts'
import type { JcalProperty } from './jcal.ts'

type Rule = Readonly<Record<string, string | number | readonly (string | number)[]>>

const SHORTEST_MONTH = 28
const LONGEST_MONTH = 31
/** With the 28 days of February. */
const COMMON_YEAR = 2001

const WEEKDAY_CODES: Readonly<Record<Weekday, string>> = {
  sunday: 'SU',
  monday: 'MO',
  tuesday: 'TU',
  wednesday: 'WE',
  thursday: 'TH',
  friday: 'FR',
  saturday: 'SA',
}
const WORKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR']
const WEEKEND = ['SU', 'SA']

const POSITIONS: Readonly<Record<WeekOfMonth, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  last: -1,
}

/** @param untilOf the UNTIL of the last day of a series */
export function recurrenceRule(
  { pattern, range }: Recurrence,
  untilOf: (end: PlainDate) => string,
): JcalProperty | null {
  const rule = patternRule(pattern)
  if (rule === null) return null
  switch (range.kind) {
    case 'no-end':
      return ['rrule', {}, 'recur', rule]
    case 'numbered':
      return ['rrule', {}, 'recur', { ...rule, count: range.count }]
    case 'end-date':
      return ['rrule', {}, 'recur', { ...rule, until: untilOf(range.end) }]
  }
}

function patternRule(pattern: RecurrencePattern): Rule | null {
  switch (pattern.kind) {
    case 'daily':
      return { freq: 'DAILY', interval: pattern.interval }
    case 'weekly':
      return {
        freq: 'WEEKLY',
        interval: pattern.interval,
        byday: pattern.days.map((day) => WEEKDAY_CODES[day]),
        // Exchange's weeks begin on Sunday where nothing is said, those of iCalendar on Monday.
        wkst: WEEKDAY_CODES[pattern.firstDayOfWeek ?? 'sunday'],
      }
    case 'monthly':
      return {
        freq: 'MONTHLY',
        interval: pattern.interval,
        ...dayOfMonth(pattern.dayOfMonth),
      }
    case 'relative-monthly':
      return { freq: 'MONTHLY', interval: pattern.interval, ...relativeDay(pattern.day, pattern.week) }
    case 'yearly':
      return { freq: 'YEARLY', interval: 1, ...dayOfYear(pattern.month, pattern.dayOfMonth) }
    case 'relative-yearly':
      return {
        freq: 'YEARLY',
        interval: 1,
        bymonth: pattern.month,
        ...relativeDay(pattern.day, pattern.week),
      }
    case 'regenerating':
      return null
  }
}

/** Every month has 28 days; behind them it is the last of the days up to this one that the month has. */
function dayOfMonth(day: number): Rule {
  if (day <= SHORTEST_MONTH) return { bymonthday: day }
  if (day === LONGEST_MONTH) return { bymonthday: -1 }
  const days = Array.from({ length: day - SHORTEST_MONTH + 1 }, (_, index) => SHORTEST_MONTH + index)
  return { bymonthday: days, bysetpos: -1 }
}

function dayOfYear(month: number, day: number): Rule {
  const length = new Date(Date.UTC(COMMON_YEAR, month, 0)).getUTCDate()
  return { bymonth: month, bymonthday: day <= length ? day : -1 }
}

function relativeDay(day: DayOfPattern, week: WeekOfMonth): Rule {
  const position = POSITIONS[week]
  switch (day) {
    case 'day':
      return { bymonthday: position }
    case 'weekday':
      return { byday: WORKDAYS, bysetpos: position }
    case 'weekend-day':
      return { byday: WEEKEND, bysetpos: position }
    default:
      return { byday: `${position}${WEEKDAY_CODES[day]}` }
  }
}
