/** The status of the synchronisation over Kysely. Every call is one transaction, `observePrime` one per step. */
import type { ItemStatus } from '#shared/domain/data.ts'
import type { Instant, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { FolderKey, SyncKind } from '#shared/domain/sync-kinds.ts'
import type { TimeCursor } from '#shared/domain/sync-monitor.ts'
import type { SyncFigures } from '#shared/domain/sync-statistics.ts'
import type { Result } from '#shared/result.ts'
import type { PrimeDatabase, PrimeTransaction } from './database.ts'
import { reading, readingResult, writing, writingResult } from './guarded.ts'
import type { StoredItem } from './prime-store.ts'
import { commitWrites } from './status/commit.ts'
import { figuresBetween } from './status/figures.ts'
import { listRuns, recordRun } from './status/history.ts'
import { listConflicts, restoreConflict } from './status/journal.ts'
import { itemLinkOf, linkedCount, linksByPrimeItem } from './status/links.ts'
import { findMatches, hasCandidates } from './status/matches.ts'
import { recordGone, unseenLinks } from './status/gone-items.ts'
import { recordObserved } from './status/observe-exchange.ts'
import { itemStatus } from './status/item-status.ts'
import {
  endFirstSync,
  folderStatus,
  knownPairs,
  openPair,
  restartFolder,
  setWindowStart,
} from './status/pairs.ts'
import { folderCounts, pendingCounts, pendingGroups, type PendingQuery } from './status/pending-groups.ts'
import { observePrimeStep } from './status/pending-prime.ts'
import { listProblems, retryProblems } from './status/problems.ts'
import type {
  AskedPair,
  AttemptLimits,
  CommitOutcome,
  Conflict,
  FolderStatus,
  ItemLink,
  KeptRunRow,
  KnownPair,
  Match,
  MatchKeys,
  ObservedPage,
  PendingCounts,
  PendingGroup,
  Problem,
  EndedRun,
  RunPageQuery,
  SyncPair,
  SyncPairId,
  SyncStatus,
  SyncWrite,
} from './sync-status.ts'

export class KyselySyncStatus implements SyncStatus {
  readonly #database: PrimeDatabase

  constructor(database: PrimeDatabase) {
    this.#database = database
  }

  openPair(primeEmailAccountId: PrimeEmailAccountId, mailbox: string): Promise<Result<SyncPair>> {
    return writingResult(() =>
      this.#transaction((transaction) => openPair(transaction, primeEmailAccountId, mailbox)),
    )
  }

  pairs(): Promise<Result<readonly KnownPair[]>> {
    return reading(() => knownPairs(this.#database))
  }

  setWindowStart(pair: SyncPairId, windowStart: Instant): Promise<Result<null>> {
    return this.#writing(async (transaction) => {
      await setWindowStart(transaction, pair, windowStart)
      return null
    })
  }

  endFirstSync(pair: SyncPairId, kind: SyncKind, at: Instant): Promise<Result<null>> {
    return this.#writing(async (transaction) => {
      await endFirstSync(transaction, pair, kind, at)
      return null
    })
  }

  folder(pair: SyncPairId, folder: FolderKey): Promise<Result<FolderStatus>> {
    return reading(() => folderStatus(this.#database, pair, folder))
  }

  recordObserved(
    pair: SyncPairId,
    page: ObservedPage,
  ): Promise<Result<{ pending: number; deleted: number; startsOver: boolean }>> {
    return this.#writing((transaction) => recordObserved(transaction, pair, page))
  }

  restartFolder(pair: SyncPairId, folder: FolderKey): Promise<Result<FolderStatus>> {
    return this.#writing((transaction) => restartFolder(transaction, pair, folder))
  }

  observePrime(pair: SyncPairId, kind: SyncKind): Promise<Result<{ pending: number }>> {
    return writing(async () => {
      let pending = 0
      for (;;) {
        const step = await this.#transaction((transaction) => observePrimeStep(transaction, pair, kind))
        pending += step.pending
        if (step.isEnd) return { pending }
      }
    })
  }

  counts(pair: SyncPairId, kind: SyncKind, limits: AttemptLimits): Promise<Result<PendingCounts>> {
    return this.#reading((transaction) => pendingCounts(transaction, pair, kind, limits))
  }

  folderCounts(
    pair: SyncPairId,
    kind: SyncKind,
    limits: AttemptLimits,
  ): Promise<Result<ReadonlyMap<FolderKey, number>>> {
    return reading(() => folderCounts(this.#database, pair, kind, limits))
  }

  linkedCount(pair: SyncPairId, kind: SyncKind): Promise<Result<number>> {
    return this.#reading((transaction) => linkedCount(transaction, pair, kind))
  }

  pendingGroups(
    pair: SyncPairId,
    query: PendingQuery,
  ): Promise<Result<{ groups: PendingGroup[]; next: string | null }>> {
    return this.#reading((transaction) => pendingGroups(transaction, pair, query))
  }

  unseenLinks(pair: SyncPairId, kind: SyncKind): Promise<Result<readonly ItemLink[]>> {
    return this.#reading((transaction) => unseenLinks(transaction, pair, kind))
  }

  recordGone(pair: SyncPairId, kind: SyncKind, links: readonly ItemLink[]): Promise<Result<null>> {
    return this.#writing(async (transaction) => {
      await recordGone(transaction, pair, kind, links)
      return null
    })
  }

  hasCandidates(pair: SyncPairId, kind: SyncKind): Promise<Result<boolean>> {
    return this.#reading((transaction) => hasCandidates(transaction, pair, kind))
  }

  findMatches(
    pair: SyncPairId,
    kind: SyncKind,
    keys: readonly MatchKeys[],
  ): Promise<Result<readonly (Match | null)[]>> {
    return this.#reading((transaction) => findMatches(transaction, pair, kind, keys))
  }

  link(pair: SyncPairId, primeItemId: PrimeItemId): Promise<Result<ItemLink | null>> {
    return reading(async () => {
      const link = (await linksByPrimeItem(this.#database, pair, [primeItemId])).get(primeItemId)
      return link ? itemLinkOf(link) : null
    })
  }

  commit(pair: SyncPairId, writes: readonly SyncWrite[]): Promise<Result<CommitOutcome>> {
    return this.#writing((transaction) => commitWrites(transaction, pair, writes))
  }

  itemStatus(pair: SyncPairId, primeItemId: PrimeItemId, limits: AttemptLimits): Promise<Result<ItemStatus>> {
    return readingResult(() =>
      this.#database
        .transaction()
        .execute((transaction) => itemStatus(transaction, pair, primeItemId, limits)),
    )
  }

  problems(
    asked: readonly AskedPair[],
    limit: number,
  ): Promise<Result<{ problems: Problem[]; total: number }>> {
    return this.#reading((transaction) => listProblems(transaction, asked, limit))
  }

  retry(
    pair: SyncPairId,
    items: readonly Pick<Problem, 'exchangeItemId' | 'primeItemId'>[] | null,
  ): Promise<Result<{ count: number }>> {
    return this.#writing(async (transaction) => ({ count: await retryProblems(transaction, pair, items) }))
  }

  conflicts(
    pairs: readonly SyncPairId[],
    page: { readonly after: TimeCursor | null; readonly limit: number },
  ): Promise<Result<Conflict[]>> {
    return reading(() => listConflicts(this.#database, pairs, page))
  }

  restoreConflict(id: string, at: Instant): Promise<Result<StoredItem>> {
    return writingResult(() => this.#transaction((transaction) => restoreConflict(transaction, id, at)))
  }

  recordRun(run: EndedRun, keepSince: Instant): Promise<Result<null>> {
    return this.#writing(async (transaction) => {
      await recordRun(transaction, run, keepSince)
      return null
    })
  }

  runs(query: RunPageQuery): Promise<Result<KeptRunRow[]>> {
    return reading(() => listRuns(this.#database, query))
  }

  figures(borders: readonly Instant[]): Promise<Result<SyncFigures[]>> {
    return reading(() => figuresBetween(this.#database, borders))
  }

  /** Several queries that must see one state. */
  #reading<T>(action: (transaction: PrimeTransaction) => Promise<T>): Promise<Result<T>> {
    return reading(() => this.#transaction(action))
  }

  #writing<T>(action: (transaction: PrimeTransaction) => Promise<T>): Promise<Result<T>> {
    return writing(() => this.#transaction(action))
  }

  #transaction<T>(action: (transaction: PrimeTransaction) => Promise<T>): Promise<T> {
    return this.#database.transaction().execute(action)
  }
}
