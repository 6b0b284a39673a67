/** iCalendar as JSON (RFC 7265), the form that ical.js reads and writes, and times in it. */
import type { LocalTime } from '../calendar/local-time.ts'

export type JcalProperty = readonly [
  name: string,
  parameters: Readonly<Record<string, string>>,
  type: string,
  ...values: readonly unknown[],
]

export type JcalComponent = readonly [
  name: string,
  properties: readonly JcalProperty[],
  components: readonly JcalComponent[],
]

/** In the order of their numbers: Sunday is 0. */
export const DAY_CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

/** 2026-03-29T01:30:00 */
export function dateTime(time: LocalTime): string {
  return new Date(time).toISOString().slice(0, 19)
}

/** 2026-03-28T23:30:00Z */
export function utcDateTime(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`
}
