import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import { useTranslation } from 'react-i18next'
import type { PrimeConnection } from '#shared/domain/data.ts'
import { useSyncProgress } from '../sync/use-sync.ts'
import { SyncNowButton } from './sync-now.tsx'
import type { Transfer } from './transfer-notice.ts'

type TransferAlertProps = {
  readonly connection: PrimeConnection
  readonly transfer: Transfer & { readonly at: number }
}

/** Offers the synchronisation right after a change, and goes when one has ended since. */
export function TransferAlert({ connection, transfer }: TransferAlertProps) {
  const { t } = useTranslation()
  const progress = useSyncProgress(connection.accountId)
  const { what, name, at } = transfer
  if (progress?.state === 'ended' && Date.parse(progress.result.startedAt) >= at) return null
  return (
    <Alert
      severity="info"
      role="status"
      action={<SyncNowButton data={{ connection }} color="inherit" />}
      sx={{ '& .MuiAlert-action': { alignItems: 'center', pt: 0 } }}
    >
      <AlertTitle sx={{ mb: 0 }}>{t('data.toExchange.title')}</AlertTitle>
      {t(`data.toExchange.${what}`, { name })}
    </Alert>
  )
}
