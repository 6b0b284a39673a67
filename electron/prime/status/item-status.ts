/** How one object stands between both sides: what a person who looks at it wants to know. */
import type { ItemStatus } from '#shared/domain/data.ts'
import type { Instant, PrimeItemId } from '#shared/domain/ids.ts'
import type { FolderKey } from '#shared/domain/sync-kinds.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { PrimeDatabase } from '../database.ts'
import { itemHeads } from '../items/items.ts'
import type { AttemptLimits, SyncPairId } from '../sync-status.ts'
import { errorOf } from './pending-exchange.ts'

/** @returns `prime-item.not-found` */
export async function itemStatus(
  database: PrimeDatabase,
  pair: SyncPairId,
  id: PrimeItemId,
  limits: AttemptLimits,
): Promise<Result<ItemStatus>> {
  const head = (await itemHeads(database, [id])).get(id)
  if (!head || head.isDeleted) return failure(appError('prime-item.not-found'))
  const link = await database
    .selectFrom('item_link')
    .select(['folder', 'prime_revision', 'synchronised_at'])
    .where('sync_pair_id', '=', pair)
    .where('prime_item_id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  const pending = await database
    .selectFrom('pending_prime')
    .select(['attempts', 'is_given_up', 'error'])
    .where('sync_pair_id', '=', pair)
    .where('prime_item_id', '=', id)
    .executeTakeFirst()
  const isLinked = link !== undefined
  if (pending) {
    const { attempts } = pending
    const error = errorOf(pending.error)
    const isGivenUp = pending.is_given_up !== 0 || attempts >= limits.up
    return ok(
      error !== null && isGivenUp
        ? { state: 'failed', isLinked, attempts, error }
        : { state: 'waiting', isLinked, attempts, error },
    )
  }
  const observed = await database
    .selectFrom('sync_pair_kind')
    .select('observed_revision')
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', head.kind)
    .executeTakeFirst()
  const isObserved = head.revision <= (observed?.observed_revision ?? 0)
  const isOwn = link !== undefined && link.prime_revision >= head.revision
  if (!isObserved && !isOwn) return ok({ state: 'waiting', isLinked, attempts: 0, error: null })
  if (!link) return ok({ state: 'left-alone' })
  const at = link.synchronised_at as Instant | null
  return ok({ state: 'synchronised', at, folder: link.folder as FolderKey })
}
