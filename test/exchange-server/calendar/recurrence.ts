/**
 * What a t:Recurrence says, as a value: read and checked as Exchange does, and written back in the order of the schema.
 * When it takes place is the matter of expand-recurrence.ts.
 */
import { ResponseError, schemaValidationFault } from '../soap/fault.ts'
import { type XmlElement, child, childText } from '../soap/xml-tree.ts'
import { type Xml, element, leaf } from '../soap/xml-writer.ts'
import {
  DAY_INDEXES,
  DAY_NAMES,
  type DayIndex,
  type DayName,
  MONTH_NAMES,
  type MonthName,
  WEEKDAY_NAMES,
  type WeekdayName,
  nameIn,
} from './day-names.ts'
import { occurrenceCount } from './expand-recurrence.ts'
import { type LocalTime, MINUTE, formatDate, localTime, parseDate } from './local-time.ts'
import { type Range, type Recurrence, type RecurrencePattern, isRegeneration } from './recurrence-types.ts'
import type { TimeZone } from './time-zones.ts'

export { type Range, type Recurrence, type RecurrencePattern, isRegeneration } from './recurrence-types.ts'

/** Tasks have patterns that calendar items do not have: the next task appears when the last one is done. */
export type RecurrenceOf = 'calendar-item' | 'task'

// The limits of Outlook and of the Interval element of EWS.
const MAX_DAYS = 999
const MAX_INTERVAL = 99
const MAX_OCCURRENCES = 999
const LATEST_END = localTime(4500, 9, 1) // ErrorRecurrenceEndDateTooBig in the list of ResponseCode

const outOfRange = (): ResponseError =>
  new ResponseError('ErrorCalendarOutOfRange', 'The calendar property falls out of valid range.')
const invalidRecurrence = (): ResponseError =>
  new ResponseError('ErrorCalendarInvalidRecurrence', 'The recurrence is invalid.')

/**
 * Reads and checks a t:Recurrence.
 * @throws ResponseError ErrorCalendarOutOfRange, ErrorCalendarInvalidDayForWeeklyRecurrence,
 *   ErrorCalendarEndDateIsEarlierThanStartDate, ErrorRecurrenceEndDateTooBig, ErrorRecurrenceHasNoOccurrence,
 *   ErrorCalendarInvalidRecurrence
 * @throws SoapFault when the schema knows no such value
 */
export function readRecurrence(recurrence: XmlElement, of: RecurrenceOf = 'calendar-item'): Recurrence {
  const [patternElement, rangeElement] = recurrence.children
  if (patternElement === undefined || rangeElement === undefined) throw invalidRecurrence()
  const pattern = readPattern(patternElement)
  if (of === 'calendar-item' && isRegeneration(pattern)) throw invalidRecurrence()
  const read = { pattern, range: readRange(rangeElement) }
  if (occurrenceCount(read) === 0) {
    throw new ResponseError(
      'ErrorRecurrenceHasNoOccurrence',
      'Recurrence has no occurrences in the specified range.',
    )
  }
  return read
}

function readPattern(pattern: XmlElement): RecurrencePattern {
  switch (pattern.name) {
    case 'RelativeYearlyRecurrence':
      return {
        type: 'RelativeYearly',
        day: member(pattern, 'DaysOfWeek', DAY_NAMES),
        index: member(pattern, 'DayOfWeekIndex', DAY_INDEXES),
        month: member(pattern, 'Month', MONTH_NAMES),
      }
    case 'AbsoluteYearlyRecurrence':
      return {
        type: 'AbsoluteYearly',
        dayOfMonth: dayOfMonth(pattern),
        month: member(pattern, 'Month', MONTH_NAMES),
      }
    case 'RelativeMonthlyRecurrence':
      return {
        type: 'RelativeMonthly',
        interval: interval(pattern, MAX_INTERVAL),
        day: member(pattern, 'DaysOfWeek', DAY_NAMES),
        index: member(pattern, 'DayOfWeekIndex', DAY_INDEXES),
      }
    case 'AbsoluteMonthlyRecurrence':
      return {
        type: 'AbsoluteMonthly',
        interval: interval(pattern, MAX_INTERVAL),
        dayOfMonth: dayOfMonth(pattern),
      }
    case 'WeeklyRecurrence':
      return {
        type: 'Weekly',
        interval: interval(pattern, MAX_INTERVAL),
        days: daysOfWeek(pattern),
        firstDayOfWeek: firstDayOfWeek(pattern),
      }
    case 'DailyRecurrence':
      return { type: 'Daily', interval: interval(pattern, MAX_DAYS) }
    case 'DailyRegeneration':
    case 'WeeklyRegeneration':
    case 'MonthlyRegeneration':
    case 'YearlyRegeneration':
      return { type: pattern.name, interval: interval(pattern, MAX_DAYS) }
    default:
      throw schemaValidationFault(`The element '${pattern.name}' is no recurrence pattern.`)
  }
}

function readRange(range: XmlElement): Range {
  const start = date(range, 'StartDate')
  switch (range.name) {
    case 'NoEndRecurrence':
      return { type: 'NoEnd', start }
    case 'EndDateRecurrence': {
      const end = date(range, 'EndDate')
      if (end > LATEST_END) {
        throw new ResponseError(
          'ErrorRecurrenceEndDateTooBig',
          'Recurrence end date can not exceed Sep 1, 4500 00:00:00.',
        )
      }
      if (end < start) {
        throw new ResponseError(
          'ErrorCalendarEndDateIsEarlierThanStartDate',
          'EndDate is earlier than StartDate',
        )
      }
      return { type: 'EndDate', start, end }
    }
    case 'NumberedRecurrence': {
      const count = number(range, 'NumberOfOccurrences')
      if (count < 1 || count > MAX_OCCURRENCES) throw outOfRange()
      return { type: 'Numbered', start, count }
    }
    default:
      throw schemaValidationFault(`The element '${range.name}' is no recurrence range.`)
  }
}

