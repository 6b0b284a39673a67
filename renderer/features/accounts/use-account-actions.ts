import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import type { Result } from '#shared/result.ts'
import { accountsQuery, connectorsQuery } from '../../api/queries.ts'
import { settled } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'

/**
 * What can be done with an account in its row; failures are shown at the bottom of the window. A promise ends when the
 * list has been read again. Draws nothing anew, so that each line of a list may have it.
 */
export function useAccountActions() {
  const client = useQueryClient()
  const { done, failed } = useFeedback()
  return useMemo(() => {
    const told = async (account: EwsAccount, call: Promise<Result<unknown>>): Promise<boolean> => {
      const result = await settled(call)
      if (!result.ok) failed(result.error)
      await Promise.all([
        client.invalidateQueries({ queryKey: accountsQuery(account.connectorId).queryKey }),
        client.invalidateQueries({ queryKey: connectorsQuery.queryKey }),
      ])
      return result.ok
    }
    return {
      setActive: (account: EwsAccount, active: boolean) =>
        told(account, window.api.accounts.setActive({ id: account.id, active })),
      resume: async (account: EwsAccount) => {
        const isDone = await told(account, window.api.accounts.resume({ id: account.id }))
        if (isDone) done((words) => words('logon.resumed', { name: account.mailbox }))
      },
    }
  }, [client, done, failed])
}
