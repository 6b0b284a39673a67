/** From fields of a record to the properties that Exchange is given; pure. Only what is named is written. */
import type { PlainDate } from '#shared/domain/ids.ts'
import type {
  AppointmentDetails,
  AppointmentRecord,
  AppointmentTimes,
  Attendee,
} from '#shared/domain/prime-items.ts'
import type { Recurrence } from '#shared/domain/recurrence.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { Person } from '../../../exchange/exchange-client.ts'
import type { AppointmentProperties } from '../../../exchange/gateway/content.ts'
import { digestOfValue } from '../../mapping/field-table.ts'
import { comparableDetails, storableCategories, storableLine, storableText } from './comparable.ts'
import { firstDay } from './recurrence-days.ts'
import { timesOfFirst } from './series.ts'
import { instantAt, startOfDay, windowsZoneOf } from './time-zones.ts'

export type WrittenProperties = {
  readonly set: Partial<AppointmentProperties>
  readonly delete: readonly (keyof AppointmentProperties)[]
}

/** @param fields names of the mapping table */
export function writtenProperties(
  record: AppointmentRecord,
  fields: ReadonlySet<string>,
): Result<WrittenProperties> {
  const { series } = record
  const isRepeating = fields.has('times') || fields.has('series')
  const times = isRepeating && series !== null ? timesOfFirst(record.times, series.recurrence) : record.times
  const timeProperties = isRepeating ? propertiesOfTimes(times, series !== null) : ok({})
  if (!timeProperties.ok) return timeProperties
  const set: Partial<AppointmentProperties> = {
    ...(fields.has('subject') && { subject: storableLine(record.subject) }),
    ...(fields.has('text') && { body: { type: 'text', content: storableText(record.text) } }),
    ...(fields.has('location') && { location: storableLine(record.location) }),
    ...timeProperties.value,
    // Exchange begins a series anew when either changes; together they say what it then is.
    ...(isRepeating && series !== null && { recurrence: writtenRecurrence(series.recurrence) }),
    ...(fields.has('freeBusy') && propertyOfFreeBusy(record)),
    ...(fields.has('sensitivity') && { sensitivity: record.sensitivity }),
    ...(fields.has('importance') && { importance: record.importance }),
    ...(fields.has('categories') && { categories: storableCategories(record.categories) }),
    ...(fields.has('reminder') && propertiesOfReminder(record)),
    ...(fields.has('attendees') && propertiesOfAttendees(record.meeting?.attendees ?? [])),
    ...(fields.has('responseRequested') &&
      record.meeting !== null && { isResponseRequested: record.meeting.isResponseRequested }),
  }
  return ok({ set, delete: fields.has('series') && series === null ? ['recurrence'] : [] })
}

/** What makes an occurrence into what it is to be; nothing when it is so already. */
export function writtenDifferences(
  wanted: AppointmentDetails,
  present: AppointmentDetails,
  zone: string | null,
): Result<Partial<AppointmentProperties>> {
  const [after, before] = [comparableDetails(wanted), comparableDetails(present)]
  const differs = (name: keyof AppointmentDetails): boolean =>
    digestOfValue(after[name]) !== digestOfValue(before[name])
  const times = differs('times') ? propertiesOfException(wanted.times, present.times, zone) : ok({})
  if (!times.ok) return times
  return ok({
    ...(differs('subject') && { subject: storableLine(wanted.subject) }),
    ...(differs('text') && { body: { type: 'text', content: storableText(wanted.text) } }),
    ...(differs('location') && { location: storableLine(wanted.location) }),
    ...times.value,
    ...(differs('freeBusy') && propertyOfFreeBusy(wanted)),
    ...(differs('sensitivity') && { sensitivity: wanted.sensitivity }),
    ...(differs('importance') && { importance: wanted.importance }),
    ...(differs('categories') && { categories: storableCategories(wanted.categories) }),
    ...(differs('reminderMinutes') && propertiesOfReminder(wanted)),
  })
}

/**
 * Start and end with their zones. A zone that Windows does not know stays on Exchange as it is: a timed appointment
 * is written without one, which is not possible for days and for series, since they hang on it.
 */
function propertiesOfTimes(
  times: AppointmentTimes,
  isSeries: boolean,
): Result<Partial<AppointmentProperties>> {
  const zone = times.timeZone === null ? null : windowsZoneOf(times.timeZone)
  if (zone === null && (times.kind === 'all-day' || isSeries)) return failure(unknownZone(times.timeZone))
  const span = spanOf(times, times.timeZone)
  if (!span.ok) return span
  return ok({
    ...span.value,
    ...(zone !== null && { startTimeZone: zone, endTimeZone: zone }),
  })
}

/** An exception has the zone of its series. */
function propertiesOfException(
  wanted: AppointmentTimes,
  present: AppointmentTimes,
  zone: string | null,
): Result<Partial<AppointmentProperties>> {
  const span = spanOf(wanted, zone)
  if (!span.ok || wanted.kind !== present.kind) return span
  const { isAllDay: _isAllDay, ...startAndEnd } = span.value
  return ok(startAndEnd)
}

type Span = Pick<AppointmentProperties, 'start' | 'end' | 'isAllDay'>

function spanOf(times: AppointmentTimes, zone: string | null): Result<Span> {
  if (times.kind === 'timed') return ok({ start: times.start, end: times.end, isAllDay: false })
  if (zone === null) return failure(unknownZone(zone))
  const midnight = (day: PlainDate) => instantAt(startOfDay(day), zone)
  return ok({ start: midnight(times.startDate), end: midnight(times.endDate), isAllDay: true })
}

export function unknownZone(timeZone: string | null) {
  return appError('sync.unknown-time-zone', { timeZone: timeZone ?? '?' })
}

/** Exchange wants a series to begin with its first occurrence. */
function writtenRecurrence(recurrence: Recurrence): Recurrence {
  const { pattern, range } = recurrence
  return { pattern, range: { ...range, start: firstDay(recurrence) ?? range.start } }
}

function propertyOfFreeBusy({ freeBusy }: AppointmentDetails): Partial<AppointmentProperties> {
  return freeBusy === 'no-data' ? {} : { freeBusy }
}

/** Without a word about it, Exchange reminds of a new appointment. */
function propertiesOfReminder({ reminderMinutes }: AppointmentDetails): Partial<AppointmentProperties> {
  if (reminderMinutes === null) return { isReminderSet: false }
  return { isReminderSet: true, reminderMinutesBeforeStart: reminderMinutes }
}

function propertiesOfAttendees(attendees: readonly Attendee[]): Partial<AppointmentProperties> {
  const people = (role: Attendee['role']): readonly Person[] =>
    attendees.filter((attendee) => attendee.role === role).map(({ name, address }) => ({ name, address }))
  return {
    requiredAttendees: people('required'),
    optionalAttendees: people('optional'),
    resources: people('resource'),
  }
}
