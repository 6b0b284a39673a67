/** Is it well? One rule for one account, whoever asks: the list of connectors, one connector, the filter. */
import type { TestOutcome } from './connection-test.ts'
import type { SyncResult } from './sync.ts'

export type KnownResults = {
  readonly lastTest: { readonly at: string; readonly outcome: TestOutcome } | null
  readonly lastSync: Pick<SyncResult, 'outcome' | 'endedAt'> | null
}

/**
 * A synchronisation that worked outdates a test that failed before it. Not the other way round: a test that passes
 * does not bring what a failed synchronisation left behind.
 */
export function isTroubled({ lastTest, lastSync }: KnownResults): boolean {
  if (lastSync?.outcome === 'failed' || lastSync?.outcome === 'incomplete') return true
  if (lastTest?.outcome !== 'failed') return false
  return !(lastSync?.outcome === 'succeeded' && lastSync.endedAt > lastTest.at)
}

/** Whether anything has shown so far that it works. */
export function isProven({ lastTest, lastSync }: KnownResults): boolean {
  return lastTest?.outcome === 'passed' || lastSync?.outcome === 'succeeded'
}
