/**
 * An RRULE of iCalendar as t:Recurrence. What EWS cannot say (every hour, the 1st and the 15th, the 100th day of the
 * year) is refused, as Exchange does (MS-OXCICAL 2.1.3.2.2).
 */
import ICAL from 'ical.js'
import { DAY_INDEXES, DAY_NAMES, MONTH_NAMES, WEEKDAY_NAMES, weekdaysOf } from '../calendar/day-names.ts'
import { type LocalTime, dateParts, formatDate, weekday } from '../calendar/local-time.ts'
import type { TimeZone } from '../calendar/time-zones.ts'
import { madeElement } from '../soap/copy-element.ts'
import { ResponseError } from '../soap/fault.ts'
import type { XmlElement } from '../soap/xml-tree.ts'
import { DAY_CODES } from './jcal.ts'
import { isUtc, localTimeOfValue } from './read-times.ts'

const LONGEST_MONTH = 31

const refused = (): ResponseError =>
  new ResponseError('ErrorCalendarInvalidRecurrence', 'The recurrence is invalid.')

/**
 * @param start of the series, on the clock of its zone
 * @throws ResponseError
 */
export function recurrenceElement(rule: unknown, start: LocalTime, zone: TimeZone): XmlElement {
  if (!(rule instanceof ICAL.Recur)) throw refused()
  return madeElement('Recurrence', [pattern(rule, start), range(rule, start, zone)])
}

function pattern(rule: ICAL.Recur, start: LocalTime): XmlElement {
  const days = codes(rule).map(weekdayOf)
  const interval = madeElement('Interval', String(rule.interval))
  switch (rule.freq) {
    case 'DAILY':
      if (days.length > 0) return weekly(interval, days, rule)
      return madeElement('DailyRecurrence', [interval])
    case 'WEEKLY':
      return weekly(interval, days.length === 0 ? [weekday(start)] : days, rule)
    case 'MONTHLY':
      return days.length === 0
        ? madeElement('AbsoluteMonthlyRecurrence', [interval, dayOfMonth(rule, start)])
        : madeElement('RelativeMonthlyRecurrence', [interval, ...relative(rule, days)])
    case 'YEARLY': {
      const [number = dateParts(start).month] = numbers(rule, 'BYMONTH')
      const month = madeElement('Month', MONTH_NAMES[number - 1] ?? MONTH_NAMES[0])
      return days.length === 0
        ? madeElement('AbsoluteYearlyRecurrence', [dayOfMonth(rule, start), month])
        : madeElement('RelativeYearlyRecurrence', [...relative(rule, days), month])
    }
    default:
      throw refused()
  }
}

function weekly(interval: XmlElement, days: readonly number[], { wkst }: ICAL.Recur): XmlElement {
  const names = WEEKDAY_NAMES.filter((_name, index) => days.includes(index)).join(' ')
  const first = WEEKDAY_NAMES[wkst - 1] // ical.js counts from 1, Sunday
  return madeElement('WeeklyRecurrence', [
    interval,
    madeElement('DaysOfWeek', names),
    madeElement('FirstDayOfWeek', first ?? WEEKDAY_NAMES[0]),
  ])
}

function dayOfMonth(rule: ICAL.Recur, start: LocalTime): XmlElement {
  const [day = dateParts(start).day, ...others] = numbers(rule, 'BYMONTHDAY')
  if (others.length > 0 || day < -1) throw refused()
  return madeElement('DayOfMonth', String(day === -1 ? LONGEST_MONTH : day))
}

/** BYDAY=2MO and BYDAY=MO;BYSETPOS=2 say the same. */
function relative(rule: ICAL.Recur, days: readonly number[]): readonly XmlElement[] {
  const [code = ''] = codes(rule)
  const [position = Number(/^[+-]?\d+/.exec(code)?.[0])] = numbers(rule, 'BYSETPOS')
  const index = position === -1 ? 'Last' : DAY_INDEXES[position - 1]
  const name = DAY_NAMES.find((candidate) => {
    const meant = weekdaysOf(candidate)
    return meant.size === days.length && days.every((day) => meant.has(day))
  })
  if (name === undefined || index === undefined) throw refused()
  return [madeElement('DaysOfWeek', name), madeElement('DayOfWeekIndex', index)]
}

function range(rule: ICAL.Recur, start: LocalTime, zone: TimeZone): XmlElement {
  const startDate = madeElement('StartDate', formatDate(start))
  const count: unknown = rule.count
  const until: unknown = rule.until
  if (typeof count === 'number') {
    return madeElement('NumberedRecurrence', [startDate, madeElement('NumberOfOccurrences', String(count))])
  }
  if (until === null || until === undefined) return madeElement('NoEndRecurrence', [startDate])
  const read = localTimeOfValue(until)
  const end = isUtc(until) ? zone.toLocal(read) : read
  return madeElement('EndDateRecurrence', [startDate, madeElement('EndDate', formatDate(end))])
}

function codes(rule: ICAL.Recur): readonly string[] {
  return (rule.getComponent('BYDAY') as readonly unknown[]).map(String)
}

function numbers(rule: ICAL.Recur, name: string): readonly number[] {
  return (rule.getComponent(name) as readonly unknown[]).map(Number)
}

function weekdayOf(code: string): number {
  const index = DAY_CODES.findIndex((day) => code.endsWith(day))
  if (index < 0) throw refused()
  return index
}
