/**
 * The change feed: the latest change of each object, by revision. It is read by the synchronisation and by whoever
 * else follows the objects of an account; a reader remembers the revision of the last line that it has dealt with.
 */
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { Revision } from '#shared/domain/prime-items.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import type { PrimeDatabase } from './database.ts'
import { loadItems } from './items/items.ts'
import type { FeedChange, StoredItem } from './prime-store.ts'

export async function changesSince(
  database: PrimeDatabase,
  query: { primeEmailAccountId: PrimeEmailAccountId; after: Revision; limit: number },
): Promise<FeedChange[]> {
  const rows = await database
    .selectFrom('prime_item')
    .select(['id', 'kind', 'revision', 'is_deleted'])
    .where('email_account_id', '=', query.primeEmailAccountId)
    .where('revision', '>', query.after)
    .orderBy('revision')
    .limit(query.limit)
    .execute()
  return rows.map((row) => ({
    revision: row.revision as Revision,
    itemId: row.id as PrimeItemId,
    kind: row.kind,
    change: row.is_deleted === 0 ? 'saved' : 'deleted',
  }))
}

export async function listItems(
  database: PrimeDatabase,
  query: {
    primeEmailAccountId: PrimeEmailAccountId
    kind: SyncKind
    after: Revision | null
    limit: number
  },
): Promise<StoredItem[]> {
  const rows = await database
    .selectFrom('prime_item')
    .select('id')
    .where('email_account_id', '=', query.primeEmailAccountId)
    .where('kind', '=', query.kind)
    .where('is_deleted', '=', 0)
    .where('revision', '>', query.after ?? 0)
    .orderBy('revision')
    .limit(query.limit)
    .execute()
  const ids = rows.map(({ id }) => id as PrimeItemId)
  const items = await loadItems(database, ids)
  return ids.flatMap((id) => items.get(id) ?? [])
}
