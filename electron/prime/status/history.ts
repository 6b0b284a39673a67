/**
 * The history of runs: by the minute and account it grows to millions in a year, so a page is found by an index alone
 * and only its documents are read. A page goes on behind the last run of the one before it; counting pages or skipping
 * rows would read everything before.
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { EwsAccountId, Instant } from '#shared/domain/ids.ts'
import { truth, type PrimeDatabase, type PrimeTransaction } from '../database.ts'
import type { EndedRun, KeptRunRow, RunPageQuery } from '../sync-status.ts'
import { addToFigures, forgetFigures } from './figures.ts'

export async function recordRun(
  transaction: PrimeTransaction,
  run: EndedRun,
  keepSince: Instant,
): Promise<void> {
  await transaction
    .insertInto('sync_run')
    .values({
      id: randomUUID(),
      account_id: run.accountId,
      started_at: run.startedAt,
      ended_at: run.endedAt,
      outcome: run.outcome,
      trigger: run.trigger,
      is_eventful: truth(run.isEventful),
      document: JSON.stringify(run.document),
    })
    .execute()
  await addToFigures(transaction, run.endedAt, run.figures)
  await forgetFigures(transaction, keepSince, run.endedAt)
  await transaction.deleteFrom('sync_run').where('ended_at', '<', keepSince).execute()
}

export async function listRuns(database: PrimeDatabase, query: RunPageQuery): Promise<KeptRunRow[]> {
  const rows = await database
    .selectFrom('sync_run')
    .selectAll()
    .where('id', 'in', pageOfIds(database, query))
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id as EwsAccountId,
    startedAt: row.started_at as Instant,
    endedAt: row.ended_at as Instant,
    outcome: row.outcome,
    trigger: row.trigger,
    isEventful: row.is_eventful !== 0,
    document: JSON.parse(row.document) as unknown,
  }))
}

/** Answered from an index, which holds everything that is asked for. */
function pageOfIds(database: PrimeDatabase, query: RunPageQuery) {
  const { accountIds, outcome, trigger, since, until, onlyEventful, after, limit } = query
  let ids = database.selectFrom('sync_run').select('id')
  const [only] = accountIds ?? []
  if (accountIds?.length === 1 && only !== undefined) ids = ids.where('account_id', '=', only)
  // An expression, for which there is no index: with the one by account the runs of all of them would be sorted.
  else if (accountIds !== null)
    ids = ids.where(sql<string>`account_id || ''`, 'in', accountIds.length === 0 ? [''] : accountIds)
  if (outcome !== null) ids = ids.where('outcome', '=', outcome)
  if (trigger !== null) ids = ids.where('trigger', '=', trigger)
  // Whatever did not succeed is eventful. Written out, since the index of those is for this condition alone.
  if (onlyEventful || (outcome !== null && outcome !== 'succeeded'))
    ids = ids.where('is_eventful', '=', sql.lit(1))
  if (since !== null) ids = ids.where('started_at', '>=', since)
  if (until !== null) ids = ids.where('started_at', '<', until)
  if (after !== null)
    ids = ids
      .where('started_at', '<=', after.at)
      .where((e) => e.or([e('started_at', '<', after.at), e('id', '>', after.id)]))
  return ids.orderBy('started_at', 'desc').orderBy('id').limit(limit)
}
