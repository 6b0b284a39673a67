/** The figures of runs by quarters of an hour, with those of the runs that are there. */
import type { Kysely, Migration } from 'kysely'
import { z } from 'zod'
import { instantSchema, type Instant } from '#shared/domain/ids.ts'
import { addFigures, figuresOf, NO_FIGURES, type SyncFigures } from '#shared/domain/sync-statistics.ts'
import { syncCountsSchema, syncOutcomeSchema } from '#shared/domain/sync.ts'
import { quarterOf } from '../status/figures.ts'

export const figures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('sync_figures')
      .addColumn('quarter', 'text', (c) => c.primaryKey())
      .addColumn('runs', 'bigint', (c) => c.notNull())
      .addColumn('failed_runs', 'bigint', (c) => c.notNull())
      .addColumn('imported', 'bigint', (c) => c.notNull())
      .addColumn('exported', 'bigint', (c) => c.notNull())
      .addColumn('failed_items', 'bigint', (c) => c.notNull())
      .execute()
    await addUpRuns(db)
  },
}

/** As they are at this version. */
type Tables = {
  sync_run: { id: string; ended_at: string; document: string }
  sync_figures: {
    quarter: string
    runs: number
    failed_runs: number
    imported: number
    exported: number
    failed_items: number
  }
}

const RUNS_AT_A_TIME = 1_000

const runSchema = z.object({ endedAt: instantSchema, outcome: syncOutcomeSchema, counts: syncCountsSchema })

async function addUpRuns(db: Kysely<Tables>): Promise<void> {
  const sums = new Map<Instant, SyncFigures>()
  let after: string | undefined = ''
  while (after !== undefined) {
    const runs: { id: string; document: string }[] = await db
      .selectFrom('sync_run')
      .select(['id', 'document'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(RUNS_AT_A_TIME)
      .execute()
    for (const { document } of runs) {
      const run = runSchema.safeParse(JSON.parse(document))
      if (!run.success) continue
      const quarter = quarterOf(run.data.endedAt)
      sums.set(quarter, addFigures(sums.get(quarter) ?? NO_FIGURES, figuresOf(run.data)))
    }
    after = runs.at(-1)?.id
  }
  for (const [quarter, sum] of sums)
    await db
      .insertInto('sync_figures')
      .values({
        ...{ quarter, runs: sum.runs, failed_runs: sum.failedRuns },
        ...{ imported: sum.imported, exported: sum.exported, failed_items: sum.failedItems },
      })
      .execute()
}
