import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ConnectorEntry } from '#shared/contract/contract.ts'
import type { Connector } from '#shared/domain/connector.ts'
import type { ConnectorId } from '#shared/domain/ids.ts'
import { connectorsQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'
import { copyName } from './copy-name.ts'

/** What can be done with a connector in the list; failures are shown at the bottom of the window. */
export function useConnectorActions() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { done, failed } = useFeedback()
  const onError = (error: Error): void => {
    failed(toAppError(error))
  }
  const readAgain = () => client.invalidateQueries({ queryKey: connectorsQuery.queryKey })

  const setActive = useMutation({
    mutationFn: (input: { id: ConnectorId; active: boolean }) =>
      unwrap(window.api.connectors.setActive(input)),
    onError,
    onSettled: readAgain,
  })
  const duplicate = useMutation({
    mutationFn: (connector: Connector) => {
      const entries: ConnectorEntry[] = client.getQueryData(connectorsQuery.queryKey) ?? []
      const taken = entries.map((entry) => entry.connector.name)
      const name = copyName(connector.name, taken, (values) => t('connectors.copyName', values))
      return unwrap(window.api.connectors.duplicate({ id: connector.id, name }))
    },
    onSuccess: (copy) => {
      done((words) => words('connectors.duplicated', { name: copy.name }))
    },
    onError,
    onSettled: readAgain,
  })
  return { setActive, duplicate }
}
