/** The ways out of problems that need no dialog. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { Problem } from '#shared/domain/overview.ts'
import { syncScheduleQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'

export type DirectAction = 'resume-logon' | 'retry' | 'retry-objects' | 'resume-sync'

export function useProblemActions(problem: Problem) {
  const { done, failed } = useFeedback()
  const client = useQueryClient()
  const ids = problem.accounts.map(({ id }) => id)
  const onError = (error: Error): void => {
    failed(toAppError(error))
  }

  const resumeLogons = async (): Promise<void> => {
    for (const id of ids) await unwrap(window.api.accounts.resume({ id }))
    // Nobody's first synchronisation begins by the way: a person looks at its plan before.
    const { accounts } = await client.query({ ...syncScheduleQuery, staleTime: 0 })
    const begun = accounts.filter(({ accountId, state }) => ids.includes(accountId) && state !== 'not-begun')
    await start(begun.map(({ accountId }) => accountId))
    done((words) => words('overview.done.resume-logon', { count: ids.length }))
  }
  const retry = async (): Promise<void> => {
    await start(ids)
    done((words) => words('overview.done.retry', { count: ids.length }))
  }
  const act: Readonly<Record<DirectAction, () => Promise<unknown>>> = {
    'resume-logon': resumeLogons,
    retry,
    'retry-objects': async () => {
      for (const accountId of ids) await unwrap(window.api.sync.retryProblems({ accountId, items: null }))
      await retry()
    },
    'resume-sync': () =>
      unwrap(window.api.sync.resume({ accountIds: problem.connector === null ? null : ids })),
  }
  const direct = useMutation({ mutationFn: (action: DirectAction) => act[action](), onError })
  const { id } = problem
  const dismiss = useMutation({ mutationFn: () => unwrap(window.api.overview.dismiss({ id })), onError })
  const restore = useMutation({ mutationFn: () => unwrap(window.api.overview.restore({ id })), onError })
  return { direct, dismiss, restore }
}

async function start(accountIds: EwsAccountId[]): Promise<void> {
  if (accountIds.length > 0) await unwrap(window.api.sync.start({ accountIds }))
}
