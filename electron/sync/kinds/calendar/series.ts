/**
 * A series laid out by days: when each occurrence is planned, which are exceptions, which are deleted.
 *
 * Both sides name an occurrence by its planned start, as an instant or, in an all-day series, as a day. A series has
 * at most one occurrence a day, so here the day in the zone of the series stands for it: it does not depend on
 * which of two passes a wall time of an autumn night means, nor on a series that was moved to another time of day.
 *
 * An exception that is as planned is none, and what the recurrence does not have (any more) is left out: so do
 * both sides after a change of the recurrence.
 */
import type { PlainDate } from '#shared/domain/ids.ts'
import type {
  AppointmentDetails,
  AppointmentRecord,
  AppointmentTimes,
  OccurrenceKey,
  Series,
} from '#shared/domain/prime-items.ts'
import type { Recurrence } from '#shared/domain/recurrence.ts'
import { digestOfValue } from '../../mapping/field-table.ts'
import { comparableDetails, comparableRecurrence } from './comparable.ts'
import { firstDay, indexesOf } from './recurrence-days.ts'
import {
  type WallTime,
  addDays,
  dayAt,
  dayOf,
  daysBetween,
  instantAt,
  startOfDay,
  timeOfDay,
  wallTimeOf,
} from './time-zones.ts'

export type ExpandedSeries = {
  readonly exceptions: ReadonlyMap<PlainDate, AppointmentDetails>
  readonly deleted: ReadonlySet<PlainDate>
  /** Of the days above; as Exchange counts. */
  readonly indexes: ReadonlyMap<PlainDate, number>
}

export const NO_SERIES: ExpandedSeries = { exceptions: new Map(), deleted: new Set(), indexes: new Map() }

/**
 * @param alsoIndexed further days whose indexes are asked for
 * @returns `null` when the zone of the series is not known
 */
export function expandSeries(
  record: AppointmentRecord,
  alsoIndexed: Iterable<PlainDate> = [],
): ExpandedSeries | null {
  const { series, times } = record
  if (series === null) return NO_SERIES
  const exceptions = new Map<PlainDate, AppointmentDetails>()
  for (const { original, details } of series.exceptions) {
    const day = dayOfOccurrence(original, times)
    if (day === null) return null
    exceptions.set(day, details)
  }
  const deleted = new Set<PlainDate>()
  for (const key of series.deleted) {
    const day = dayOfOccurrence(key, times)
    if (day === null) return null
    deleted.add(day)
  }
  const days = new Set([...exceptions.keys(), ...deleted, ...alsoIndexed])
  const indexes = indexesOf(series.recurrence, days)
  const isReal = ([day, details]: [PlainDate, AppointmentDetails]): boolean =>
    indexes.has(day) && !deleted.has(day) && !isAsPlanned(record, day, details)
  return {
    exceptions: new Map([...exceptions].filter(isReal).sort(byDay)),
    deleted: new Set([...deleted].filter((day) => indexes.has(day)).sort()),
    indexes,
  }
}

/** What an occurrence is when nobody has changed it; `null` when the zone of the series is not known. */
export function plannedDetails(record: AppointmentRecord, day: PlainDate): AppointmentDetails | null {
  const times = plannedTimes(record.times, day)
  return times === null ? null : { ...detailsOf(record), times }
}

export function detailsOf(record: AppointmentDetails): AppointmentDetails {
  const { subject, text, location, times, freeBusy, sensitivity, importance, categories, reminderMinutes } =
    record
  return { subject, text, location, times, freeBusy, sensitivity, importance, categories, reminderMinutes }
}

/**
 * @param times of the series, whatever day they are of
 * @returns `null` when the zone of the series is not known
 */
export function plannedTimes(times: AppointmentTimes, day: PlainDate): AppointmentTimes | null {
  if (times.kind === 'all-day') {
    const endDate = addDays(day, daysBetween(times.startDate, times.endDate))
    return { ...times, startDate: day, endDate }
  }
  const { timeZone } = times
  if (timeZone === null) return null
  const from = wallTimeOf(times.start, timeZone)
  const begin = (startOfDay(day) + timeOfDay(from)) as WallTime
  const length = wallTimeOf(times.end, timeZone) - from
  const start = instantAt(begin, timeZone)
  const end = instantAt((begin + length) as WallTime, timeZone)
  // A beginning in the hour that the clock leaves out is moved forward, perhaps beyond the end.
  if (end >= start) return { ...times, start, end }
  return { ...times, start, end: new Date(Date.parse(start) + length).toISOString() as typeof end }
}

/** The times of the first occurrence, which on Exchange are those of the series. */
export function timesOfFirst(times: AppointmentTimes, recurrence: Recurrence): AppointmentTimes {
  const day = firstDay(recurrence)
  return (day === null ? null : plannedTimes(times, day)) ?? times
}

/** How both sides name the occurrence of a day. */
export function occurrenceKey(times: AppointmentTimes, day: PlainDate): OccurrenceKey {
  const planned = plannedTimes(times, day)
  return planned?.kind === 'timed' ? planned.start : day
}

/** `null` when the zone of the series is not known. */
export function dayOfOccurrence(key: OccurrenceKey, times: AppointmentTimes): PlainDate | null {
  if (isDay(key)) return key
  if (times.kind === 'all-day') return dayAt(key, times.timeZone)
  return times.timeZone === null ? null : dayOf(wallTimeOf(key, times.timeZone))
}

export function comparableSeries(record: AppointmentRecord): unknown {
  const { series } = record
  if (series === null) return 'none'
  const expanded = expandSeries(record)
  return [comparableRecurrence(series.recurrence), expanded === null ? asTold(series) : laidOut(expanded)]
}

function laidOut({ exceptions, deleted }: ExpandedSeries): unknown {
  return [[...exceptions].map(([day, details]) => [day, comparableDetails(details)]), [...deleted]]
}

/** Without its zone a series cannot be laid out; the instants are what both sides have. */
function asTold({ exceptions, deleted }: Series): unknown {
  const told = exceptions.map(({ original, details }) => [original, comparableDetails(details)])
  return [told, deleted]
}

function isAsPlanned(record: AppointmentRecord, day: PlainDate, details: AppointmentDetails): boolean {
  const planned = plannedDetails(record, day)
  return planned !== null && isSameDetails(planned, details)
}

export function isSameDetails(one: AppointmentDetails, other: AppointmentDetails): boolean {
  return digestOfValue(comparableDetails(one)) === digestOfValue(comparableDetails(other))
}

const isDay = (key: OccurrenceKey): key is PlainDate => !key.includes('T')

const byDay = ([one]: readonly [PlainDate, unknown], [other]: readonly [PlainDate, unknown]): number =>
  one < other ? -1 : 1
