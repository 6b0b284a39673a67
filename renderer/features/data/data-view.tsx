import StorageIcon from '@mui/icons-material/StorageOutlined'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { primeAccountsQuery } from '../../api/queries.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { AccountPlaces } from './account-places.tsx'
import { PrimeAccountSelect } from './prime-account-select.tsx'
import { useDataPlace } from './use-data-place.ts'

/** The view "Daten": what an e-mail account of Winoffice Prime holds. */
export function Component() {
  const { t } = useTranslation()
  const accounts = useQuery(primeAccountsQuery)
  const [place, go] = useDataPlace()
  const account = accounts.data?.find(({ id }) => id === place.account) ?? accounts.data?.[0] ?? null
  return (
    <Page
      title={t('nav.data')}
      help="data"
      fillsWindow
      actions={
        account && (
          <PrimeAccountSelect
            accounts={accounts.data ?? []}
            chosen={account}
            onChoose={({ id }) => {
              go({ account: id, folder: null, item: null })
            }}
          />
        )
      }
    >
      {accounts.isPending && <Loading />}
      {accounts.isError && <LoadError error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.data?.length === 0 && (
        <Paper variant="outlined">
          <EmptyState
            icon={StorageIcon}
            title={t('data.noAccounts.title')}
            text={t('data.noAccounts.text')}
            action={
              <Button component={Link} to="/connectors" variant="contained">
                {t('data.toConnectors')}
              </Button>
            }
          />
        </Paper>
      )}
      {account && <AccountPlaces key={account.id} account={account} place={place} go={go} />}
    </Page>
  )
}
