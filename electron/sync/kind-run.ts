/**
 * The synchronisation of one kind of one account: observe, guard, plan, execute, in rounds.
 *
 * A round observes both sides, takes over what Exchange has changed, asks the guard, writes what Winoffice Prime has
 * changed, and deletes last. A second round follows only when something came in between: an object that changed while
 * it was written. Whatever is not finished then is left to the next run; it is all in the store.
 */
import type { FolderKey, SyncKind } from '#shared/domain/sync-kinds.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { ConflictPolicy } from '#shared/domain/sync-settings.ts'
import type { ItemCounts, SyncDirection, SyncPhase } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { PrimeStore, StoredItem } from '../prime/prime-store.ts'
import type {
  AttemptLimits,
  ItemLink,
  MatchKeys,
  PendingCounts,
  SyncPair,
  SyncWrite,
} from '../prime/sync-status.ts'
import { exportItems } from './export-items.ts'
import { guard, isGuarded } from './guard.ts'
import { importItems } from './import-items.ts'
import type { Kind, KindSession } from './kinds/kind.ts'
import { observe } from './observe.ts'
import { removeItems } from './remove-items.ts'
import type { Tally } from './tally.ts'

/** More would chase a side that changes faster than we write; the next run is never far. */
const MAX_ROUNDS = 3

export type RunSettings = {
  readonly receiveOnly: boolean
  readonly policy: ConflictPolicy
  readonly limits: AttemptLimits
  /** An unexpected error of one object ends the run (`ContinueImportOnError`, `ContinueExportOnError` = false). */
  readonly stopsOnError: { readonly down: boolean; readonly up: boolean }
  /** A person has looked at the deletions and wants them. */
  readonly allowsMassDeletion: boolean
}

export type KindRun<R extends PrimeRecord> = {
  readonly kind: Kind<R>
  readonly folders: readonly FolderKey[]
  readonly session: KindSession
  readonly store: PrimeStore
  readonly pair: SyncPair
  readonly settings: RunSettings
  readonly isFirst: boolean
  readonly tally: Tally
  readonly onPhase: (phase: SyncPhase, folder: FolderKey | null) => void
}

/** What a stage has left for another round. */
export type StageEnd = { readonly needsAnotherRound: boolean }

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
  run.tally.beginPhase(changed.value.exchange.changed + changed.value.exchange.readFlags)
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

/** What the guard says; the links are counted only when there are enough deletions for it to matter. */
export async function askGuard<R extends PrimeRecord>(
  { store, pair, kind }: KindRun<R>,
  counts: PendingCounts,
): Promise<Result<AppError | null>> {
  if (!isGuarded(counts)) return ok(null)
  const linked = await store.status.linkedCount(pair.id, kind.kind)
  return linked.ok ? ok(guard(counts, linked.value)) : linked
}

/** The record of an object that the store has under this kind. */
export function recordOf<R extends PrimeRecord>({ kind }: KindRun<R>, item: StoredItem): R {
  if (kindOfRecord(item.record) !== kind.kind) {
    throw new Error(`The store gave a ${item.record.kind} among ${kind.kind}`)
  }
  return item.record as R
}

export function kindOfRecord({ kind }: PrimeRecord): SyncKind {
  return kind === 'email' ? 'emails' : kind === 'task' ? 'tasks' : 'calendar'
}

/** Errors that are not about the one object: a busy server says so in one element or in all, a full disk in any. */
export function concernsTheRun(error: AppError): boolean {
  return ['throttled', 'auth', 'cancelled'].includes(error.category) || error.code.startsWith('prime.')
}

/** The error that ends a run because single errors were asked not to be passed over. */
export function stoppedOnError(error: AppError, direction: SyncDirection): AppError {
  return appError('sync.stopped-on-error', { direction, code: error.code })
}

export function isAborted<R extends PrimeRecord>({ session }: KindRun<R>): boolean {
  return session.signal.aborted
}

/** Writes together with what is to be counted when they have taken effect. */
export type Effect = { readonly writes: readonly SyncWrite[]; readonly onDone: () => void }

/**
 * Commits effects in one transaction and counts those that took effect.
 * @returns whether an object had changed meanwhile, so that its effect was left out
 */
export async function commitEffects<R extends PrimeRecord>(
  { store, pair }: KindRun<R>,
  effects: readonly Effect[],
): Promise<Result<{ raced: boolean }>> {
  const writes = effects.flatMap((effect) => effect.writes)
  if (writes.length === 0) return ok({ raced: false })
  const committed = await store.status.commit(pair.id, writes)
  if (!committed.ok) return committed
  const raced = new Set(committed.value.raced)
  let position = 0
  for (const effect of effects) {
    const positions = effect.writes.map(() => position++)
    if (!positions.some((index) => raced.has(index))) effect.onDone()
  }
  return ok({ raced: raced.size > 0 })
}

export function count<R extends PrimeRecord>(
  { tally, kind }: KindRun<R>,
  direction: SyncDirection,
  what: keyof ItemCounts,
): void {
  tally.count(kind.kind, direction, what)
}

/** Whether the folder is all that changes. */
export function isMove(fields: ReadonlySet<string>): boolean {
  return fields.size === 1 && fields.has('folder')
}

/** The keys of an item, with those known before that Exchange did not tell: each finds the item after a move. */
export function withKnown(keys: MatchKeys, link: ItemLink | null): MatchKeys {
  return {
    clientId: keys.clientId ?? link?.keys.clientId ?? null,
    searchKey: keys.searchKey ?? link?.keys.searchKey ?? null,
    uid: keys.uid ?? link?.keys.uid ?? null,
    internetMessageId: keys.internetMessageId ?? link?.keys.internetMessageId ?? null,
  }
}
