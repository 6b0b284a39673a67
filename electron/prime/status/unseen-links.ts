/**
 * Links to items that we have put where they lie, and that left again before the folder was observed: a folder tells
 * nothing of what came and went in between, neither its creation nor its deletion.
 */
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import type { PrimeDatabase, PrimeTransaction } from '../database.ts'
import type { ItemLink, SyncPairId } from '../sync-status.ts'
import { itemLinkOf, linkOf } from './links.ts'
import { putPendingExchange } from './pending-exchange.ts'

export async function unseenLinks(
  database: PrimeDatabase,
  pair: SyncPairId,
  kind: SyncKind,
): Promise<ItemLink[]> {
  const rows = await database
    .selectFrom('item_link')
    .leftJoin('pending_exchange', (join) =>
      join
        .onRef('pending_exchange.sync_pair_id', '=', 'item_link.sync_pair_id')
        .onRef('pending_exchange.exchange_item_id', '=', 'item_link.exchange_item_id'),
    )
    .selectAll('item_link')
    .where('item_link.sync_pair_id', '=', pair)
    .where('item_link.kind', '=', kind)
    .where('item_link.is_observed', '=', 0)
    .where('item_link.deleted_at', 'is', null)
    .where('pending_exchange.exchange_item_id', 'is', null)
    .execute()
  return rows.map((row) => itemLinkOf(linkOf(row)))
}

export async function recordGone(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  kind: SyncKind,
  links: readonly ItemLink[],
): Promise<void> {
  const gone = links.map(({ exchangeItemId, folder }) => ({
    ...{ exchangeItemId, folder },
    state: { kind: 'deleted' } as const,
    attempts: 0,
    error: null,
  }))
  await putPendingExchange(transaction, pair, kind, gone)
}