function member<Name extends string>(parent: XmlElement, name: string, names: readonly Name[]): Name {
  const text = textOf(parent, name)
  const found = nameIn(names, text)
  if (found === undefined) throw invalidValue(name, text)
  return found
}

function daysOfWeek(pattern: XmlElement): readonly WeekdayName[] {
  const names = textOf(pattern, 'DaysOfWeek').split(/\s+/).filter(Boolean)
  if (names.length === 0) throw invalidRecurrence()
  const weekdays = names.map((name) => weekdayOnly('DaysOfWeek', name))
  return WEEKDAY_NAMES.filter((name) => weekdays.includes(name))
}

function firstDayOfWeek(pattern: XmlElement): WeekdayName | undefined {
  const name = childText(pattern, 'FirstDayOfWeek')
  return name === undefined ? undefined : weekdayOnly('FirstDayOfWeek', name)
}

function weekdayOnly(element: string, text: string): WeekdayName {
  const weekday = nameIn(WEEKDAY_NAMES, text)
  if (weekday !== undefined) return weekday
  if (nameIn(DAY_NAMES, text) === undefined) throw invalidValue(element, text)
  throw new ResponseError(
    'ErrorCalendarInvalidDayForWeeklyRecurrence',
    'The value of the DaysOfWeek property is invalid for a weekly recurrence.',
  )
}

function interval(pattern: XmlElement, max: number): number {
  const value = number(pattern, 'Interval')
  if (value < 1 || value > max) throw outOfRange()
  return value
}

function dayOfMonth(pattern: XmlElement): number {
  const value = number(pattern, 'DayOfMonth')
  if (value < 1 || value > 31) throw outOfRange()
  return value
}

function number(parent: XmlElement, name: string): number {
  const text = textOf(parent, name)
  if (!/^[+-]?\d+$/.test(text)) throw invalidValue(name, text)
  return Number(text)
}

function date(range: XmlElement, name: string): LocalTime {
  const text = textOf(range, name)
  const value = parseDate(text)
  if (value === undefined) throw invalidValue(name, text)
  return value
}

function textOf(parent: XmlElement, name: string): string {
  const found = child(parent, name)
  if (found === undefined) {
    throw schemaValidationFault(`The element '${parent.name}' has no '${name}'.`)
  }
  return found.text.trim()
}

function invalidValue(name: string, value: string): Error {
  return schemaValidationFault(`The '${name}' element is invalid - The value '${value}' is invalid.`)
}

/**
 * Writes a recurrence.
 * @param zone its offset follows the dates, as Exchange 2010 and later write them: 2026-03-02+01:00
 */
export function recurrenceXml({ pattern, range }: Recurrence, zone?: TimeZone): Xml {
  return element('t:Recurrence', {}, patternXml(pattern), rangeXml(range, zone))
}

function patternXml(pattern: RecurrencePattern): Xml {
  const day = (name: DayName): Xml => leaf('t:DaysOfWeek', name)
  const index = (name: DayIndex): Xml => leaf('t:DayOfWeekIndex', name)
  const month = (name: MonthName): Xml => leaf('t:Month', name)
  switch (pattern.type) {
    case 'RelativeYearly':
      return element(
        't:RelativeYearlyRecurrence',
        {},
        day(pattern.day),
        index(pattern.index),
        month(pattern.month),
      )
    case 'AbsoluteYearly':
      return element(
        't:AbsoluteYearlyRecurrence',
        {},
        leaf('t:DayOfMonth', pattern.dayOfMonth),
        month(pattern.month),
      )
    case 'RelativeMonthly':
      return element(
        't:RelativeMonthlyRecurrence',
        {},
        leaf('t:Interval', pattern.interval),
        day(pattern.day),
        index(pattern.index),
      )
    case 'AbsoluteMonthly':
      return element(
        't:AbsoluteMonthlyRecurrence',
        {},
        leaf('t:Interval', pattern.interval),
        leaf('t:DayOfMonth', pattern.dayOfMonth),
      )
    case 'Weekly':
      return element(
        't:WeeklyRecurrence',
        {},
        leaf('t:Interval', pattern.interval),
        leaf('t:DaysOfWeek', pattern.days.join(' ')),
        pattern.firstDayOfWeek && leaf('t:FirstDayOfWeek', pattern.firstDayOfWeek),
      )
    case 'Daily':
      return element('t:DailyRecurrence', {}, leaf('t:Interval', pattern.interval))
    default:
      return element(`t:${pattern.type}`, {}, leaf('t:Interval', pattern.interval))
  }
}

function rangeXml(range: Range, zone: TimeZone | undefined): Xml {
  const date = (day: LocalTime): string => formatDate(day) + (zone ? offsetText(zone, day) : '')
  const start = leaf('t:StartDate', date(range.start))
  switch (range.type) {
    case 'NoEnd':
      return element('t:NoEndRecurrence', {}, start)
    case 'EndDate':
      return element('t:EndDateRecurrence', {}, start, leaf('t:EndDate', date(range.end)))
    case 'Numbered':
      return element('t:NumberedRecurrence', {}, start, leaf('t:NumberOfOccurrences', range.count))
  }
}

function offsetText(zone: TimeZone, day: LocalTime): string {
  const minutes = zone.offsetAt(zone.toInstant(day)) / MINUTE
  if (minutes === 0) return 'Z'
  const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`
}
