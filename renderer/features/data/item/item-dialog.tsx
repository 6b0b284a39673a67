import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import EditIcon from '@mui/icons-material/EditOutlined'
import SaveIcon from '@mui/icons-material/SaveAlt'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountData, Occurrence, OpenedItem } from '#shared/domain/data.ts'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import { HelpDialogTitle } from '../../../components/help-dialog-title.tsx'
import { LoadError } from '../../../components/load-error.tsx'
import { Loading } from '../../../components/loading.tsx'
import { itemQuery } from '../data-queries.ts'
import { ItemEditDialog } from '../edit/item-edit-dialog.tsx'
import { SyncNowButton } from '../sync-now.tsx'
import { AppointmentFacts } from './appointment-facts.tsx'
import { DeleteItemDialog } from './delete-item-dialog.tsx'
import { PlaceLine } from './place-line.tsx'
import { TaskFacts } from './task-facts.tsx'
import { useSaveObject } from './use-save-object.ts'

type ItemDialogProps = {
  readonly id: PrimeItemId
  /** The occurrence of a series by which it was opened. */
  readonly occurrence?: Occurrence | null
  readonly data: AccountData
  readonly onClose: () => void
}

/** An appointment, meeting, absence or task with everything that is known of it, and what can be done with it. */
export function ItemDialog({ id, occurrence = null, data, onClose }: ItemDialogProps) {
  const { t } = useTranslation()
  const titleId = useId()
  const read = useQuery(itemQuery(id))
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null)
  const save = useSaveObject(window.api.data.exportItem)
  const opened = read.data
  const close = (): void => {
    setDialog(null)
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <HelpDialogTitle id={titleId} help="data">
        {opened ? titleOf(opened, occurrence) || t('item.noSubject') : t('state.loading')}
      </HelpDialogTitle>
      <DialogContent>
        {read.isPending && <Loading />}
        {read.isError && <LoadError error={read.error} onRetry={() => void read.refetch()} />}
        {opened && (
          <Stack spacing={1.5}>
            <Typography variant="body2" color="textSecondary">
              {t(`data.kind.${opened.item.record.kind}`)}
            </Typography>
            <Stack direction="row" spacing={1} sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
              <PlaceLine place={opened.place} />
              {opened.place.state === 'waiting' && <SyncNowButton data={data} />}
            </Stack>
            <RecordFacts opened={opened} occurrence={occurrence} zone={data.primeTimeZone} />
          </Stack>
        )}
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', rowGap: 1 }}>
        {opened && (
          <Stack direction="row" spacing={1} sx={{ mr: 'auto', flexWrap: 'wrap' }}>
            <Button
              startIcon={<EditIcon />}
              onClick={() => {
                setDialog('edit')
              }}
            >
              {t('action.edit')}
            </Button>
            <Button
              startIcon={<DeleteIcon />}
              onClick={() => {
                setDialog('delete')
              }}
            >
              {t('action.delete')}
            </Button>
            <Button
              startIcon={<SaveIcon />}
              disabled={save.isPending}
              onClick={() => {
                save.mutate({ id })
              }}
            >
              {t('data.item.export')}
            </Button>
          </Stack>
        )}
        <Button onClick={onClose} autoFocus>
          {t('action.close')}
        </Button>
      </DialogActions>
      {opened && dialog === 'delete' && (
        <DeleteItemDialog opened={opened} data={data} onClose={close} onDeleted={onClose} />
      )}
      {opened && dialog === 'edit' && (
        <ItemEditDialog
          account={opened.item.primeEmailAccountId}
          data={data}
          target={{ mode: 'change', opened, text: '' }}
          onClose={close}
        />
      )}
    </Dialog>
  )
}

function titleOf({ item }: OpenedItem, occurrence: Occurrence | null): string {
  // A series may have been changed since somebody clicked one of its days.
  return occurrence?.series === 'changed' ? occurrence.subject : item.record.subject
}

type RecordFactsProps = {
  readonly opened: OpenedItem
  readonly occurrence: Occurrence | null
  readonly zone: string
}

function RecordFacts({ opened, occurrence, zone }: RecordFactsProps) {
  const { record } = opened.item
  switch (record.kind) {
    case 'email':
      return null
    case 'task':
      return <TaskFacts record={record} zone={zone} />
    default:
      return <AppointmentFacts record={record} occurrence={occurrence} zone={zone} />
  }
}
