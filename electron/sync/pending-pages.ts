/** Pending work, page by page: no more of it is in memory than a stage works on. */
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { PendingExchange, PendingGroup } from '../prime/sync-status.ts'
import { type KindRun, isAborted } from './kind-run.ts'

export type PendingQuery = {
  readonly side: 'exchange' | 'prime'
  /** Default: all. */
  readonly states?: readonly PendingExchange['state']['kind'][]
  readonly limit: number
}

/** @returns the first failure of `take`, `sync.cancelled` between two pages, or what the store fails with */
export async function eachPendingPage<R extends PrimeRecord>(
  run: KindRun<R>,
  query: PendingQuery,
  take: (groups: readonly PendingGroup[]) => Promise<Result<void>>,
): Promise<Result<void>> {
  const { store, pair, kind, settings } = run
  let after: string | null = null
  do {
    if (isAborted(run)) return failure(appError('sync.cancelled'))
    const page: Result<{ groups: PendingGroup[]; next: string | null }> = await store.status.pendingGroups(
      pair.id,
      { ...query, kind: kind.kind, after, limits: settings.limits },
    )
    if (!page.ok) return page
    const taken = await take(page.value.groups)
    if (!taken.ok) return taken
    after = page.value.next
  } while (after !== null)
  return ok(undefined)
}
