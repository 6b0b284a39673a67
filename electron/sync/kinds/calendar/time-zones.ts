/**
 * Zones of appointments: records name them as IANA does (`Europe/Zurich`), Exchange by Windows ids (`W. Europe
 * Standard Time`). windows-iana has the table, luxon the rules.
 *
 * Wall times that are no single instant mean what Exchange makes of them: of the two passes when the clock is set
 * back the second, and in the hour that is left out when it is set forward the time an hour later.
 */
import { DateTime, IANAZone } from 'luxon'
import { findIana, findWindows } from 'windows-iana'
import type { Instant, PlainDate } from '#shared/domain/ids.ts'
import type { TimeZoneId } from '../../../exchange/gateway/values.ts'

/** How Exchange calls UTC for items that were written without a zone. */
const EXCHANGE_UTC = 'tzone://microsoft/utc'

/** Days hold 24 hours on this clock, whatever the zone: what a wall clock shows, counted in milliseconds as of UTC. */
export type WallTime = number & { readonly __brand: 'WallTime' }

export const DAY = 86_400_000 // ms

/** @returns `null` for a zone of somebody's own making, whose name nobody else knows */
export function ianaZoneOf(windowsId: string | null): string | null {
  if (windowsId === null) return null
  if (windowsId.toLowerCase() === EXCHANGE_UTC) return 'Etc/UTC'
  return findIana(windowsId)[0] ?? (IANAZone.isValidZone(windowsId) ? windowsId : null)
}

/** @returns `null` for a zone that Windows does not know */
export function windowsZoneOf(iana: string): TimeZoneId | null {
  if (!IANAZone.isValidZone(iana)) return null
  // The table has one name of a place that was renamed, ICU prefers the same.
  const established = new Intl.DateTimeFormat('en', { timeZone: iana }).resolvedOptions().timeZone
  return (findWindows(iana)[0] ?? findWindows(established)[0] ?? null) as TimeZoneId | null
}

export function wallTimeOf(instant: Instant, zone: string): WallTime {
  return DateTime.fromISO(instant, { zone }).setZone('utc', { keepLocalTime: true }).toMillis() as WallTime
}

export function instantAt(time: WallTime, zone: string): Instant {
  const moment = DateTime.fromMillis(time, { zone: 'utc' }).setZone(zone, { keepLocalTime: true })
  const last = moment.getPossibleOffsets().at(-1) ?? moment
  return last.toJSDate().toISOString() as Instant
}

export function startOfDay(day: PlainDate): WallTime {
  return Date.parse(`${day}T00:00:00Z`) as WallTime
}

export function dayOf(time: WallTime): PlainDate {
  return new Date(time).toISOString().slice(0, 10) as PlainDate
}

/** The time since midnight, in milliseconds. */
export function timeOfDay(time: WallTime): number {
  return ((time % DAY) + DAY) % DAY
}

/** @param days may be negative */
export function addDays(day: PlainDate, days: number): PlainDate {
  return dayOf((startOfDay(day) + days * DAY) as WallTime)
}

/** How many days the second is after the first. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY)
}

/**
 * The day that begins at an instant, which is midnight in the zone or, where the zone's clock leaves midnight out or
 * the zone is not known, near to it.
 */
export function dayAt(midnight: Instant, zone: string | null): PlainDate {
  return dayOf((wallTimeOf(midnight, zone ?? 'utc') + DAY / 2) as WallTime)
}
