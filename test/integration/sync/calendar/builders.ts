/** Records of appointments with sensible values, for tests that say only what they are about. */
import type { Instant, PlainDate } from '#shared/domain/ids.ts'
import type {
  AppointmentDetails,
  AppointmentRecord,
  AppointmentTimes,
  Attendee,
  Meeting,
  Series,
} from '#shared/domain/prime-items.ts'
import type { Recurrence, RecurrencePattern } from '#shared/domain/recurrence.ts'

export const at = (text: string): Instant => new Date(text).toISOString() as Instant
export const day = (text: string): PlainDate => text as PlainDate

/** @param start with its offset, for example `2026-03-02T09:00+01:00` */
export function timed(
  start: string,
  minutes: number,
  timeZone: string | null = 'Europe/Berlin',
): AppointmentTimes {
  const end = new Date(Date.parse(start) + minutes * 60_000).toISOString()
  return { kind: 'timed', start: at(start), end: at(end), timeZone }
}

export function allDay(
  startDate: string,
  endDate: string,
  timeZone: string | null = 'Europe/Berlin',
): AppointmentTimes {
  return { kind: 'all-day', startDate: day(startDate), endDate: day(endDate), timeZone }
}

export function appointment(changes: Partial<AppointmentRecord> = {}): AppointmentRecord {
  return {
    kind: 'appointment',
    subject: 'Werkstattbesuch',
    text: 'Zwei Absätze.\n\nMit <Zeichen> & Umlauten.',
    location: 'Zürich',
    times: timed('2026-03-23T09:00+01:00', 60),
    freeBusy: 'busy',
    sensitivity: 'normal',
    importance: 'normal',
    categories: ['Kunden'],
    reminderMinutes: 30,
    uid: null,
    meeting: null,
    series: null,
    ...changes,
  }
}

export function series(
  pattern: RecurrencePattern,
  range: Recurrence['range'],
  changes: Partial<Pick<Series, 'exceptions' | 'deleted'>> = {},
): Series {
  return { recurrence: { pattern, range }, exceptions: [], deleted: [], ...changes }
}

/** An occurrence that differs from its series. */
export function exception(
  of: AppointmentRecord,
  original: string,
  changes: Partial<AppointmentDetails>,
): Series['exceptions'][number] {
  const { subject, text, location, times, freeBusy, sensitivity, importance, categories, reminderMinutes } =
    of
  const details = {
    subject,
    text,
    location,
    times,
    freeBusy,
    sensitivity,
    importance,
    categories,
    reminderMinutes,
  }
  const key = original.includes('T') ? at(original) : day(original)
  return { original: key, details: { ...details, ...changes } }
}

export function attendee(address: string, changes: Partial<Attendee> = {}): Attendee {
  return { name: '', address, role: 'required', response: 'none', respondedAt: null, ...changes }
}

export function meeting(attendees: readonly Attendee[], changes: Partial<Meeting> = {}): Meeting {
  return {
    organizer: null,
    isOrganizer: true,
    myResponse: 'none',
    isCancelled: false,
    isResponseRequested: true,
    attendees: [...attendees],
    ...changes,
  }
}
