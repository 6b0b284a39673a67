/** Meetings: roles, and whom a change of one would mail. */
import type { Instant, PlainDate } from '#shared/domain/ids.ts'
import type { AppointmentRecord, AppointmentTimes, Attendee, Meeting } from '#shared/domain/prime-items.ts'
import { lastDay } from './recurrence-days.ts'
import { plannedTimes } from './series.ts'
import { instantAt, startOfDay } from './time-zones.ts'

/** What attendees are told of when it changes; the rest is the organizer's own. */
export const FIELDS_OF_ATTENDEES: ReadonlySet<string> = new Set([
  'subject',
  'text',
  'location',
  'times',
  'series',
  'attendees',
])

/** Whether everything of the record may be written: on an attendee's copy of a meeting only few fields are. */
export function isOwn({ kind, meeting }: AppointmentRecord): boolean {
  return kind !== 'absence' && (meeting === null || meeting.isOrganizer)
}

export function isAttendee({ kind, meeting }: AppointmentRecord): boolean {
  return kind !== 'absence' && meeting !== null && !meeting.isOrganizer
}

/** By what an attendee is known: the address, ignoring case; without one the name. */
export function attendeeKey({ address, name }: Pick<Attendee, 'address' | 'name'>): string {
  return (address.trim() === '' ? name : address).trim().toLowerCase()
}

export function comparableAttendees({ meeting }: AppointmentRecord): unknown {
  if (meeting === null) return 'no meeting'
  return meeting.attendees.map((attendee) => [attendeeKey(attendee), attendee.role].join(' ')).sort()
}

export function comparableResponses({ meeting }: AppointmentRecord): unknown {
  if (meeting === null) return 'no meeting'
  return meeting.attendees
    .filter(({ response }) => response !== 'none')
    .map((attendee) => [attendeeKey(attendee), attendee.response].join(' '))
    .sort()
}

/** The attendees of another record, with the answers that this one knows. */
export function takeAttendees(into: AppointmentRecord, from: AppointmentRecord): AppointmentRecord {
  if (into.kind === 'absence') return into
  if (from.meeting === null) return { ...into, kind: 'appointment', meeting: null }
  if (into.meeting === null) return { ...into, kind: 'meeting', meeting: from.meeting }
  const known = byAttendee(into.meeting)
  const attendees = from.meeting.attendees.map((attendee) => {
    const { response, respondedAt } = known.get(attendeeKey(attendee)) ?? attendee
    return { ...attendee, response, respondedAt }
  })
  return { ...into, meeting: { ...into.meeting, attendees } }
}

export function takeResponses(into: AppointmentRecord, from: AppointmentRecord): AppointmentRecord {
  if (into.meeting === null || from.meeting === null) return into
  const told = byAttendee(from.meeting)
  const attendees = into.meeting.attendees.map((attendee) => {
    const { response, respondedAt } = told.get(attendeeKey(attendee)) ?? attendee
    return { ...attendee, response, respondedAt }
  })
  return { ...into, meeting: { ...into.meeting, attendees } }
}

/** Takes over some properties of a meeting, where both records are one. */
export function takeOfMeeting(...names: readonly (keyof Meeting)[]) {
  return (into: AppointmentRecord, from: AppointmentRecord): AppointmentRecord => {
    const { meeting } = from
    if (into.meeting === null || meeting === null) return into
    const taken = Object.fromEntries(names.map((name) => [name, meeting[name]]))
    return { ...into, meeting: { ...into.meeting, ...taken } }
  }
}

function byAttendee({ attendees }: Meeting): ReadonlyMap<string, Attendee> {
  return new Map(attendees.map((attendee) => [attendeeKey(attendee), attendee]))
}

/** Whether all of it has ended. A series without an end never has. */
export function isPast(record: AppointmentRecord, now: Instant): boolean {
  const end = endOf(record)
  return end !== null && end < Date.parse(now)
}

/** When the last of it ends, in milliseconds since 1970; `null` for a series without an end. */
export function endOf(record: AppointmentRecord): number | null {
  const { series, times } = record
  if (series === null) return endOfTimes(times)
  if (series.recurrence.range.kind === 'no-end') return null
  const day = lastDay(series.recurrence)
  const regular = day === null ? null : (plannedTimes(times, day) ?? endOfDayIn(day))
  const moved = series.exceptions.map(({ details }) => endOfTimes(details.times))
  return Math.max(endOfTimes(regular ?? times), ...moved)
}

/** A day of a series whose zone is not known. */
function endOfDayIn(startDate: PlainDate): AppointmentTimes {
  return { kind: 'all-day', startDate, endDate: startDate, timeZone: null }
}

const LATEST_MIDNIGHT = 12 * 3_600_000 // ms: a day without a known zone ends last in UTC-12

function endOfTimes(times: AppointmentTimes): number {
  if (times.kind === 'timed') return Date.parse(times.end)
  const midnight = startOfDay(times.endDate)
  return times.timeZone === null
    ? midnight + LATEST_MIDNIGHT
    : Date.parse(instantAt(midnight, times.timeZone))
}
