import PauseIcon from '@mui/icons-material/PauseCircleOutlined'
import ResumeIcon from '@mui/icons-material/PlayCircleOutlined'
import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { syncScheduleQuery } from '../../api/queries.ts'
import { useSyncActions } from './use-sync.ts'

type PauseButtonProps = {
  /** `null`: all accounts of all connectors. */
  readonly accountIds: readonly EwsAccountId[] | null
}

/** Pauses these accounts, or lets them go on when all of them are paused. */
export function PauseButton({ accountIds }: PauseButtonProps) {
  const { t } = useTranslation()
  const { pause, resume } = useSyncActions()
  const schedule = useQuery(syncScheduleQuery).data
  const active = (schedule?.accounts ?? []).filter(
    ({ accountId, state }) => state !== 'inactive' && (accountIds === null || accountIds.includes(accountId)),
  )
  const isPaused = active.length > 0 && active.every(({ state }) => state === 'paused')
  const isAll = accountIds === null
  const label = isPaused ? t('sync.resume') : t('sync.pause')
  return (
    <Button
      startIcon={isPaused ? <ResumeIcon /> : <PauseIcon />}
      disabled={active.length === 0}
      aria-label={isAll ? undefined : t(isPaused ? 'sync.resumeHere' : 'sync.pauseHere')}
      onClick={() => {
        if (isPaused) resume(accountIds)
        else pause(accountIds)
      }}
    >
      {isAll ? t(isPaused ? 'sync.resumeAll' : 'sync.pauseAll') : label}
    </Button>
  )
}
