/** The history of runs. */
import { randomUUID } from 'node:crypto'
import type { EwsAccountId, Instant } from '#shared/domain/ids.ts'
import type { PrimeDatabase, PrimeTransaction } from '../database.ts'
import type { StoredRun } from '../sync-status.ts'

export async function recordRun(
  transaction: PrimeTransaction,
  run: StoredRun,
  keepSince: Instant,
): Promise<void> {
  await transaction
    .insertInto('sync_run')
    .values({
      id: randomUUID(),
      account_id: run.accountId,
      started_at: run.startedAt,
      ended_at: run.endedAt,
      document: JSON.stringify(run.document),
    })
    .execute()
  await transaction.deleteFrom('sync_run').where('ended_at', '<', keepSince).execute()
}

export async function listRuns(
  database: PrimeDatabase,
  query: { readonly accountId: EwsAccountId | null; readonly limit: number },
): Promise<StoredRun[]> {
  let select = database.selectFrom('sync_run').selectAll()
  if (query.accountId !== null) select = select.where('account_id', '=', query.accountId)
  const rows = await select.orderBy('started_at', 'desc').orderBy('id').limit(query.limit).execute()
  return rows.map((row) => ({
    accountId: row.account_id as EwsAccountId,
    startedAt: row.started_at as Instant,
    endedAt: row.ended_at as Instant,
    document: JSON.parse(row.document) as unknown,
  }))
}
