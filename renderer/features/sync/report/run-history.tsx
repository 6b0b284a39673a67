/**
 * The history of runs, newest first, a page at a time, with one run open beside it. Of one account in its dialog, of
 * all in the monitor.
 */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptRun, RunFilter, TimeCursor } from '#shared/domain/sync-monitor.ts'
import { RUNS_PER_PAGE, syncRunsQuery } from '../../../api/queries.ts'
import { LoadError } from '../../../components/load-error.tsx'
import type { MonitoredAccounts } from '../monitor/monitored-accounts.ts'
import { RunDetails } from './run-details.tsx'
import { RunGrid } from './run-grid.tsx'

type RunHistoryProps = {
  readonly accounts: MonitoredAccounts
  /** Begins at its first page when it becomes another one: give it a key. */
  readonly filter: RunFilter
  /** Whether runs are those of several accounts, which are named then. */
  readonly isOfMany: boolean
  readonly onOpen: (run: KeptRun, what: 'plan' | 'problems') => void
  /** Shows what the filter hides; `null` when it hides nothing. */
  readonly onShowAll: (() => void) | null
}

export function RunHistory({ accounts, filter, isOfMany, onOpen, onShowAll }: RunHistoryProps) {
  const { t } = useTranslation()
  // Where each page begins; the last is the one in sight.
  const [starts, setStarts] = useState<readonly (TimeCursor | null)[]>([null])
  const [openId, setOpenId] = useState<string | null>(null)
  const page = starts.length - 1
  const runs = useQuery(syncRunsQuery(filter, starts.at(-1) ?? null))
  if (runs.isError) return <LoadError error={runs.error} onRetry={() => void runs.refetch()} />
  const rows = runs.data?.runs ?? []
  const next = runs.data?.next ?? null
  const open = rows.find(({ id }) => id === openId) ?? null
  const nameOf = (run: KeptRun): string => accounts.get(run.accountId)?.name ?? t('monitor.formerAccount')
  return (
    <Box
      sx={{
        flex: 1,
        minHeight: 0,
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', xl: 'minmax(0, 3fr) minmax(0, 2fr)' },
        gridTemplateRows: {
          xs: open === null ? 'minmax(0, 1fr)' : 'minmax(120px, 1fr) minmax(0, 1fr)',
          xl: 'minmax(0, 1fr)',
        },
      }}
    >
      <Paper variant="outlined" sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <RunGrid
          runs={rows}
          nameOf={isOfMany ? nameOf : null}
          isLoading={runs.isPending || runs.isPlaceholderData}
          page={page}
          rowCount={next === null ? page * RUNS_PER_PAGE + rows.length : null}
          openId={openId}
          onOpen={setOpenId}
          onPage={(to) => {
            setOpenId(null)
            if (to < page) setStarts(starts.slice(0, to + 1))
            else if (to > page && next !== null) setStarts([...starts, next])
          }}
        />
        {onShowAll !== null && rows.length === 0 && runs.isSuccess && (
          <Button onClick={onShowAll} sx={{ alignSelf: 'center', mb: 2 }}>
            {t('history.showAll')}
          </Button>
        )}
      </Paper>
      <Paper
        variant="outlined"
        component="section"
        aria-label={t('history.run')}
        sx={{
          display: { xs: open === null ? 'none' : 'block', xl: 'block' },
          minHeight: 0,
          overflow: 'auto',
          p: 2,
        }}
      >
        {open === null ? (
          <Typography color="textSecondary">{t('history.choose')}</Typography>
        ) : (
          <Stack spacing={1}>
            {isOfMany && (
              <Typography variant="h3" component="h2" sx={{ overflowWrap: 'anywhere' }}>
                {nameOf(open)}
              </Typography>
            )}
            <RunDetails
              key={open.id}
              accountId={open.accountId}
              accountName={nameOf(open)}
              run={open}
              {...(accounts.has(open.accountId) && {
                onOpen: (what: 'plan' | 'problems') => {
                  onOpen(open, what)
                },
              })}
            />
          </Stack>
        )}
      </Paper>
    </Box>
  )
}
