import CloseIcon from '@mui/icons-material/Close'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import EditIcon from '@mui/icons-material/EditOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import SaveIcon from '@mui/icons-material/SaveAlt'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Divider from '@mui/material/Divider'
import IconButton from '@mui/material/IconButton'
import Stack from '@mui/material/Stack'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountData } from '#shared/domain/data.ts'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { EmailContent } from '#shared/domain/prime.ts'
import { withoutMarks } from '#shared/domain/without-marks.ts'
import { LoadError } from '../../../components/load-error.tsx'
import { Loading } from '../../../components/loading.tsx'
import { emailQuery, itemQuery } from '../data-queries.ts'
import { ItemEditDialog } from '../edit/item-edit-dialog.tsx'
import { DeleteItemDialog } from '../item/delete-item-dialog.tsx'
import { PlaceLine } from '../item/place-line.tsx'
import { useSaveObject } from '../item/use-save-object.ts'
import { AttachmentList } from './attachment-list.tsx'
import { EmailBody } from './email-body.tsx'
import { EmailHeader } from './email-header.tsx'

type ReadingPaneProps = {
  readonly id: PrimeItemId
  readonly data: AccountData
  readonly onClose: () => void
}

/** The opened e-mail. */
export function ReadingPane(props: ReadingPaneProps) {
  const email = useQuery(emailQuery(props.id))
  if (email.isPending) return <Loading />
  if (email.isError) return <LoadError error={email.error} onRetry={() => void email.refetch()} />
  return <Email {...props} content={email.data} />
}

function Email({ id, data, content, onClose }: ReadingPaneProps & { readonly content: EmailContent }) {
  const { t } = useTranslation()
  const opened = useQuery(itemQuery(id))
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null)
  const save = useSaveObject(window.api.data.exportItem)
  const { subject, encryption, isDraft } = content.summary
  const name = withoutMarks(subject) || t('email.noSubject')
  // An e-mail with formatting is edited in Outlook, which keeps it; what is not shown cannot be edited either.
  const isEditable = isDraft && (content.body.kind === 'text' || content.body.kind === 'empty')
  return (
    <Stack component="article" aria-label={name} sx={{ flex: 1, minHeight: 0 }}>
      <Stack spacing={1} sx={{ p: 1.5, maxHeight: '60%', overflow: 'auto', flexShrink: 0 }}>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography variant="h2" sx={{ flex: '1 1 200px', overflowWrap: 'anywhere' }}>
            <bdi translate="no">{name}</bdi>
          </Typography>
          {isEditable && opened.data && (
            <Button
              size="small"
              startIcon={<EditIcon />}
              onClick={() => {
                setDialog('edit')
              }}
            >
              {t('action.edit')}
            </Button>
          )}
          {opened.data && (
            <Button
              size="small"
              startIcon={<DeleteIcon />}
              onClick={() => {
                setDialog('delete')
              }}
            >
              {t('action.delete')}
            </Button>
          )}
          <Button
            size="small"
            startIcon={<SaveIcon />}
            onClick={() => {
              save.mutate({ id })
            }}
            disabled={save.isPending}
          >
            {t('email.save')}
          </Button>
          <Tooltip title={t('email.close')} describeChild={false}>
            <IconButton size="small" onClick={onClose}>
              <CloseIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        </Stack>
        {(isDraft || encryption !== 'none') && (
          <Stack direction="row" spacing={1}>
            {isDraft && <Chip size="small" variant="outlined" label={t('email.draft')} />}
            {encryption !== 'none' && (
              <Tooltip title={t(`email.${encryption}.hint`)}>
                <Chip
                  size="small"
                  variant="outlined"
                  icon={<LockIcon />}
                  label={t(`email.${encryption}`)}
                  tabIndex={0}
                />
              </Tooltip>
            )}
          </Stack>
        )}
        <AttachmentList id={id} attachments={content.attachments} />
        <EmailHeader content={content} />
        {opened.data && <PlaceLine place={opened.data.place} />}
      </Stack>
      <Divider />
      <EmailBody body={content.body} />
      {opened.data && dialog === 'delete' && (
        <DeleteItemDialog
          opened={opened.data}
          data={data}
          onClose={() => {
            setDialog(null)
          }}
          onDeleted={onClose}
        />
      )}
      {opened.data && dialog === 'edit' && (
        <ItemEditDialog
          account={opened.data.item.primeEmailAccountId}
          data={data}
          target={{
            mode: 'change',
            opened: opened.data,
            text: content.body.kind === 'text' ? content.body.text : '',
          }}
          onClose={() => {
            setDialog(null)
          }}
        />
      )}
    </Stack>
  )
}
