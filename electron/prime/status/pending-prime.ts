/** The rows of pending changes in Winoffice Prime, and how the change feed becomes such. */
import type { Selectable } from 'kysely'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { Revision } from '#shared/domain/prime-items.ts'
import { SYNC_KINDS, type FolderKey, type SyncKind } from '#shared/domain/sync-kinds.ts'
import type { AppError } from '#shared/errors.ts'
import type { ClientId } from '../../exchange/gateway/values.ts'
import { partsOf, truth, type Database, type PrimeDatabase, type PrimeTransaction } from '../database.ts'
import { itemHeads } from '../items/items.ts'
import type { Intent, PendingPrime, SyncPairId } from '../sync-status.ts'
import { errorOf } from './pending-exchange.ts'

type Row = Selectable<Database['pending_prime']>

/** Changes of the feed that are taken over in one transaction. */
const CHANGES_PER_STEP = 1_000

/**
 * Takes the next changes of a kind into the pending changes.
 * @returns how many came in, and whether the feed has been observed to its end
 */
export async function observePrimeStep(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  kind: SyncKind,
): Promise<{ pending: number; isEnd: boolean }> {
  const changes = await nextChanges(transaction, pair, kind)
  const last = changes.at(-1)
  if (!last) return { pending: 0, isEnd: true }
  const news = changes.filter(
    ({ linkRevision, revision }) => linkRevision === null || linkRevision < revision,
  )
  const [saved, deleted] = [news.filter((row) => !row.isDeleted), news.filter((row) => row.isDeleted)]
  // Deleted before it was ever linked: nothing to do, unless it may have been created without our hearing of it.
  const settled = deleted.filter(({ linkRevision, hasIntent }) => linkRevision === null && !hasIntent)
  const pending = [...saved, ...deleted.filter((row) => !settled.includes(row))]
  await putPendingPrime(transaction, pair, kind, pending)
  await removePendingPrime(
    transaction,
    pair,
    settled.map(({ id }) => id),
  )
  await transaction
    .updateTable('sync_pair_kind')
    .set({ observed_revision: last.revision })
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', kind)
    .execute()
  return { pending: pending.length, isEnd: changes.length < CHANGES_PER_STEP }
}

async function nextChanges(transaction: PrimeTransaction, pair: SyncPairId, kind: SyncKind) {
  const { email_account_id, observed_revision } = await transaction
    .selectFrom('sync_pair_kind')
    .innerJoin('sync_pair', 'sync_pair.id', 'sync_pair_kind.sync_pair_id')
    .select(['email_account_id', 'observed_revision'])
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  const rows = await transaction
    .selectFrom('prime_item')
    .leftJoin('item_link', (join) =>
      join
        .onRef('item_link.prime_item_id', '=', 'prime_item.id')
        .on('item_link.sync_pair_id', '=', pair)
        .on('item_link.deleted_at', 'is', null),
    )
    .leftJoin('pending_prime', (join) =>
      join
        .onRef('pending_prime.prime_item_id', '=', 'prime_item.id')
        .on('pending_prime.sync_pair_id', '=', pair),
    )
    .select([
      'prime_item.id',
      'prime_item.revision',
      'prime_item.is_deleted',
      'item_link.prime_revision',
      'pending_prime.intent_step',
    ])
    .where('prime_item.email_account_id', '=', email_account_id)
    .where('prime_item.kind', '=', kind)
    .where('prime_item.revision', '>', observed_revision)
    .orderBy('prime_item.revision')
    .limit(CHANGES_PER_STEP)
    .execute()
  return rows.map((row) => ({
    id: row.id as PrimeItemId,
    revision: row.revision as Revision,
    isDeleted: row.is_deleted !== 0,
    linkRevision: row.prime_revision as Revision | null,
    hasIntent: row.intent_step !== null,
  }))
}

