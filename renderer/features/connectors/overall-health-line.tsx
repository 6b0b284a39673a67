import Alert from '@mui/material/Alert'
import { useTranslation } from 'react-i18next'
import type { ConnectorEntry } from '#shared/contract/contract.ts'
import { overallHealth } from './overall-health.ts'

export function OverallHealthLine({ entries }: { readonly entries: readonly ConnectorEntry[] }) {
  const { t } = useTranslation()
  const health = overallHealth(entries)
  if (health.state === 'well') return <Alert severity="success">{t('connectors.health.well')}</Alert>
  if (health.state === 'all-inactive') return <Alert severity="info">{t('connectors.health.inactive')}</Alert>
  const values = { count: health.connectors.length, names: health.connectors.join(', ') }
  return health.state === 'troubled' ? (
    <Alert severity="warning">{t('connectors.health.troubled', values)}</Alert>
  ) : (
    <Alert severity="info">{t('connectors.health.unproven', values)}</Alert>
  )
}
