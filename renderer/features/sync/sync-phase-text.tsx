import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { SyncProgress } from '#shared/domain/sync.ts'
import { useSeconds } from '../../components/use-now.ts'
import { BusyCountdown } from './countdown.tsx'

/** What a run does now; that it waits, and for how long, goes before everything else. */
export function SyncPhaseText({ progress }: { readonly progress: SyncProgress & { state: 'running' } }) {
  const { t } = useTranslation()
  const { phase, kind, busyUntil } = progress
  const now = useSeconds(busyUntil !== null)
  const isBusy = busyUntil !== null && Date.parse(busyUntil) > now
  const step =
    kind === null ? t(`sync.phase.${phase}`) : `${t(`syncKind.${kind}`)}: ${t(`sync.phase.${phase}`)}`
  return (
    <Typography variant="caption" component="div" color={isBusy ? 'warning' : 'textSecondary'}>
      {isBusy ? <BusyCountdown until={busyUntil} /> : step}
    </Typography>
  )
}
