/** Objects that failed, and their new attempts. */
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { FolderKey } from '#shared/domain/sync-kinds.ts'
import type { ExchangeItemId } from '../../exchange/exchange-client.ts'
import { partsOf, type PrimeDatabase, type PrimeTransaction } from '../database.ts'
import type { AttemptLimits, Problem, SyncPairId } from '../sync-status.ts'
import { errorOf } from './pending-exchange.ts'

export async function listProblems(
  database: PrimeDatabase,
  pair: SyncPairId,
  limits: AttemptLimits,
): Promise<Problem[]> {
  const problems = [...(await onExchange(database, pair, limits)), ...(await inPrime(database, pair, limits))]
  const subjects = await subjectsOf(
    database,
    problems.flatMap(({ primeItemId }) => primeItemId ?? []),
  )
  return problems.map((problem) => ({
    ...problem,
    subject: (problem.primeItemId && subjects.get(problem.primeItemId)) ?? null,
  }))
}

async function onExchange(
  database: PrimeDatabase,
  pair: SyncPairId,
  limits: AttemptLimits,
): Promise<Problem[]> {
  const rows = await database
    .selectFrom('pending_exchange')
    .leftJoin('item_link', (join) =>
      join
        .onRef('item_link.sync_pair_id', '=', 'pending_exchange.sync_pair_id')
        .onRef('item_link.exchange_item_id', '=', 'pending_exchange.exchange_item_id')
        .on('item_link.deleted_at', 'is', null),
    )
    .selectAll('pending_exchange')
    .select('item_link.prime_item_id')
    .where('pending_exchange.sync_pair_id', '=', pair)
    .where('error', 'is not', null)
    .orderBy('position')
    .execute()
  return rows.flatMap((row) => {
    const error = errorOf(row.error)
    return error === null
      ? []
      : {
          kind: row.kind,
          side: 'exchange' as const,
          exchangeItemId: row.exchange_item_id as ExchangeItemId,
          primeItemId: row.prime_item_id as PrimeItemId | null,
          folder: row.folder as FolderKey,
          subject: null,
          attempts: row.attempts,
          givenUp: row.attempts >= limits.down,
          error,
        }
  })
}

async function inPrime(database: PrimeDatabase, pair: SyncPairId, limits: AttemptLimits): Promise<Problem[]> {
  const rows = await database
    .selectFrom('pending_prime')
    .leftJoin('item_link', (join) =>
      join
        .onRef('item_link.sync_pair_id', '=', 'pending_prime.sync_pair_id')
        .onRef('item_link.prime_item_id', '=', 'pending_prime.prime_item_id')
        .on('item_link.deleted_at', 'is', null),
    )
    .selectAll('pending_prime')
    .select(['item_link.exchange_item_id', 'item_link.folder'])
    .where('pending_prime.sync_pair_id', '=', pair)
    .where('error', 'is not', null)
    .orderBy('revision')
    .execute()
  return rows.flatMap((row) => {
    const error = errorOf(row.error)
    return error === null
      ? []
      : {
          kind: row.kind,
          side: 'prime' as const,
          exchangeItemId: row.exchange_item_id as ExchangeItemId | null,
          primeItemId: row.prime_item_id as PrimeItemId,
          folder: (row.folder ?? row.intent_folder) as FolderKey | null,
          subject: null,
          attempts: row.attempts,
          givenUp: row.is_given_up !== 0 || row.attempts >= limits.up,
          error,
        }
  })
}

async function subjectsOf(
  database: PrimeDatabase,
  ids: readonly PrimeItemId[],
): Promise<Map<PrimeItemId, string>> {
  const subjects = new Map<PrimeItemId, string>()
  for (const part of partsOf(ids))
    for (const table of ['email', 'appointment', 'task'] as const) {
      const rows = await database
        .selectFrom(table)
        .select(['id', 'subject'])
        .where('id', 'in', part)
        .execute()
      for (const { id, subject } of rows) subjects.set(id as PrimeItemId, subject)
    }
  return subjects
}

/**
 * A person who names an object of which nobody knows whether it was sent has looked, and wants it sent: the intent
 * that holds it back goes. Whoever tries everything again has looked at nothing.
 * @returns how many pending changes will be tried anew
 */
export async function retryProblems(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  items: readonly Pick<Problem, 'exchangeItemId' | 'primeItemId'>[] | null,
): Promise<number> {
  const exchangeIds = items?.flatMap(({ exchangeItemId }) => exchangeItemId ?? [])
  const primeIds = items?.flatMap(({ primeItemId }) => primeItemId ?? [])
  let exchange = transaction
    .updateTable('pending_exchange')
    .set({ attempts: 0 })
    .where('sync_pair_id', '=', pair)
    .where('error', 'is not', null)
  if (exchangeIds) exchange = exchange.where('exchange_item_id', 'in', exchangeIds)
  let prime = transaction
    .updateTable('pending_prime')
    .set({ attempts: 0, is_given_up: 0 })
    .where('sync_pair_id', '=', pair)
    .where('error', 'is not', null)
  if (primeIds) prime = prime.where('prime_item_id', 'in', primeIds)
  if (primeIds !== undefined && primeIds.length > 0) {
    await transaction
      .updateTable('pending_prime')
      .set({ intent_step: null, intent_client_id: null, intent_folder: null })
      .where('sync_pair_id', '=', pair)
      .where('intent_step', '=', 'sending')
      .where('is_given_up', '=', 1)
      .where('prime_item_id', 'in', primeIds)
      .execute()
  }
  const changed = [await exchange.executeTakeFirst(), await prime.executeTakeFirst()]
  return changed.reduce((count, { numUpdatedRows }) => count + Number(numUpdatedRows), 0)
}
