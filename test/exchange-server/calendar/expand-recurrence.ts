/**
 * When the occurrences of a recurrence take place. The days come from rhythm.ts; here they get a number, an end and,
 * with the time of day and the zone of the series, their instants.
 *
 * Beginning and end keep what the wall clock shows (MS-OXOCAL 2.2.1.44.5, StartTimeOffset and EndTimeOffset): a meeting
 * at 9:00 is at 9:00 before and after a change of the clock, and a night shift from 22:00 to 6:00 is an hour longer
 * once a year.
 */
import {
  DAY,
  type LocalTime,
  daysInMonth,
  dateParts,
  later,
  localTime,
  startOfDay,
  timeOfDay,
} from './local-time.ts'
import { type Recurrence, type RecurrencePattern, isRegeneration } from './recurrence-types.ts'
import { rhythmOf } from './rhythm.ts'
import type { TimeZone } from './time-zones.ts'

/** Exchange's calendar ends on this day. */
const END_OF_CALENDAR = localTime(4500, 8, 31)

export type Occurrence = {
  /** Counts from 1, as InstanceIndex of t:OccurrenceItemId does. */
  readonly index: number
  /** Milliseconds since 1970. */
  readonly start: number
  readonly end: number
}

/** How many occurrences there are; Infinity for a series without an end. */
export function occurrenceCount(recurrence: Recurrence): number {
  const endless = recurrence.range.type === 'NoEnd' && !isRegeneration(recurrence.pattern)
  return endless ? Infinity : countUntilEnd(recurrence)
}

// The calendar ends, even where the series does not.
function countUntilEnd({ pattern, range }: Recurrence): number {
  if (isRegeneration(pattern)) return 1
  const last = range.type === 'EndDate' ? range.end : END_OF_CALENDAR
  const days = rhythmOf(pattern, range.start).numberFrom(later(last, DAY))
  return range.type === 'Numbered' ? Math.min(range.count, days) : days
}

/** The day of an occurrence; undefined when the recurrence has none with this index. */
export function occurrenceDay(recurrence: Recurrence, index: number): LocalTime | undefined {
  if (!Number.isInteger(index) || index < 1 || index > countUntilEnd(recurrence)) return undefined
  return rhythmOf(recurrence.pattern, recurrence.range.start).day(index - 1)
}

/**
 * The occurrences that overlap a window, in their order. One without a length overlaps when it begins in the window.
 * @param firstStart of which only the time of day counts; the days are those of the recurrence
 * @param duration milliseconds on the wall clock
 * @param from instant
 * @param to instant, not part of the window
 */
export function* occurrences(
  recurrence: Recurrence,
  firstStart: LocalTime,
  zone: TimeZone,
  duration: number,
  from: number,
  to: number,
): Generator<Occurrence, void> {
  const { pattern, range } = recurrence
  const rhythm = rhythmOf(pattern, range.start)
  const count = countUntilEnd(recurrence)
  // A change of the clock moves ends by hours at most; two days more are on the safe side.
  const earliest = later(startOfDay(zone.toLocal(from)), -duration - 2 * DAY)
  for (let number = rhythm.numberFrom(startOfDay(earliest)); number < count; number++) {
    const occurrence = placeOccurrence(number + 1, rhythm.day(number), firstStart, zone, duration)
    if (occurrence.start >= to) return
    if (overlaps(occurrence, from, to)) yield occurrence
  }
}

/** Whether something takes place in a window, as t:CalendarView understands it. */
export function overlaps(
  { start, end }: { readonly start: number; readonly end: number },
  from: number,
  to: number,
): boolean {
  return start < to && (end > from || start >= from)
}

/** The occurrence of a day, with its instants. */
export function placeOccurrence(
  index: number,
  day: LocalTime,
  firstStart: LocalTime,
  zone: TimeZone,
  duration: number,
): Occurrence {
  const wall = later(day, timeOfDay(firstStart))
  const start = zone.toInstant(wall)
  const end = zone.toInstant(later(wall, duration))
  // A beginning that falls into a gap is moved forward, perhaps beyond its end.
  return { index, start, end: end > start ? end : start + duration }
}

/**
 * The day of the next task after one was done.
 * @throws Error when the pattern is no regeneration
 */
export function nextRegeneration(pattern: RecurrencePattern, done: LocalTime): LocalTime {
  const { year, month, day } = dateParts(done)
  const inMonths = (months: number): LocalTime => {
    const total = year * 12 + month - 1 + months
    const [nextYear, nextMonth] = [Math.floor(total / 12), (total % 12) + 1]
    return localTime(nextYear, nextMonth, Math.min(day, daysInMonth(nextYear, nextMonth)))
  }
  switch (pattern.type) {
    case 'DailyRegeneration':
      return later(startOfDay(done), pattern.interval * DAY)
    case 'WeeklyRegeneration':
      return later(startOfDay(done), pattern.interval * 7 * DAY)
    case 'MonthlyRegeneration':
      return inMonths(pattern.interval)
    case 'YearlyRegeneration':
      return inMonths(pattern.interval * 12)
    default:
      throw new Error(`A task with the pattern ${pattern.type} does not wait until the last one is done.`)
  }
}
