/**
 * What a clock on the wall shows, without a zone: the number of milliseconds that would be the instant if the clock
 * showed UTC. A date is its midnight.
 *
 * Recurrences are arithmetic on such times; the zone comes in only when an occurrence becomes an instant. The brand
 * keeps the two numbers apart, because mixing them up is the mistake of every calendar. Rejected: luxon's DateTime
 * for every step, which always has a zone and moves times that fall into a gap before anybody asked for an instant.
 */
export type LocalTime = number & { readonly __localTime: unique symbol }

export const MINUTE = 60_000
export const DAY = 86_400_000
const DAYS_PER_WEEK = 7

// 1970-01-01 was a Thursday.
const WEEKDAY_OF_EPOCH = 4

export type DateParts = {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

/** A wall time of the Gregorian calendar; days beyond the end of the month run over, as in Date.UTC. */
export function localTime(year: number, month: number, day: number, hour = 0, minute = 0): LocalTime {
  return Date.UTC(year, month - 1, day, hour, minute) as LocalTime
}

/** The wall time `milliseconds` later on the same clock, which is never set forward or back. */
export function later(time: LocalTime, milliseconds: number): LocalTime {
  return (time + milliseconds) as LocalTime
}

/** Midnight of the same day. */
export function startOfDay(time: LocalTime): LocalTime {
  return (Math.floor(time / DAY) * DAY) as LocalTime
}

/** Milliseconds since midnight. */
export function timeOfDay(time: LocalTime): number {
  return time - startOfDay(time)
}

export function dateParts(time: LocalTime): DateParts {
  const date = new Date(time)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** 0 is Sunday. */
export function weekday(time: LocalTime): number {
  const days = Math.floor(time / DAY) + WEEKDAY_OF_EPOCH
  return ((days % DAYS_PER_WEEK) + DAYS_PER_WEEK) % DAYS_PER_WEEK
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The day of the month, or its last one where the month is shorter. */
export function dayOfMonth(year: number, month: number, day: number): LocalTime {
  return localTime(year, month, Math.min(day, daysInMonth(year, month)))
}

/**
 * The n-th day of a month that falls on one of these weekdays.
 * @param weekdays 0 is Sunday
 * @param occurrence counts from 1, or from the end of the month: -1 is the last
 */
export function nthWeekday(
  year: number,
  month: number,
  weekdays: ReadonlySet<number>,
  occurrence: number,
): LocalTime {
  const days = Array.from({ length: daysInMonth(year, month) }, (_, index) =>
    localTime(year, month, index + 1),
  ).filter((day) => weekdays.has(weekday(day)))
  const found = days.at(occurrence > 0 ? occurrence - 1 : occurrence) ?? days.at(-1)
  if (found === undefined) throw new Error('A recurrence needs at least one weekday.')
  return found
}

const DATE = /^(-?\d{4,})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?$/
const DATE_TIME = /^(\d{4,})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?$/

/** Reads an xs:date; its zone, which Exchange writes and ignores, is dropped. Undefined when it is no date. */
export function parseDate(text: string): LocalTime | undefined {
  const match = DATE.exec(text)
  if (match === null) return undefined
  const [year, month, day] = match.slice(1).map(Number)
  return checkedDate(year ?? 0, month ?? 0, day ?? 0)
}

/** Reads an xs:dateTime without a zone; undefined when it is none. */
export function parseLocalTime(text: string): LocalTime | undefined {
  const match = DATE_TIME.exec(text)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const midnight = checkedDate(year, month, day)
  if (midnight === undefined || hour > 23 || minute > 59 || second > 59) return undefined
  const fraction = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000)
  return later(midnight, ((hour * 60 + minute) * 60 + second) * 1000 + fraction)
}

/** Writes an xs:date, for example 2026-03-29. */
export function formatDate(time: LocalTime): string {
  return formatLocalTime(time).slice(0, 10)
}

/** Writes an xs:dateTime without a zone, to the second. */
export function formatLocalTime(time: LocalTime): string {
  return new Date(time).toISOString().slice(0, 19)
}

function checkedDate(year: number, month: number, day: number): LocalTime | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return localTime(year, month, day)
}
