import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { TimeStamp } from '../../components/time-stamp.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { SaveTraceButton } from '../trace/save-trace-button.tsx'
import { SyncCountsText } from './sync-counts-text.tsx'
import { SYNC_TONES } from './sync-outcome.ts'

type SyncResultDialogProps = {
  readonly open: boolean
  readonly accountId: EwsAccountId
  readonly accountName: string
  readonly result: SyncResult
  readonly onClose: () => void
  /** Goes on to the requests. */
  readonly onTrace: () => void
  /** Opens the plan, in which a person decides what the run has asked. */
  readonly onPlan: () => void
}

/** The last synchronisation of one account in full: outcome, counts, duration, error with what to do. */
export function SyncResultDialog(props: SyncResultDialogProps) {
  const { open, accountId, accountName, result, onClose, onTrace, onPlan } = props
  const { t } = useTranslation()
  const { duration } = useFormat()
  const id = useId()
  const milliseconds = Math.max(0, Date.parse(result.endedAt) - Date.parse(result.startedAt))
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{t('sync.result.title', { name: accountName })}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
            <StatusChip tone={SYNC_TONES[result.outcome]} label={t(`syncOutcomes.${result.outcome}`)} />
            <TimeStamp instant={result.endedAt} />
          </Stack>
          {result.error && (
            <AppErrorAlert
              error={result.error}
              action={
                result.error.code === 'sync.mass-deletion' && (
                  <Button color="inherit" size="small" onClick={onPlan} sx={{ whiteSpace: 'nowrap' }}>
                    {t('sync.menu.plan')}
                  </Button>
                )
              }
              severity={
                result.outcome === 'failed' ? 'error' : result.outcome === 'cancelled' ? 'info' : 'warning'
              }
            />
          )}
          <Typography>
            <SyncCountsText counts={result.counts} />
          </Typography>
          <Typography color="textSecondary">
            {t('sync.result.duration', { duration: duration(milliseconds) })}
          </Typography>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onTrace}>{t('trace.open')}</Button>
        <SaveTraceButton accountId={accountId} />
        <Button onClick={onClose} sx={{ ml: 'auto !important' }}>
          {t('action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
