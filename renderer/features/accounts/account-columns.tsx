/** The columns of the list of accounts. */
import type { GridColDef } from '@mui/x-data-grid'
import { memo, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountEntry } from '#shared/contract/contract.ts'
import { Address } from '../../components/address.tsx'
import { Later } from '../../components/later.tsx'
import { PlainSwitch } from '../../components/plain-switch.tsx'
import { byHealth, HEALTH_TONES } from '../../components/health-states.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { useErrorText } from '../../i18n/use-error-text.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { LastTestStatus } from '../connection-test/last-test-status.tsx'
import { AccountSignIn } from '../sign-in/account-sign-in.tsx'
import { AccountSyncStatus } from '../sync/account-sync-status.tsx'
import type { AccountLine } from './account-lines.ts'
import { AccountRowActions } from './account-row-actions.tsx'
import { LogonStatus } from './logon-status.tsx'
import { OwnerLabel } from './owner-label.tsx'
import { PasswordState } from './password-state.tsx'
import { useAccountActions } from './use-account-actions.ts'

export type AccountRowProps = {
  readonly isConnectorActive: boolean
  readonly needsPassword: boolean
  readonly onEdit: (entry: AccountEntry) => void
  readonly onTest: (entry: AccountEntry) => void
  readonly onDelete: (entry: AccountEntry) => void
}

/** @param isNarrow the owner stands under the mailbox instead of in a column of its own */
export function useAccountColumns(
  row: AccountRowProps,
  isNarrow: boolean,
): readonly GridColDef<AccountLine>[] {
  const { t, i18n } = useTranslation()
  const { isConnectorActive, needsPassword, onEdit, onTest, onDelete } = row
  const { language } = i18n
  return useMemo((): readonly GridColDef<AccountLine>[] => {
    const words = new Intl.Collator(language, { numeric: true })
    const byWord = (one: string, other: string): number => words.compare(one, other)
    const owner: GridColDef<AccountLine> = {
      field: 'owner',
      headerName: t('accounts.owner'),
      flex: 1,
      minWidth: 130,
      valueGetter: (_value, { prime }) => `${prime?.owner.name ?? ''} ${prime?.address ?? ''}`,
      sortComparator: byWord,
      renderCell: ({ row: line }) => (
        <Later>
          <OwnerCell line={line} />
        </Later>
      ),
    }
    return [
      {
        field: 'state',
        headerName: t('accounts.state'),
        width: 180,
        valueGetter: (_value, line) => line.state,
        sortComparator: byHealth,
        renderCell: ({ row: line }) => <StateCell line={line} />,
      },
      ...(isNarrow ? [] : [owner]),
      {
        field: 'mailbox',
        headerName: t('account.mailbox.short'),
        flex: 1.3,
        minWidth: 176,
        valueGetter: (_value, { entry }) => entry.account.mailbox,
        sortComparator: byWord,
        renderCell: ({ row: line }) => (
          <MailboxCell line={line} needsPassword={needsPassword} showsOwner={isNarrow} />
        ),
      },
      {
        field: 'lastTest',
        headerName: t('test.last'),
        width: 150,
        valueGetter: (_value, { entry }) => entry.lastTest?.at ?? '',
        renderCell: ({ row: { entry } }) => (
          <Later>
            <LastTestStatus lastTest={entry.lastTest} isShort />
          </Later>
        ),
      },
      {
        field: 'lastSync',
        headerName: t('sync.last'),
        width: 160,
        valueGetter: (_value, { entry }) => entry.lastSync?.endedAt ?? '',
        renderCell: ({ row: { id, entry } }) => (
          <Later>
            <AccountSyncStatus
              accountId={id}
              accountName={entry.account.mailbox}
              lastSync={entry.lastSync}
              canSync={isConnectorActive && entry.account.active}
            />
          </Later>
        ),
      },
      {
        field: 'actions',
        headerName: t('table.actions'),
        width: 164,
        sortable: false,
        align: 'right',
        headerAlign: 'right',
        renderCell: ({ row: { entry } }) => (
          <Later>
            <AccountRowActions
              entry={entry}
              isConnectorActive={isConnectorActive}
              onEdit={onEdit}
              onTest={onTest}
              onDelete={onDelete}
            />
          </Later>
        ),
      },
    ]
  }, [t, language, isNarrow, isConnectorActive, needsPassword, onEdit, onTest, onDelete])
}

// The grid draws all cells anew with each change of its rows; one whose line is the same keeps what it has drawn.

const StateCell = memo(function StateCell({ line: { entry, state, cause } }: { readonly line: AccountLine }) {
  const { t, named } = useTexts()
  const errorText = useErrorText()
  const { account } = entry
  const { setActive } = useAccountActions()
  // What was chosen, until it is so or was refused.
  const [wanted, setWanted] = useState<boolean | null>(null)
  // What the sign-in needs stands beside the mailbox, with the way out.
  const isSaid = entry.signIn.state === 'required' || entry.logon.state !== 'well'
  const why = (): string | null => {
    if (cause === null || isSaid) return null
    return cause === 'test-failed' ? t('accounts.testFailed') : errorText(cause).what
  }
  const reason = why()
  return (
    <div className="plain-line">
      <PlainSwitch
        label={named('account.activeOf', account.mailbox)}
        checked={wanted ?? account.active}
        onChange={(active) => {
          setWanted(active)
          void setActive(account, active).finally(() => {
            setWanted(null)
          })
        }}
      />
      <div className="plain-part">
        <StatusChip tone={HEALTH_TONES[state]} label={t(`health.${state}`)} />
        {reason !== null && (
          <span className="plain-caption plain-cut" title={reason}>
            {reason}
          </span>
        )}
      </div>
    </div>
  )
})

const OwnerCell = memo(function OwnerCell({ line: { prime } }: { readonly line: AccountLine }) {
  if (!prime) return null
  return (
    <div className="plain-part">
      <OwnerLabel owner={prime.owner} />
      <span className="plain-caption plain-cut" title={prime.address}>
        {prime.address}
      </span>
    </div>
  )
})

type MailboxCellProps = {
  readonly line: AccountLine
  readonly needsPassword: boolean
  readonly showsOwner: boolean
}

const MailboxCell = memo(function MailboxCell({
  line: { entry, prime },
  needsPassword,
  showsOwner,
}: MailboxCellProps) {
  const { account } = entry
  const { resume } = useAccountActions()
  const [isResuming, setResuming] = useState(false)
  return (
    <div className="plain-part is-breaking">
      <div className="plain-strong" title={account.mailbox}>
        <Address address={account.mailbox} />
      </div>
      {showsOwner && prime && <OwnerLabel owner={prime.owner} />}
      {needsPassword && <PasswordState state={entry.password} />}
      <LogonStatus
        logon={entry.logon}
        accountName={account.mailbox}
        isResuming={isResuming}
        onResume={() => {
          setResuming(true)
          void resume(account).finally(() => {
            setResuming(false)
          })
        }}
      />
      <AccountSignIn account={account} signIn={entry.signIn} place="row" />
    </div>
  )
})
