/** The container "MS EWS Konten" of a connector: its accounts, and what can be done with all of them. */
import AddIcon from '@mui/icons-material/Add'
import MailboxIcon from '@mui/icons-material/AlternateEmail'
import SyncIcon from '@mui/icons-material/Sync'
import TestIcon from '@mui/icons-material/NetworkCheck'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { AccountEntry } from '#shared/contract/contract.ts'
import { usesPasswords, type Connector, type ConnectorDraft } from '#shared/domain/connector.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { accountsQuery, primeAccountsQuery } from '../../api/queries.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { ConnectionTestDialog } from '../connection-test/connection-test-dialog.tsx'
import { accountTarget } from '../connection-test/test-request.ts'
import { forgetHandedOver, handedOver, type FoundAccount } from '../find-server/found-account.ts'
import { TestBatchDialog } from '../test-batch/test-batch-dialog.tsx'
import { PauseButton } from '../sync/pause-button.tsx'
import { SyncPanel } from '../sync/sync-panel.tsx'
import { useSyncActions } from '../sync/use-sync.ts'
import type { AccountLine } from './account-filter.ts'
import { AccountFormDialog } from './account-form-dialog.tsx'
import { AccountTable } from './account-table.tsx'

type AccountsContainerProps = {
  readonly connector: Connector
  readonly form: UseFormReturn<ConnectorDraft>
  /** The mailbox of a server that was found in this form. */
  readonly found: FoundAccount | null
}

const NO_ENTRIES: readonly AccountEntry[] = []

type OpenDialog =
  | { readonly kind: 'form'; readonly entry: AccountEntry | null }
  | { readonly kind: 'test'; readonly entry: AccountEntry }
  | { readonly kind: 'batch'; readonly entries: readonly AccountEntry[] }

export function AccountsContainer({ connector, form, found }: AccountsContainerProps) {
  const { t } = useTranslation()
  const accounts = useQuery(accountsQuery(connector.id))
  const primeAccounts = useQuery(primeAccountsQuery)
  const draft = useWatch({ control: form.control, compute: (values: ConnectorDraft) => values })
  const { start, isStarting } = useSyncActions()
  // A connector that was saved after a search goes on with the account.
  const [dialog, setDialog] = useState<OpenDialog | null>(() =>
    handedOver(connector.id) ? { kind: 'form', entry: null } : null,
  )

  const entries = accounts.data ?? NO_ENTRIES
  const lines = useMemo<readonly AccountLine[]>(() => {
    const primes = new Map((primeAccounts.data ?? []).map((prime) => [prime.id, prime]))
    return entries.map((entry) => ({ entry, prime: primes.get(entry.account.primeEmailAccountId) }))
  }, [entries, primeAccounts.data])
  const ids = useMemo(() => entries.map((entry) => entry.account.id), [entries])

  const tested = { draft, savedId: form.formState.isDirty ? null : connector.id }
  const canSync = connector.active && entries.some((entry) => entry.account.active)
  const [ticked, setTicked] = useState<ReadonlySet<EwsAccountId>>(new Set())
  // Of those that are still there.
  const selected = entries.filter((entry) => ticked.has(entry.account.id))

  return (
    <Stack spacing={2}>
      <SyncPanel accountIds={ids} />
      <Paper variant="outlined" component="section" aria-labelledby="accounts-title">
        <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap', p: 2 }}>
          <Typography id="accounts-title" variant="h2" sx={{ mr: 'auto' }}>
            {t('accounts.title')}
          </Typography>
          <Button
            startIcon={<TestIcon />}
            disabled={entries.length === 0}
            onClick={() => {
              setDialog({ kind: 'batch', entries: selected.length > 0 ? selected : entries })
            }}
            {...(selected.length === 0 && { 'aria-label': t('accounts.testAll') })}
          >
            {selected.length > 0 ? t('accounts.testSelected', { count: selected.length }) : t('test.start')}
          </Button>
          <PauseButton accountIds={ids} />
          <Button
            startIcon={<SyncIcon />}
            disabled={!canSync || isStarting}
            onClick={() => {
              start(ids)
            }}
            aria-label={t('accounts.syncAll')}
          >
            {t('sync.start')}
          </Button>
          <Button
            variant="outlined"
            startIcon={<AddIcon />}
            onClick={() => {
              setDialog({ kind: 'form', entry: null })
            }}
          >
            {t('accounts.add')}
          </Button>
        </Stack>
        {accounts.isPending && <Loading />}
        {accounts.isError && <LoadError error={accounts.error} onRetry={() => void accounts.refetch()} />}
        {accounts.data?.length === 0 && (
          <EmptyState icon={MailboxIcon} title={t('accounts.empty.title')} text={t('accounts.empty.text')} />
        )}
        {lines.length > 0 && (
          <AccountTable
            lines={lines}
            isConnectorActive={connector.active}
            needsPassword={usesPasswords(connector)}
            selected={ticked}
            onSelect={setTicked}
            onEdit={(entry) => {
              setDialog({ kind: 'form', entry })
            }}
            onTest={(entry) => {
              setDialog({ kind: 'test', entry })
            }}
          />
        )}
      </Paper>
      {dialog?.kind === 'form' && (
        <AccountFormDialog
          connectorId={connector.id}
          tested={tested}
          entry={dialog.entry}
          entries={entries}
          found={found ?? handedOver(connector.id)}
          onClose={() => {
            forgetHandedOver()
            setDialog(null)
          }}
        />
      )}
      {dialog?.kind === 'test' && (
        <ConnectionTestDialog
          title={t('test.titleOf', { name: dialog.entry.account.mailbox })}
          targets={[accountTarget(tested, dialog.entry.account)]}
          onClose={() => {
            setDialog(null)
          }}
        />
      )}
      {dialog?.kind === 'batch' && (
        <TestBatchDialog
          title={t('test.titleOf', { name: connector.name })}
          tested={tested}
          entries={dialog.entries}
          onClose={() => {
            setDialog(null)
          }}
        />
      )}
    </Stack>
  )
}
