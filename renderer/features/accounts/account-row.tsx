import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import EditIcon from '@mui/icons-material/EditOutlined'
import SyncIcon from '@mui/icons-material/Sync'
import TestIcon from '@mui/icons-material/NetworkCheck'
import Checkbox from '@mui/material/Checkbox'
import IconButton from '@mui/material/IconButton'
import Stack from '@mui/material/Stack'
import Switch from '@mui/material/Switch'
import TableCell from '@mui/material/TableCell'
import TableRow from '@mui/material/TableRow'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Address } from '../../components/address.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { LastTestStatus } from '../connection-test/last-test-status.tsx'
import { AccountSyncStatus } from '../sync/account-sync-status.tsx'
import { AccountSyncMenu } from '../sync/account-sync-menu.tsx'
import { useSyncActions } from '../sync/use-sync.ts'
import { AccountSignIn } from '../sign-in/account-sign-in.tsx'
import type { AccountLine } from './account-filter.ts'
import { LogonStatus } from './logon-status.tsx'
import { OwnerLabel } from './owner-label.tsx'
import { PasswordState } from './password-state.tsx'
import { useAccountActions } from './use-account-actions.ts'

type AccountRowProps = {
  readonly line: AccountLine
  readonly isConnectorActive: boolean
  readonly needsPassword: boolean
  readonly isSelected: boolean
  readonly onSelect: (isSelected: boolean) => void
  readonly onEdit: () => void
  readonly onTest: () => void
}

export function AccountRow({ line, isConnectorActive, needsPassword, ...row }: AccountRowProps) {
  const { isSelected, onSelect, onEdit, onTest } = row
  const { t } = useTranslation()
  const { entry, prime } = line
  const { account } = entry
  const name = account.mailbox
  const { setActive, resume, remove } = useAccountActions(account)
  const { start } = useSyncActions()
  const [isDeleting, setDeleting] = useState(false)
  const isActive = setActive.isPending ? setActive.variables : account.active
  const canSync = isConnectorActive && account.active
  const syncHint = canSync
    ? t('sync.start')
    : t(account.active ? 'account.connectorInactive' : 'account.inactive')
  return (
    <TableRow hover selected={isSelected}>
      <TableCell padding="checkbox">
        <Checkbox
          size="small"
          checked={isSelected}
          onChange={(_event, isChecked) => {
            onSelect(isChecked)
          }}
          slotProps={{ input: { 'aria-label': t('accounts.select', { name }) } }}
        />
      </TableCell>
      <TableCell>
        <Switch
          checked={isActive}
          onChange={(_event, active) => {
            setActive.mutate(active)
          }}
          slotProps={{ input: { 'aria-label': t('account.activeOf', { name }) } }}
        />
      </TableCell>
      <TableCell sx={{ overflowWrap: 'break-word' }}>
        {prime && (
          <>
            <OwnerLabel owner={prime.owner} />
            <Typography variant="caption" component="div" color="textSecondary">
              <Address address={prime.address} />
            </Typography>
          </>
        )}
      </TableCell>
      <TableCell component="th" scope="row" sx={{ overflowWrap: 'break-word' }}>
        <Typography variant="body2" sx={{ fontWeight: 'fontWeightBold' }}>
          <Address address={name} />
        </Typography>
        {needsPassword && <PasswordState state={entry.password} />}
        <LogonStatus
          logon={entry.logon}
          accountName={name}
          isResuming={resume.isPending}
          onResume={() => {
            resume.mutate()
          }}
        />
        <AccountSignIn account={account} signIn={entry.signIn} place="row" />
      </TableCell>
      <TableCell>
        <LastTestStatus lastTest={entry.lastTest} />
      </TableCell>
      <TableCell>
        <AccountSyncStatus accountId={account.id} accountName={name} lastSync={entry.lastSync} />
      </TableCell>
      <TableCell align="right">
        <Stack direction="row" sx={{ justifyContent: 'flex-end' }}>
          <Tooltip title={t('test.start')}>
            <IconButton size="small" onClick={onTest} aria-label={t('test.startOf', { name })}>
              <TestIcon fontSize="small" />
            </IconButton>
          </Tooltip>
          <Tooltip title={syncHint}>
            <span>
              <IconButton
                size="small"
                disabled={!canSync}
                onClick={() => {
                  start([account.id])
                }}
                aria-label={t('sync.startOf', { name })}
              >
                <SyncIcon fontSize="small" />
              </IconButton>
            </span>
          </Tooltip>
          <AccountSyncMenu
            accountId={account.id}
            accountName={name}
            canSync={canSync}
            usesTokens={entry.signIn.state !== 'not-used'}
          />
          <Tooltip title={t('action.edit')}>
            <IconButton size="small" onClick={onEdit} aria-label={t('action.editOf', { name })}>
              <EditIcon fontSize="small" />
            </IconButton>
          </Tooltip>
          <Tooltip title={t('action.delete')}>
            <IconButton
              size="small"
              onClick={() => {
                setDeleting(true)
              }}
              aria-label={t('action.deleteOf', { name })}
            >
              <DeleteIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        </Stack>
        <ConfirmDialog
          open={isDeleting}
          title={t('account.delete.title')}
          confirmLabel={t('action.delete')}
          busy={remove.isPending}
          onClose={() => {
            setDeleting(false)
          }}
          onConfirm={() => {
            remove.mutate(undefined, {
              onSettled: () => {
                setDeleting(false)
              },
            })
          }}
        >
          <Stack spacing={1}>
            <Typography>{t('account.delete.question', { name })}</Typography>
            <Typography color="textSecondary">{t('account.delete.stays')}</Typography>
          </Stack>
        </ConfirmDialog>
      </TableCell>
    </TableRow>
  )
}
