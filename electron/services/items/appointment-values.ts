/** An appointment, meeting or absence from what is said of it: a new one, or one that is changed by what is given. */
import { DateTime, IANAZone } from 'luxon'
import { instantOf, type PlainDate } from '#shared/domain/ids.ts'
import {
  appointmentRecordSchema,
  type AppointmentRecord,
  type AppointmentTimes,
  type Attendee,
  type Series,
} from '#shared/domain/prime-items.ts'
import type { EmailPerson } from '#shared/domain/prime.ts'
import { fieldError, validate } from '#shared/domain/validation.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { peopleOf } from './addresses.ts'
import type { ItemValues } from './item-values.ts'
import { recurrenceOf } from './rrule.ts'

const DEFAULT_LENGTH = { hours: 1 }

export type AppointmentContext = {
  readonly kind: AppointmentRecord['kind']
  /** `null`: a new one. */
  readonly base: AppointmentRecord | null
  readonly organizer: EmailPerson
  readonly systemZone: string
}

export function appointmentOf(values: ItemValues, context: AppointmentContext): Result<AppointmentRecord> {
  const { base } = context
  const times = timesOf(values, context)
  if (!times.ok) return times
  const meeting = meetingOf(values, context)
  if (!meeting.ok) return meeting
  const series = seriesOf(values, base, times.value)
  if (!series.ok) return series
  return validate(appointmentRecordSchema, {
    kind: context.kind,
    uid: base?.uid ?? null,
    subject: values.subject ?? base?.subject ?? '',
    text: values.text ?? base?.text ?? '',
    location: values.location ?? base?.location ?? '',
    times: times.value,
    freeBusy: values['free-busy'] ?? base?.freeBusy ?? 'busy',
    sensitivity: values.sensitivity ?? base?.sensitivity ?? 'normal',
    importance: values.importance ?? base?.importance ?? 'normal',
    categories: values.category ?? base?.categories ?? [],
    reminderMinutes: values.reminder === 'none' ? null : (values.reminder ?? base?.reminderMinutes ?? null),
    meeting: meeting.value,
    series: series.value,
  })
}

function timesOf(values: ItemValues, { base, systemZone }: AppointmentContext): Result<AppointmentTimes> {
  const { start, end } = values
  const zone = values.zone ?? (base ? base.times.timeZone : systemZone)
  if (zone !== null && !IANAZone.isValidZone(zone)) return failure(fieldError('zone', 'field.invalid'))
  const isAllDay = values['all-day'] ?? base?.times.kind === 'all-day'
  const before = base?.times.kind === (isAllDay ? 'all-day' : 'timed') ? base.times : null
  if (before && start === undefined && end === undefined) return ok({ ...before, timeZone: zone })
  if (start === undefined && before === null) return failure(fieldError('start', 'field.required'))
  return isAllDay ? allDay(values, before, zone) : timed(values, before, zone)
}

function timed(
  { start, end }: ItemValues,
  before: AppointmentTimes | null,
  zone: string | null,
): Result<AppointmentTimes> {
  const read = (text: string) => DateTime.fromISO(text, { zone: zone ?? 'utc' })
  const old = before?.kind === 'timed' ? { start: read(before.start), end: read(before.end) } : null
  const from = start === undefined ? old?.start : read(start)
  if (!from?.isValid) return failure(fieldError('start', 'field.invalid'))
  // Moved, it stays as long as it was.
  const length = old?.end.diff(old.start) ?? DEFAULT_LENGTH
  const to: DateTime = end === undefined ? from.plus(length) : read(end)
  if (!to.isValid || to < from) return failure(fieldError('end', 'field.invalid'))
  const instant = (time: DateTime) => instantOf(time.toJSDate())
  return ok({ kind: 'timed', start: instant(from), end: instant(to), timeZone: zone })
}

/** Days stand for themselves, whatever the zone; the arithmetic is done in UTC. */
function allDay(
  { start, end }: ItemValues,
  before: AppointmentTimes | null,
  zone: string | null,
): Result<AppointmentTimes> {
  const read = (text: string) => DateTime.fromISO(text.slice(0, 10), { zone: 'utc' })
  const old = before?.kind === 'all-day' ? { start: read(before.startDate), end: read(before.endDate) } : null
  const from = start === undefined ? old?.start : read(start)
  if (!from?.isValid) return failure(fieldError('start', 'field.invalid'))
  const length = old?.end.diff(old.start, 'days') ?? { days: 1 }
  const to: DateTime = end === undefined ? from.plus(length) : read(end).plus({ days: 1 })
  if (!to.isValid || to <= from) return failure(fieldError('end', 'field.invalid'))
  const day = (time: DateTime) => time.toFormat('yyyy-MM-dd') as PlainDate
  return ok({ kind: 'all-day', startDate: day(from), endDate: day(to), timeZone: zone })
}

function meetingOf(
  values: ItemValues,
  { kind, base, organizer }: AppointmentContext,
): Result<AppointmentRecord['meeting']> {
  const given = [values.attendee, values['optional-attendee'], values.resource]
  if (kind !== 'meeting') {
    return given.some((names) => names !== undefined)
      ? failure(fieldError('attendee', 'field.invalid'))
      : ok(null)
  }
  const meeting = base?.meeting ?? {
    organizer,
    isOrganizer: true,
    myResponse: 'none',
    isCancelled: false,
    isResponseRequested: true,
    attendees: [],
  }
  let { attendees } = meeting
  for (const [option, role] of ROLES) {
    const texts = values[option]
    if (texts === undefined) continue
    const people = peopleOf(texts, option)
    if (!people.ok) return people
    attendees = [
      ...attendees.filter((each) => each.role !== role),
      ...people.value.map(invited(role, attendees)),
    ]
  }
  return ok({ ...meeting, attendees })
}

const ROLES = [
  ['attendee', 'required'],
  ['optional-attendee', 'optional'],
  ['resource', 'resource'],
] as const

/** Who was invited before keeps the answer. */
function invited(role: Attendee['role'], before: readonly Attendee[]) {
  return (person: EmailPerson): Attendee => {
    const known = before.find(({ address }) => address.toLowerCase() === person.address.toLowerCase())
    return known ? { ...known, role } : { ...person, role, response: 'none', respondedAt: null }
  }
}

function seriesOf(
  { rrule }: ItemValues,
  base: AppointmentRecord | null,
  times: AppointmentTimes,
): Result<Series | null> {
  if (rrule === undefined) return ok(base?.series ?? null)
  if (rrule === 'none') return ok(null)
  const start =
    times.kind === 'all-day'
      ? times.startDate
      : (DateTime.fromISO(times.start, { zone: times.timeZone ?? 'utc' }).toFormat('yyyy-MM-dd') as PlainDate)
  const recurrence = recurrenceOf(rrule, start)
  return recurrence.ok ? ok({ recurrence: recurrence.value, exceptions: [], deleted: [] }) : recurrence
}
