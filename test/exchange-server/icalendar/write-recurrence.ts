/** A recurrence as RRULE of iCalendar, as Exchange exports it (MS-OXCICAL 2.1.3.2.1). */
import {
  type DayIndex,
  type DayName,
  MONTH_NAMES,
  type MonthName,
  occurrenceOf,
  weekdaysOf,
} from '../calendar/day-names.ts'
import { type LocalTime, later, timeOfDay } from '../calendar/local-time.ts'
import type { Range, Recurrence, RecurrencePattern } from '../calendar/recurrence-types.ts'
import type { TimeZone } from '../calendar/time-zones.ts'
import { DAY_CODES, utcDateTime } from './jcal.ts'

const LONGEST_MONTH = 31

type Rule = Readonly<Record<string, string | number | readonly (string | number)[]>>

/** @param firstStart of the series, on the clock of its zone */
export function recurrenceRule({ pattern, range }: Recurrence, firstStart: LocalTime, zone: TimeZone): Rule {
  return { ...patternRule(pattern), ...rangeRule(range, firstStart, zone) }
}

function patternRule(pattern: RecurrencePattern): Rule {
  switch (pattern.type) {
    case 'Daily':
      return { freq: 'DAILY', interval: pattern.interval }
    case 'Weekly':
      return {
        freq: 'WEEKLY',
        interval: pattern.interval,
        byday: pattern.days.flatMap(dayCodes),
        wkst: dayCodes(pattern.firstDayOfWeek ?? 'Sunday'),
      }
    case 'AbsoluteMonthly':
      return { freq: 'MONTHLY', interval: pattern.interval, bymonthday: monthDay(pattern.dayOfMonth) }
    case 'RelativeMonthly':
      return { freq: 'MONTHLY', interval: pattern.interval, ...relative(pattern) }
    case 'AbsoluteYearly':
      return {
        freq: 'YEARLY',
        interval: 1,
        bymonthday: monthDay(pattern.dayOfMonth),
        bymonth: month(pattern.month),
      }
    case 'RelativeYearly':
      return { freq: 'YEARLY', interval: 1, ...relative(pattern), bymonth: month(pattern.month) }
    default:
      throw new Error(`No appointment recurs by ${pattern.type}.`)
  }
}

const dayCodes = (name: DayName): string[] =>
  DAY_CODES.filter((_code, weekday) => weekdaysOf(name).has(weekday))

const relative = ({ day, index }: { readonly day: DayName; readonly index: DayIndex }): Rule => ({
  byday: dayCodes(day),
  bysetpos: occurrenceOf(index),
})

// Exchange takes the last day of a month that has no 31st, iCalendar would leave the month out.
const monthDay = (day: number): number => (day === LONGEST_MONTH ? -1 : day)

const month = (name: MonthName): number => MONTH_NAMES.indexOf(name) + 1

function rangeRule(range: Range, firstStart: LocalTime, zone: TimeZone): Rule {
  switch (range.type) {
    case 'NoEnd':
      return {}
    case 'Numbered':
      return { count: range.count }
    case 'EndDate':
      return { until: utcDateTime(zone.toInstant(later(range.end, timeOfDay(firstStart)))) }
  }
}
