/**
 * Holds the progress of all accounts outside React, so that an event redraws only the row it belongs to.
 * Rejected: React Query's cache. `sync.current()` may answer after the first events and would overwrite them.
 */
import type { Api } from '#shared/contract/api.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { settled } from '../../api/unwrap.ts'
import {
  NO_PROGRESS,
  withCurrent,
  withoutEnded,
  withProgress,
  type SyncProgressState,
} from './sync-progress-state.ts'

export type SyncStore = {
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => SyncProgressState
  readonly forgetEnded: (accountIds: Iterable<EwsAccountId>) => void
  /** Listens to main from now on; gives the function that ends it. */
  readonly connect: (api: Api['sync']) => () => void
}

export function createSyncStore(): SyncStore {
  let state = NO_PROGRESS
  const listeners = new Set<() => void>()
  const set = (next: SyncProgressState): void => {
    state = next
    for (const listener of listeners) listener()
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => state,
    forgetEnded: (accountIds) => {
      set(withoutEnded(state, accountIds))
    },
    connect: (api) => {
      const stop = api.onDidProgress((progress) => {
        set(withProgress(state, progress))
      })
      void settled(api.current()).then((result) => {
        if (result.ok) set(withCurrent(state, result.value))
      })
      return stop
    },
  }
}

export const syncStore = createSyncStore()
