/** What the fields of a form say about an object, in the words of `ItemValues`; times of the form become instants. */
import { DateTime } from 'luxon'
import { plainDateSchema } from '#shared/domain/ids.ts'
import { peopleTexts, type AppointmentDraft, type TaskDraft } from '#shared/domain/item-drafts.ts'
import type { AppointmentRecord, AppointmentTimes } from '#shared/domain/prime-items.ts'
import { dayPlus, wallClockOf } from '#shared/domain/wall-time.ts'
import type { ItemValues } from './item-values.ts'

/**
 * @param base as the object was, whose own zone stays; `null`: a new one, in the zone of Winoffice Prime
 * @param zone of Winoffice Prime, in which the form shows times
 */
export function appointmentValues(
  draft: AppointmentDraft,
  base: AppointmentRecord | null,
  zone: string,
): ItemValues {
  return {
    subject: draft.subject,
    text: draft.text,
    location: draft.location,
    'all-day': draft.isAllDay,
    'free-busy': draft.freeBusy,
    reminder: draft.reminder === 'none' ? 'none' : Number(draft.reminder),
    ...timeValues(draft, base?.times ?? null, zone),
    ...(draft.kind === 'meeting' && { attendee: peopleTexts(draft.attendees) }),
    ...repeatValues(draft, base !== null && base.series !== null),
  }
}

/** Times that the person has not touched are not said: they stay as they are, to the second. */
function timeValues(draft: AppointmentDraft, before: AppointmentTimes | null, zone: string): ItemValues {
  if (draft.isAllDay) {
    const isSame =
      before?.kind === 'all-day' &&
      before.startDate === draft.startDay &&
      dayPlus(before.endDate, -1) === draft.endDay
    return isSame ? {} : { start: draft.startDay, end: draft.endDay, ...(before === null && { zone }) }
  }
  const [start, end] = [`${draft.startDay}T${draft.startTime}`, `${draft.endDay}T${draft.endTime}`]
  if (before === null) return { start, end, zone }
  if (before.kind === 'timed') {
    const [from, to] = [wallClockOf(before.start, zone), wallClockOf(before.end, zone)]
    if (start === `${from.day}T${from.time}` && end === `${to.day}T${to.time}`) return {}
  }
  const instant = (wall: string): string => DateTime.fromISO(wall, { zone }).toJSDate().toISOString()
  return { start: instant(start), end: instant(end) }
}

const FREQUENCIES = { daily: 'DAILY', weekly: 'WEEKLY', monthly: 'MONTHLY', yearly: 'YEARLY' } as const

function repeatValues(draft: AppointmentDraft, wasSeries: boolean): ItemValues {
  const { repeat } = draft
  if (repeat === 'keep') return {}
  if (repeat === 'none') return wasSeries ? { rrule: 'none' } : {}
  // Exchange knows no rhythm of several years.
  const interval = repeat === 'yearly' ? 1 : draft.repeatInterval
  const end = {
    never: '',
    count: `;COUNT=${draft.repeatCount}`,
    until: `;UNTIL=${draft.repeatUntil.replaceAll('-', '')}`,
  }[draft.repeatEnd]
  return { rrule: `FREQ=${FREQUENCIES[repeat]};INTERVAL=${interval}${end}` }
}

export function taskValues(draft: TaskDraft): ItemValues {
  const { subject, text, status, percentComplete, importance } = draft
  return {
    ...{ subject, text, status, importance },
    percent: percentComplete,
    start: draft.startDate === '' ? 'none' : draft.startDate,
    due: draft.dueDate === '' ? 'none' : plainDateSchema.parse(draft.dueDate),
  }
}
