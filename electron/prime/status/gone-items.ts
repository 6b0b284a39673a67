/** Items that a full pass has not met: they are gone, and their deletion is recorded as if Exchange had told it. */
import type { FolderKey, SyncKind } from '#shared/domain/sync-kinds.ts'
import type { ExchangeItemId } from '../../exchange/exchange-client.ts'
import type { PrimeDatabase, PrimeTransaction } from '../database.ts'
import type { FolderStatus, PendingExchange, SyncPairId } from '../sync-status.ts'
import { putPendingExchange } from './pending-exchange.ts'

/** The full pass has ended: linked items of the folder that it has not seen are gone. */
export async function recordUnseen(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  kind: SyncKind,
  { folder, pass }: FolderStatus,
): Promise<number> {
  const unseen = await linkedItems(transaction, pair, kind, folder)
    .where('item_link.pass', '<', pass)
    .execute()
  return await recordGone(transaction, pair, kind, folder, unseen)
}

/** Linked items of a folder about which nothing is to be done. */
function linkedItems(db: PrimeDatabase, pair: SyncPairId, kind: SyncKind, folder: FolderKey) {
  return db
    .selectFrom('item_link')
    .leftJoin('pending_exchange', (join) =>
      join
        .onRef('pending_exchange.sync_pair_id', '=', 'item_link.sync_pair_id')
        .onRef('pending_exchange.exchange_item_id', '=', 'item_link.exchange_item_id'),
    )
    .where('item_link.sync_pair_id', '=', pair)
    .where('item_link.kind', '=', kind)
    .where('item_link.folder', '=', folder)
    .where('item_link.deleted_at', 'is', null)
    .where('pending_exchange.exchange_item_id', 'is', null)
    .select('item_link.exchange_item_id')
}

async function recordGone(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  kind: SyncKind,
  folder: FolderKey,
  rows: readonly { readonly exchange_item_id: string }[],
): Promise<number> {
  const gone = rows.map(({ exchange_item_id }): PendingExchange => ({
    exchangeItemId: exchange_item_id as ExchangeItemId,
    folder,
    state: { kind: 'deleted' },
    attempts: 0,
    error: null,
  }))
  await putPendingExchange(transaction, pair, kind, gone)
  return gone.length
}
