/** Times and time zones of iCalendar as EWS knows them. */
import ICAL from 'ical.js'
import { type LocalTime, formatLocalTime, localTime, later } from '../calendar/local-time.ts'
import { type TimeZone, windowsId, windowsTimeZone } from '../calendar/time-zones.ts'
import { ResponseError } from '../soap/fault.ts'

/** @throws ResponseError ErrorMimeContentInvalid */
export const invalidMime = (): ResponseError =>
  new ResponseError('ErrorMimeContentInvalid', 'Mime content is invalid.')

/** The value of a parameter; undefined where it is not there, which the types of ical.js do not say. */
export function parameterOf(property: ICAL.Property, name: string): string | undefined {
  const value: unknown = property.getParameter(name)
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : undefined
}

/**
 * The zone that a TZID names, in the way of Windows or of IANA; Exchange also knows zones by their rules, this server
 * only by their names. Undefined for an unknown name.
 */
export function zoneOfProperty(property: ICAL.Property): TimeZone | undefined {
  const name = parameterOf(property, 'tzid')
  if (name === undefined) return undefined
  return windowsTimeZone(name) ?? windowsTimeZone(windowsId(name) ?? '')
}

/** What the clock shows. @throws ResponseError when the property has no time */
export function localTimeOf(property: ICAL.Property): LocalTime {
  return localTimeOfValue(property.getFirstValue())
}

export function localTimeOfValue(value: unknown): LocalTime {
  if (!(value instanceof ICAL.Time)) throw invalidMime()
  const { year, month, day, hour, minute, second } = value
  return later(localTime(year, month, day, hour, minute), second * 1000)
}

export function isDate(property: ICAL.Property): boolean {
  return property.type === 'date'
}

/** Whether a value names the instant itself, in UTC. */
export function isUtc(value: unknown): boolean {
  return value instanceof ICAL.Time && value.zone === ICAL.Timezone.utcTimezone
}

/** The text of t:Start or t:End: an instant in UTC, or a wall time in the zone of the item. */
export function ewsTime(property: ICAL.Property, zone: TimeZone): string {
  const local = localTimeOf(property)
  const own = zoneOfProperty(property)
  const instant = isUtc(property.getFirstValue()) ? local : (own ?? zone).toInstant(local)
  return `${formatLocalTime(instant as LocalTime)}Z`
}
