/** Recurrence: a pattern and a range, in either order, days with or without a zone or a time behind them. */
import {
  DAY_INDEXES,
  RELATIVE_DAYS,
  type Recurrence,
  type RecurrencePattern,
  type RecurrenceRange,
  WEEK_DAYS,
} from '../../recurrence.ts'
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
  const index = oneOf(DAY_INDEXES, textOf(element, 'DayOfWeekIndex'))
  const month = MONTHS.findIndex((name) => name === textOf(element, 'Month')) + 1
  const days = daysOf(RELATIVE_DAYS, element)
  switch (element.name) {
    case 'DailyRecurrence':
      return interval === null ? null : { kind: 'daily', interval }
    case 'WeeklyRecurrence': {
      const weekDays = daysOf(WEEK_DAYS, element)
      const firstDayOfWeek = oneOf(WEEK_DAYS, textOf(element, 'FirstDayOfWeek'))
      return interval !== null && weekDays !== null
        ? { kind: 'weekly', interval, days: weekDays, firstDayOfWeek }
        : null
    }
    case 'AbsoluteMonthlyRecurrence':
      return interval !== null && dayOfMonth !== null
        ? { kind: 'absolute-monthly', interval, dayOfMonth }
        : null
    case 'RelativeMonthlyRecurrence':
      return interval !== null && days !== null && index !== null
        ? { kind: 'relative-monthly', interval, days, index }
        : null
    case 'AbsoluteYearlyRecurrence':
      return month > 0 && dayOfMonth !== null ? { kind: 'absolute-yearly', month, dayOfMonth } : null
    case 'RelativeYearlyRecurrence':
      return month > 0 && days !== null && index !== null
        ? { kind: 'relative-yearly', month, days, index }
        : null
    case 'DailyRegeneration':
      return interval === null ? null : { kind: 'regeneration', unit: 'day', interval }
    case 'WeeklyRegeneration':
      return interval === null ? null : { kind: 'regeneration', unit: 'week', interval }
    case 'MonthlyRegeneration':
      return interval === null ? null : { kind: 'regeneration', unit: 'month', interval }
    case 'YearlyRegeneration':
      return interval === null ? null : { kind: 'regeneration', unit: 'year', interval }
    default:
      return null
  }
}

function rangeOf(element: XmlElement): RecurrenceRange | null {
  const start = plainDateOrNull(textOf(element, 'StartDate'))
  if (start === null) return null
  switch (element.name) {
    case 'NoEndRecurrence':
      return { kind: 'endless', start }
    case 'EndDateRecurrence': {
      const end = plainDateOrNull(textOf(element, 'EndDate'))
      return end === null ? null : { kind: 'until', start, end }
    }
    case 'NumberedRecurrence': {
      const count = positive(element, 'NumberOfOccurrences')
      return count === null ? null : { kind: 'count', start, count }
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

/** A list with white space between, at least one, all of them known. */
function daysOf<T extends string>(known: readonly T[], element: XmlElement): readonly T[] | null {
  const names = textOf(element, 'DaysOfWeek')?.split(/\s+/) ?? []
  const days = names.map((name) => oneOf(known, name)).filter((day) => day !== null)
  return days.length > 0 && days.length === names.length ? days : null
}

function oneOf<T extends string>(known: readonly T[], name: string | null): T | null {
  return known.find((value) => value === name) ?? null
}
