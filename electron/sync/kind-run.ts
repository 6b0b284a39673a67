/** What the stages of a run of one kind share: with whom and how it is run, and whom an error concerns. */
import type { FolderKey, SyncKind } from '#shared/domain/sync-kinds.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { ConflictPolicy } from '#shared/domain/sync-settings.ts'
import type { SyncDirection, SyncPhase } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import type { PrimeStore, StoredItem } from '../prime/prime-store.ts'
import type { AttemptLimits, ItemLink, MatchKeys, PendingCounts, SyncPair } from '../prime/sync-status.ts'
import { guard, isGuarded } from './guard.ts'
import type { Kind, KindSession } from './kinds/kind.ts'
import type { Tally } from './tally.ts'

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

/** The keys of an item, with those known before that Exchange did not tell: each finds the item after a move. */
export function withKnown(keys: MatchKeys, link: ItemLink | null): MatchKeys {
  return {
    clientId: keys.clientId ?? link?.keys.clientId ?? null,
    searchKey: keys.searchKey ?? link?.keys.searchKey ?? null,
    uid: keys.uid ?? link?.keys.uid ?? null,
    internetMessageId: keys.internetMessageId ?? link?.keys.internetMessageId ?? null,
  }
}
