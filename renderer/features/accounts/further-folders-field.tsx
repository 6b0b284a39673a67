import FolderIcon from '@mui/icons-material/FolderOutlined'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Chip from '@mui/material/Chip'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemIcon from '@mui/material/ListItemIcon'
import ListItemText from '@mui/material/ListItemText'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useController, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { FURTHER_FOLDERS_MAX, type ChosenFolder } from '#shared/domain/sync-settings.ts'
import { mailFoldersQuery } from '../../api/queries.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import type { AccountFormValues } from './account-form-values.ts'

type FurtherFoldersFieldProps = {
  readonly form: UseFormReturn<AccountFormValues>
  readonly account: EwsAccount | null
}

/** Mail folders beside the six that every mailbox has, chosen from those of the mailbox. */
export function FurtherFoldersField({ form, account }: FurtherFoldersFieldProps) {
  const { t } = useTranslation()
  const { field } = useController({ control: form.control, name: 'sync.furtherFolders' })
  const [isOpen, setOpen] = useState(false)
  const chosen = field.value
  return (
    <Stack spacing={1} sx={{ alignItems: 'flex-start' }}>
      <Typography component="h4" variant="body1">
        {t('account.folders')}
      </Typography>
      <Typography variant="caption" color="textSecondary">
        {t(account === null ? 'account.folders.saveFirst' : 'account.folders.hint')}
      </Typography>
      {chosen.length > 0 && (
        <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
          {chosen.map((folder) => (
            <Chip
              key={folder.exchangeFolderId}
              size="small"
              label={folder.name}
              onDelete={() => {
                field.onChange(chosen.filter((other) => other !== folder))
              }}
            />
          ))}
        </Stack>
      )}
      <Button
        size="small"
        startIcon={<FolderIcon />}
        disabled={account === null}
        onClick={() => {
          setOpen(true)
        }}
      >
        {t('account.folders.choose')}
      </Button>
      {isOpen && account !== null && (
        <FolderDialog
          account={account}
          chosen={chosen}
          onClose={() => {
            setOpen(false)
          }}
          onChoose={(folders) => {
            field.onChange(folders)
            setOpen(false)
          }}
        />
      )}
    </Stack>
  )
}

type FolderDialogProps = {
  readonly account: EwsAccount
  readonly chosen: readonly ChosenFolder[]
  readonly onClose: () => void
  readonly onChoose: (folders: readonly ChosenFolder[]) => void
}

function FolderDialog({ account, chosen, onClose, onChoose }: FolderDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const folders = useQuery(mailFoldersQuery(account.id))
  const [selected, setSelected] = useState(chosen)
  const isSelected = (folder: ChosenFolder) =>
    selected.some((other) => other.exchangeFolderId === folder.exchangeFolderId)
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="xs" fullWidth>
      <HelpDialogTitle id={id} help="account.folders">
        {t('account.folders.title', { name: account.mailbox })}
      </HelpDialogTitle>
      <DialogContent dividers>
        {folders.isPending && <Loading />}
        {folders.isError && <LoadError error={folders.error} onRetry={() => void folders.refetch()} />}
        {folders.data?.length === 0 && (
          <EmptyState
            icon={FolderIcon}
            title={t('account.folders.none')}
            text={t('account.folders.noneText')}
          />
        )}
        <List dense disablePadding>
          {(folders.data ?? []).map((folder) => {
            const isChecked = isSelected(folder)
            return (
              <ListItem key={folder.exchangeFolderId} disablePadding>
                <ListItemButton
                  role="checkbox"
                  aria-checked={isChecked}
                  disabled={!isChecked && selected.length >= FURTHER_FOLDERS_MAX}
                  onClick={() => {
                    setSelected(
                      isChecked
                        ? selected.filter((other) => other.exchangeFolderId !== folder.exchangeFolderId)
                        : [...selected, folder],
                    )
                  }}
                >
                  <ListItemIcon>
                    <Checkbox edge="start" checked={isChecked} tabIndex={-1} aria-hidden disableRipple />
                  </ListItemIcon>
                  <ListItemText primary={folder.name} />
                </ListItemButton>
              </ListItem>
            )
          })}
        </List>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button
          variant="contained"
          disabled={!folders.isSuccess}
          onClick={() => {
            onChoose(selected)
          }}
        >
          {t('account.folders.take')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
