import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { EmailContent } from '#shared/domain/prime.ts'
import { cspNonce } from '../../../app/emotion-cache.ts'
import { PlainText } from '../../../components/plain-text.tsx'
import { emailDocument } from './email-document.ts'

export function EmailBody({ body }: { readonly body: EmailContent['body'] }) {
  const { t } = useTranslation()
  if (body.kind === 'empty') {
    return (
      <Typography color="textSecondary" sx={{ p: 2 }}>
        {t('email.noText')}
      </Typography>
    )
  }
  if (body.kind === 'refused') {
    return (
      <Alert severity="warning" sx={{ m: 2 }}>
        {t(`email.refused.${body.reason}`)}
      </Alert>
    )
  }
  if (body.kind === 'text') {
    return (
      <PlainText
        label={t('email.body')}
        text={body.text}
        look="bare"
        sx={{ p: 2, flex: 1, typography: 'body1' }}
      />
    )
  }
  return (
    <>
      {body.remoteContentRemoved && <Alert severity="info">{t('email.remoteRemoved')}</Alert>}
      <HtmlBody html={body.html} />
    </>
  )
}

function HtmlBody({ html }: { readonly html: string }) {
  const { t } = useTranslation()
  const source = useMemo(() => emailDocument(html, cspNonce()), [html])
  return (
    <Box
      component="iframe"
      sandbox=""
      srcDoc={source}
      title={t('email.body')}
      sx={{ flex: 1, minHeight: 160, width: '100%', border: 0, bgcolor: 'common.white' }}
    />
  )
}
