/**
 * Properties of appointments as both sides can keep them: what is compared, and what is written. Two values are the
 * same for the synchronisation when these are.
 */
import type { Instant } from '#shared/domain/ids.ts'
import type { AppointmentDetails, AppointmentTimes } from '#shared/domain/prime-items.ts'
import { type Recurrence, type RecurrencePattern, WEEKDAYS } from '#shared/domain/recurrence.ts'
import { withoutIllegalCharacters } from '../../../exchange/soap/illegal-characters.ts'
import { firstDay } from './recurrence-days.ts'
import { timeOfDay, wallTimeOf, windowsZoneOf } from './time-zones.ts'

/** Longer ones are refused by Exchange (PidTagSubject and PidLidLocation by way of EWS). */
const MAX_LINE = 255 // characters

/** One line without what XML cannot carry. */
export function storableLine(text: string): string {
  return withoutIllegalCharacters(text)
    .text.replace(/\s*[\r\n]+\s*/g, ' ')
    .slice(0, MAX_LINE)
    .trim()
}

/** Line ends are `\n`; empty lines at the end come and go with the conversion from HTML. */
export function storableText(text: string): string {
  return withoutIllegalCharacters(text).text.replace(/\r\n?/g, '\n').trimEnd()
}

/** Each once; Exchange keeps no order. */
export function storableCategories(categories: readonly string[]): string[] {
  return [...new Set(categories.map((name) => withoutIllegalCharacters(name).text.trim()))]
    .filter((name) => name !== '')
    .sort()
}

/** Without what is only the look of a single appointment: the zone of an all-day one. */
export function comparableTimes(times: AppointmentTimes): unknown {
  if (times.kind === 'all-day') return [times.kind, times.startDate, times.endDate]
  return [times.kind, seconds(times.start), seconds(times.end), comparableZone(times.timeZone)]
}

/** The day of a series is that of its recurrence: here are only the time of day and the length. */
export function comparableTimesOfSeries(times: AppointmentTimes): unknown {
  if (times.kind === 'all-day') return [times.kind, Date.parse(times.endDate) - Date.parse(times.startDate)]
  const { start, end, timeZone } = times
  if (timeZone === null) return comparableTimes(times)
  const from = wallTimeOf(start, timeZone)
  return [times.kind, timeOfDay(from), wallTimeOf(end, timeZone) - from, comparableZone(timeZone)]
}

/** Of an exception: its zone is that of the series. */
function comparableTimesOfException(times: AppointmentTimes): unknown {
  return times.kind === 'all-day' ? comparableTimes(times) : [seconds(times.start), seconds(times.end)]
}

export function comparableDetails(details: AppointmentDetails): Record<keyof AppointmentDetails, unknown> {
  return {
    subject: storableLine(details.subject),
    text: storableText(details.text),
    location: storableLine(details.location),
    times: comparableTimesOfException(details.times),
    freeBusy: details.freeBusy,
    sensitivity: details.sensitivity,
    importance: details.importance,
    categories: storableCategories(details.categories),
    reminderMinutes: details.reminderMinutes,
  }
}

/** One form for recurrences that mean the same days. */
export function comparableRecurrence(recurrence: Recurrence): unknown {
  const { pattern, range } = recurrence
  return [comparablePattern(pattern), { ...range, start: firstDay(recurrence) ?? range.start }]
}

function comparablePattern(pattern: RecurrencePattern): unknown {
  if (pattern.kind !== 'weekly') return pattern
  const { interval, days, firstDayOfWeek = 'sunday' } = pattern
  const inOrder = WEEKDAYS.filter((day) => days.includes(day))
  // Where weeks begin makes no difference when none is left out.
  return { kind: pattern.kind, interval, days: inOrder, ...(interval > 1 && { firstDayOfWeek }) }
}

/** Several names stand for one zone of Windows. */
function comparableZone(zone: string | null): string | null {
  return zone === null ? null : (windowsZoneOf(zone) ?? zone)
}

/** Exchange keeps no fractions. */
const seconds = (instant: Instant): number => Math.floor(Date.parse(instant) / 1000)
