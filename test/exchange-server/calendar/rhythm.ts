/**
 * The days of a pattern without an end, addressed by number: the days come in periods (a day, a week, a month, a year)
 * that all hold equally many of them, so the n-th day and the first day after a date are found by division. A series
 * without an end thereby costs the same in the year 4000 as in its first week. Rejected: stepping from the beginning.
 *
 * Intervals count from the period in which the range begins, as in iCalendar. A day that a month does not have is its
 * last day (Exchange; iCalendar would leave the month out).
 */
import { MONTH_NAMES, type MonthName, WEEKDAY_NAMES, occurrenceOf, weekdaysOf } from './day-names.ts'
import { DAY, type LocalTime, dateParts, dayOfMonth, later, nthWeekday, weekday } from './local-time.ts'
import type { RecurrencePattern } from './recurrence-types.ts'

const WEEK = 7 * DAY
const MONTHS = 12

export type Rhythm = {
  /** The day with this number, which counts from 0 at the first day that is not before the start. */
  readonly day: (number: number) => LocalTime
  /** The number of the first day that is not before this one. */
  readonly numberFrom: (day: LocalTime) => number
}

/** One kind of period. Period 0 is the one in which the range begins. */
type Periods = {
  readonly daysPerPeriod: number
  /** The days of a period in their order. */
  readonly days: (period: number) => readonly LocalTime[]
  /** The period in which a day lies, or the last one before it. */
  readonly periodOf: (day: LocalTime) => number
}

/** The days of a pattern from a day on. */
export function rhythmOf(pattern: RecurrencePattern, start: LocalTime): Rhythm {
  const { daysPerPeriod, days, periodOf } = periodsOf(pattern, start)
  const ordinalFrom = (day: LocalTime): number => {
    const period = periodOf(day)
    const position = days(period).findIndex((candidate) => candidate >= day)
    return period * daysPerPeriod + (position === -1 ? daysPerPeriod : position)
  }
  const skipped = ordinalFrom(start)
  return {
    day: (number) => {
      const ordinal = skipped + number
      const day = days(Math.floor(ordinal / daysPerPeriod))[ordinal % daysPerPeriod]
      if (day === undefined) throw new Error('A period holds fewer days than its pattern has.')
      return day
    },
    numberFrom: (day) => (day <= start ? 0 : ordinalFrom(day) - skipped),
  }
}

function periodsOf(pattern: RecurrencePattern, start: LocalTime): Periods {
  switch (pattern.type) {
    case 'Daily':
      return periodsOfDays(start, pattern.interval * DAY, [0])
    case 'Weekly': {
      const firstDay = WEEKDAY_NAMES.indexOf(pattern.firstDayOfWeek ?? 'Sunday')
      const intoWeek = (day: number): number => (day - firstDay + 7) % 7
      const offsets = pattern.days.map((name) => intoWeek(WEEKDAY_NAMES.indexOf(name)) * DAY)
      const startOfWeek = later(start, -intoWeek(weekday(start)) * DAY)
      return periodsOfDays(
        startOfWeek,
        pattern.interval * WEEK,
        offsets.sort((a, b) => a - b),
      )
    }
    case 'AbsoluteMonthly':
      return periodsOfMonths(start, pattern.interval, undefined, (year, month) =>
        dayOfMonth(year, month, pattern.dayOfMonth),
      )
    case 'RelativeMonthly':
      return periodsOfMonths(start, pattern.interval, undefined, (year, month) =>
        nthWeekday(year, month, weekdaysOf(pattern.day), occurrenceOf(pattern.index)),
      )
    case 'AbsoluteYearly':
      return periodsOfMonths(start, MONTHS, pattern.month, (year, month) =>
        dayOfMonth(year, month, pattern.dayOfMonth),
      )
    case 'RelativeYearly':
      return periodsOfMonths(start, MONTHS, pattern.month, (year, month) =>
        nthWeekday(year, month, weekdaysOf(pattern.day), occurrenceOf(pattern.index)),
      )
    // The next day is known only when a task is done; see nextRegeneration.
    case 'DailyRegeneration':
    case 'WeeklyRegeneration':
    case 'MonthlyRegeneration':
    case 'YearlyRegeneration':
      return periodsOfDays(start, DAY, [0])
  }
}

function periodsOfDays(first: LocalTime, length: number, offsets: readonly number[]): Periods {
  return {
    daysPerPeriod: offsets.length,
    days: (period) => offsets.map((offset) => later(first, period * length + offset)),
    periodOf: (day) => Math.floor((day - first) / length),
  }
}

/** @param month of the year, for patterns of years; otherwise the month of the start */
function periodsOfMonths(
  start: LocalTime,
  interval: number,
  month: MonthName | undefined,
  dayIn: (year: number, month: number) => LocalTime,
): Periods {
  const parts = dateParts(start)
  const firstMonth = month === undefined ? parts.month : MONTH_NAMES.indexOf(month) + 1
  const first = parts.year * MONTHS + firstMonth - 1
  return {
    daysPerPeriod: 1,
    days: (period) => {
      const months = first + period * interval
      return [dayIn(Math.floor(months / MONTHS), (months % MONTHS) + 1)]
    },
    periodOf: (day) => {
      const { year, month: monthOfDay } = dateParts(day)
      return Math.floor((year * MONTHS + monthOfDay - 1 - first) / interval)
    },
  }
}
