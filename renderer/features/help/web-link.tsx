import OpenIcon from '@mui/icons-material/OpenInNew'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isHelpPage } from '#shared/domain/help.ts'
import { settled } from '../../api/unwrap.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { useFeedback } from '../../components/feedback.ts'

/** Opens a page of the allow-list in the browser of the system; any other address is a text to be copied. */
export function WebLink({ url, children }: { readonly url: string; readonly children: ReactNode }) {
  const { t } = useTranslation()
  const { failed } = useFeedback()
  const open = async (): Promise<void> => {
    const answer = await settled(window.api.help.openPage({ url }))
    if (!answer.ok) failed(answer.error)
  }
  if (isHelpPage(url)) {
    return (
      <Link
        component="button"
        type="button"
        onClick={() => void open()}
        aria-label={`${textOf(children)} (${t('help.opensInBrowser')})`}
        sx={{ verticalAlign: 'baseline', textAlign: 'start', font: 'inherit' }}
      >
        {children}
        <OpenIcon sx={{ fontSize: '0.9em', ml: 0.5, verticalAlign: 'text-top' }} aria-hidden />
      </Link>
    )
  }
  return (
    <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
      {children} <code>{url}</code>
      <CopyButton text={url} label={t('help.copyAddress')} copied={t('help.addressCopied')} />
    </Box>
  )
}

function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node)
  return Array.isArray(node) ? node.map((each: ReactNode) => textOf(each)).join('') : ''
}
