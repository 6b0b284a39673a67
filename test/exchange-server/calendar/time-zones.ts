/**
 * Time zones as Exchange knows them: by Windows id, with the rules of the IANA zone that Windows means by it.
 *
 * A zone is one function, the offset at an instant; everything else follows from it. Zones that a client describes
 * itself (time-zone-definition.ts, legacy-time-zones.ts) are made of the same function by zone-rules.ts.
 *
 * Wall times that are no single instant:
 * - In an overlap (the clock was set back) the time means the second pass, standard time, as .NET's
 *   TimeZoneInfo.ConvertTimeToUtc reads it. iCalendar (RFC 5545, 3.3.5) would take the first.
 * - In a gap (the clock was set forward) the time is read with the offset before the gap: 02:30 shows as 03:30.
 *   .NET throws there; Exchange cannot, because an occurrence of a daily meeting falls on that day.
 *
 * Rejected: luxon's DateTime, which resolves overlaps to the first pass and knows no zones of a client's making.
 */
import { IANAZone } from 'luxon'
import { WINDOWS_TO_IANA_MAP, findIana, findWindows } from 'windows-iana'
import { DAY, type LocalTime, MINUTE } from './local-time.ts'
import { WINDOWS_TIME_ZONE_PLACES } from './windows-time-zone-places.ts'

export type TimeZone = {
  /** The Windows id, or the id that the client gave its own zone. */
  readonly id: string
  /** What Exchange shows: "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna". */
  readonly name: string
  /** Milliseconds that the wall clock is ahead of UTC. */
  readonly offsetAt: (instant: number) => number
  /** The instant of a wall time, in milliseconds since 1970. */
  readonly toInstant: (time: LocalTime) => number
  /** What the wall clock shows at an instant. */
  readonly toLocal: (instant: number) => LocalTime
}

/** A zone from its offset; clock changes lie at least two days apart. */
export function zoneFromOffsets(id: string, name: string, offsetAt: TimeZone['offsetAt']): TimeZone {
  return {
    id,
    name,
    offsetAt,
    toLocal: (instant) => (instant + offsetAt(instant)) as LocalTime,
    toInstant: (time) => {
      const before = time - offsetAt(time - DAY)
      const after = time - offsetAt(time + DAY)
      if (before === after) return before
      // In an overlap both are right, and the later one is standard time.
      if (after + offsetAt(after) === time) return after
      return before
    },
  }
}

/** The Windows ids, from west to east, in the order in which Exchange lists them. */
export const WINDOWS_TIME_ZONE_IDS: readonly string[] = [
  ...new Set(WINDOWS_TO_IANA_MAP.map((entry) => entry.windowsName)),
]

const BY_LOWER_CASE = new Map(WINDOWS_TIME_ZONE_IDS.map((id) => [id.toLowerCase(), id]))
const zones = new Map<string, TimeZone>()

/** The id under which Exchange gives UTC when no zone was chosen. */
export const UTC_ID = 'tzone://Microsoft/Utc'

/** UTC, as Exchange keeps it for items that were written without a zone. */
export const UTC: TimeZone = zoneFromOffsets(UTC_ID, '(UTC) Coordinated Universal Time', () => 0)

/** The zone of a Windows id in any case, as in the registry; undefined when Windows knows no such zone. */
export function windowsTimeZone(id: string): TimeZone | undefined {
  if (id.toLowerCase() === UTC_ID.toLowerCase()) return UTC
  const exact = BY_LOWER_CASE.get(id.toLowerCase())
  if (exact === undefined) return undefined
  let zone = zones.get(exact)
  if (zone === undefined) {
    zone = makeWindowsTimeZone(exact)
    zones.set(exact, zone)
  }
  return zone
}

/** The IANA zone whose rules a Windows id has, for example Europe/Berlin; undefined for an unknown id. */
export function ianaId(windowsId: string): string | undefined {
  return findIana(windowsId)[0]
}

/** The Windows id for an IANA zone; undefined when none belongs to it. */
export function windowsId(iana: string): string | undefined {
  return findWindows(iana)[0]
}

function makeWindowsTimeZone(id: string): TimeZone {
  const iana = IANAZone.create(ianaId(id) ?? id)
  if (!iana.isValid) throw new Error(`This Node.js does not know the time zone of "${id}".`)
  const offsetAt = (instant: number): number => iana.offset(instant) * MINUTE
  return zoneFromOffsets(id, displayName(id, offsetAt), offsetAt)
}

// The name carries the offset without daylight saving time.
function displayName(id: string, offsetAt: TimeZone['offsetAt']): string {
  const minutes = Math.min(offsetAt(Date.UTC(2026, 0, 1)), offsetAt(Date.UTC(2026, 6, 1))) / MINUTE
  const places = WINDOWS_TIME_ZONE_PLACES[id] ?? id
  if (id === 'UTC') return `(UTC) ${places}`
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = two(Math.floor(Math.abs(minutes) / 60))
  return `(UTC${minutes < 0 ? '-' : '+'}${hours}:${two(Math.abs(minutes) % 60)}) ${places}`
}
