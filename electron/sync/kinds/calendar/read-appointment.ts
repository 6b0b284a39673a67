/**
 * From an appointment on Exchange to the record that Winoffice Prime keeps; pure. Lenient: what a server does not
 * tell is what Exchange would take by default, a zone may be missing or told the older way, an end may be missing.
 */
import type { Instant } from '#shared/domain/ids.ts'
import type {
  AppointmentDetails,
  AppointmentRecord,
  AppointmentTimes,
  Attendee,
  Meeting,
  OccurrenceKey,
  Series,
} from '#shared/domain/prime-items.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { Attendee as ExchangeAttendee, MeetingResponse } from '../../../exchange/appointment.ts'
import { malformedResponse } from '../../../exchange/errors.ts'
import type { ExchangeItem } from '../../../exchange/item.ts'
import { expandSeries, occurrenceKey } from './series.ts'
import { addDays, dayAt, ianaZoneOf } from './time-zones.ts'

export type AppointmentItem = Extract<ExchangeItem, { readonly kind: 'appointment' }>

/** What Exchange takes for an appointment with a reminder that does not say when. */
const DEFAULT_REMINDER = 15 // minutes

const RECEIVED = 2 // a bit of AppointmentState: the copy of an attendee (MS-OXOCAL 2.2.1.10)

/** @param exceptions the items of the modified occurrences */
export function recordOf(
  item: AppointmentItem,
  exceptions: readonly AppointmentItem[],
): Result<AppointmentRecord> {
  const details = detailsOf(item, null)
  if (!details.ok) return details
  const series = seriesOf(item, details.value.times, exceptions)
  if (!series.ok) return series
  const meeting = meetingOf(item)
  const record: AppointmentRecord = {
    ...details.value,
    kind: meeting === null ? 'appointment' : 'meeting',
    uid: item.uid,
    meeting,
    series: series.value,
  }
  return ok({ ...record, series: tidied(record) })
}

/** @param zone of the series, for an exception */
function detailsOf(item: AppointmentItem, zone: string | null): Result<AppointmentDetails> {
  const times = timesOf(item, zone)
  if (!times.ok) return times
  return ok({
    subject: item.subject ?? '',
    text: (item.body?.text ?? '').replace(/\r\n?/g, '\n').replace(/\n+$/, ''),
    location: item.location ?? '',
    times: times.value,
    freeBusy: item.freeBusy ?? (item.isAllDay === true ? 'free' : 'busy'),
    sensitivity: item.sensitivity ?? 'normal',
    importance: item.importance ?? 'normal',
    categories: [...item.categories],
    reminderMinutes:
      item.reminder?.isSet === true ? (item.reminder.minutesBeforeStart ?? DEFAULT_REMINDER) : null,
  })
}

function timesOf(item: AppointmentItem, zone: string | null): Result<AppointmentTimes> {
  const { start } = item
  if (start === null) return failure(malformedResponse('an appointment without a start'))
  const end = item.end ?? start
  const timeZone = zone ?? ianaZoneOf(item.startTimeZone) ?? ianaZoneOf(item.meetingTimeZone)
  if (item.isAllDay !== true) return ok({ kind: 'timed', start, end, timeZone })
  const startDate = dayAt(start, timeZone)
  const last = dayAt(end, zone ?? ianaZoneOf(item.endTimeZone) ?? timeZone)
  return ok({
    kind: 'all-day',
    startDate,
    endDate: last > startDate ? last : addDays(startDate, 1),
    timeZone,
  })
}

function seriesOf(
  item: AppointmentItem,
  times: AppointmentTimes,
  items: readonly AppointmentItem[],
): Result<Series | null> {
  const { recurrence } = item
  if (recurrence === null) {
    // Taken for a single appointment, the series would be one on the next export.
    return item.occurrenceKind === 'master' ? failure(malformedResponse('a recurrence')) : ok(null)
  }
  const key = (start: Instant): OccurrenceKey =>
    times.kind === 'all-day' ? dayAt(start, times.timeZone) : start
  const originals = new Map(item.modifiedOccurrences.map(({ id, originalStart }) => [id, originalStart]))
  const exceptions: Series['exceptions'] = []
  for (const exception of items) {
    const original = originals.get(exception.id) ?? exception.originalStart ?? exception.recurrenceId
    if (original === null) return failure(malformedResponse('an exception without its planned start'))
    const details = detailsOf(exception, times.timeZone)
    if (!details.ok) return details
    exceptions.push({ original: key(original), details: details.value })
  }
  return ok({ recurrence, exceptions, deleted: item.deletedOccurrences.map(key) })
}

/** In order, without exceptions that are as planned, where the zone tells what is planned. */
function tidied(record: AppointmentRecord): Series | null {
  const { series, times } = record
  const expanded = expandSeries(record)
  if (series === null || expanded === null) return series
  return {
    recurrence: series.recurrence,
    exceptions: [...expanded.exceptions].map(([day, details]) => ({
      original: occurrenceKey(times, day),
      details,
    })),
    deleted: [...expanded.deleted].map((day) => occurrenceKey(times, day)),
  }
}

function meetingOf(item: AppointmentItem): Meeting | null {
  const attendees = [
    ...item.requiredAttendees.map((attendee) => attendeeOf(attendee, 'required')),
    ...item.optionalAttendees.map((attendee) => attendeeOf(attendee, 'optional')),
    ...item.resources.map((attendee) => attendeeOf(attendee, 'resource')),
  ]
  if (attendees.length === 0 && item.isMeeting !== true) return null
  const isOrganizer = isOrganizerOf(item)
  return {
    organizer: item.organizer,
    isOrganizer,
    myResponse: isOrganizer ? 'none' : responseOf(item.myResponse),
    isCancelled: item.isCancelled === true,
    isResponseRequested: item.isResponseRequested ?? true,
    attendees,
  }
}

/** `IsOrganizer` came with Exchange 2013, and is not told of every copy. */
function isOrganizerOf(item: AppointmentItem): boolean {
  if (item.isOrganizer !== null) return item.isOrganizer
  if (item.myResponse === 'organizer') return true
  return item.appointmentState !== null && (item.appointmentState & RECEIVED) === 0
}

function attendeeOf(attendee: ExchangeAttendee, role: Attendee['role']): Attendee {
  const { name, address } = attendee
  const response = responseOf(attendee.response)
  return { name, address, role, response, respondedAt: response === 'none' ? null : attendee.respondedAt }
}

function responseOf(response: MeetingResponse | null): Meeting['myResponse'] {
  switch (response) {
    case 'accepted':
    case 'tentative':
    case 'declined':
      return response
    default:
      return 'none'
  }
}
