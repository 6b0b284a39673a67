/**
 * An appointment, meeting or absence as VEVENT; a series as its master with RRULE and EXDATE, and one VEVENT with a
 * RECURRENCE-ID for each exception (RFC 5545; MS-OXCICAL 2.1.3.1.1.20 for the names of Exchange's own).
 *
 * Timed appointments carry wall times of their zone, so that a series stays at nine o'clock when the clock changes.
 * Without a zone, and for single ones in the hour that a clock shows twice, they are written in UTC.
 */
import type { Instant, PlainDate } from '#shared/domain/ids.ts'
import type {
  AppointmentDetails,
  AppointmentRecord,
  Attendee,
  Meeting,
  OccurrenceKey,
} from '#shared/domain/prime-items.ts'
import { recurrenceRule } from './ics-recurrence.ts'
import { instantOfWallTime, isKnownZone, isUnambiguous, wallTimeOf } from './ics-time-zone.ts'
import type { ExportedObject } from './ics.ts'
import {
  alarm,
  categories,
  extension,
  person,
  text,
  textUnlessEmpty,
  utc,
  utcText,
  type JcalComponent,
  type JcalProperty,
} from './jcal.ts'

export const CLASSES = {
  normal: 'PUBLIC',
  personal: 'X-PERSONAL',
  private: 'PRIVATE',
  confidential: 'CONFIDENTIAL',
} as const
export const PRIORITIES = { high: 1, normal: 5, low: 9 } as const

const BUSY_STATUS = {
  free: 'FREE',
  tentative: 'TENTATIVE',
  busy: 'BUSY',
  'out-of-office': 'OOF',
  'working-elsewhere': 'WORKINGELSEWHERE',
  'no-data': 'BUSY',
} as const
const PARTICIPATION = {
  none: 'NEEDS-ACTION',
  accepted: 'ACCEPTED',
  tentative: 'TENTATIVE',
  declined: 'DECLINED',
} as const
const ROLES = {
  required: 'REQ-PARTICIPANT',
  optional: 'OPT-PARTICIPANT',
  resource: 'NON-PARTICIPANT',
} as const

export function eventComponents(object: ExportedObject<AppointmentRecord>): JcalComponent[] {
  const { record } = object
  const { series } = record
  if (series === null) return [event(object, record, [])]
  const time = (name: string, key: OccurrenceKey) => occurrenceTime(name, key, record)
  const rule = recurrenceRule(series.recurrence, (end) => untilOf(end, record))
  return [
    event(object, record, [
      ...(rule === null ? [] : [rule]),
      ...series.deleted.map((key) => time('exdate', key)),
    ]),
    ...series.exceptions.map(({ original, details }) =>
      event(object, details, [time('recurrence-id', original)]),
    ),
  ]
}

function event(
  { id, modifiedAt, record }: ExportedObject<AppointmentRecord>,
  details: AppointmentDetails,
  own: readonly JcalProperty[],
): JcalComponent {
  const { subject, freeBusy, reminderMinutes } = details
  const [start, end] = timesOf(details, details === record && record.series !== null)
  return [
    'vevent',
    [
      text('uid', record.uid ?? id),
      utc('dtstamp', modifiedAt),
      utc('last-modified', modifiedAt),
      ...own,
      start,
      end,
      text('summary', subject),
      ...textUnlessEmpty('description', details.text),
      ...textUnlessEmpty('location', details.location),
      text('class', CLASSES[details.sensitivity]),
      ['priority', {}, 'integer', PRIORITIES[details.importance]],
      text('transp', freeBusy === 'free' ? 'TRANSPARENT' : 'OPAQUE'),
      text('status', record.meeting?.isCancelled ? 'CANCELLED' : 'CONFIRMED'),
      ...categories(details.categories),
      ...(record.meeting === null ? [] : people(record.meeting)),
      extension('x-microsoft-cdo-busystatus', BUSY_STATUS[freeBusy]),
      extension('x-microsoft-cdo-alldayevent', details.times.kind === 'all-day' ? 'TRUE' : 'FALSE'),
    ],
    reminderMinutes === null ? [] : [alarm(['duration', beforeStart(reminderMinutes)], subject)],
  ]
}

function people({ organizer, attendees, isResponseRequested }: Meeting): JcalProperty[] {
  return [
    ...(organizer === null ? [] : [person('organizer', organizer, {})]),
    ...attendees.map((attendee: Attendee) =>
      person('attendee', attendee, {
        role: ROLES[attendee.role],
        partstat: PARTICIPATION[attendee.response],
        rsvp: isResponseRequested ? 'TRUE' : 'FALSE',
        ...(attendee.role === 'resource' && { cutype: 'RESOURCE' }),
      }),
    ),
  ]
}

/** A reminder may also come after the start. */
function beforeStart(minutes: number): string {
  return minutes < 0 ? `PT${-minutes}M` : `-PT${minutes}M`
}

/** @param isMaster the rule of a series counts on its wall time, whatever an hour means that is shown twice */
function timesOf({ times }: AppointmentDetails, isMaster: boolean): [JcalProperty, JcalProperty] {
  if (times.kind === 'all-day') {
    return [
      ['dtstart', {}, 'date', times.startDate],
      ['dtend', {}, 'date', times.endDate],
    ]
  }
  const zone = zoneOf(times.timeZone)
  const inUtc =
    zone === null || (!isMaster && ![times.start, times.end].every((time) => isUnambiguous(time, zone)))
  const time = (name: string, instant: Instant): JcalProperty =>
    inUtc ? utc(name, instant) : [name, { tzid: zone }, 'date-time', wallTimeOf(instant, zone)]
  return [time('dtstart', times.start), time('dtend', times.end)]
}

/** The time as the rule of the series gives it, by which an occurrence is known. */
function occurrenceTime(name: string, key: OccurrenceKey, { times }: AppointmentRecord): JcalProperty {
  if (times.kind === 'all-day') return [name, {}, 'date', key.slice(0, 10)]
  const zone = zoneOf(times.timeZone)
  if (!isInstant(key)) {
    const start = zone === null ? utcText(times.start) : wallTimeOf(times.start, zone)
    return [name, zone === null ? {} : { tzid: zone }, 'date-time', `${key}${start.slice(10)}`]
  }
  if (zone === null) return utc(name, key)
  const shown = wallTimeOf(key, zone)
  // On a day on which the clock skips the planned time, the rule gives it all the same.
  const planned = `${shown.slice(0, 10)}${wallTimeOf(times.start, zone).slice(10)}`
  const isPlanned = instantOfWallTime(planned, zone) === Date.parse(key)
  return [name, { tzid: zone }, 'date-time', isPlanned ? planned : shown]
}

/** The last day belongs to the series: until the start of its occurrence. */
function untilOf(end: PlainDate, { times }: AppointmentRecord): string {
  if (times.kind === 'all-day') return end
  const zone = zoneOf(times.timeZone)
  if (zone === null) return `${end}${utcText(times.start).slice(10)}`
  const last = instantOfWallTime(`${end}${wallTimeOf(times.start, zone).slice(10)}`, zone)
  return `${new Date(last).toISOString().slice(0, 19)}Z`
}

/** A zone that the runtime does not know has no rules that could be written. */
export function zoneOf(timeZone: string | null): string | null {
  return timeZone !== null && isKnownZone(timeZone) ? timeZone : null
}

function isInstant(key: OccurrenceKey): key is Instant {
  return key.includes('T')
}
