import HistoryIcon from '@mui/icons-material/History'
import Box from '@mui/material/Box'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { SYNC_KINDS } from '#shared/domain/sync-kinds.ts'
import { SYNC_DIRECTIONS, type SyncRun } from '#shared/domain/sync.ts'
import { syncRunsQuery } from '../../../api/queries.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LoadError } from '../../../components/load-error.tsx'
import { Loading } from '../../../components/loading.tsx'
import { StatusChip } from '../../../components/status-chip.tsx'
import { useErrorText } from '../../../i18n/use-error-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { SYNC_TONES } from '../sync-outcome.ts'
import { itemCountsText } from './item-counts-text.ts'

/** The runs of an account, newest first. */
export function RunList({ accountId }: { readonly accountId: EwsAccountId }) {
  const { t } = useTranslation()
  const runs = useQuery(syncRunsQuery(accountId))
  if (runs.isPending) return <Loading />
  if (runs.isError) return <LoadError error={runs.error} onRetry={() => void runs.refetch()} />
  if (runs.data.length === 0) {
    return <EmptyState icon={HistoryIcon} title={t('sync.runs.none')} text={t('sync.runs.noneText')} />
  }
  return (
    <List disablePadding aria-label={t('sync.report.runs')}>
      {runs.data.map((run) => (
        <RunLine key={run.startedAt} run={run} />
      ))}
    </List>
  )
}

function RunLine({ run }: { readonly run: SyncRun }) {
  const { t } = useTranslation()
  const format = useFormat()
  const errorText = useErrorText()
  const milliseconds = Math.max(0, Date.parse(run.endedAt) - Date.parse(run.startedAt))
  const transferred = run.counts.bytes.down + run.counts.bytes.up
  const facts = [
    t(`sync.trigger.${run.trigger}`),
    t('sync.result.duration', { duration: format.duration(milliseconds) }),
    ...(transferred > 0 ? [format.bytes(transferred)] : []),
    ...(run.waitedMilliseconds > 0
      ? [t('sync.runs.waited', { duration: format.duration(run.waitedMilliseconds) })]
      : []),
    ...(run.counts.conflicts > 0
      ? [t('sync.runs.conflicts', { n: format.number(run.counts.conflicts) })]
      : []),
    ...(run.givenUp > 0 ? [t('sync.runs.givenUp', { n: format.number(run.givenUp) })] : []),
  ]
  return (
    <ListItem divider disableGutters>
      <Box sx={{ width: 1 }}>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <StatusChip tone={SYNC_TONES[run.outcome]} label={t(`sync.outcome.${run.outcome}`)} />
          <Typography sx={{ fontWeight: 'fontWeightMedium' }}>{format.dateTime(run.startedAt)}</Typography>
        </Stack>
        <Typography variant="body2" color="textSecondary">
          {facts.join(' · ')}
        </Typography>
        <RunCounts run={run} />
        {run.error && (
          <Typography variant="body2" color={run.outcome === 'failed' ? 'error' : 'textPrimary'}>
            {errorText(run.error).what} {errorText(run.error).todo}
          </Typography>
        )}
      </Box>
    </ListItem>
  )
}

function RunCounts({ run }: { readonly run: SyncRun }) {
  const { t } = useTranslation()
  const format = useFormat()
  const lines = SYNC_KINDS.flatMap((kind) =>
    SYNC_DIRECTIONS.flatMap((direction) => {
      const text = itemCountsText(run.counts.kinds[kind][direction], t, format)
      return text === null ? [] : [{ kind, direction, text }]
    }),
  )
  if (lines.length === 0) return <Typography variant="body2">{t('sync.runs.nothing')}</Typography>
  return (
    <>
      {lines.map(({ kind, direction, text }) => (
        <Typography key={`${kind}-${direction}`} variant="body2">
          {t(`syncKind.${kind}`)}, {t(`sync.direction.${direction}`)}: {text}
        </Typography>
      ))}
    </>
  )
}
