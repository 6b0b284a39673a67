/** The rows of pending changes on Exchange. */
import type { Insertable, Selectable } from 'kysely'
import type { Instant } from '#shared/domain/ids.ts'
import type { FolderKey, SyncKind } from '#shared/domain/sync-kinds.ts'
import { appErrorSchema, type AppError } from '#shared/errors.ts'
import type { ChangeKey, ExchangeItemId } from '../../exchange/exchange-client.ts'
import { takeNumbers } from '../counters.ts'
import { partsOf, truth, type Database, type PrimeDatabase, type PrimeTransaction } from '../database.ts'
import type { PendingExchange, SyncPairId } from '../sync-status.ts'

type Row = Selectable<Database['pending_exchange']>

export async function pendingExchangeById(
  database: PrimeDatabase,
  pair: SyncPairId,
  ids: readonly ExchangeItemId[],
): Promise<Map<ExchangeItemId, PendingExchange>> {
  const found = new Map<ExchangeItemId, PendingExchange>()
  for (const part of partsOf(ids)) {
    const rows = await database
      .selectFrom('pending_exchange')
      .selectAll()
      .where('sync_pair_id', '=', pair)
      .where('exchange_item_id', 'in', part)
      .execute()
    for (const pending of rows.map(pendingExchangeOf)) found.set(pending.exchangeItemId, pending)
  }
  return found
}

/** Adds pending changes behind those that are there; one of the same item is replaced. */
export async function putPendingExchange(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  kind: SyncKind,
  list: readonly PendingExchange[],
): Promise<void> {
  if (list.length === 0) return
  const first = await takeNumbers(transaction, 'pending', list.length)
  const rows = list.map((pending, index) => rowOf(pair, kind, first + index, pending))
  for (const part of partsOf(rows))
    await transaction
      .insertInto('pending_exchange')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['sync_pair_id', 'exchange_item_id']).doUpdateSet((e) => ({
          kind: e.ref('excluded.kind'),
          folder: e.ref('excluded.folder'),
          position: e.ref('excluded.position'),
          state: e.ref('excluded.state'),
          item_kind: e.ref('excluded.item_kind'),
          change_key: e.ref('excluded.change_key'),
          size: e.ref('excluded.size'),
          received_at: e.ref('excluded.received_at'),
          is_read: e.ref('excluded.is_read'),
          attempts: e.ref('excluded.attempts'),
          error: e.ref('excluded.error'),
          failed_at: e.ref('excluded.failed_at'),
        })),
      )
      .execute()
}

export async function removePendingExchange(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  ids: readonly ExchangeItemId[],
): Promise<void> {
  for (const part of partsOf(ids))
    await transaction
      .deleteFrom('pending_exchange')
      .where('sync_pair_id', '=', pair)
      .where('exchange_item_id', 'in', part)
      .execute()
}

/** One more attempt has failed. */
export async function failPendingExchange(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  id: ExchangeItemId,
  error: AppError,
): Promise<void> {
  await transaction
    .updateTable('pending_exchange')
    .set((e) => ({
      attempts: e('attempts', '+', 1),
      error: JSON.stringify(error),
      failed_at: e.fn.coalesce('failed_at', e.val(new Date().toISOString())),
    }))
    .where('sync_pair_id', '=', pair)
    .where('exchange_item_id', '=', id)
    .execute()
}

export function pendingExchangeOf(row: Row): PendingExchange {
  return {
    exchangeItemId: row.exchange_item_id as ExchangeItemId,
    folder: row.folder as FolderKey,
    state: stateOf(row),
    attempts: row.attempts,
    error: errorOf(row.error),
  }
}

export function errorOf(json: string | null): AppError | null {
  return json === null ? null : appErrorSchema.parse(JSON.parse(json))
}

function stateOf(row: Row): PendingExchange['state'] {
  switch (row.state) {
    case 'changed':
      return {
        kind: 'changed',
        itemKind: row.item_kind ?? '',
        changeKey: row.change_key as ChangeKey | null,
        size: row.size,
        receivedAt: row.received_at as Instant | null,
      }
    case 'read-flag':
      return { kind: 'read-flag', isRead: row.is_read !== 0 }
    default:
      return { kind: row.state }
  }
}

function rowOf(
  pair: SyncPairId,
  kind: SyncKind,
  position: number,
  { exchangeItemId, folder, state, attempts, error }: PendingExchange,
): Insertable<Database['pending_exchange']> {
  const changed = state.kind === 'changed' ? state : null
  return {
    sync_pair_id: pair,
    exchange_item_id: exchangeItemId,
    kind,
    folder,
    position,
    state: state.kind,
    item_kind: changed?.itemKind ?? null,
    change_key: changed?.changeKey ?? null,
    size: changed?.size ?? null,
    received_at: changed?.receivedAt ?? null,
    is_read: state.kind === 'read-flag' ? truth(state.isRead) : null,
    attempts,
    error: error && JSON.stringify(error),
    failed_at: null,
  }
}
