/** What is known about the synchronisation of each account, as a pure reduction of events. */
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncProgress, SyncTrigger } from '#shared/domain/sync.ts'

export type SyncProgressState = ReadonlyMap<EwsAccountId, SyncProgress>

export const NO_PROGRESS: SyncProgressState = new Map()

export function withProgress(state: SyncProgressState, progress: SyncProgress): SyncProgressState {
  return new Map(state).set(progress.accountId, progress)
}

/**
 * What people asked for, until they close it: runs that begin by themselves, often a second later and with nothing to
 * do, do not take its place. A start when all before has ended begins anew.
 */
export function withAsked(state: SyncProgressState, progress: SyncProgress): SyncProgressState {
  if (triggerOf(progress) !== 'manual') return state
  const beginsAnew = progress.state !== 'ended' && [...state.values()].every((each) => each.state === 'ended')
  return withProgress(beginsAnew ? NO_PROGRESS : state, progress)
}

export function triggerOf(progress: SyncProgress): SyncTrigger {
  return progress.state === 'ended' ? progress.result.trigger : progress.trigger
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
