import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { SyncProgress } from '#shared/domain/sync.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** What a run does now; that it waits, and until when, goes before everything else. */
export function SyncPhaseText({ progress }: { readonly progress: SyncProgress & { state: 'running' } }) {
  const { t } = useTranslation()
  const { time } = useFormat()
  const { phase, kind, busyUntil } = progress
  const text = (): string => {
    if (busyUntil !== null) return t('sync.busyUntil', { time: time(busyUntil) })
    if (kind === null) return t(`sync.phase.${phase}`)
    return `${t(`syncKind.${kind}`)}: ${t(`sync.phase.${phase}`)}`
  }
  return (
    <Typography variant="caption" component="div" color={busyUntil === null ? 'textSecondary' : 'warning'}>
      {text()}
    </Typography>
  )
}
