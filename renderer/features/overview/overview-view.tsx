/**
 * The start screen: is it well, what is wrong, what can be done. What answers that is in the first chunk; the charts
 * come when it is drawn.
 */
import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '#shared/domain/overview.ts'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { PauseButton } from '../sync/pause-button.tsx'
import { SyncButton } from '../sync/sync-button.tsx'
import { SyncPanel } from '../sync/sync-panel.tsx'
import { CountsCard } from './counts-card.tsx'
import { EndingsCard } from './endings-card.tsx'
import { NothingYet } from './nothing-yet.tsx'
import { overviewQuery } from './overview-queries.ts'
import { ProblemList } from './problem-list.tsx'
import { StateBanner } from './state-banner.tsx'

const StatisticsCard = lazy(() => import('./statistics/statistics-card.tsx'))

export function OverviewView() {
  const { t } = useTranslation()
  const overview = useQuery(overviewQuery)
  const shown = overview.data
  const isDrawn = shown !== undefined
  useEffect(() => {
    if (isDrawn) markFirstDrawing()
  }, [isDrawn])
  const isUsed = shown !== undefined && shown.state !== 'unused'
  return (
    <Page
      title={t('overview.title')}
      help="overview"
      actions={
        isUsed && (
          <>
            <PauseButton accountIds={null} />
            <SyncButton accountIds={null} canSync={!isAllInactive(shown)} variant="contained" />
          </>
        )
      }
    >
      {overview.isError && <LoadError error={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.isPending && <Loading />}
      {shown && <Content overview={shown} />}
    </Page>
  )
}

function Content({ overview }: { readonly overview: Overview }) {
  const { state, problems, endings, connectors } = overview
  if (state === 'unused') {
    const hasConnectors = connectors.well + connectors.troubled + connectors.inactive > 0
    return (
      <>
        <NothingYet hasConnectors={hasConnectors} />
        {problems.length > 0 && <ProblemList problems={problems} />}
      </>
    )
  }
  return (
    <>
      <StateBanner overview={{ ...overview, state }} />
      <SyncPanel accountIds={null} />
      <ProblemList problems={problems} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
        <CountsCard overview={overview} />
        <EndingsCard endings={endings} />
      </Box>
      <Suspense fallback={<Loading />}>
        <StatisticsCard />
      </Suspense>
    </>
  )
}

function isAllInactive({ accounts }: Overview): boolean {
  return accounts.well + accounts.troubled + accounts.notBegun + accounts.paused === 0
}

let isMarked = false

/** Read by the start-up benchmark. */
function markFirstDrawing(): void {
  if (isMarked) return
  isMarked = true
  performance.mark('overview-drawn')
}
