/**
 * Appointments, meetings, absences and tasks as iCalendar (RFC 5545), one object or many in one file, each time zone
 * once. Written by ical.js from its JSON form: names, values and parameters are ours to choose.
 *
 * Rejected: ical-generator, which knows no tasks, converts times by itself and leaves the time zones to others.
 */
import type { Instant, PrimeItemId } from '#shared/domain/ids.ts'
import type { AppointmentDetails, AppointmentRecord, TaskRecord } from '#shared/domain/prime-items.ts'
import { eventComponents, zoneOf } from './ics-event.ts'
import { timeZoneComponent } from './ics-time-zone.ts'
import { todoComponent } from './ics-todo.ts'
import { writeCalendar, type JcalComponent } from './jcal.ts'

/** A `StoredItem` is one. */
export type ExportedObject<R extends AppointmentRecord | TaskRecord> = {
  readonly id: PrimeItemId
  readonly modifiedAt: Instant
  readonly record: R
}

export function icsOf(objects: readonly ExportedObject<AppointmentRecord | TaskRecord>[]): string {
  const zones = new Map<string, { from: Instant; to: Instant }>()
  for (const { record } of objects) if (record.kind !== 'task') noteZones(record, zones)
  return writeCalendar([
    ...[...zones].map(([zone, { from, to }]) => timeZoneComponent(zone, from, to)),
    ...objects.flatMap(({ record, ...object }): JcalComponent[] =>
      record.kind === 'task'
        ? [todoComponent({ ...object, record })]
        : eventComponents({ ...object, record }),
    ),
  ])
}

/** Which zones are used, and in which years. */
function noteZones(record: AppointmentRecord, zones: Map<string, { from: Instant; to: Instant }>): void {
  const details: readonly AppointmentDetails[] = [
    record,
    ...(record.series?.exceptions.map((exception) => exception.details) ?? []),
  ]
  for (const { times } of details) {
    const zone = zoneOf(times.timeZone)
    if (times.kind === 'all-day' || zone === null) continue
    const known = zones.get(zone)
    zones.set(zone, {
      from: known && known.from < times.start ? known.from : times.start,
      to: known && known.to > times.end ? known.to : times.end,
    })
  }
}
