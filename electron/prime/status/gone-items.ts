/**
 * Items of which Exchange tells no deletion although they are gone, or may be: those that a full pass has not met, and
 * those that we have put where they lie and that no page has told of. A folder says nothing of what came and went
 * between two observations. Their deletion is recorded as if it had been told.
 */
import { sql } from 'kysely'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import type { PrimeDatabase, PrimeTransaction } from '../database.ts'
import type { FolderStatus, ItemLink, SyncPairId } from '../sync-status.ts'
import { itemLinkOf, linkOf } from './links.ts'
import { putPendingExchange } from './pending-exchange.ts'

/** The full pass has ended: linked items of the folder that it has not seen are gone. */
export async function recordUnseen(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  kind: SyncKind,
  { folder, pass }: FolderStatus,
): Promise<number> {
  const unseen = await settledLinks(transaction, pair, kind)
    .where('item_link.folder', '=', folder)
    .where('item_link.pass', '<', pass)
    .execute()
  await recordGone(
    transaction,
    pair,
    kind,
    unseen.map((row) => linkOf(row)),
  )
  return unseen.length
}

/** Links to items that no page has told of. */
export async function unseenLinks(
  database: PrimeDatabase,
  pair: SyncPairId,
  kind: SyncKind,
): Promise<ItemLink[]> {
  const rows = await settledLinks(database, pair, kind)
    // As a literal, without which SQLite does not see that the index is that of these rows.
    .where('item_link.is_observed', '=', sql.lit(0))
    .execute()
  return rows.map((row) => itemLinkOf(linkOf(row)))
}

export async function recordGone(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  kind: SyncKind,
  links: readonly Pick<ItemLink, 'exchangeItemId' | 'folder'>[],
): Promise<void> {
  const gone = links.map(({ exchangeItemId, folder }) => ({
    ...{ exchangeItemId, folder },
    state: { kind: 'deleted' } as const,
    attempts: 0,
    error: null,
  }))
  await putPendingExchange(transaction, pair, kind, gone)
}

/** Live links of items about which Exchange has told nothing that is still to be done. */
function settledLinks(database: PrimeDatabase, pair: SyncPairId, kind: SyncKind) {
  return database
    .selectFrom('item_link')
    .leftJoin('pending_exchange', (join) =>
      join
        .onRef('pending_exchange.sync_pair_id', '=', 'item_link.sync_pair_id')
        .onRef('pending_exchange.exchange_item_id', '=', 'item_link.exchange_item_id'),
    )
    .selectAll('item_link')
    .where('item_link.sync_pair_id', '=', pair)
    .where('item_link.kind', '=', kind)
    .where('item_link.deleted_at', 'is', null)
    .where('pending_exchange.exchange_item_id', 'is', null)
}
