import { useMutation } from '@tanstack/react-query'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'

/** Switches accounts on; failures are shown at the bottom of the window. The lists read themselves again. */
export function useActivate(onActivated: (ids: readonly EwsAccountId[]) => void) {
  const { done, failed } = useFeedback()
  return useMutation({
    mutationFn: (ids: readonly EwsAccountId[]) =>
      unwrap(window.api.accounts.setAllActive({ ids: [...ids], active: true })),
    onSuccess: (_answer, ids) => {
      onActivated(ids)
      done((words) => words('batch.activated', { count: ids.length }))
    },
    onError: (error: Error) => {
      failed(toAppError(error))
    },
  })
}
