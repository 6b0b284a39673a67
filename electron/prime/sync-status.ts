/**
 * The status of the synchronisation: what of an account's two sides was last equal (links), what has been observed
 * and is still to be done (pending changes), what was given up, the journal of conflicts and the history of runs.
 *
 * Observing and executing are two transactions. A page of Exchange's changes and its new SyncState commit together
 * as *pending changes*; what is then done for an object removes its pending change in the transaction that writes
 * the object and its link. So a killed process goes on where it was, deletions can wait until every folder has been
 * observed (a move is a deletion here and a creation there), attempts are counted where they belong, and a dry run is
 * everything but the second half. Rejected: committing the SyncState with the results of its page, which ties the
 * order of the work to the order of the pages and cannot tell a move from a deletion.
 */
import type { ItemStatus } from '#shared/domain/data.ts'
import type { EwsAccountId, Instant, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { PrimeRecord, Revision } from '#shared/domain/prime-items.ts'
import type { FolderKey, SyncKind } from '#shared/domain/sync-kinds.ts'
import type { RunFilter, TimeCursor } from '#shared/domain/sync-monitor.ts'
import type { SyncOutcome, SyncTrigger } from '#shared/domain/sync.ts'
import type { AppError } from '#shared/errors.ts'
import type { SyncFigures } from '#shared/domain/sync-statistics.ts'
import type { Result } from '#shared/result.ts'
import type { ChangeKey, ExchangeItemId, ItemChange } from '../exchange/exchange-client.ts'
import type { ClientId } from '../exchange/gateway/values.ts'
import type { StoredItem } from './prime-store.ts'

/** An e-mail account with a mailbox. Pointed at another mailbox, an account starts with a status of its own. */
export type SyncPairId = string & { readonly __brand: 'SyncPairId' }

export type SyncPair = {
  readonly id: SyncPairId
  readonly primeEmailAccountId: PrimeEmailAccountId
  readonly mailbox: string
  /** The change feed is observed up to here, by kind; a kind that was never synchronised begins at 0. */
  readonly observed: Readonly<Record<SyncKind, Revision>>
  /** Objects from before this are left alone; `null`: nothing has been observed yet. */
  readonly windowStart: Instant | null
  /** When the first synchronisation of a kind had ended. */
  readonly firstSyncEndedAt: Readonly<Record<SyncKind, Instant | null>>
}

/** `mailbox` in lower case. */
export type KnownPair = {
  readonly id: SyncPairId
  readonly primeEmailAccountId: PrimeEmailAccountId
  readonly mailbox: string
}

export type FolderStatus = {
  readonly folder: FolderKey
  /** The cookie after the last committed page, `null` before the first. */
  readonly syncState: string | null
  /**
   * The number of the full pass that is under way or was last. A full pass begins without a SyncState; links that
   * it has not seen when it ends belong to items that are gone.
   */
  readonly pass: number
  readonly passOpen: boolean
}

export const NEW_FOLDER: Omit<FolderStatus, 'folder'> = { syncState: null, pass: 1, passOpen: true }

/** By what an item is known again under another id: after a move, a lost answer, a new mailbox database. */
export type MatchKeys = {
  /** Of the items that we created, see `gateway/client-id.ts`. */
  readonly clientId: ClientId | null
  /** PidTagSearchKey, base64: stays when an item is moved. */
  readonly searchKey: string | null
  /** Of appointments; compared without case. */
  readonly uid: string | null
  /** Of e-mails. */
  readonly internetMessageId: string | null
}

export const NO_KEYS: MatchKeys = { clientId: null, searchKey: null, uid: null, internetMessageId: null }

/** Digest of each field as it was when both sides were last equal. */
export type FieldDigests = Readonly<Record<string, string>>

/** What a link holds of the last synchronised version. */
export type NewLink = {
  readonly exchangeItemId: ExchangeItemId
  readonly changeKey: ChangeKey | null
  /** Where the item lies on Exchange. */
  readonly folder: FolderKey
  readonly fields: FieldDigests
  readonly keys: MatchKeys
}

/** The status row that ties a `PrimeItem` to an `ExchangeItem`. */
export type ItemLink = NewLink & {
  readonly kind: SyncKind
  readonly primeItemId: PrimeItemId
  /** The revision of the Prime object that was last synchronised; a greater one is a change by somebody else. */
  readonly primeRevision: Revision
  /** Deleted by the synchronisation on both sides; kept, so that a restored object is recognised. */
  readonly deletedAt: Instant | null
}

/** What is to be done about an item on Exchange. */
export type PendingExchange = {
  readonly exchangeItemId: ExchangeItemId
  readonly folder: FolderKey
  readonly state:
    | {
        readonly kind: 'changed'
        readonly itemKind: string
        readonly changeKey: ChangeKey | null
        /** Bytes. */
        readonly size: number | null
        /** Of e-mails: what lies before the window need not be fetched to know it. */
        readonly receivedAt: Instant | null
      }
    | { readonly kind: 'read-flag'; readonly isRead: boolean }
    | { readonly kind: 'deleted' }
    /** An older version of a draft that we have replaced: to be removed on Exchange. */
    | { readonly kind: 'obsolete' }
  readonly attempts: number
  readonly error: AppError | null
}

/** What is to be done about an object of Winoffice Prime. */
export type PendingPrime = {
  readonly primeItemId: PrimeItemId
  readonly change: 'saved' | 'deleted'
  readonly attempts: number
  readonly error: AppError | null
  /** Committed before Exchange is asked: what may have happened when the answer did not come. */
  readonly intent: Intent | null
}

export type Intent = {
  readonly step: 'creating' | 'sending'
  readonly clientId: ClientId
  readonly folder: FolderKey
}

/**
 * All that is to be done about one object. `item` is the Prime object as it is now, of the link or of the pending
 * change; `null` when there is none, or none any more. `link` is a tombstone where there is no live one.
 */
export type PendingGroup = {
  readonly kind: SyncKind
  readonly link: ItemLink | null
  readonly exchange: PendingExchange | null
  readonly prime: PendingPrime | null
  readonly item: StoredItem | null
}

export type ObservedPage = {
  readonly kind: SyncKind
  /** The status after the page. */
  readonly status: FolderStatus
  /** In the server's order; those that are of no concern are left out already. */
  readonly changes: readonly ItemChange[]
}

/** Numbers for the guard, the dry run and the progress. */
export type PendingCounts = {
  readonly kind: SyncKind
  readonly exchange: { readonly changed: number; readonly readFlags: number; readonly deleted: number }
  readonly prime: { readonly saved: number; readonly deleted: number }
  /** On either side, no longer tried. */
  readonly givenUp: number
}

/** An unknown Exchange item may be one that is known already. */
export type Match =
  /** Linked under an id that is gone: moved, or known by another id now. */
  | { readonly kind: 'moved'; readonly link: ItemLink }
  /** Deleted by us once: somebody has restored it. */
  | { readonly kind: 'restored'; readonly link: ItemLink }
  /** A Prime object without a link; `intent` when it is one that we may have created without hearing of it. */
  | { readonly kind: 'existing'; readonly item: StoredItem; readonly intent: Intent | null }
  /** The newer version of a linked e-mail that we had begun to put in the place of the linked one. */
  | { readonly kind: 'replacement'; readonly intent: Intent }

/** One thing that is written; all writes of a commit take effect together. Pending changes of the object end with it. */
export type SyncWrite =
  /**
   * @param primeItemId `null` creates an object; given while none is there, it comes back under that id
   * @param expected the revision that was read; `null` for a new one
   */
  | {
      readonly write: 'save-prime'
      readonly kind: SyncKind
      readonly primeItemId: PrimeItemId | null
      readonly expected: Revision | null
      readonly record: PrimeRecord
      readonly link: NewLink
      /** Whether the Prime object has changes that Exchange has not yet got: it has a pending change afterwards. */
      readonly stillToExport: boolean
    }
  /** Both sides are equal now; what was exported is the revision `primeRevision`. */
  | {
      readonly write: 'link'
      readonly kind: SyncKind
      readonly primeItemId: PrimeItemId
      readonly primeRevision: Revision
      readonly link: NewLink
      readonly stillToExport: boolean
    }
  /** Removes the Prime object; the link stays behind as deleted. */
  | { readonly write: 'delete-prime'; readonly link: ItemLink; readonly expected: Revision | null }
  /** The item on Exchange has been removed; the link stays behind as deleted. */
  | { readonly write: 'deleted-on-exchange'; readonly link: ItemLink }
  /** A link without its objects, or one that must not bind any longer. Nothing else is touched. */
  | { readonly write: 'unlink'; readonly primeItemId: PrimeItemId }
  /** Nothing had to be done. */
  | { readonly write: 'settle-exchange'; readonly exchangeItemId: ExchangeItemId }
  | { readonly write: 'settle-prime'; readonly primeItemId: PrimeItemId }
  | { readonly write: 'intend'; readonly primeItemId: PrimeItemId; readonly intent: Intent | null }
  /** The item on Exchange is another than we know: it is to be read, as if Exchange had told so. */
  | { readonly write: 'recheck'; readonly exchangeItemId: ExchangeItemId; readonly folder: FolderKey }
  | { readonly write: 'obsolete'; readonly exchangeItemId: ExchangeItemId; readonly folder: FolderKey }
  /** One more attempt has failed. */
  | { readonly write: 'fail-exchange'; readonly exchangeItemId: ExchangeItemId; readonly error: AppError }
  | {
      readonly write: 'fail-prime'
      readonly primeItemId: PrimeItemId
      readonly error: AppError
      /** No further attempt by itself. */
      readonly giveUp: boolean
    }
  | { readonly write: 'conflict'; readonly conflict: NewConflict }

export type CommitOutcome = {
  /** By the position of the write: the Prime object had changed meanwhile, so this write was left out. */
  readonly raced: readonly number[]
  /** By the position of the write: the ids of the objects that were saved. */
  readonly saved: ReadonlyMap<number, { readonly id: PrimeItemId; readonly revision: Revision }>
}

/** Both sides had changed the same field: the version that lost is kept. */
export type NewConflict = {
  readonly at: Instant
  readonly kind: SyncKind
  readonly primeItemId: PrimeItemId
  readonly winner: 'exchange' | 'prime'
  readonly fields: readonly string[]
  readonly winning: PrimeRecord
  readonly losing: PrimeRecord
}
export type Conflict = NewConflict & {
  readonly id: string
  readonly pair: SyncPairId
  /** When an administrator restored the losing version. */
  readonly restoredAt: Instant | null
}

/** An object that is no longer tried by itself, or failed and will be. */
export type Problem = {
  readonly pair: SyncPairId
  readonly kind: SyncKind
  readonly side: 'exchange' | 'prime'
  readonly exchangeItemId: ExchangeItemId | null
  readonly primeItemId: PrimeItemId | null
  readonly folder: FolderKey | null
  /** Of the Prime object, when there is one. */
  readonly subject: string | null
  readonly attempts: number
  /** When its first attempt failed; `null` where an earlier version did not note it. */
  readonly since: Instant | null
  readonly givenUp: boolean
  readonly error: AppError
}

export type AttemptLimits = { readonly down: number; readonly up: number }

/** A pair whose problems are asked for. */
export type AskedPair = { readonly pair: SyncPairId; readonly limits: AttemptLimits }

export type SyncStatus = {
  /**
   * The pair of an account and a mailbox (ignoring case), made at first use.
   * @returns `prime-email-account.not-found`
   */
  openPair(primeEmailAccountId: PrimeEmailAccountId, mailbox: string): Promise<Result<SyncPair>>
  /** Those that there are, in any order; none is made. */
  pairs(): Promise<Result<readonly KnownPair[]>>
  setWindowStart(pair: SyncPairId, windowStart: Instant): Promise<Result<null>>
  endFirstSync(pair: SyncPairId, kind: SyncKind, at: Instant): Promise<Result<null>>

  /** The status of a folder; `NEW_FOLDER` for one that was never observed. */
  folder(pair: SyncPairId, folder: FolderKey): Promise<Result<FolderStatus>>
  /**
   * Commits a page as pending changes, with its SyncState; at the end of a full pass what it has not seen is gone.
   * @returns `startsOver`: outside of a full pass the server tells, as created, of an item that it has told of before
   * in this folder and that is unchanged. It has begun anew without saying so, and what was deleted meanwhile will
   * never be told: the folder needs a full pass. Items of our own making come as created once.
   */
  recordObserved(
    pair: SyncPairId,
    page: ObservedPage,
  ): Promise<Result<{ pending: number; deleted: number; startsOver: boolean }>>
  /**
   * Forgets the SyncState of a folder, so that the next run goes through it from the start.
   * @returns the status with which that pass begins
   */
  restartFolder(pair: SyncPairId, folder: FolderKey): Promise<Result<FolderStatus>>
  /** Takes what the change feed tells of a kind into the pending changes. @returns how many came in */
  observePrime(pair: SyncPairId, kind: SyncKind): Promise<Result<{ pending: number }>>

  counts(pair: SyncPairId, kind: SyncKind, limits: AttemptLimits): Promise<Result<PendingCounts>>
  /** How many objects are to be imported from each folder; those with none are left out. */
  folderCounts(
    pair: SyncPairId,
    kind: SyncKind,
    limits: AttemptLimits,
  ): Promise<Result<ReadonlyMap<FolderKey, number>>>
  /** How many live links there are. Counts them, which takes longer in a large mailbox. */
  linkedCount(pair: SyncPairId, kind: SyncKind): Promise<Result<number>>
  /**
   * Pending work that is not given up, in a steady order. `exchange`: groups with a pending change on Exchange, by
   * its state; `prime`: those that have only one on the Prime side.
   */
  pendingGroups(
    pair: SyncPairId,
    query: {
      readonly kind: SyncKind
      readonly side: 'exchange' | 'prime'
      readonly states?: readonly PendingExchange['state']['kind'][]
      /** Goes on behind this group's cursor; `null` begins. */
      readonly after: string | null
      readonly limit: number
      readonly limits: AttemptLimits
    },
  ): Promise<Result<{ groups: PendingGroup[]; next: string | null }>>
  /**
   * Live links whose item no folder has told of since it came to lie where it does, and of which nothing is pending.
   * After all folders were observed: items that have left the folder again before anybody looked.
   */
  unseenLinks(pair: SyncPairId, kind: SyncKind): Promise<Result<readonly ItemLink[]>>
  /** Their items are gone, though no folder has told so: their deletion is pending. */
  recordGone(pair: SyncPairId, kind: SyncKind, links: readonly ItemLink[]): Promise<Result<null>>
  /**
   * Whether an unknown item could be a known one at all: a link is gone, was deleted, an object has no link, or
   * something was about to be created.
   */
  hasCandidates(pair: SyncPairId, kind: SyncKind): Promise<Result<boolean>>
  /** What is known of items by their keys; in the order of `keys`. */
  findMatches(
    pair: SyncPairId,
    kind: SyncKind,
    keys: readonly MatchKeys[],
  ): Promise<Result<readonly (Match | null)[]>>
  link(pair: SyncPairId, primeItemId: PrimeItemId): Promise<Result<ItemLink | null>>
  commit(pair: SyncPairId, writes: readonly SyncWrite[]): Promise<Result<CommitOutcome>>

  /** How one object stands between both sides. @returns `prime-item.not-found` */
  itemStatus(pair: SyncPairId, primeItemId: PrimeItemId, limits: AttemptLimits): Promise<Result<ItemStatus>>

  /** Those that were given up first, then the newest. @returns with how many there are altogether */
  problems(
    asked: readonly AskedPair[],
    limit: number,
  ): Promise<Result<{ problems: Problem[]; total: number }>>
  /** Attempts begin anew. @param items `null`: all of the pair */
  retry(
    pair: SyncPairId,
    items: readonly Pick<Problem, 'exchangeItemId' | 'primeItemId'>[] | null,
  ): Promise<Result<{ count: number }>>

  /** Newest first, behind the cursor. */
  conflicts(
    pairs: readonly SyncPairId[],
    page: { readonly after: TimeCursor | null; readonly limit: number },
  ): Promise<Result<Conflict[]>>
  /** Makes the losing version the present one of the Prime object, as a change by a person. */
  restoreConflict(id: string, at: Instant): Promise<Result<StoredItem>>

  /** Keeps the record of a run, and forgets those that are older than `keepSince`; figures stay for a month at least. */
  recordRun(run: EndedRun, keepSince: Instant): Promise<Result<null>>
  /** What the runs have done, from each border to the next; borders are at quarters of an hour. */
  figures(borders: readonly Instant[]): Promise<Result<SyncFigures[]>>
  /** Newest first, behind the cursor. */
  runs(query: RunPageQuery): Promise<Result<KeptRunRow[]>>
}

export type RunPageQuery = RunFilter & { readonly after: TimeCursor | null; readonly limit: number }

/** A run as it is kept: a JSON document (`syncRunSchema` of shared/domain/sync.ts) with what it is found by. */
export type StoredRun = {
  readonly accountId: EwsAccountId
  readonly startedAt: Instant
  readonly endedAt: Instant
  readonly outcome: SyncOutcome
  readonly trigger: SyncTrigger
  /** See `isEventful` of shared/domain/sync.ts. */
  readonly isEventful: boolean
  readonly document: unknown
}

/** A run to be kept, with what it adds to the figures. */
export type EndedRun = StoredRun & { readonly figures: SyncFigures }
export type KeptRunRow = StoredRun & { readonly id: string }
