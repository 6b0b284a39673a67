import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import type { Connector } from '#shared/domain/connector.ts'
import { useTrust } from './use-trust.ts'

/** In an alert: opens the decision about the certificate of a connector's server. */
export function ReviewButton({ connector }: { readonly connector: Pick<Connector, 'url' | 'trust'> }) {
  const { t } = useTranslation()
  const trust = useTrust()
  if (!trust) return null
  const { url, trust: trusted } = connector
  return (
    <Button
      color="inherit"
      size="small"
      sx={{ whiteSpace: 'nowrap' }}
      onClick={() => {
        trust.review({ url, trust: trusted })
      }}
    >
      {t('trust.review')}
    </Button>
  )
}
