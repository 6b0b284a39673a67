/** What the form of an appointment begins with: the object as it is, or the next full hour. Pure. */
import { instantOf, type Instant } from '#shared/domain/ids.ts'
import type { AppointmentDraft } from '#shared/domain/item-drafts.ts'
import type { AppointmentRecord, AppointmentTimes } from '#shared/domain/prime-items.ts'
import { dayPlus, wallClockOf } from '#shared/domain/wall-time.ts'
import { fullPerson } from '../mail/person.ts'
import type { EditTarget } from './item-edit-dialog.tsx'

const HOUR = 3_600_000

export function appointmentOf(target: EditTarget): AppointmentRecord | null {
  if (target.mode === 'new') return null
  const { record } = target.opened.item
  return record.kind === 'email' || record.kind === 'task' ? null : record
}

/** @param zone of Winoffice Prime */
export function appointmentFormValues(target: EditTarget, zone: string, now: Date): AppointmentDraft {
  const record = appointmentOf(target)
  const kind = record?.kind ?? (target.mode === 'new' ? appointmentKind(target.kind) : 'appointment')
  return {
    kind,
    subject: record?.subject ?? '',
    location: record?.location ?? '',
    text: record?.text ?? '',
    ...timesOf(record?.times ?? nextHour(now, zone), zone, kind === 'absence' && record === null),
    freeBusy: record?.freeBusy ?? (kind === 'absence' ? 'out-of-office' : 'busy'),
    reminder: String(record?.reminderMinutes ?? 'none'),
    attendees: (record?.meeting?.attendees ?? [])
      .filter(({ role }) => role === 'required')
      .map(fullPerson)
      .join(', '),
    repeat: record?.series ? 'keep' : 'none',
    repeatInterval: 1,
    repeatEnd: 'count',
    repeatCount: 5,
    repeatUntil: '',
  }
}

function appointmentKind(kind: string): AppointmentDraft['kind'] {
  return kind === 'meeting' || kind === 'absence' ? kind : 'appointment'
}

function nextHour(now: Date, zone: string): AppointmentTimes {
  const start = new Date((Math.floor(now.getTime() / HOUR) + 1) * HOUR)
  const end = new Date(start.getTime() + HOUR)
  return { kind: 'timed', start: instantOf(start), end: instantOf(end), timeZone: zone }
}

function timesOf(times: AppointmentTimes, zone: string, asWholeDay: boolean) {
  if (times.kind === 'all-day') {
    return {
      isAllDay: true,
      startDay: times.startDate,
      endDay: dayPlus(times.endDate, -1),
      startTime: '09:00',
      endTime: '10:00',
    }
  }
  const clock = (instant: Instant) => wallClockOf(instant, zone)
  const [start, end] = [clock(times.start), clock(times.end)]
  return {
    isAllDay: asWholeDay,
    ...{ startDay: start.day, startTime: start.time },
    ...{ endDay: asWholeDay ? start.day : end.day, endTime: end.time },
  }
}
