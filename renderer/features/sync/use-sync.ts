import { useMutation } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncProgress } from '#shared/domain/sync.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'
import { syncStore } from './sync-store.ts'

export function useSyncProgress(accountId: EwsAccountId): SyncProgress | undefined {
  return useSyncExternalStore(syncStore.subscribe, () => syncStore.snapshot().get(accountId))
}

/** The progress of these accounts, or of all with `null`. */
export function useSyncProgresses(accountIds: readonly EwsAccountId[] | null): readonly SyncProgress[] {
  const state = useSyncExternalStore(syncStore.subscribe, syncStore.snapshot)
  return useMemo(() => {
    if (accountIds === null) return [...state.values()]
    return accountIds.flatMap((id) => state.get(id) ?? [])
  }, [state, accountIds])
}

type AccountIds = readonly EwsAccountId[] | null

/** Starts and cancels; a refusal (nothing active, already running) is shown at the bottom. */
export function useSyncActions() {
  const { failed } = useFeedback()
  const onError = (error: Error): void => {
    failed(toAppError(error))
  }
  const start = useMutation({
    mutationFn: ({ ids, allowMassDeletion }: { ids: AccountIds; allowMassDeletion: boolean }) =>
      unwrap(window.api.sync.start({ accountIds: ids === null ? null : [...ids], allowMassDeletion })),
    onError,
  })
  const pause = useMutation({
    mutationFn: (ids: AccountIds) =>
      unwrap(window.api.sync.pause({ accountIds: ids === null ? null : [...ids] })),
    onError,
  })
  const resume = useMutation({
    mutationFn: (ids: AccountIds) =>
      unwrap(window.api.sync.resume({ accountIds: ids === null ? null : [...ids] })),
    onError,
  })
  const cancel = useMutation({
    mutationFn: (ids: AccountIds) =>
      unwrap(window.api.sync.cancel({ accountIds: ids === null ? null : [...ids] })),
    onError,
  })
  return {
    start: (ids: AccountIds, allowMassDeletion = false) => {
      start.mutate({ ids, allowMassDeletion })
    },
    cancel: cancel.mutate,
    pause: pause.mutate,
    resume: resume.mutate,
    isStarting: start.isPending,
  }
}
