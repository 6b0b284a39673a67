import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { connectorsQuery } from '../../api/queries.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { ConnectorEditor } from './connector-editor.tsx'

/** The route of one connector; without an id that of a new one. */
export function Component() {
  const { t } = useTranslation()
  const { id } = useParams()
  const connectors = useQuery(connectorsQuery)
  if (id === undefined) return <ConnectorEditor key="new" connector={null} />

  const entry = connectors.data?.find((each) => each.connector.id === id)
  if (entry) return <ConnectorEditor key={id} connector={entry.connector} />
  return (
    <Page title={t('connector.title')}>
      {connectors.isPending && <Loading />}
      {connectors.isError && <LoadError error={connectors.error} onRetry={() => void connectors.refetch()} />}
      {connectors.isSuccess && !connectors.isFetching && (
        <AppErrorAlert
          error={{ code: 'connector.not-found', category: 'gone', retry: 'never', params: {} }}
          severity="info"
        />
      )}
    </Page>
  )
}
