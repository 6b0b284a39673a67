/** The journal of conflicts: versions that lost, kept so that an administrator can bring them back. */
import { randomUUID } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import type { Instant, PrimeItemId } from '#shared/domain/ids.ts'
import type { TimeCursor } from '#shared/domain/sync-monitor.ts'
import { primeRecordSchema, type PrimeRecord } from '#shared/domain/prime-items.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Database, PrimeDatabase, PrimeTransaction } from '../database.ts'
import { itemHeads, saveItems } from '../items/items.ts'
import type { StoredItem } from '../prime-store.ts'
import type { Conflict, NewConflict, SyncPairId } from '../sync-status.ts'

export async function keepConflicts(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  conflicts: readonly NewConflict[],
): Promise<void> {
  await transaction
    .insertInto('conflict')
    .values(
      conflicts.map((conflict) => ({
        id: randomUUID(),
        sync_pair_id: pair,
        prime_item_id: conflict.primeItemId,
        kind: conflict.kind,
        at: conflict.at,
        winner: conflict.winner,
        fields: JSON.stringify(conflict.fields),
        winning: JSON.stringify(conflict.winning),
        losing: JSON.stringify(conflict.losing),
        winning_mime: mimeOf(conflict.winning),
        losing_mime: mimeOf(conflict.losing),
        restored_at: null,
      })),
    )
    .execute()
}

/** Of these pairs, newest first, behind the cursor. */
export async function listConflicts(
  database: PrimeDatabase,
  pairs: readonly SyncPairId[],
  { after, limit }: { readonly after: TimeCursor | null; readonly limit: number },
): Promise<Conflict[]> {
  if (pairs.length === 0) return []
  let select = database.selectFrom('conflict').selectAll()
  const [only] = pairs
  if (pairs.length === 1 && only !== undefined) select = select.where('sync_pair_id', '=', only)
  // An expression, for which there is no index: with the one by pair the conflicts of all of them would be sorted.
  else select = select.where(sql<string>`sync_pair_id || ''`, 'in', pairs)
  if (after !== null)
    select = select
      .where('at', '<=', after.at)
      .where((e) => e.or([e('at', '<', after.at), e('id', '>', after.id)]))
  const rows = await select.orderBy('at', 'desc').orderBy('id').limit(limit).execute()
  return rows.map(conflictOf)
}

/** @returns `conflict.not-found` */
export async function restoreConflict(
  transaction: PrimeTransaction,
  id: string,
  at: Instant,
): Promise<Result<StoredItem>> {
  const row = await transaction.selectFrom('conflict').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return failure(appError('conflict.not-found'))
  const { primeItemId, losing } = conflictOf(row)
  const head = (await itemHeads(transaction, [primeItemId])).get(primeItemId)
  if (!head) throw new Error(`The conflict ${id} is one of no object.`)
  const [item] = await saveItems(transaction, [
    { id: primeItemId, account: head.primeEmailAccountId, record: losing },
  ])
  if (!item) throw new Error(`The object ${primeItemId} was not saved.`)
  await transaction.updateTable('conflict').set({ restored_at: at }).where('id', '=', id).execute()
  return ok(item)
}

function conflictOf(row: Selectable<Database['conflict']>): Conflict {
  return {
    id: row.id,
    pair: row.sync_pair_id as SyncPairId,
    at: row.at as Instant,
    kind: row.kind,
    primeItemId: row.prime_item_id as PrimeItemId,
    winner: row.winner,
    fields: z.array(z.string()).parse(JSON.parse(row.fields)),
    winning: primeRecordSchema.parse(JSON.parse(row.winning)),
    losing: primeRecordSchema.parse(JSON.parse(row.losing)),
    restoredAt: row.restored_at as Instant | null,
  }
}

function mimeOf(record: PrimeRecord): string | null {
  return record.kind === 'email' ? record.mime : null
}
