import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SignInWay } from '#shared/domain/sign-in.ts'
import type { AppError } from '#shared/errors.ts'
import { signInQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'

/** One sign-in of an account: starts it, follows it, and does what its panel offers. */
export function useSignIn(accountId: EwsAccountId) {
  const client = useQueryClient()
  const { done, failed } = useFeedback()
  const starting = useMutation({
    mutationFn: (way: SignInWay) => unwrap(window.api.signIn.start({ accountId, way })),
    onSuccess: (started) => {
      // Events may have come before the answer.
      client.setQueryData(signInQuery(started.id).queryKey, (known) => known ?? started)
    },
  })
  const id = starting.data?.id ?? null
  const progress = useQuery(signInQuery(id)).data ?? null
  const onError = (error: Error): void => {
    failed(toAppError(error))
  }
  const opening = useMutation({
    mutationFn: async () => (id === null ? null : await unwrap(window.api.signIn.open({ id }))),
    onError,
  })
  const copying = useMutation({
    mutationFn: async (what: 'link' | 'code') =>
      id === null ? null : await unwrap(window.api.signIn.copy({ id, what })),
    onSuccess: () => {
      done((words) => words('signIn.copied'))
    },
    onError,
  })
  return {
    progress,
    error: starting.error ? toAppError(starting.error) : errorOf(progress),
    start: starting.mutate,
    open: () => {
      opening.mutate()
    },
    copy: copying.mutate,
    cancel: () => {
      if (id !== null && progress?.state !== 'succeeded') void window.api.signIn.cancel({ id })
    },
  }
}

function errorOf(progress: { readonly state: string; readonly error?: AppError } | null): AppError | null {
  return progress?.state === 'failed' ? (progress.error ?? null) : null
}
