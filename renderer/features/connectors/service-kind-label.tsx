import CloudIcon from '@mui/icons-material/CloudOutlined'
import ServerIcon from '@mui/icons-material/DnsOutlined'
import Stack from '@mui/material/Stack'
import { useTranslation } from 'react-i18next'
import { serviceKindOf } from '#shared/domain/exchange-url.ts'

export function ServiceKindLabel({ url }: { readonly url: string }) {
  const { t } = useTranslation()
  const kind = serviceKindOf(url)
  const Icon = kind === 'exchange-online' ? CloudIcon : ServerIcon
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
      <Icon fontSize="small" color="action" aria-hidden />
      <span>{t(`connectors.kind.${kind}`)}</span>
    </Stack>
  )
}
