import AttachmentIcon from '@mui/icons-material/AttachFile'
import SaveIcon from '@mui/icons-material/SaveAlt'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { visuallyHidden } from '@mui/utils'
import { useTranslation } from 'react-i18next'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { EmailContent } from '#shared/domain/prime.ts'
import { withoutMarks } from '#shared/domain/without-marks.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useSaveObject } from '../item/use-save-object.ts'

type AttachmentListProps = {
  readonly id: PrimeItemId
  readonly attachments: EmailContent['attachments']
}

/** More would take the window its time; all of them are in the saved e-mail. */
const MOST_SHOWN = 100

/** Attachments with their sizes; each is saved by the dialog of the system and never opened. */
export function AttachmentList({ id, attachments }: AttachmentListProps) {
  const { t } = useTranslation()
  const { bytes } = useFormat()
  const save = useSaveObject(window.api.data.saveAttachment)
  if (attachments.length === 0) return null
  return (
    <Box
      component="ul"
      aria-label={t('email.attachments')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, listStyle: 'none', m: 0, p: 0 }}
    >
      {attachments.slice(0, MOST_SHOWN).map((attachment, index) => {
        const name = withoutMarks(attachment.name) || t('email.attachmentUnnamed')
        return (
          <Box component="li" key={index} sx={{ minWidth: 0 }}>
            <Tooltip title={t('email.attachment.hint')}>
              <Button
                size="small"
                variant="outlined"
                color="inherit"
                startIcon={<AttachmentIcon />}
                endIcon={<SaveIcon />}
                disabled={save.isPending}
                onClick={() => {
                  save.mutate({ id, index })
                }}
                sx={{ maxWidth: '100%', position: 'relative' }}
              >
                <Box component="span" sx={visuallyHidden}>
                  {t('email.attachment.save')}
                </Box>
                <bdi>{name}</bdi>&nbsp;· {bytes(attachment.size)}
              </Button>
            </Tooltip>
          </Box>
        )
      })}
      {attachments.length > MOST_SHOWN && (
        <Typography component="li" variant="body2" color="textSecondary" sx={{ alignSelf: 'center' }}>
          {t('email.furtherAttachments', { count: attachments.length - MOST_SHOWN })}
        </Typography>
      )}
    </Box>
  )
}
