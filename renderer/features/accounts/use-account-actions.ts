import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { accountsQuery, connectorsQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'

/** What can be done with an account in its row; failures are shown at the bottom of the window. */
export function useAccountActions(account: EwsAccount) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { done, failed } = useFeedback()
  const { id, connectorId, mailbox } = account
  const onError = (error: Error): void => {
    failed(toAppError(error))
  }
  const readAgain = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: accountsQuery(connectorId).queryKey }),
      client.invalidateQueries({ queryKey: connectorsQuery.queryKey }),
    ])

  const setActive = useMutation({
    mutationFn: (active: boolean) => unwrap(window.api.accounts.setActive({ id, active })),
    onError,
    onSettled: readAgain,
  })
  const resume = useMutation({
    mutationFn: () => unwrap(window.api.accounts.resume({ id })),
    onSuccess: () => {
      done(t('logon.resumed', { name: mailbox }))
    },
    onError,
    onSettled: readAgain,
  })
  const remove = useMutation({
    mutationFn: () => unwrap(window.api.accounts.remove({ id })),
    onSuccess: () => {
      done(t('account.deleted', { name: mailbox }))
    },
    onError,
    onSettled: readAgain,
  })
  return { setActive, resume, remove }
}
