import DeleteOutlinedIcon from '@mui/icons-material/DeleteOutlined'
import EditOutlinedIcon from '@mui/icons-material/EditOutlined'
import SyncOutlinedIcon from '@mui/icons-material/Sync'
import NetworkCheckIcon from '@mui/icons-material/NetworkCheck'
import { memo } from 'react'
import type { AccountEntry } from '#shared/contract/contract.ts'
import { plainIcon } from '../../components/plain-icon.tsx'
import { RowAction } from '../../components/row-action.tsx'
import { AccountSyncMenu } from '../sync/account-sync-menu.tsx'
import { useSyncCommands } from '../sync/use-sync.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import type { AccountRowProps } from './account-columns.tsx'

const DeleteIcon = plainIcon(DeleteOutlinedIcon)
const EditIcon = plainIcon(EditOutlinedIcon)
const SyncIcon = plainIcon(SyncOutlinedIcon)
const TestIcon = plainIcon(NetworkCheckIcon)

type AccountRowActionsProps = Omit<AccountRowProps, 'needsPassword'> & { readonly entry: AccountEntry }

/** What can be done with one account. */
export const AccountRowActions = memo(function AccountRowActions(props: AccountRowActionsProps) {
  const { entry, isConnectorActive, onEdit, onTest, onDelete } = props
  const { t, named } = useTexts()
  const { start } = useSyncCommands()
  const { account } = entry
  const name = account.mailbox
  const canSync = isConnectorActive && account.active
  const syncHint = canSync
    ? t('sync.start')
    : t(account.active ? 'account.connectorInactive' : 'account.inactive')
  return (
    <div className="plain-line is-end">
      <RowAction
        label={named('test.startOf', name)}
        hint={t('test.start')}
        onClick={() => {
          onTest(entry)
        }}
      >
        <TestIcon />
      </RowAction>
      <RowAction
        label={named('sync.startOf', name)}
        hint={syncHint}
        disabled={!canSync}
        onClick={() => {
          void start([account.id])
        }}
      >
        <SyncIcon />
      </RowAction>
      <AccountSyncMenu
        accountId={account.id}
        accountName={name}
        canSync={canSync}
        usesTokens={entry.signIn.state !== 'not-used'}
      />
      <RowAction
        label={named('action.editOf', name)}
        hint={t('action.edit')}
        onClick={() => {
          onEdit(entry)
        }}
      >
        <EditIcon />
      </RowAction>
      <RowAction
        label={named('action.deleteOf', name)}
        hint={t('action.delete')}
        onClick={() => {
          onDelete(entry)
        }}
      >
        <DeleteIcon />
      </RowAction>
    </div>
  )
})