export async function pendingPrimeById(
  database: PrimeDatabase,
  pair: SyncPairId,
  ids: readonly PrimeItemId[],
): Promise<Map<PrimeItemId, PendingPrime & { readonly revision: Revision }>> {
  const found = new Map<PrimeItemId, PendingPrime & { readonly revision: Revision }>()
  for (const part of partsOf(ids)) {
    const rows = await database
      .selectFrom('pending_prime')
      .selectAll()
      .where('sync_pair_id', '=', pair)
      .where('prime_item_id', 'in', part)
      .execute()
    for (const row of rows)
      found.set(row.prime_item_id as PrimeItemId, {
        ...pendingPrimeOf(row),
        revision: row.revision as Revision,
      })
  }
  return found
}

/** Adds pending changes; of one object the later decides, its attempts begin anew and its intent stays. */
export async function putPendingPrime(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  kind: SyncKind,
  list: readonly { readonly id: PrimeItemId; readonly revision: Revision; readonly isDeleted: boolean }[],
): Promise<void> {
  const rows = list.map(({ id, revision, isDeleted }) => ({
    sync_pair_id: pair,
    prime_item_id: id,
    kind,
    change: isDeleted ? ('deleted' as const) : ('saved' as const),
    revision,
    attempts: 0,
    is_given_up: 0,
    error: null,
    failed_at: null,
  }))
  for (const part of partsOf(rows))
    await transaction
      .insertInto('pending_prime')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['sync_pair_id', 'prime_item_id']).doUpdateSet((e) => ({
          change: e.ref('excluded.change'),
          revision: e.ref('excluded.revision'),
          attempts: e.ref('excluded.attempts'),
          is_given_up: e.ref('excluded.is_given_up'),
          error: e.ref('excluded.error'),
          failed_at: e.ref('excluded.failed_at'),
        })),
      )
      .execute()
}

export async function removePendingPrime(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  ids: readonly PrimeItemId[],
): Promise<void> {
  for (const part of partsOf(ids))
    await transaction
      .deleteFrom('pending_prime')
      .where('sync_pair_id', '=', pair)
      .where('prime_item_id', 'in', part)
      .execute()
}

/** Makes sure that an object has a pending change: its own, or one that says how it is now. */
export async function ensurePendingPrime(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  ids: readonly PrimeItemId[],
): Promise<void> {
  if (ids.length === 0) return
  const known = await pendingPrimeById(transaction, pair, ids)
  const heads = await itemHeads(
    transaction,
    ids.filter((id) => !known.has(id)),
  )
  for (const kind of SYNC_KINDS) {
    const missing = [...heads.values()].filter((head) => head.kind === kind)
    await putPendingPrime(transaction, pair, kind, missing)
  }
}

/** One more attempt has failed. */
export async function failPendingPrime(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  id: PrimeItemId,
  { error, giveUp }: { readonly error: AppError; readonly giveUp: boolean },
): Promise<void> {
  await ensurePendingPrime(transaction, pair, [id])
  await transaction
    .updateTable('pending_prime')
    .set((e) => ({
      attempts: e('attempts', '+', 1),
      error: JSON.stringify(error),
      failed_at: e.fn.coalesce('failed_at', e.val(new Date().toISOString())),
      ...(giveUp ? { is_given_up: truth(true) } : {}),
    }))
    .where('sync_pair_id', '=', pair)
    .where('prime_item_id', '=', id)
    .execute()
}

export async function setIntent(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  id: PrimeItemId,
  intent: Intent | null,
): Promise<void> {
  if (intent !== null) await ensurePendingPrime(transaction, pair, [id])
  await transaction
    .updateTable('pending_prime')
    .set({
      intent_step: intent?.step ?? null,
      intent_client_id: intent?.clientId ?? null,
      intent_folder: intent?.folder ?? null,
    })
    .where('sync_pair_id', '=', pair)
    .where('prime_item_id', '=', id)
    .execute()
}

export function pendingPrimeOf(row: Row): PendingPrime {
  return {
    primeItemId: row.prime_item_id as PrimeItemId,
    change: row.change,
    attempts: row.attempts,
    error: errorOf(row.error),
    intent: intentOf(row),
  }
}

export function intentOf(
  row: Pick<Row, 'intent_step' | 'intent_client_id' | 'intent_folder'>,
): Intent | null {
  const { intent_step: step, intent_client_id: clientId, intent_folder: folder } = row
  return step !== null && clientId !== null && folder !== null
    ? { step, clientId: clientId as ClientId, folder: folder as FolderKey }
    : null
}
