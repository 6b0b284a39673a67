import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { accountTrouble, type AccountTrouble } from '#shared/domain/health.ts'
import type { AccountSchedule } from '#shared/domain/sync-schedule.ts'
import type { SyncProgress } from '#shared/domain/sync.ts'
import { StatusChip, type Tone } from '../../../components/status-chip.tsx'
import { useSeconds } from '../../../components/use-now.ts'
import { useErrorText } from '../../../i18n/use-error-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { BusyCountdown } from '../countdown.tsx'
import { activityOf, type Activity } from './account-activity.ts'
import type { MonitoredAccount } from './monitored-accounts.ts'

const TONES: Readonly<Record<Activity, Tone>> = {
  running: 'running',
  busy: 'warning',
  waiting: 'waiting',
  automatic: 'success',
  'not-begun': 'neutral',
  paused: 'cancelled',
  refused: 'error',
  inactive: 'cancelled',
  resting: 'warning',
  offline: 'warning',
  unknown: 'neutral',
}

type ActivityStatusProps = {
  readonly account: MonitoredAccount
  readonly schedule: AccountSchedule | undefined
  readonly progress: SyncProgress | undefined
}

type TroubleStatusProps = { readonly cause: AccountTrouble['cause']; readonly next: string | null }

/** In the words of the lists and the overview; the way out stands there. */
function TroubleStatus({ cause, next }: TroubleStatusProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  return (
    <Box sx={{ minWidth: 0 }}>
      <StatusChip tone="error" label={t('health.attention')} />
      <Typography variant="caption" component="div">
        {cause === 'test-failed' ? t('accounts.health.testFailed') : errorText(cause).what}
      </Typography>
      <Typography variant="caption" component="div" color="textSecondary">
        {next}
      </Typography>
    </Box>
  )
}

/** What an account does now, and what comes next; of one in trouble, what is wrong. */
export function ActivityStatus({ account, schedule, progress }: ActivityStatusProps) {
  const { t } = useTranslation()
  const { time } = useFormat()
  const busyUntil = progress?.state === 'running' ? progress.busyUntil : null
  const activity = activityOf(progress, schedule, useSeconds(busyUntil !== null))
  const next = (): string | null => {
    if (schedule === undefined) return null
    const { state, noticesBy, nextAt } = schedule
    if (state === 'automatic' && noticesBy === 'notifications') return t('sync.schedule.notifications')
    if (state === 'automatic') return nextAt === null ? null : t('sync.schedule.next', { time: time(nextAt) })
    if (state === 'resting' && nextAt !== null) return t('monitor.restsUntil', { time: time(nextAt) })
    if (state === 'inactive')
      return t(account.connector.active ? 'monitor.inactive' : 'monitor.connectorInactive')
    if (state === 'paused') return t('monitor.paused')
    return t(`sync.schedule.${state}`)
  }
  const running = progress?.state === 'running' ? progress : null
  const isExpected = schedule?.state !== 'inactive' && (progress === undefined || progress.state === 'ended')
  const trouble = isExpected ? accountTrouble(account.entry, account.connector) : null
  if (trouble) {
    // Why it does not run by itself is the trouble.
    const runsAgain = schedule?.state === 'automatic' || schedule?.state === 'resting'
    return <TroubleStatus cause={trouble.cause} next={runsAgain ? next() : null} />
  }
  return (
    <Box sx={{ minWidth: 0 }}>
      <StatusChip tone={TONES[activity]} label={t(`monitor.activity.${activity}`)} />
      <Typography variant="caption" component="div" color="textSecondary">
        {activity === 'busy' && busyUntil !== null && <BusyCountdown until={busyUntil} />}
        {activity === 'running' &&
          running !== null &&
          (running.kind === null
            ? t(`sync.phase.${running.phase}`)
            : `${t(`syncKind.${running.kind}`)}: ${t(`sync.phase.${running.phase}`)}`)}
        {activity === 'waiting' && t('monitor.waitsForPlace')}
        {running === null && activity !== 'waiting' && next()}
      </Typography>
    </Box>
  )
}
