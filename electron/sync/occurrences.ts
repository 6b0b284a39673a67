/**
 * What takes place in a range of the calendar: single appointments, and the occurrences of every series that fall into
 * it, with their exceptions in the place of what was planned and without the deleted ones.
 *
 * Winoffice Prime shows occurrences eight weeks ahead; here they are laid out for whatever range is asked for.
 */
import type { CalendarRange, Occurrence } from '#shared/domain/data.ts'
import type { PlainDate } from '#shared/domain/ids.ts'
import type {
  AppointmentDetails,
  AppointmentRecord,
  AppointmentTimes,
  OccurrenceKey,
} from '#shared/domain/prime-items.ts'
import type { StoredItem } from '../prime/prime-store.ts'
import { isKnownZone } from '../prime/export/ics-time-zone.ts'
import { plannedDays } from './kinds/calendar/recurrence-days.ts'
import { expandSeries, occurrenceKey, plannedDetails } from './kinds/calendar/series.ts'
import { addDays, instantAt, startOfDay } from './kinds/calendar/time-zones.ts'

/** @param primeTimeZone in which days begin, and the zone of a series that has none that is known */
export function occurrencesOf(
  items: readonly StoredItem<AppointmentRecord>[],
  range: CalendarRange,
  primeTimeZone: string,
): Occurrence[] {
  return items
    .flatMap((item) => (item.record.series === null ? [single(item)] : ofSeries(item, range, primeTimeZone)))
    .filter(({ times }) => touches(times, range, primeTimeZone))
    .sort((one, other) => beginning(one.times, primeTimeZone) - beginning(other.times, primeTimeZone))
}

function single(item: StoredItem<AppointmentRecord>): Occurrence {
  return occurrence(item, item.record, 'none', null)
}

function ofSeries(
  item: StoredItem<AppointmentRecord>,
  range: CalendarRange,
  primeTimeZone: string,
): Occurrence[] {
  const record = inKnownZone(item.record, primeTimeZone)
  const { series, times } = record
  const expanded = expandSeries(record)
  if (series === null || expanded === null) return [single(item)]
  const changed = [...expanded.exceptions].map(([day, details]) =>
    occurrence(item, details, 'changed', occurrenceKey(times, day)),
  )
  // A day either way: the days of the series are those of its own zone.
  const length = Math.ceil((ending(times, primeTimeZone) - beginning(times, primeTimeZone)) / 86_400_000)
  const first = addDays(range.from.slice(0, 10) as PlainDate, -length - 1)
  const last = addDays(range.to.slice(0, 10) as PlainDate, 1)
  const planned: Occurrence[] = []
  for (const { day } of plannedDays(series.recurrence, last)) {
    if (day < first || expanded.exceptions.has(day) || expanded.deleted.has(day)) continue
    const details = plannedDetails(record, day)
    if (details) planned.push(occurrence(item, details, 'occurrence', occurrenceKey(times, day)))
  }
  return [...planned, ...changed]
}

function occurrence(
  { id, record }: StoredItem<AppointmentRecord>,
  { subject, location, times, freeBusy, sensitivity }: AppointmentDetails,
  series: Occurrence['series'],
  original: OccurrenceKey | null,
): Occurrence {
  const { kind, meeting } = record
  return {
    ...{ itemId: id, kind, subject, location, times, freeBusy, sensitivity, series, original },
    meeting: meeting && {
      isOrganizer: meeting.isOrganizer,
      isCancelled: meeting.isCancelled,
      myResponse: meeting.myResponse,
      attendeeCount: meeting.attendees.length,
    },
  }
}

function inKnownZone(record: AppointmentRecord, primeTimeZone: string): AppointmentRecord {
  const { timeZone } = record.times
  if (timeZone !== null && isKnownZone(timeZone)) return record
  return { ...record, times: { ...record.times, timeZone: primeTimeZone } }
}

/** What takes no time touches the range in which it begins. */
function touches(times: AppointmentTimes, { from, to }: CalendarRange, zone: string): boolean {
  const [start, end] = [beginning(times, zone), ending(times, zone)]
  const [first, last] = [Date.parse(from), Date.parse(to)]
  return start < last && (end > first || start >= first)
}

function beginning(times: AppointmentTimes, zone: string): number {
  return Date.parse(times.kind === 'timed' ? times.start : midnight(times.startDate, zone))
}

function ending(times: AppointmentTimes, zone: string): number {
  return Date.parse(times.kind === 'timed' ? times.end : midnight(times.endDate, zone))
}

function midnight(day: PlainDate, zone: string): string {
  return instantAt(startOfDay(day), zone)
}
