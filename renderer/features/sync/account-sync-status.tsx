import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Stack from '@mui/material/Stack'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { TimeStamp } from '../../components/time-stamp.tsx'
import { TraceDialog } from '../trace/trace-dialog.tsx'
import { AccountScheduleText } from './account-schedule-text.tsx'
import { SyncPlanDialog } from './report/sync-plan-dialog.tsx'
import { SyncPhaseText } from './sync-phase-text.tsx'
import { SYNC_TONES } from './sync-outcome.ts'
import { SyncProgressBar } from './sync-progress-bar.tsx'
import { SyncResultDialog } from './sync-result-dialog.tsx'
import { useSyncActions, useSyncProgress } from './use-sync.ts'

type AccountSyncStatusProps = {
  readonly accountId: EwsAccountId
  readonly accountName: string
  readonly lastSync: SyncResult | null
}

/** The cell of an account's row: progress while it runs, otherwise the last result with its details. */
export function AccountSyncStatus(props: AccountSyncStatusProps) {
  const [isTracing, setTracing] = useState(false)
  return (
    <>
      <Status
        {...props}
        onTrace={() => {
          setTracing(true)
        }}
      />
      {/* Stays open when the next run begins: that is what is to be seen. */}
      {isTracing && (
        <TraceDialog
          accountId={props.accountId}
          accountName={props.accountName}
          onClose={() => {
            setTracing(false)
          }}
        />
      )}
    </>
  )
}

type StatusProps = AccountSyncStatusProps & { readonly onTrace: () => void }

function Status({ accountId, accountName, lastSync, onTrace }: StatusProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { cancel } = useSyncActions()
  const [open, setOpen] = useState<'result' | 'plan' | null>(null)
  const progress = useSyncProgress(accountId)
  const hook = { 'data-testid': `sync-progress-${accountId}`, 'data-state': progress?.state ?? 'idle' }

  if (progress && progress.state !== 'ended') {
    const [done, total] = progress.state === 'running' ? [progress.done, progress.total] : [0, null]
    return (
      <Stack {...hook} direction="row" spacing={1} sx={{ alignItems: 'center', minWidth: 160 }}>
        <Box sx={{ flex: 1 }}>
          <Typography variant="caption" component="div">
            {progress.state === 'waiting' && t('sync.state.waiting')}
            {progress.state === 'running' &&
              (total === null
                ? t('sync.state.runningUnknown', { done: number(done) })
                : t('sync.state.running', { done: number(done), total: number(total) }))}
          </Typography>
          {progress.state === 'running' && <SyncPhaseText progress={progress} />}
          <SyncProgressBar label={t('sync.progressOf', { name: accountName })} done={done} total={total} />
        </Box>
        <Tooltip title={t('sync.cancel')}>
          <IconButton
            size="small"
            aria-label={t('sync.cancelOf', { name: accountName })}
            onClick={() => {
              cancel([accountId])
            }}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      </Stack>
    )
  }

  const result = progress?.state === 'ended' ? progress.result : lastSync
  if (result === null) {
    return (
      <Box {...hook}>
        <StatusChip tone="neutral" label={t('sync.never')} />
        <AccountScheduleText accountId={accountId} />
      </Box>
    )
  }
  return (
    <Box {...hook}>
      <StatusChip
        tone={SYNC_TONES[result.outcome]}
        label={t(`sync.outcome.${result.outcome}`)}
        onClick={() => {
          setOpen('result')
        }}
      />
      <TimeStamp instant={result.endedAt} />
      <AccountScheduleText accountId={accountId} />
      <SyncResultDialog
        open={open === 'result'}
        accountId={accountId}
        accountName={accountName}
        result={result}
        onTrace={() => {
          setOpen(null)
          onTrace()
        }}
        onClose={() => {
          setOpen(null)
        }}
        onPlan={() => {
          setOpen('plan')
        }}
      />
      {open === 'plan' && (
        <SyncPlanDialog
          accountId={accountId}
          accountName={accountName}
          onClose={() => {
            setOpen(null)
          }}
        />
      )}
    </Box>
  )
}
