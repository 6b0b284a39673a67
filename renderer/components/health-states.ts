/** How an account, or a connector over its accounts, is. Each is in exactly one of these, so that their counts add up. */
import type { Tone } from './status-chip.tsx'

export const HEALTH_STATES = ['attention', 'untested', 'paused', 'healthy', 'inactive'] as const
export type HealthState = (typeof HEALTH_STATES)[number]

/** The order in which they are of interest: what needs a person comes first. */
export function byHealth(one: HealthState, other: HealthState): number {
  return HEALTH_STATES.indexOf(one) - HEALTH_STATES.indexOf(other)
}

export const HEALTH_TONES: Record<HealthState, Tone> = {
  attention: 'error',
  untested: 'info',
  paused: 'waiting',
  healthy: 'success',
  inactive: 'neutral',
}

export type HealthFilter = HealthState | 'all'

/** The name of the search parameter that links use: `/connectors?state=attention`. */
export const STATE_PARAMETER = 'state'

export function healthFilterOf(value: string | null): HealthFilter {
  return HEALTH_STATES.find((state) => state === value) ?? 'all'
}

export function countByHealth(states: Iterable<HealthState>): Readonly<Record<HealthFilter, number>> {
  const counts = { all: 0, attention: 0, untested: 0, paused: 0, healthy: 0, inactive: 0 }
  for (const state of states) {
    counts[state] += 1
    counts.all += 1
  }
  return counts
}
