/**
 * Observes both sides of a kind: what has changed becomes pending, and the SyncState moves on in the same transaction.
 *
 * A move shows as a deletion in one folder and a creation in another. So after a deletion all folders are observed
 * once more: the creation is there by then, because Exchange moves in one step, and nothing that was only moved is
 * taken for deleted.
 *
 * A folder says nothing of an item that we have put there and that somebody has taken away before we looked. So what no
 * folder has told of is asked for by its id; normally that is nothing.
 *
 * `ErrorInvalidSyncStateData`, and a server that starts over without saying so, lead to a full pass: everything is
 * told again, known items are only marked as seen, and what the pass has not met counts as deleted when it has ended.
 *
 * What we have created or moved and somebody removes before Exchange has told us of it is never told as deleted either:
 * it is missing when a folder has been observed to its end.
 */
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { FolderKey } from '#shared/domain/sync-kinds.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { ItemChangesPage } from '../exchange/exchange-client.ts'
import { MAX_CHANGES_PER_PAGE } from '../exchange/operations/sync-folder-items.ts'
import type { FolderStatus } from '../prime/sync-status.ts'
import { type KindRun, isAborted } from './kind-run.ts'

/** Some servers answer empty pages without an end (PLATFORM); that many in a row are none of a server that works. */
const MAX_EMPTY_PAGES = 50

/** Pages that a run lets a mailbox change under it; the rest is seen by the next one. */
const MAX_REPETITIONS = 5

export async function observe<R extends PrimeRecord>(run: KindRun<R>): Promise<Result<void>> {
  for (let repetition = 1; repetition <= MAX_REPETITIONS; repetition += 1) {
    let deleted = 0
    for (const folder of run.folders) {
      run.onPhase('observing', folder)
      const observed = await observeFolder(run, folder)
      if (!observed.ok) return observed
      deleted += observed.value.deleted
    }
    const gone = await observeUnseen(run)
    if (!gone.ok) return gone
    deleted += gone.value
    if (deleted === 0 || run.folders.length === 1) break
  }
  if (run.settings.receiveOnly) return ok(undefined)
  const observed = await run.store.status.observePrime(run.pair.id, run.kind.kind)
  return observed.ok ? ok(undefined) : observed
}

/** @returns how many are gone */
async function observeUnseen<R extends PrimeRecord>({
  store,
  pair,
  kind,
  session,
  folders,
}: KindRun<R>): Promise<Result<number>> {
  const links = await store.status.unseenLinks(pair.id, kind.kind)
  if (!links.ok) return links
  // What lies in a folder that is no longer chosen is not looked for.
  const unseen = links.value.filter(({ folder }) => folders.includes(folder))
  if (unseen.length === 0) return ok(0)
  const found = await kind.fetchKeys(
    session,
    unseen.map(({ exchangeItemId }) => exchangeItemId),
  )
  if (!found.ok) return found
  const gone = unseen.filter(({ exchangeItemId }) => !found.value.has(exchangeItemId))
  const recorded = gone.length > 0 ? await store.status.recordGone(pair.id, kind.kind, gone) : ok(null)
  return recorded.ok ? ok(gone.length) : recorded
}

async function observeFolder<R extends PrimeRecord>(
  run: KindRun<R>,
  folder: FolderKey,
): Promise<Result<{ deleted: number }>> {
  const { store, pair, kind, session } = run
  const known = await store.status.folder(pair.id, folder)
  if (!known.ok) return known
  let status = known.value
  let deleted = 0
  let emptyPages = 0
  let restarts = 0
  for (;;) {
    if (isAborted(run)) return failure(appError('sync.cancelled'))
    const page = await session.client.syncFolderItems(
      {
        folder: session.referenceTo(folder),
        syncState: status.syncState,
        maxChanges: MAX_CHANGES_PER_PAGE,
      },
      session.signal,
    )
    const isInvalid =
      !page.ok && page.error.code === 'exchange.invalid-sync-state' && status.syncState !== null
    if (!page.ok && (!isInvalid || restarts > 1)) return page
    let startsOver = isInvalid
    if (page.ok) {
      const next = statusAfter(status, page.value)
      if (isIdle(status, next, page.value)) return ok({ deleted })
      const recorded = await store.status.recordObserved(pair.id, {
        kind: kind.kind,
        status: next,
        changes: page.value.changes.filter(
          (change) => !('itemKind' in change) || kind.concerns(change.itemKind),
        ),
      })
      if (!recorded.ok) return recorded
      deleted += recorded.value.deleted
      // Once in a run: a server that tells everything twice would be asked for ever.
      startsOver = recorded.value.startsOver && restarts === 0
      emptyPages = page.value.changes.length === 0 ? emptyPages + 1 : 0
      status = next
      if (page.value.includesLastItemInRange && !startsOver) return ok({ deleted })
      if (emptyPages > MAX_EMPTY_PAGES) return failure(appError('sync.endless-page'))
    }
    if (startsOver) {
      restarts += 1
      const restarted = await store.status.restartFolder(pair.id, folder)
      if (!restarted.ok) return restarted
      status = restarted.value
    }
  }
}

function statusAfter(status: FolderStatus, page: ItemChangesPage): FolderStatus {
  return {
    folder: status.folder,
    syncState: page.syncState,
    pass: status.pass,
    passOpen: status.passOpen && !page.includesLastItemInRange,
  }
}

/** The last page, without a change, and nothing to note. */
function isIdle(before: FolderStatus, after: FolderStatus, page: ItemChangesPage): boolean {
  return (
    page.changes.length === 0 &&
    page.includesLastItemInRange &&
    after.syncState === before.syncState &&
    after.passOpen === before.passOpen
  )
}
