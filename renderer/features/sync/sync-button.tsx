import SyncIcon from '@mui/icons-material/Sync'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { ariaKeys } from '../../components/shortcuts.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { useSyncActions } from './use-sync.ts'

type SyncButtonProps = {
  /** `null`: all accounts of all connectors. */
  readonly accountIds: readonly EwsAccountId[] | null
  readonly canSync: boolean
  readonly variant?: 'text' | 'outlined' | 'contained'
}

/** Synchronises the accounts of a screen, also by its shortcut. */
export function SyncButton({ accountIds, canSync, variant = 'text' }: SyncButtonProps) {
  const { t } = useTranslation()
  const { start, isStarting } = useSyncActions()
  const isOn = canSync && !isStarting
  const run = (): void => {
    start(accountIds)
  }
  useShortcut('synchronise', run, { isOn })
  const isAll = accountIds === null
  return (
    <Button
      variant={variant}
      startIcon={<SyncIcon />}
      disabled={!isOn}
      aria-label={isAll ? undefined : t('accounts.syncAll')}
      aria-keyshortcuts={ariaKeys('synchronise')}
      onClick={run}
    >
      {t(isAll ? 'sync.startAll' : 'sync.start')}
    </Button>
  )
}
