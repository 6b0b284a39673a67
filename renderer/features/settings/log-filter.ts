/** The filter as it is entered; times are those of this computer, as a field for date and time has them. */
import type { Instant } from '#shared/domain/ids.ts'
import type { LogFilter } from '#shared/domain/log.ts'
import type { LogLevel } from '#shared/domain/settings.ts'

export type EnteredFilter = {
  readonly level: LogLevel
  readonly text: string
  readonly event: string | null
  /** `2026-11-28T18:00`, or empty. */
  readonly from: string
  readonly to: string
}

export const NO_FILTER: EnteredFilter = { level: 'debug', text: '', event: null, from: '', to: '' }

const MINUTE = 60_000 // ms; up to and with the minute that was entered

export function filterOf({ from, to, ...filter }: EnteredFilter): LogFilter {
  return { ...filter, from: instantFrom(from, 0), to: instantFrom(to, MINUTE - 1) }
}

function instantFrom(local: string, later: number): Instant | null {
  const time = local === '' ? Number.NaN : new Date(local).getTime()
  return Number.isNaN(time) ? null : (new Date(time + later).toISOString() as Instant)
}
