/** Recurrence: a pattern and a range, in either order, days with or without a zone or a time behind them. */
import {
  DAYS_OF_PATTERN,
  type DayOfPattern,
  type Recurrence,
  type RecurrencePattern,
  type RecurrenceRange,
  WEEKDAYS,
  WEEKS_OF_MONTH,
} from '#shared/domain/recurrence.ts'
import { plainDateOrNull, wholeNumber } from '../../soap/values.ts'
import { type XmlElement, textOf } from '../../soap/xml-element.ts'

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

const REGENERATIONS = new Map([
  ['DailyRegeneration', 'day'],
  ['WeeklyRegeneration', 'week'],
  ['MonthlyRegeneration', 'month'],
  ['YearlyRegeneration', 'year'],
] as const satisfies readonly (readonly [string, string])[]) as ReadonlyMap<
  string,
  'day' | 'week' | 'month' | 'year'
>

/** `null` when the pattern or the range is of a kind that nobody knows, or lacks what it needs. */
export function recurrenceOf(property: XmlElement): Recurrence | null {
  let pattern: RecurrencePattern | null = null
  let range: RecurrenceRange | null = null
  for (const child of property.children) {
    pattern ??= patternOf(child)
    range ??= rangeOf(child)
  }
  return pattern === null || range === null ? null : { pattern, range }
}

function patternOf(element: XmlElement): RecurrencePattern | null {
  const interval = positive(element, 'Interval')
  const dayOfMonth = positive(element, 'DayOfMonth')
  const month = MONTHS.findIndex((name) => name === textOf(element, 'Month')) + 1
  const week = oneOf(WEEKS_OF_MONTH, textOf(element, 'DayOfWeekIndex'))
  switch (element.name) {
    case 'DailyRecurrence':
      return interval === null ? null : { kind: 'daily', interval }
    case 'WeeklyRecurrence': {
      const days = daysOf(WEEKDAYS, element)
      const first = oneOf(WEEKDAYS, textOf(element, 'FirstDayOfWeek'))
      if (interval === null || days === null) return null
      return { kind: 'weekly', interval, days, ...(first !== null && { firstDayOfWeek: first }) }
    }
    case 'AbsoluteMonthlyRecurrence':
      return interval === null || dayOfMonth === null ? null : { kind: 'monthly', interval, dayOfMonth }
    case 'RelativeMonthlyRecurrence': {
      const day = dayOf(element)
      if (interval === null || day === null || week === null) return null
      return { kind: 'relative-monthly', interval, day, week }
    }
    case 'AbsoluteYearlyRecurrence':
      return month === 0 || dayOfMonth === null ? null : { kind: 'yearly', month, dayOfMonth }
    case 'RelativeYearlyRecurrence': {
      const day = dayOf(element)
      return month === 0 || day === null || week === null
        ? null
        : { kind: 'relative-yearly', month, day, week }
    }
    default: {
      const unit = REGENERATIONS.get(element.name)
      return interval === null || unit === undefined ? null : { kind: 'regenerating', unit, interval }
    }
  }
}

function rangeOf(element: XmlElement): RecurrenceRange | null {
  const start = plainDateOrNull(textOf(element, 'StartDate'))
  if (start === null) return null
  switch (element.name) {
    case 'NoEndRecurrence':
      return { kind: 'no-end', start }
    case 'EndDateRecurrence': {
      const end = plainDateOrNull(textOf(element, 'EndDate'))
      return end === null ? null : { kind: 'end-date', start, end }
    }
    case 'NumberedRecurrence': {
      const count = positive(element, 'NumberOfOccurrences')
      return count === null ? null : { kind: 'numbered', start, count }
    }
    default:
      return null
  }
}

/** `null` too for nought, which makes no sense for any of these. */
function positive(element: XmlElement, name: string): number | null {
  const number = wholeNumber(textOf(element, name))
  return number === 0 ? null : number
}

/** Relative patterns have one day. */
function dayOf(element: XmlElement): DayOfPattern | null {
  const days = daysOf(DAYS_OF_PATTERN, element)
  return days?.length === 1 ? (days[0] ?? null) : null
}

/** A list with white space between, at least one, all of them known. */
function daysOf<T extends string>(known: readonly T[], element: XmlElement): readonly T[] | null {
  const names = textOf(element, 'DaysOfWeek')?.split(/\s+/) ?? []
  const days = names.map((name) => oneOf(known, name)).filter((day) => day !== null)
  return days.length > 0 && days.length === names.length ? days : null
}

/** EWS writes `WeekendDay` for `weekend-day`. */
function oneOf<T extends string>(known: readonly T[], name: string | null): T | null {
  const wanted = name?.toLowerCase()
  return known.find((value) => value.replace('-', '') === wanted) ?? null
}
