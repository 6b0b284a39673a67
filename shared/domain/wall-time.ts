/** What a wall clock of a zone shows at an instant, for fields of a form. The way back is main's (luxon). */
import type { Instant, PlainDate } from './ids.ts'

export type WallClock = { readonly day: PlainDate; /** `HH:mm` */ readonly time: string }

export function wallClockOf(instant: Instant, timeZone: string): WallClock {
  // The Swedish form of a date is the one of ISO 8601.
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant))
  const [day = '', time = ''] = shown.split(' ')
  return { day: day as PlainDate, time }
}

/** @param days may be negative */
export function dayPlus(day: PlainDate, days: number): PlainDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as PlainDate
}
