/**
 * The figures of runs, added up by quarters of an hour of their end.
 *
 * A year of 500 accounts that run every five minutes is 52 million runs; added up it is 35,040 rows, whatever the number
 * of accounts. A quarter of an hour is what all time zones share: their days and hours begin at one, so the figures of
 * the days of any zone are sums of whole rows. They are kept as long as the runs, and at least as long as the longest
 * chart looks back. Rejected: adding up the runs themselves when somebody asks (seconds for a month), and rows by hour
 * (zones with half hours) or by account (500 times as many, which nobody looks at).
 */
import { sql } from 'kysely'
import type { Instant } from '#shared/domain/ids.ts'
import { instantOf } from '#shared/domain/ids.ts'
import { NO_FIGURES, type SyncFigures } from '#shared/domain/sync-statistics.ts'
import type { PrimeDatabase, PrimeTransaction } from '../database.ts'

const QUARTER = 15 * 60_000 // ms

/** A chart of a month begins with a day: without these it would show nothing where something has happened. */
const KEPT_AT_LEAST = 31 * 86_400_000 // ms

export function quarterOf(instant: Instant): Instant {
  return instantOf(new Date(Math.floor(Date.parse(instant) / QUARTER) * QUARTER))
}

/** Adds what a run has done. @param endedAt of the run */
export async function addToFigures(
  transaction: PrimeTransaction,
  endedAt: Instant,
  figures: SyncFigures,
): Promise<void> {
  await transaction
    .insertInto('sync_figures')
    .values({
      quarter: quarterOf(endedAt),
      runs: figures.runs,
      failed_runs: figures.failedRuns,
      imported: figures.imported,
      exported: figures.exported,
      failed_items: figures.failedItems,
    })
    .onConflict((conflict) =>
      conflict.column('quarter').doUpdateSet((eb) => ({
        runs: eb('sync_figures.runs', '+', eb.ref('excluded.runs')),
        failed_runs: eb('sync_figures.failed_runs', '+', eb.ref('excluded.failed_runs')),
        imported: eb('sync_figures.imported', '+', eb.ref('excluded.imported')),
        exported: eb('sync_figures.exported', '+', eb.ref('excluded.exported')),
        failed_items: eb('sync_figures.failed_items', '+', eb.ref('excluded.failed_items')),
      })),
    )
    .execute()
}

/** @param keepSince from when on runs are kept */
export async function forgetFigures(
  transaction: PrimeTransaction,
  keepSince: Instant,
  now: Instant,
): Promise<void> {
  const ofCharts = instantOf(new Date(Date.parse(now) - KEPT_AT_LEAST))
  const before = quarterOf(keepSince < ofCharts ? keepSince : ofCharts)
  await transaction.deleteFrom('sync_figures').where('quarter', '<', before).execute()
}

/** @param borders at quarters of an hour; from each to the next is one interval */
export async function figuresBetween(
  database: PrimeDatabase,
  borders: readonly Instant[],
): Promise<SyncFigures[]> {
  const starts = borders.slice(0, -1)
  if (starts.length === 0) return []
  const intervals = starts.map(
    (start, position) => sql`(${position}, ${start}, ${borders[position + 1] ?? start})`,
  )
  const { rows } = await sql<SyncFigures & { position: number }>`
    with span (position, starts, ends) as (values ${sql.join(intervals)})
    select span.position as "position",
      sum(f.runs) as "runs", sum(f.failed_runs) as "failedRuns", sum(f.imported) as "imported",
      sum(f.exported) as "exported", sum(f.failed_items) as "failedItems"
    from span join sync_figures f on f.quarter >= span.starts and f.quarter < span.ends
    group by span.position`.execute(database)
  const found = new Map(rows.map(({ position, ...figures }) => [position, figures]))
  return starts.map((_start, position) => found.get(position) ?? NO_FIGURES)
}
