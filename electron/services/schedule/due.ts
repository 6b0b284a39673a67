/** When an account is due again. All times are milliseconds; `random` gives 0 to 1. */
import type { SyncResult } from '#shared/domain/sync.ts'

/** Between two runs of an account even when one takes longer than its interval, so that others get their turn. */
const SHORTEST_PAUSE = 10_000

/** Failing accounts are tried at least that often, unless their interval is longer. */
const LONGEST_BACK_OFF = 60 * 60_000

/** Accounts that become due at the same moment (a start, the end of a sleep) are spread by this much each. */
const SPREAD_PER_ACCOUNT = 600

export type Ended = {
  readonly startedAt: number
  readonly endedAt: number
  readonly interval: number
  /** Failed runs in a row, this one included. */
  readonly failures: number
  /** What the server has asked for. */
  readonly backOff: number
}

/**
 * From start to start an interval passes, 10 % more or less, so that accounts with the same interval do not meet for
 * ever. An account that fails waits twice as long each time.
 */
export function dueAfter(ended: Ended, random: number): number {
  const { startedAt, endedAt, interval, failures, backOff } = ended
  const longest = Math.max(interval, LONGEST_BACK_OFF)
  const delay = failures === 0 ? interval : Math.min(interval * 2 ** Math.min(failures, 20), longest)
  const jittered = delay * (0.9 + random * 0.2)
  return Math.max(startedAt + jittered, endedAt + Math.min(SHORTEST_PAUSE, interval), endedAt + backOff)
}

/** Of one account among `count` that are due together. */
export function spread(interval: number, count: number, random: number): number {
  return random * Math.min(interval, count * SPREAD_PER_ACCOUNT)
}

/** Whether a run says that the account does not work. Single objects that fail do not, and neither does a person. */
export function isFailing({ outcome }: SyncResult): boolean {
  return outcome === 'failed'
}

/** How long the server wants to be left alone. */
export function backOffOf({ error }: SyncResult): number {
  const asked = error?.params.backOffMilliseconds
  return typeof asked === 'number' ? asked : 0
}
