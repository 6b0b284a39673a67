/** The journal of conflicts: versions that lost, kept so that an administrator can bring them back. */
import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Instant, PrimeItemId } from '#shared/domain/ids.ts'
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

export async function listConflicts(
  database: PrimeDatabase,
  pair: SyncPairId,
  limit: number,
): Promise<Conflict[]> {
  const rows = await database
    .selectFrom('conflict')
    .selectAll()
    .where('sync_pair_id', '=', pair)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
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
