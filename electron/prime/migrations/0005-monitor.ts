/**
 * The history of runs can be filtered, and problems say since when they are there.
 *
 * What runs are filtered by was inside their documents alone; it becomes columns, and the indexes by time hold them all,
 * so that a filter that finds little reads an index and not the runs. Rejected: an index for each filter, which costs
 * every run several writes, and none of which serves two filters at once.
 */
import { sql, type Kysely, type Migration } from 'kysely'

export const monitor: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const [name, value] of [
      ['outcome', 'succeeded'],
      ['trigger', 'schedule'],
    ] as const)
      await db.schema
        .alterTable('sync_run')
        .addColumn(name, 'text', (c) => c.notNull().defaultTo(value))
        .execute()
    await db.schema
      .alterTable('sync_run')
      .addColumn('is_eventful', 'integer', (c) => c.notNull().defaultTo(1))
      .execute()
    await fillFromDocuments(db)
    await db.schema
      .createIndex('sync_run_by_time')
      .on('sync_run')
      .columns(['started_at desc', 'id', 'account_id', 'outcome', 'trigger', 'is_eventful'])
      .execute()
    // What people look for among a hundred times as many that did nothing.
    await db.schema
      .createIndex('sync_run_eventful')
      .on('sync_run')
      .columns(['started_at desc', 'id', 'account_id', 'outcome', 'trigger'])
      .where(sql.ref('is_eventful'), '=', sql.lit(1))
      .execute()
    // By the same order within one account; the one that is replaced did not order runs of one moment.
    await db.schema.dropIndex('sync_run_by_account').execute()
    await db.schema
      .createIndex('sync_run_by_account')
      .on('sync_run')
      .columns(['account_id', 'started_at desc', 'id', 'outcome', 'trigger', 'is_eventful'])
      .execute()

    for (const table of ['pending_exchange', 'pending_prime'] as const) {
      await db.schema.alterTable(table).addColumn('failed_at', 'text').execute()
      await db.schema
        .createIndex(`${table}_failed`)
        .on(table)
        .columns(['sync_pair_id'])
        .where(sql.ref('error'), 'is not', null)
        .execute()
    }
    await db.schema.createIndex('conflict_by_time_alone').on('conflict').columns(['at desc', 'id']).execute()
  },
}

/** What their documents do not say stays as a new column begins: such runs are left out when they are read. */
async function fillFromDocuments(db: Kysely<unknown>): Promise<void> {
  const counts = ['emails', 'calendar', 'tasks'].flatMap((kind) =>
    ['down', 'up'].flatMap((direction) =>
      ['created', 'updated', 'moved', 'deleted', 'failed'].map(
        (what) => `$.counts.kinds.${kind}.${direction}.${what}`,
      ),
    ),
  )
  const acted = [...counts, '$.counts.conflicts', '$.waitedMilliseconds'].map(
    (path) => sql`coalesce(json_extract(document, ${sql.lit(path)}), 0)`,
  )
  await sql`
    update sync_run set
      outcome = coalesce(json_extract(document, '$.outcome'), 'succeeded'),
      trigger = coalesce(json_extract(document, '$.trigger'), 'schedule'),
      is_eventful = coalesce(json_extract(document, '$.outcome'), '') <> 'succeeded'
        or ${sql.join(acted, sql` + `)} > 0
    where json_valid(document)
  `.execute(db)
}
