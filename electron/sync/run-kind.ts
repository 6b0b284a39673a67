/**
 * The synchronisation of one kind of one account: observe, guard, plan, execute, in rounds.
 *
 * A round observes both sides, takes over what Exchange has changed, asks the guard, writes what Winoffice Prime has
 * changed, and deletes last. A second round follows only when something came in between: an object that changed while
 * it was written. Whatever is not finished then is left to the next run; it is all in the store.
 */
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { PendingCounts } from '../prime/sync-status.ts'
import { exportItems } from './export-items.ts'
import { importItems } from './import-items.ts'
import { type KindRun, type StageEnd, askGuard } from './kind-run.ts'
import { observe } from './observe.ts'
import { removeItems } from './remove-items.ts'

/** More would chase a side that changes faster than we write; the next run is never far. */
const MAX_ROUNDS = 3

export async function runKind<R extends PrimeRecord>(run: KindRun<R>): Promise<Result<void>> {
  for (let round = 1; ; round += 1) {
    const again = await runRound(run, round === MAX_ROUNDS)
    if (!again.ok) return again
    if (!again.value.needsAnotherRound || round === MAX_ROUNDS) break
  }
  if (!run.isFirst) return ok(undefined)
  const ended = await run.store.status.endFirstSync(run.pair.id, run.kind.kind, run.session.now())
  return ended.ok ? ok(undefined) : ended
}

async function runRound<R extends PrimeRecord>(run: KindRun<R>, isLast: boolean): Promise<Result<StageEnd>> {
  run.tally.beginPhase(null)
  const observed = await observe(run)
  if (!observed.ok) return observed
  const changed = await pendingCounts(run)
  if (!changed.ok) return changed
  const toImport = changed.value.exchange.changed + changed.value.exchange.readFlags
  run.tally.beginPhase(toImport)
  if (toImport > 0) {
    const folders = await run.store.status.folderCounts(run.pair.id, run.kind.kind, run.settings.limits)
    if (!folders.ok) return folders
    run.tally.beginFolders(folders.value)
  }
  const imported = await importItems(run)
  if (!imported.ok) return imported
  // After the import, when moved items have found their links again and are no deletions any more.
  const left = await pendingCounts(run)
  if (!left.ok) return left
  const refused = await askGuard(run, left.value)
  if (!refused.ok) return refused
  if (refused.value !== null && !run.settings.allowsMassDeletion) return failure(refused.value)
  run.tally.beginPhase(left.value.prime.saved)
  const exported = await exportItems(run, isLast)
  if (!exported.ok) return exported
  run.tally.beginPhase(left.value.exchange.deleted + left.value.prime.deleted)
  const removed = await removeItems(run)
  if (!removed.ok) return removed
  const ends = [imported.value, exported.value, removed.value]
  return ok({ needsAnotherRound: ends.some((end) => end.needsAnotherRound) })
}

function pendingCounts<R extends PrimeRecord>({
  store,
  pair,
  kind,
  settings,
}: KindRun<R>): Promise<Result<PendingCounts>> {
  return store.status.counts(pair.id, kind.kind, settings.limits)
}
