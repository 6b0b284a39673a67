/** What was synchronised and what failed over the last day, week or month, as charts or as one table. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  STATISTICS_PERIODS,
  type StatisticsPeriod,
  type SyncStatistics,
} from '#shared/domain/sync-statistics.ts'
import { LoadError } from '../../../components/load-error.tsx'
import { Loading } from '../../../components/loading.tsx'
import { SectionCard } from '../../../components/section-card.tsx'
import { statisticsQuery } from '../overview-queries.ts'
import { FiguresChart } from './figures-chart.tsx'
import { FiguresTable } from './figures-table.tsx'

export default function StatisticsCard() {
  const { t } = useTranslation()
  const [period, setPeriod] = useState<StatisticsPeriod>('day')
  const [isTable, setTable] = useState(false)
  const statistics = useQuery(statisticsQuery(period))
  return (
    <SectionCard
      id="statistics-title"
      title={t('overview.statistics')}
      status={
        <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <Button
            size="small"
            onClick={() => {
              setTable(!isTable)
            }}
          >
            {t(isTable ? 'overview.statistics.chart' : 'overview.statistics.table')}
          </Button>
          <ToggleButtonGroup
            exclusive
            size="small"
            value={period}
            aria-label={t('overview.statistics.period')}
            onChange={(_event, chosen: StatisticsPeriod | null) => {
              if (chosen !== null) setPeriod(chosen)
            }}
          >
            {STATISTICS_PERIODS.map((each) => (
              <ToggleButton key={each} value={each}>
                {t(`overview.statistics.period.${each}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </Stack>
      }
    >
      {statistics.isPending && <Loading />}
      {statistics.isError && <LoadError error={statistics.error} onRetry={() => void statistics.refetch()} />}
      {statistics.data && (isTable ? <FiguresTable {...statistics.data} /> : <Charts {...statistics.data} />)}
    </SectionCard>
  )
}

function Charts({ period, intervals }: SyncStatistics) {
  const { t } = useTranslation()
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' } }}>
      <FiguresChart
        title={t('overview.statistics.items')}
        nothing={t('overview.statistics.empty')}
        period={period}
        intervals={intervals}
        figures={['imported', 'exported']}
      />
      <FiguresChart
        title={t('overview.statistics.errors')}
        nothing={t('overview.statistics.noErrors')}
        period={period}
        intervals={intervals}
        figures={['failedItems', 'failedRuns']}
      />
    </Box>
  )
}
