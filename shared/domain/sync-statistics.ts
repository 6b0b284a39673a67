/** What was synchronised over time, in figures: of runs added up, for charts and whoever asks how much. */
import { z } from 'zod'
import { instantSchema } from './ids.ts'
import { totalOf, type SyncResult } from './sync.ts'

const count = z.number().int().nonnegative()

export const syncFiguresSchema = z.object({
  runs: count,
  /** Runs that ended early. */
  failedRuns: count,
  /** Objects that were created, changed, moved or deleted in Winoffice Prime. */
  imported: count,
  /** The same on Exchange. */
  exported: count,
  /** Objects that failed, in either direction. One that fails in three runs counts three times. */
  failedItems: count,
})
export type SyncFigures = z.infer<typeof syncFiguresSchema>

export const NO_FIGURES: SyncFigures = { runs: 0, failedRuns: 0, imported: 0, exported: 0, failedItems: 0 }

export const STATISTICS_PERIODS = ['day', 'week', 'month'] as const
export const statisticsPeriodSchema = z.enum(STATISTICS_PERIODS)
/** The last 24 hours by hour, the last 7 or 30 days by day; the present hour or day is the last one. */
export type StatisticsPeriod = z.infer<typeof statisticsPeriodSchema>

export const syncStatisticsSchema = z.object({
  period: statisticsPeriodSchema,
  /** Without a gap, the oldest first. `from` belongs to it, `to` does not. */
  intervals: z.array(syncFiguresSchema.extend({ from: instantSchema, to: instantSchema })),
})
export type SyncStatistics = z.infer<typeof syncStatisticsSchema>

/** What one run adds. */
export function figuresOf({ outcome, counts }: Pick<SyncResult, 'outcome' | 'counts'>): SyncFigures {
  const down = totalOf(counts, 'down')
  const up = totalOf(counts, 'up')
  return {
    runs: 1,
    failedRuns: outcome === 'failed' ? 1 : 0,
    imported: down.created + down.updated + down.moved + down.deleted,
    exported: up.created + up.updated + up.moved + up.deleted,
    failedItems: down.failed + up.failed,
  }
}

export function addFigures(one: SyncFigures, other: SyncFigures): SyncFigures {
  return {
    runs: one.runs + other.runs,
    failedRuns: one.failedRuns + other.failedRuns,
    imported: one.imported + other.imported,
    exported: one.exported + other.exported,
    failedItems: one.failedItems + other.failedItems,
  }
}
