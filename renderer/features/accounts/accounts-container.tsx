/** The container "MS EWS Konten" of a connector: its accounts, and what can be done with all of them. */
import AddIcon from '@mui/icons-material/Add'
import MailboxIcon from '@mui/icons-material/AlternateEmail'
import TestIcon from '@mui/icons-material/NetworkCheck'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import type { AccountEntry } from '#shared/contract/contract.ts'
import { usesPasswords, type Connector, type ConnectorDraft } from '#shared/domain/connector.ts'
import { accountsQuery } from '../../api/queries.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { STATE_PARAMETER } from '../../components/health-states.ts'
import { LoadError } from '../../components/load-error.tsx'
import { LockNote, useForbidden } from '../../components/locks.tsx'
import { MoreMenu } from '../../components/more-menu.tsx'
import { Loading } from '../../components/loading.tsx'
import { AccountImportDialog } from '../account-import/account-import-dialog.tsx'
import { ConnectionTestDialog } from '../connection-test/connection-test-dialog.tsx'
import { accountTarget } from '../connection-test/test-request.ts'
import { forgetHandedOver, handedOver, type FoundAccount } from '../find-server/found-account.ts'
import { HelpButton } from '../help/help-button.tsx'
import { opensDialog, type OpensDialog } from '../connectors/finds-server.ts'
import { SyncPlanDialog } from '../sync/report/sync-plan-dialog.tsx'
import { TestBatchDialog } from '../test-batch/test-batch-dialog.tsx'
import { PauseButton } from '../sync/pause-button.tsx'
import { SyncButton } from '../sync/sync-button.tsx'
import { SyncPanel } from '../sync/sync-panel.tsx'
import { useSyncActions } from '../sync/use-sync.ts'
import { AccountFormDialog } from './account-form-dialog.tsx'
import type { AccountLine } from './account-lines.ts'
import { AccountList } from './account-list.tsx'
import { DeleteAccountsDialog } from './delete-accounts-dialog.tsx'
import { useAccountLines } from './use-account-lines.ts'

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
  | { readonly kind: 'import' }
  | { readonly kind: 'plan'; readonly entry: AccountEntry }
  | { readonly kind: 'delete'; readonly entries: readonly AccountEntry[] }

