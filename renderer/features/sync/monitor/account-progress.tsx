import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SyncProgress, SyncResult } from '#shared/domain/sync.ts'
import { StatusChip } from '../../../components/status-chip.tsx'
import { TimeStamp } from '../../../components/time-stamp.tsx'
import { useSeconds } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { isStale, remainingAt } from '../progress-estimate.ts'
import { LastResultDialogs } from '../last-result-dialogs.tsx'
import { SYNC_TONES } from '../sync-outcome.ts'
import { SyncProgressBar } from '../sync-progress-bar.tsx'
import { useDurationWords } from '../use-duration-words.ts'
import { useSyncEstimate } from '../use-sync.ts'
import type { MonitoredAccount } from './monitored-accounts.ts'

type AccountProgressProps = {
  readonly account: MonitoredAccount
  readonly progress: SyncProgress | undefined
}

/** How far a run is, how fast, and how long its step still takes; between runs, how the last one ended. */
export function AccountProgress({ account, progress }: AccountProgressProps) {
  // Stays open when the next run begins.
  const [opened, setOpened] = useState<SyncResult | null>(null)
  return (
    <>
      {progress?.state === 'running' && <Running account={account} progress={progress} />}
      {progress?.state === 'waiting' && <Box />}
      {progress?.state !== 'running' && progress?.state !== 'waiting' && (
        <Last account={account} onOpen={setOpened} />
      )}
      {opened !== null && (
        <LastResultDialogs
          accountId={account.id}
          accountName={account.name}
          result={opened}
          onClose={() => {
            setOpened(null)
          }}
        />
      )}
    </>
  )
}

function Running({
  account,
  progress,
}: AccountProgressProps & { readonly progress: SyncProgress & { state: 'running' } }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { done, total } = progress
  const label = t('sync.progressOf', { name: account.name })
  // Connecting and looking for changes have no number of objects, and no pace.
  if (total === null) return <SyncProgressBar label={label} done={0} total={null} />
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="body2" component="div">
        {t('sync.state.running', { done: number(Math.min(done, total)), total: number(total) })}
      </Typography>
      <SyncProgressBar label={label} done={done} total={total} />
      <Pace account={account} />
    </Box>
  )
}

/** Objects and bytes in a time, and the time that is left: nothing of which is told before it is known. */
function Pace({ account }: { readonly account: MonitoredAccount }) {
  const { t } = useTranslation()
  const { number, bytes } = useFormat()
  const { about } = useDurationWords()
  const estimate = useSyncEstimate(account.id)
  const now = useSeconds(estimate !== null)
  if (estimate === null || isStale(estimate, now)) {
    return (
      <Typography variant="caption" color="textSecondary" component="div">
        {t('monitor.left.unknown')}
      </Typography>
    )
  }
  const left = remainingAt(estimate, now)
  const parts = [
    ...(left === null ? [] : [about(left)]),
    t('monitor.rate', { n: number(Math.round(estimate.itemsPerMinute)) }),
    ...(estimate.bytesPerSecond >= 1
      ? [t('monitor.byteRate', { bytes: bytes(estimate.bytesPerSecond) })]
      : []),
  ]
  return (
    <Typography variant="caption" color="textSecondary" component="div">
      {parts.join(' · ')}
    </Typography>
  )
}

type LastProps = { readonly account: MonitoredAccount; readonly onOpen: (result: SyncResult) => void }

function Last({ account, onOpen }: LastProps) {
  const { t } = useTranslation()
  const { lastSync } = account.entry
  if (lastSync === null) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('monitor.neverRun')}
      </Typography>
    )
  }
  return (
    <Box sx={{ minWidth: 0 }}>
      <StatusChip
        tone={SYNC_TONES[lastSync.outcome]}
        label={t(`sync.outcome.${lastSync.outcome}`)}
        onClick={() => {
          onOpen(lastSync)
        }}
      />
      <TimeStamp instant={lastSync.endedAt} />
    </Box>
  )
}
