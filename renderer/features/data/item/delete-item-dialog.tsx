import Alert from '@mui/material/Alert'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AccountData, OpenedItem } from '#shared/domain/data.ts'
import { toAppError, unwrap } from '../../../api/unwrap.ts'
import { AppErrorAlert } from '../../../components/app-error-alert.tsx'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { useTransferNotice } from '../transfer-notice.ts'
import { isExported } from './is-exported.ts'

type DeleteItemDialogProps = {
  readonly opened: OpenedItem
  readonly data: AccountData
  readonly onClose: () => void
  readonly onDeleted: () => void
}

/** Asks with the name; of a series the whole of it goes, which is said. */
export function DeleteItemDialog({ opened, data, onClose, onDeleted }: DeleteItemDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const announce = useTransferNotice()
  const { id, revision, record } = opened.item
  const name = record.subject || t('item.noSubject')
  const remove = useMutation({
    mutationFn: () => unwrap(window.api.data.deleteItem({ id, expected: revision })),
    onSuccess: () => {
      onDeleted()
      announce({ what: 'deleted', name, isExported: opened.place.state === 'synchronised' })
      void client.invalidateQueries({ queryKey: ['data'] })
    },
  })
  const isSeries = 'series' in record && record.series !== null
  const mailsAttendees =
    'meeting' in record && record.meeting?.isOrganizer === true && data.connection?.mailsAttendees === true
  return (
    <ConfirmDialog
      open
      title={t('data.item.deleteTitle', { name })}
      confirmLabel={t('action.delete')}
      busy={remove.isPending}
      onConfirm={() => {
        remove.mutate()
      }}
      onClose={onClose}
    >
      <Stack spacing={1}>
        {remove.isError && <AppErrorAlert error={toAppError(remove.error)} />}
        {isSeries && <Typography>{t('data.item.delete.series')}</Typography>}
        {isExported(record.kind, data) && <Typography>{t('data.item.delete.text')}</Typography>}
        {mailsAttendees && <Alert severity="warning">{t('data.item.delete.mailed')}</Alert>}
      </Stack>
    </ConfirmDialog>
  )
}
