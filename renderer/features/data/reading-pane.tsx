import AttachmentIcon from '@mui/icons-material/AttachFile'
import MailIcon from '@mui/icons-material/MailOutlined'
import SaveIcon from '@mui/icons-material/SaveAlt'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Divider from '@mui/material/Divider'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { EmailContent } from '#shared/domain/prime.ts'
import { emailQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { useFeedback } from '../../components/feedback.ts'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { EmailBody } from './email-body.tsx'
import { EmailHeader } from './email-header.tsx'

/** The opened e-mail. */
export function ReadingPane({ id }: { readonly id: PrimeItemId | null }) {
  const { t } = useTranslation()
  if (id === null) {
    return <EmptyState icon={MailIcon} title={t('email.none.title')} text={t('email.none.text')} />
  }
  return <OpenEmail id={id} />
}

function OpenEmail({ id }: { readonly id: PrimeItemId }) {
  const email = useQuery(emailQuery(id))
  if (email.isPending) return <Loading />
  if (email.isError) return <LoadError error={email.error} onRetry={() => void email.refetch()} />
  return <Email key={id} id={id} content={email.data} />
}

function Email({ id, content }: { readonly id: PrimeItemId; readonly content: EmailContent }) {
  const { t } = useTranslation()
  const { done, failed } = useFeedback()
  const save = useMutation({
    mutationFn: () => unwrap(window.api.data.saveEmail({ id })),
    onSuccess: (saved) => {
      if (saved) done(t('email.saved', { path: saved.path }))
    },
    onError: (error) => {
      failed(toAppError(error))
    },
  })
  const { subject } = content.summary
  return (
    <Stack component="article" aria-label={subject || t('email.noSubject')} sx={{ flex: 1, minHeight: 0 }}>
      <Stack spacing={1} sx={{ p: 2, maxHeight: '60%', overflow: 'auto', flexShrink: 0 }}>
        <Stack direction="row" spacing={2} sx={{ alignItems: 'flex-start' }}>
          <Typography variant="h2" sx={{ flex: 1, overflowWrap: 'anywhere' }}>
            {subject || t('email.noSubject')}
          </Typography>
          <Button
            size="small"
            startIcon={<SaveIcon />}
            onClick={() => {
              save.mutate()
            }}
            disabled={save.isPending}
            sx={{ flexShrink: 0 }}
          >
            {t('email.save')}
          </Button>
        </Stack>
        <EmailHeader content={content} />
        <Attachments attachments={content.attachments} />
      </Stack>
      <Divider />
      <EmailBody body={content.body} />
    </Stack>
  )
}

function Attachments({ attachments }: { readonly attachments: EmailContent['attachments'] }) {
  const { t } = useTranslation()
  const { bytes } = useFormat()
  if (attachments.length === 0) return null
  return (
    <Box
      component="ul"
      aria-label={t('email.attachments')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, listStyle: 'none', m: 0, p: 0 }}
    >
      {attachments.map((attachment, index) => (
        <li key={index}>
          <Chip
            size="small"
            variant="outlined"
            icon={<AttachmentIcon />}
            label={`${attachment.name || t('email.attachmentUnnamed')} · ${bytes(attachment.size)}`}
          />
        </li>
      ))}
    </Box>
  )
}
