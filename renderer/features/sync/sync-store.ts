/**
 * Holds the progress of all accounts outside React, so that an event redraws only the row it belongs to. Events that
 * come close together are drawn together: hundreds of accounts tell theirs ten times a second.
 * Rejected: React Query's cache. `sync.current()` may answer after the first events and would overwrite them.
 */
import type { Api } from '#shared/contract/api.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { settled } from '../../api/unwrap.ts'
import { withEvent, type Estimate, type RateTrack } from './progress-estimate.ts'
import {
  NO_PROGRESS,
  triggerOf,
  withAsked,
  withCurrent,
  withoutEnded,
  withProgress,
  type SyncProgressState,
} from './sync-progress-state.ts'

/** How long events gather before they are drawn, in milliseconds; twice in the tenth of a second between two of an account. */
const GATHER_MILLISECONDS = 50

export type SyncStore = {
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => SyncProgressState
  /** Of the runs that people started, also after others have followed. */
  readonly asked: () => SyncProgressState
  /** How fast the present step of an account is; `null` while nobody knows. */
  readonly estimate: (accountId: EwsAccountId) => Estimate | null
  readonly forgetEnded: (accountIds: Iterable<EwsAccountId>) => void
  /** Listens to main from now on; gives the function that ends it. */
  readonly connect: (api: Api['sync']) => () => void
}

export function createSyncStore(): SyncStore {
  let state = NO_PROGRESS
  let asked = NO_PROGRESS
  const tracks = new Map<EwsAccountId, RateTrack>()
  const listeners = new Set<() => void>()
  let gathering: ReturnType<typeof setTimeout> | null = null
  const tell = (): void => {
    gathering = null
    for (const listener of listeners) listener()
  }
  const set = (next: SyncProgressState, nextAsked: SyncProgressState): void => {
    state = next
    asked = nextAsked
    gathering ??= setTimeout(tell, GATHER_MILLISECONDS)
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => state,
    asked: () => asked,
    estimate: (accountId) => tracks.get(accountId)?.estimate ?? null,
    forgetEnded: (accountIds) => {
      const ids = [...accountIds]
      set(withoutEnded(state, ids), withoutEnded(asked, ids))
    },
    connect: (api) => {
      const stop = api.onDidProgress((progress) => {
        const track = withEvent(tracks.get(progress.accountId), progress, Date.now())
        if (track) tracks.set(progress.accountId, track)
        else tracks.delete(progress.accountId)
        set(withProgress(state, progress), withAsked(asked, progress))
      })
      void settled(api.current()).then((result) => {
        if (!result.ok) return
        const manual = result.value.filter((progress) => triggerOf(progress) === 'manual')
        set(withCurrent(state, result.value), withCurrent(asked, manual))
      })
      return stop
    },
  }
}

export const syncStore = createSyncStore()
