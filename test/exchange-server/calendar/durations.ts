/** xs:duration, as EWS writes the offsets of time zones: -PT1H, PT5H30M, PT0S. */
import { Duration } from 'luxon'

/** Milliseconds; undefined when the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const duration = Duration.fromISO(text)
  return duration.isValid ? duration.toMillis() : undefined
}

/** Writes milliseconds in hours, minutes and seconds; xs:duration has one sign, before everything. */
export function formatDuration(milliseconds: number): string {
  const parts = Duration.fromMillis(Math.abs(milliseconds)).shiftTo('hours', 'minutes', 'seconds').toObject()
  const units = Object.entries(parts).filter(([, amount]) => amount !== 0)
  if (units.length === 0) return 'PT0S'
  const text = units.map(([unit, amount]) => `${amount}${unit.charAt(0).toUpperCase()}`).join('')
  return `${milliseconds < 0 ? '-' : ''}PT${text}`
}
