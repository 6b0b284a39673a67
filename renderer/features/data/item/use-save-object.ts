import { useMutation } from '@tanstack/react-query'
import type { Result } from '#shared/result.ts'
import { toAppError, unwrap } from '../../../api/unwrap.ts'
import { useFeedback } from '../../../components/feedback.ts'

/** Saves something where the person chooses to, and says where it is; a failure is shown. */
export function useSaveObject<Input>(save: (input: Input) => Promise<Result<{ path: string } | null>>) {
  const { done, failed } = useFeedback()
  return useMutation({
    mutationFn: (input: Input) => unwrap(save(input)),
    onSuccess: (saved) => {
      if (saved) done((words) => words('email.saved', { path: saved.path }))
    },
    onError: (error) => {
      failed(toAppError(error))
    },
  })
}
