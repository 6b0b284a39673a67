import { useMutation } from '@tanstack/react-query'
import type { Deletion } from '#shared/domain/deletion.ts'
import type { Result } from '#shared/result.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback, type Said } from '../../components/feedback.ts'
import { wasKeyboard } from '../../components/last-input.ts'
import { undoStore } from './undo-store.ts'

type Removal = {
  readonly call: () => Promise<Result<Deletion>>
  /** Says what is deleted now. */
  readonly text: Said
}

/** Deletes, and offers the way back for a few seconds. The lists read themselves again. */
export function useRemoval() {
  const { failed } = useFeedback()
  return useMutation({
    mutationFn: ({ call }: Removal) => unwrap(call()),
    onSuccess: (deletion, { text }) => {
      undoStore.add({ deletion, text, takesFocus: wasKeyboard() })
    },
    onError: (error: Error) => {
      failed(toAppError(error))
    },
  })
}
