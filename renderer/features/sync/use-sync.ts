import { useQuery } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useMemo, useState, useSyncExternalStore } from 'react'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { AccountSchedule, SyncScheduleState } from '#shared/domain/sync-schedule.ts'
import type { SyncProgress } from '#shared/domain/sync.ts'
import type { Result } from '#shared/result.ts'
import { syncScheduleQuery } from '../../api/queries.ts'
import { settled } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'
import type { Estimate } from './progress-estimate.ts'
import { syncStore } from './sync-store.ts'

export function useSyncProgress(accountId: EwsAccountId): SyncProgress | undefined {
  return useSyncExternalStore(syncStore.subscribe, () => syncStore.snapshot().get(accountId))
}

/** Whether an account runs or waits: changes when that does, not with its progress. */
export function useSyncState(accountId: EwsAccountId): SyncProgress['state'] | undefined {
  return useSyncExternalStore(syncStore.subscribe, () => syncStore.snapshot().get(accountId)?.state)
}

const known = new WeakMap<SyncScheduleState, ReadonlyMap<EwsAccountId, AccountSchedule>>()

/** Made once for each state: hundreds of lines look for theirs. */
function byAccount(schedule: SyncScheduleState): ReadonlyMap<EwsAccountId, AccountSchedule> {
  const made = known.get(schedule) ?? new Map(schedule.accounts.map((each) => [each.accountId, each]))
  known.set(schedule, made)
  return made
}

/** When each account runs by itself, for the lines of a list: one query for all of them instead of one in each line. */
export const SchedulesContext = createContext<ReadonlyMap<EwsAccountId, AccountSchedule>>(new Map())

/** What a list gives its lines by `SchedulesContext`. */
export function useSchedules(): ReadonlyMap<EwsAccountId, AccountSchedule> {
  const schedule = useQuery(syncScheduleQuery).data
  return useMemo(() => (schedule ? byAccount(schedule) : new Map()), [schedule])
}

export function useScheduleInList(accountId: EwsAccountId): AccountSchedule | undefined {
  return useContext(SchedulesContext).get(accountId)
}

/** When an account runs by itself. Another account's schedule that changes draws nothing anew here. */
export function useAccountSchedule(accountId: EwsAccountId): AccountSchedule | undefined {
  const select = useCallback((schedule: SyncScheduleState) => byAccount(schedule).get(accountId), [accountId])
  return useQuery({ ...syncScheduleQuery, select }).data
}

/** How fast an account is in its present step; `null` while nobody knows. */
export function useSyncEstimate(accountId: EwsAccountId): Estimate | null {
  return useSyncExternalStore(syncStore.subscribe, () => syncStore.estimate(accountId))
}

/** The runs of these accounts that people started, or of all with `null`. */
export function useAskedRuns(accountIds: readonly EwsAccountId[] | null): readonly SyncProgress[] {
  const state = useSyncExternalStore(syncStore.subscribe, syncStore.asked)
  return useMemo(() => {
    if (accountIds === null) return [...state.values()]
    return accountIds.flatMap((id) => state.get(id) ?? [])
  }, [state, accountIds])
}

type AccountIds = readonly EwsAccountId[] | null

/**
 * Starts, cancels, pauses and resumes; a refusal (nothing active, already running) is shown at the bottom. Draws nothing
 * anew, so that each line of a list may have it.
 */
export function useSyncCommands() {
  const { failed } = useFeedback()
  return useMemo(() => {
    const told = async (call: Promise<Result<unknown>>): Promise<void> => {
      const result = await settled(call)
      if (!result.ok) failed(result.error)
    }
    return {
      start: (ids: AccountIds, allowMassDeletion = false) =>
        told(window.api.sync.start({ accountIds: listOf(ids), allowMassDeletion })),
      cancel: (ids: AccountIds) => void told(window.api.sync.cancel({ accountIds: listOf(ids) })),
      pause: (ids: AccountIds) => void told(window.api.sync.pause({ accountIds: listOf(ids) })),
      resume: (ids: AccountIds) => void told(window.api.sync.resume({ accountIds: listOf(ids) })),
    }
  }, [failed])
}

function listOf(ids: AccountIds): EwsAccountId[] | null {
  return ids === null ? null : [...ids]
}

/** The commands, and whether a start is still being answered. */
export function useSyncActions() {
  const commands = useSyncCommands()
  const [starting, setStarting] = useState(0)
  return {
    ...commands,
    start: (ids: AccountIds, allowMassDeletion = false) => {
      setStarting((count) => count + 1)
      void commands.start(ids, allowMassDeletion).finally(() => {
        setStarting((count) => count - 1)
      })
    },
    isStarting: starting > 0,
  }
}
