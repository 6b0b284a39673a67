/** Values of XML Schema as servers write them, read leniently: what makes no sense is `null`, never a guess. */
import type { Instant, PlainDate } from '#shared/domain/ids.ts'

/** `true` and `1` are both xs:boolean; servers write capitals too. */
export function isTrue(text: string | null | undefined): boolean {
  const value = text?.trim().toLowerCase()
  return value === 'true' || value === '1'
}

/** A count or size. */
export function wholeNumber(text: string | null | undefined): number | null {
  if (text === null || text === undefined || !/^\s*\+?\d{1,15}\s*$/.test(text)) return null
  return Number(text)
}

/** A number, negative or with a fraction. */
export function decimalNumber(text: string | null | undefined): number | null {
  if (text === null || text === undefined || !/^\s*[+-]?\d{1,15}(\.\d{1,15})?\s*$/.test(text)) return null
  return Number(text)
}

/**
 * xs:dateTime with 0, 3, 7 or 9 digits of fraction, with `Z`, an offset, or no zone at all (EWS means UTC then, as
 * no `TimeZoneContext` is sent), or a day alone.
 */
const XS_DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/

/** The point in time, or `null` for what is none. */
export function instantOrNull(text: string | null | undefined): Instant | null {
  const match = XS_DATE_TIME.exec(text?.trim() ?? '')
  if (match === null) return null
  const [, day = '', time = '00:00:00', fraction = '', zone = 'Z'] = match
  const milliseconds = `${fraction.slice(1, 4)}000`.slice(0, 3)
  const instant = new Date(`${day}T${time}.${milliseconds}${zone}`)
  if (Number.isNaN(instant.getTime()) || !isDay(day)) return null
  return instant.toISOString() as Instant
}

const HALF_A_DAY = 43_200_000 // ms

/**
 * A day, for properties that have no time: `2026-03-29`, with a zone behind it, or as xs:dateTime.
 *
 * A midnight means the day as it is written, whatever its offset. Any other time is the midnight of a zone written
 * in UTC (`2026-03-28T23:00:00Z` for the 29th in Zurich, `2026-03-29T05:00:00Z` in New York), so the nearest
 * midnight is the day; that holds for every zone from UTC-12 up to, but not including, UTC+12.
 */
export function plainDateOrNull(text: string | null | undefined): PlainDate | null {
  const match = XS_DATE_TIME.exec(text?.trim() ?? '')
  if (match === null) return null
  const [, day = '', time] = match
  if (!isDay(day)) return null
  if (time === undefined || time === '00:00:00') return day as PlainDate
  const instant = instantOrNull(text)
  if (instant === null) return null
  const nearest = new Date(Date.parse(instant) + HALF_A_DAY).toISOString()
  return nearest.startsWith('+') ? null : (nearest.slice(0, 10) as PlainDate) // the year 10000
}

/** `Date` takes the 31st of February for the 3rd of March. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}
