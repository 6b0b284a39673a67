/** Objects that failed, and their new attempts. */
import type { Instant, PrimeItemId } from '#shared/domain/ids.ts'
import type { FolderKey } from '#shared/domain/sync-kinds.ts'
import type { ExchangeItemId } from '../../exchange/exchange-client.ts'
import { partsOf, type PrimeDatabase, type PrimeTransaction } from '../database.ts'
import type { AskedPair, AttemptLimits, Problem, SyncPairId } from '../sync-status.ts'
import { errorOf } from './pending-exchange.ts'

/** Of all these pairs, those that were given up first, then the newest; and how many there are. */
export async function listProblems(
  database: PrimeDatabase,
  asked: readonly AskedPair[],
  limit: number,
): Promise<{ problems: Problem[]; total: number }> {
  const all: Problem[] = []
  for (const part of partsOf(asked)) {
    const limits = new Map(part.map((each) => [each.pair, each.limits]))
    all.push(...(await onExchange(database, limits)), ...(await inPrime(database, limits)))
  }
  const shown = all.sort(byUrgency).slice(0, limit)
  const subjects = await subjectsOf(
    database,
    shown.flatMap(({ primeItemId }) => primeItemId ?? []),
  )
  const problems = shown.map((problem) => ({
    ...problem,
    subject: (problem.primeItemId && subjects.get(problem.primeItemId)) ?? null,
  }))
  return { problems, total: all.length }
}

function byUrgency(one: Problem, other: Problem): number {
  if (one.givenUp !== other.givenUp) return one.givenUp ? -1 : 1
  const [first, second] = [one.since ?? '', other.since ?? '']
  return first === second ? 0 : first < second ? 1 : -1
}

type Limits = ReadonlyMap<SyncPairId, AttemptLimits>

async function onExchange(database: PrimeDatabase, limits: Limits): Promise<Problem[]> {
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
    .where('pending_exchange.sync_pair_id', 'in', [...limits.keys()])
    .where('error', 'is not', null)
    .orderBy('position')
    .execute()
  return rows.flatMap((row) => {
    const error = errorOf(row.error)
    const pair = row.sync_pair_id as SyncPairId
    return error === null
      ? []
      : {
          pair,
          kind: row.kind,
          side: 'exchange' as const,
          exchangeItemId: row.exchange_item_id as ExchangeItemId,
          primeItemId: row.prime_item_id as PrimeItemId | null,
          folder: row.folder as FolderKey,
          subject: null,
          attempts: row.attempts,
          since: row.failed_at as Instant | null,
          givenUp: row.attempts >= (limits.get(pair)?.down ?? Infinity),
          error,
        }
  })
}

async function inPrime(database: PrimeDatabase, limits: Limits): Promise<Problem[]> {
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
    .where('pending_prime.sync_pair_id', 'in', [...limits.keys()])
    .where('error', 'is not', null)
    .orderBy('revision')
    .execute()
  return rows.flatMap((row) => {
    const error = errorOf(row.error)
    const pair = row.sync_pair_id as SyncPairId
    return error === null
      ? []
      : {
          pair,
          kind: row.kind,
          side: 'prime' as const,
          exchangeItemId: row.exchange_item_id as ExchangeItemId | null,
          primeItemId: row.prime_item_id as PrimeItemId,
          folder: (row.folder ?? row.intent_folder) as FolderKey | null,
          subject: null,
          attempts: row.attempts,
          since: row.failed_at as Instant | null,
          givenUp: row.is_given_up !== 0 || row.attempts >= (limits.get(pair)?.up ?? Infinity),
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