export function AccountsContainer({ connector, form, found }: AccountsContainerProps) {
  const { t } = useTranslation()
  const accounts = useQuery(accountsQuery(connector.id))
  const draft = useWatch({ control: form.control, compute: (values: ConnectorDraft) => values })
  const { start, isStarting } = useSyncActions()
  const importLock = useForbidden('import')
  // A connector that was saved after a search goes on with the account.
  const [dialog, setDialog] = useState<OpenDialog | null>(() =>
    handedOver(connector.id) ? { kind: 'form', entry: null } : null,
  )

  const entries = accounts.data ?? NO_ENTRIES
  const arrival = useLocation()
  const [arrivedWith, setArrivedWith] = useState<string | null>(null)
  // A form gets its values after its first drawing, and a test takes them when it opens.
  const isReady = draft.url !== '' && arrivedWith !== arrival.key
  const wanted = isReady ? dialogOf(opensDialog(arrival.state), entries) : null
  if (wanted) {
    setArrivedWith(arrival.key)
    setDialog(wanted)
  }
  const navigate = useNavigate()
  const isOpened = arrivedWith === arrival.key && opensDialog(arrival.state) !== null
  useEffect(() => {
    // Coming back to this page does not open it again. Not when it closes: it may be on the way to elsewhere then.
    if (isOpened) void navigate('.', { replace: true, state: null })
  }, [isOpened, navigate])
  const close = (): void => {
    setDialog(null)
  }
  const lines = useAccountLines(connector, entries)
  const ids = useMemo(() => entries.map((entry) => entry.account.id), [entries])

  const tested = { draft, savedId: form.formState.isDirty ? null : connector.id }
  const canSync = connector.active && entries.some((entry) => entry.account.active)
  const troubled = lines.filter(({ state }) => state === 'attention').map(({ entry }) => entry)
  const open = useCallback(
    (kind: 'form' | 'test') => (entry: AccountEntry) => {
      setDialog({ kind, entry })
    },
    [],
  )
  const onEdit = useMemo(() => open('form'), [open])
  const onTest = useMemo(() => open('test'), [open])
  const onDelete = useCallback((entry: AccountEntry) => {
    setDialog({ kind: 'delete', entries: [entry] })
  }, [])
  const openMany = (kind: 'batch' | 'delete') => (chosen: readonly AccountLine[]) => {
    setDialog({ kind, entries: chosen.map(({ entry }) => entry) })
  }
  const root = useScrollToOnArrival(accounts.isSuccess)

  return (
    <Stack spacing={2}>
      <SyncPanel accountIds={ids} />
      <Paper ref={root} variant="outlined" component="section" aria-labelledby="accounts-title">
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap', p: 2 }}>
          <Typography id="accounts-title" variant="h2">
            {t('accounts.title')}
          </Typography>
          <Box sx={{ mr: 'auto' }}>
            <HelpButton place="accounts" />
          </Box>
          <Button
            startIcon={<TestIcon />}
            disabled={entries.length === 0}
            onClick={() => {
              setDialog({ kind: 'batch', entries })
            }}
            aria-label={t('accounts.testAll')}
          >
            {t('test.start')}
          </Button>
          <PauseButton accountIds={ids} />
          <SyncButton accountIds={ids} canSync={canSync} />
          <Button
            variant="outlined"
            startIcon={<AddIcon />}
            onClick={() => {
              setDialog({ kind: 'form', entry: null })
            }}
          >
            {t('accounts.add')}
          </Button>
          <MoreMenu
            label={t('accounts.menu')}
            items={[
              {
                label: t('accountImport.menu'),
                reason: importLock && <LockNote lock={importLock} text="policies.forbiddenBy" />,
                onChoose: () => {
                  setDialog({ kind: 'import' })
                },
              },
              {
                label: t('accounts.menu.testTroubled', { count: troubled.length }),
                disabled: troubled.length === 0,
                onChoose: () => {
                  setDialog({ kind: 'batch', entries: troubled })
                },
              },
              {
                label: t('accounts.menu.syncTroubled', { count: troubled.length }),
                disabled: troubled.length === 0 || isStarting,
                onChoose: () => {
                  start(troubled.map(({ account }) => account.id))
                },
              },
            ]}
          />
        </Stack>
        {accounts.isPending && <Loading />}
        {accounts.isError && <LoadError error={accounts.error} onRetry={() => void accounts.refetch()} />}
        {accounts.data?.length === 0 && (
          <EmptyState
            icon={MailboxIcon}
            title={t('accounts.empty.title')}
            text={t('accounts.empty.text')}
            action={
              <Button
                startIcon={<UploadIcon />}
                disabled={importLock !== null}
                onClick={() => {
                  setDialog({ kind: 'import' })
                }}
              >
                {t('accountImport.menu')}
              </Button>
            }
          />
        )}
        {lines.length > 0 && (
          <AccountList
            lines={lines}
            isConnectorActive={connector.active}
            needsPassword={usesPasswords(connector)}
            onEdit={onEdit}
            onTest={onTest}
            onDelete={onDelete}
            bulk={{ onTest: openMany('batch'), onDelete: openMany('delete') }}
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
            close()
          }}
        />
      )}
      {dialog?.kind === 'test' && (
        <ConnectionTestDialog
          title={t('test.titleOf', { name: dialog.entry.account.mailbox })}
          targets={[accountTarget(tested, dialog.entry.account)]}
          onClose={close}
        />
      )}
      {dialog?.kind === 'import' && <AccountImportDialog connectorId={connector.id} onClose={close} />}
      {dialog?.kind === 'plan' && (
        <SyncPlanDialog
          accountId={dialog.entry.account.id}
          accountName={dialog.entry.account.mailbox}
          onClose={close}
        />
      )}
      {dialog?.kind === 'batch' && (
        <TestBatchDialog
          title={t('test.titleOf', { name: connector.name })}
          tested={tested}
          entries={dialog.entries}
          onClose={close}
        />
      )}
      {dialog?.kind === 'delete' && <DeleteAccountsDialog entries={dialog.entries} onClose={close} />}
    </Stack>
  )
}

/** @returns `null` for none, and as long as the account is not read yet */
function dialogOf(wanted: OpensDialog | null, entries: readonly AccountEntry[]): OpenDialog | null {
  if (wanted?.opens === 'new-account') return { kind: 'form', entry: null }
  const entry = entries.find(({ account }) => account.id === wanted?.accountId)
  if (!wanted || !entry) return null
  return wanted.opens === 'account' ? { kind: 'form', entry } : { kind: wanted.opens, entry }
}

/** Whoever comes by a link to the accounts in some state wants to see them, not the settings above. */
function useScrollToOnArrival(isDrawn: boolean) {
  const root = useRef<HTMLDivElement>(null)
  const [parameters] = useSearchParams()
  const [wants] = useState(() => parameters.has(STATE_PARAMETER))
  useEffect(() => {
    if (wants && isDrawn) root.current?.scrollIntoView({ block: 'start' })
  }, [wants, isDrawn])
  return root
}
