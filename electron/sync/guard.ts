/**
 * The guard against a side that is suddenly empty: a mailbox that was replaced, a restored database, a folder emptied
 * by mistake. When more than half of what is linked would be deleted in one run, the run stops before it deletes
 * anything and asks a person; nothing is lost by waiting.
 *
 * A handful of deletions never asks: with three tasks, finishing two is everyday life.
 */
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import { appError, type AppError } from '#shared/errors.ts'
import type { PendingCounts } from '../prime/sync-status.ts'

/** Below that, what was deleted is quickly found in the deleted items. */
const FEWEST_DELETIONS = 5

/** Whether there are so many deletions that they have to be compared with what is linked. */
export function isGuarded({ exchange, prime }: PendingCounts): boolean {
  return Math.max(exchange.deleted, prime.deleted) >= FEWEST_DELETIONS
}

/**
 * @param linked how many objects are on both sides
 * @returns the error that stops the run, or `null`
 */
export function guard({ exchange, prime, kind }: PendingCounts, linked: number): AppError | null {
  return tooMany(kind, 'exchange', exchange.deleted, linked) ?? tooMany(kind, 'prime', prime.deleted, linked)
}

function tooMany(
  kind: SyncKind,
  side: 'exchange' | 'prime',
  deletions: number,
  linked: number,
): AppError | null {
  if (deletions < FEWEST_DELETIONS || deletions * 2 <= linked) return null
  return appError('sync.mass-deletion', { kind, side, deletions, linked })
}
