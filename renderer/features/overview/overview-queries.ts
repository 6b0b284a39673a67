import { queryOptions } from '@tanstack/react-query'
import type { StatisticsPeriod } from '#shared/domain/sync-statistics.ts'
import { unwrap } from '../../api/unwrap.ts'

/** Main tells it anew at every change. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: () => unwrap(window.api.overview.get()),
})

export function statisticsQuery(period: StatisticsPeriod) {
  return queryOptions({
    queryKey: ['sync-statistics', period],
    queryFn: () => unwrap(window.api.sync.statistics({ period })),
    // The present hour grows by itself, and one day another one begins.
    refetchInterval: 60_000,
  })
}
