import SyncIcon from '@mui/icons-material/Sync'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import type { AccountData, PrimeConnection } from '#shared/domain/data.ts'
import { useSyncActions, useSyncProgress } from '../sync/use-sync.ts'

type SyncNowButtonProps = {
  readonly data: Pick<AccountData, 'connection'>
  /** The next step on the screen, not one of several. */
  readonly isMain?: boolean
  readonly color?: 'inherit'
}

/** Synchronises the account at once. Nothing where it has no connection that is active. */
export function SyncNowButton({ data: { connection }, ...look }: SyncNowButtonProps) {
  return connection?.isActive ? <OfConnection connection={connection} {...look} /> : null
}

function OfConnection({
  connection: { accountId },
  isMain = false,
  color,
}: Omit<SyncNowButtonProps, 'data'> & { readonly connection: PrimeConnection }) {
  const { t } = useTranslation()
  const { start, isStarting } = useSyncActions()
  const progress = useSyncProgress(accountId)
  const isRunning = isStarting || (progress !== undefined && progress.state !== 'ended')
  return (
    <Button
      size="small"
      variant={isMain ? 'contained' : 'text'}
      startIcon={<SyncIcon />}
      disabled={isRunning}
      onClick={() => {
        start([accountId])
      }}
      {...(color && { color })}
    >
      {isRunning ? t('data.syncing') : t('data.syncNow')}
    </Button>
  )
}
