import { useNavigate } from 'react-router'
import { FINDS_SERVER, type OpensDialog } from '../connectors/finds-server.ts'
import { useSyncActions } from '../sync/use-sync.ts'
import type { FirstStep, FirstStepsState } from './first-steps.ts'
import { planSeen } from './plan-seen.ts'

/** Does what a step is about: opens the real form, dialog or screen. */
export function useStepAction({ account, connector }: Pick<FirstStepsState, 'account' | 'connector'>) {
  const navigate = useNavigate()
  const { start } = useSyncActions()
  const accountId = account?.account.id ?? null
  const open = (opens: OpensDialog['opens']): void => {
    const state: OpensDialog = { opens, accountId: opens === 'new-account' ? null : accountId }
    void navigate(`/connectors/${connector?.id ?? 'new'}`, { state })
  }
  const actions: Readonly<Record<Exclude<FirstStep, 'prepare'>, () => void>> = {
    server: () => void navigate('/connectors/new', { state: FINDS_SERVER }),
    account: () => {
      open('new-account')
    },
    signIn: () => {
      if (account?.signIn.state === 'application') void navigate(`/connectors/${connector?.id ?? ''}`)
      else open('account')
    },
    test: () => {
      open('test')
    },
    plan: () => {
      planSeen.set()
      open('plan')
    },
    sync: () => {
      if (accountId) start([accountId])
    },
  }
  return {
    act: (step: Exclude<FirstStep, 'prepare'>) => {
      actions[step]()
    },
    enterAddress: () => void navigate('/connectors/new'),
  }
}
