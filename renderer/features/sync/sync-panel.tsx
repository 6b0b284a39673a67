import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { ToneIcon } from '../../components/status-chip.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { SyncCountsText } from './sync-counts-text.tsx'
import { SyncProgressBar } from './sync-progress-bar.tsx'
import { syncStore } from './sync-store.ts'
import { syncTotals } from './sync-totals.ts'
import { useAskedRuns, useSyncActions } from './use-sync.ts'

type SyncPanelProps = {
  /** `null`: all accounts of all connectors. A stable array, since it selects from the store. */
  readonly accountIds: readonly EwsAccountId[] | null
}

/**
 * What was started by hand in one panel: the common bar while it runs, then the summary until it is closed. Why an
 * account failed stands in the health line, which stays; what runs by itself stands in the rows, and moves nothing.
 */
export function SyncPanel({ accountIds }: SyncPanelProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { cancel } = useSyncActions()
  const progresses = useAskedRuns(accountIds)
  if (progresses.length === 0) return null

  const totals = syncTotals(progresses)
  const isRunning = totals.running + totals.waiting > 0
  const ids = progresses.map((progress) => progress.accountId)
  const values = { count: progresses.length, ended: number(totals.ended), troubled: number(totals.troubled) }
  const title = (): string => {
    if (isRunning) return t('sync.panel.running', values)
    if (totals.troubled > 0) return t('sync.panel.endedTroubled', values)
    return totals.cancelled > 0 ? t('sync.panel.endedCancelled') : t('sync.panel.ended', values)
  }
  const endTone = totals.troubled > 0 ? 'warning' : totals.cancelled > 0 ? 'cancelled' : 'success'

  return (
    <Paper variant="outlined" component="section" aria-label={t('sync.panel.label')} sx={{ p: 2 }}>
      <Stack spacing={1}>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <ToneIcon tone={isRunning ? 'running' : endTone} />
          <Typography role="status" variant="h3" component="p" sx={{ flex: 1 }}>
            {title()}
          </Typography>
          {isRunning ? (
            <Button
              size="small"
              onClick={() => {
                cancel(ids)
              }}
            >
              {t('sync.cancel')}
            </Button>
          ) : (
            <Button
              size="small"
              onClick={() => {
                syncStore.forgetEnded(ids)
              }}
            >
              {t('action.close')}
            </Button>
          )}
        </Stack>
        {isRunning && (
          <SyncProgressBar label={t('sync.panel.label')} done={totals.done} total={totals.total} />
        )}
        <Typography variant="body2" color="textSecondary">
          {isRunning && totals.total !== null && (
            <>
              {t('sync.state.running', { done: number(totals.done), total: number(totals.total) })}
              {' · '}
            </>
          )}
          <SyncCountsText counts={totals.counts} />
        </Typography>
      </Stack>
    </Paper>
  )
}
