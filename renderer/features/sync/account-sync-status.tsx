import CloseOutlinedIcon from '@mui/icons-material/Close'
import Button from '@mui/material/Button'
import { memo, useState } from 'react'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import { plainIcon } from '../../components/plain-icon.tsx'
import { RowAction } from '../../components/row-action.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { TimeStamp } from '../../components/time-stamp.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { LastResultDialogs } from './last-result-dialogs.tsx'
import { AccountScheduleText } from './account-schedule-text.tsx'
import { SyncPlanDialog } from './report/sync-plan-dialog.tsx'
import { SyncPhaseText } from './sync-phase-text.tsx'
import { SYNC_TONES } from './sync-outcome.ts'
import { SyncProgressBar } from './sync-progress-bar.tsx'
import { useSyncCommands, useSyncProgress } from './use-sync.ts'

const CloseIcon = plainIcon(CloseOutlinedIcon)

type AccountSyncStatusProps = {
  readonly accountId: EwsAccountId
  readonly accountName: string
  readonly lastSync: SyncResult | null
  /** Whether it and its connector are active. */
  readonly canSync: boolean
}

/** The cell of an account's row: progress while it runs, otherwise the last result with its details. */
export const AccountSyncStatus = memo(function AccountSyncStatus(props: AccountSyncStatusProps) {
  // Stays open when the next run begins: its requests are what is to be seen then.
  const [opened, setOpened] = useState<SyncResult | null>(null)
  return (
    <>
      <Status {...props} onOpen={setOpened} />
      {opened !== null && (
        <LastResultDialogs
          accountId={props.accountId}
          accountName={props.accountName}
          result={opened}
          onClose={() => {
            setOpened(null)
          }}
        />
      )}
    </>
  )
})

type StatusProps = AccountSyncStatusProps & { readonly onOpen: (result: SyncResult) => void }

function Status({ accountId, accountName, lastSync, canSync, onOpen }: StatusProps) {
  const { t, named, format } = useTexts()
  const { cancel } = useSyncCommands()
  const [isPlanning, setPlanning] = useState(false)
  const progress = useSyncProgress(accountId)
  const hook = { 'data-testid': `sync-progress-${accountId}`, 'data-state': progress?.state ?? 'idle' }

  if (progress && progress.state !== 'ended') {
    const [done, total] = progress.state === 'running' ? [progress.done, progress.total] : [0, null]
    return (
      <div {...hook} className="plain-line is-wide is-filling">
        <div className="plain-part is-filling">
          <span className="plain-caption is-primary">
            {progress.state === 'waiting' && t('sync.state.waiting')}
            {progress.state === 'running' &&
              (total === null
                ? t('sync.state.runningUnknown', { done: format.number(done) })
                : t('sync.state.running', { done: format.number(done), total: format.number(total) }))}
          </span>
          {progress.state === 'running' && <SyncPhaseText progress={progress} />}
          <SyncProgressBar label={named('sync.progressOf', accountName)} done={done} total={total} />
        </div>
        <RowAction
          label={named('sync.cancelOf', accountName)}
          hint={t('sync.cancel')}
          onClick={() => {
            cancel([accountId])
          }}
        >
          <CloseIcon />
        </RowAction>
      </div>
    )
  }

  const result = progress?.state === 'ended' ? progress.result : lastSync
  if (result === null) {
    return (
      <div {...hook}>
        <StatusChip tone="neutral" label={t('sync.never')} />
        <AccountScheduleText accountId={accountId} />
        {canSync && (
          <Button
            size="small"
            onClick={() => {
              setPlanning(true)
            }}
            aria-label={named('sync.plan.viewOf', accountName)}
            sx={{ ml: -0.5 }}
          >
            {t('sync.plan.view')}
          </Button>
        )}
        {isPlanning && (
          <SyncPlanDialog
            accountId={accountId}
            accountName={accountName}
            onClose={() => {
              setPlanning(false)
            }}
          />
        )}
      </div>
    )
  }
  return (
    <div {...hook}>
      <StatusChip
        tone={SYNC_TONES[result.outcome]}
        label={t(`sync.outcome.${result.outcome}`)}
        onClick={() => {
          onOpen(result)
        }}
      />
      <TimeStamp instant={result.endedAt} isShort />
      <AccountScheduleText accountId={accountId} />
    </div>
  )
}
