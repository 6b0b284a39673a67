/**
 * Reads the two descriptions of a time zone that are older than t:TimeZoneDefinition: t:MeetingTimeZone (Exchange
 * 2007; durations and a yearly recurrence) and t:TimeZone of GetUserAvailability (minutes, a SYSTEMTIME in words).
 * Both know one rule for all years.
 */
import { ResponseError } from '../soap/fault.ts'
import { type XmlElement, child, childText } from '../soap/xml-tree.ts'
import {
  DAY_INDEXES,
  DAY_NAMES,
  MONTH_NAMES,
  type DayName,
  nameIn,
  occurrenceOf,
  weekdaysOf,
} from './day-names.ts'
import { parseDuration } from './durations.ts'
import { MINUTE, dateParts, parseDate } from './local-time.ts'
import { type TimeZone, windowsTimeZone } from './time-zones.ts'
import { type ChangeDay, type ClockChange, type RuleGroup, zoneFromRules } from './zone-rules.ts'

const CUSTOM_ID = 'tzone://Microsoft/Custom'
const LAST_DAY_ORDER = 5 // SYSTEMTIME of Windows: the fifth weekday is the last of the month, be it the fourth.

const invalid = (): ResponseError => new ResponseError('ErrorCalendarInvalidTimeZone', 'TimeZone is invalid.')

/**
 * The zone of a t:MeetingTimeZone: its rules, or what its TimeZoneName means when there are none.
 * @throws ResponseError ErrorCalendarInvalidTimeZone, ErrorCalendarInvalidDayForTimeChangePattern
 */
export function readMeetingTimeZone(meetingTimeZone: XmlElement): TimeZone {
  const name = meetingTimeZone.attributes.TimeZoneName ?? ''
  const baseOffset = childText(meetingTimeZone, 'BaseOffset')
  if (baseOffset === undefined) {
    const known = windowsTimeZone(name)
    if (known === undefined) throw invalid()
    return known
  }
  const bias = parseDuration(baseOffset)
  if (bias === undefined) throw invalid()
  const standard = child(meetingTimeZone, 'Standard')
  const daylight = child(meetingTimeZone, 'Daylight')
  const id = windowsTimeZone(name)?.id ?? CUSTOM_ID
  const changes = [standard, daylight].flatMap((change) => (change ? [readTimeChange(change, bias)] : []))
  return zoneFromRules(id, name === '' ? id : name, {
    first: groupOf(0 - bias, changes),
    later: [],
  })
}

function readTimeChange(change: XmlElement, bias: number): ClockChange | undefined {
  const offset = parseDuration(childText(change, 'Offset') ?? '')
  const time = parseTime(childText(change, 'Time'))
  if (offset === undefined || time === undefined) throw invalid()
  const day = readChangeDay(change)
  return day && { day, time, offset: 0 - bias - offset }
}

function readChangeDay(change: XmlElement): ChangeDay | undefined {
  const yearly = child(change, 'RelativeYearlyRecurrence')
  if (yearly !== undefined) {
    const name = nameIn(DAY_NAMES, childText(yearly, 'DaysOfWeek') ?? '')
    const index = nameIn(DAY_INDEXES, childText(yearly, 'DayOfWeekIndex') ?? '')
    const month = nameIn(MONTH_NAMES, childText(yearly, 'Month') ?? '')
    if (name === undefined || index === undefined || month === undefined) throw invalid()
    return {
      type: 'weekday',
      month: MONTH_NAMES.indexOf(month) + 1,
      weekdays: singleWeekday(name),
      occurrence: occurrenceOf(index),
    }
  }
  const text = childText(change, 'AbsoluteDate')
  if (text === undefined) return undefined
  const date = parseDate(text)
  if (date === undefined) throw invalid()
  return { type: 'date', month: dateParts(date).month, day: dateParts(date).day }
}

function singleWeekday(name: DayName): ReadonlySet<number> {
  const weekdays = weekdaysOf(name)
  if (weekdays.size === 1) return weekdays
  throw new ResponseError(
    'ErrorCalendarInvalidDayForTimeChangePattern',
    'The value of the DaysOfWeek property is not valid for time change pattern of time zone.',
  )
}

/**
 * The zone of a t:SerializableTimeZone (t:TimeZone in GetUserAvailability and in working hours).
 * @throws ResponseError ErrorCalendarInvalidTimeZone
 */
export function readSerializableTimeZone(timeZone: XmlElement): TimeZone {
  const bias = minutes(timeZone)
  const standard = readSystemTime(child(timeZone, 'StandardTime'), bias)
  const daylight = readSystemTime(child(timeZone, 'DaylightTime'), bias)
  return zoneFromRules(CUSTOM_ID, CUSTOM_ID, {
    first: groupOf(0 - bias * MINUTE, [standard, daylight]),
    later: [],
  })
}

function readSystemTime(change: XmlElement | undefined, bias: number): ClockChange | undefined {
  if (change === undefined) throw invalid()
  const month = Number(childText(change, 'Month'))
  const order = Number(childText(change, 'DayOrder'))
  // Month 0 says that the clock never changes.
  if (month === 0) return undefined
  const time = parseTime(childText(change, 'Time'))
  const name = nameIn(DAY_NAMES, childText(change, 'DayOfWeek') ?? '')
  const weekdayOrder = order >= 1 && order <= LAST_DAY_ORDER
  if (time === undefined || name === undefined || !(month >= 1 && month <= 12)) throw invalid()
  const offset = 0 - (bias + minutes(change)) * MINUTE
  // With a year, DayOrder is the day of the month (SYSTEMTIME in absolute format).
  if (Number(childText(change, 'Year') ?? 0) !== 0) {
    if (!(order >= 1 && order <= 31)) throw invalid()
    return { day: { type: 'date', month, day: order }, time, offset }
  }
  if (!weekdayOrder) throw invalid()
  const occurrence = order === LAST_DAY_ORDER ? -1 : order
  return { day: { type: 'weekday', month, weekdays: weekdaysOf(name), occurrence }, time, offset }
}

function groupOf(standardOffset: number, changes: readonly (ClockChange | undefined)[]): RuleGroup {
  const [first, second] = changes
  if (first === undefined || second === undefined) return { type: 'constant', offset: standardOffset }
  return { type: 'changes', changes: [first, second] }
}

function minutes(element: XmlElement): number {
  const value = Number(childText(element, 'Bias') ?? Number.NaN)
  if (!Number.isInteger(value)) throw invalid()
  return value
}

/** Milliseconds after midnight of an xs:time; undefined when it is none. */
function parseTime(text: string | undefined): number | undefined {
  const match = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text ?? '')
  if (match === null) return undefined
  const [hours = 0, minutesPast = 0, seconds = 0] = match.slice(1).map(Number)
  if (hours > 23 || minutesPast > 59 || seconds > 59) return undefined
  return ((hours * 60 + minutesPast) * 60 + seconds) * 1000
}
