import StorageIcon from '@mui/icons-material/StorageOutlined'
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'
import { primeAccountsQuery } from '../../api/queries.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { EmailGrid } from './email-grid.tsx'
import { PrimeAccountSelect } from './prime-account-select.tsx'
import { ReadingPane } from './reading-pane.tsx'

/** The view "Daten": what has arrived in Winoffice Prime. */
export function Component() {
  const { t } = useTranslation()
  const accounts = useQuery(primeAccountsQuery)
  const [chosen, setChosen] = useState<PrimeEmailAccount | null>(null)
  const account = chosen ?? accounts.data?.[0] ?? null
  return (
    <Page
      title={t('nav.data')}
      fillsWindow
      actions={
        account && <PrimeAccountSelect accounts={accounts.data ?? []} chosen={account} onChoose={setChosen} />
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
          />
        </Paper>
      )}
      {account && <Emails key={account.id} account={account} />}
    </Page>
  )
}

function Emails({ account }: { readonly account: PrimeEmailAccount }) {
  const { t } = useTranslation()
  const [openId, setOpenId] = useState<PrimeItemId | null>(null)
  return (
    <Box
      sx={{
        flex: 1,
        minHeight: 0,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', xl: 'minmax(0, 1fr) minmax(0, 1fr)' },
        gridTemplateRows: { xs: 'minmax(0, 2fr) minmax(0, 3fr)', xl: 'minmax(0, 1fr)' },
      }}
    >
      <Paper variant="outlined" sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <EmailGrid accountId={account.id} openId={openId} onOpen={setOpenId} />
      </Paper>
      <Paper
        variant="outlined"
        component="section"
        aria-label={t('email.pane')}
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, overflow: 'auto' }}
      >
        <ReadingPane id={openId} />
      </Paper>
    </Box>
  )
}
