/** What is known about the synchronisation of each account, as a pure reduction of events. */
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncProgress } from '#shared/domain/sync.ts'

export type SyncProgressState = ReadonlyMap<EwsAccountId, SyncProgress>

export const NO_PROGRESS: SyncProgressState = new Map()

export function withProgress(state: SyncProgressState, progress: SyncProgress): SyncProgressState {
  return new Map(state).set(progress.accountId, progress)
}

/** Adds what main answered at start. An event that came before that answer is newer, and wins. */
export function withCurrent(state: SyncProgressState, current: readonly SyncProgress[]): SyncProgressState {
  const next = new Map(state)
  for (const progress of current) {
    if (!next.has(progress.accountId)) next.set(progress.accountId, progress)
  }
  return next
}

/** Forgets the finished runs of these accounts; running ones stay. */
export function withoutEnded(
  state: SyncProgressState,
  accountIds: Iterable<EwsAccountId>,
): SyncProgressState {
  const next = new Map(state)
  for (const id of accountIds) {
    if (next.get(id)?.state === 'ended') next.delete(id)
  }
  return next
}
