/**
 * Imports one folder of one mailbox: observe (SyncFolderItems) → plan (pure) → execute (GetItem in batches), page by
 * page. The writes of a page and its SyncState commit in one transaction, and none is open across a network call.
 *
 * A failed item does not stop the others: it is remembered with its error and tried again by the next runs until
 * its attempts are used up. A network error or a cancellation ends the run; committed pages stay, the next run goes
 * on behind them. Nothing is doubled when a page comes twice: items are known by their id.
 *
 * A lost SyncState (or the first run) opens a *full pass*: the server tells everything again, known items are only
 * confirmed, and what the pass has not met is deleted when it has ended, never before.
 */
import { NO_COUNTS, type SyncCounts } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type {
  ExchangeClient,
  ExchangeItemId,
  FetchedItem,
  FolderReference,
  ItemChangesPage,
} from '../exchange/exchange-client.ts'
import type { EmailWrite, FolderStatus, ItemLink, PrimeStore, SyncPair } from '../prime/prime-store.ts'
import { emailOf } from './mapping/email.ts'
import { batchesOf, planImport, type ImportOperation } from './plan.ts'

/** EWS limit, MS-OXWSSYNC 3.1.4.2. */
const MAX_CHANGES_PER_PAGE = 512

/** After this many failed attempts an item is left alone (PRODUCT.md, `MaxFailedSyncDownAttempts`, default 3). */
export const MAX_FAILED_SYNC_DOWN_ATTEMPTS = 3

export type ImportContext = {
  readonly client: ExchangeClient
  readonly store: PrimeStore
  readonly pair: SyncPair
  readonly signal: AbortSignal
  readonly onProgress: (progress: ImportProgress) => void
}

export type ImportProgress = {
  readonly done: number
  readonly total: number | null
  readonly counts: SyncCounts
}

/** Runs until there is nothing more to import. `counts` tells what was committed, also when the run failed. */
export async function importFolder(
  context: ImportContext,
): Promise<{ counts: SyncCounts; error: AppError | null }> {
  const run = new FolderImport(context)
  const result = await run.execute()
  return { counts: run.counts, error: result.ok ? null : result.error }
}

class FolderImport {
  counts: SyncCounts = NO_COUNTS
  #done = 0
  #total: number | null = null
  readonly #folder: FolderReference

  constructor(private readonly context: ImportContext) {
    this.#folder = { kind: 'distinguished', name: 'inbox', mailbox: context.pair.mailbox }
  }

  async execute(): Promise<Result<void>> {
    const { store, pair } = this.context
    const known = await store.folderStatus(pair)
    if (!known.ok) return known
    let status = known.value

    const retried = await this.#retryFailed(status)
    if (!retried.ok) return retried
    if (status.passOpen) {
      const folder = await this.context.client.getFolder(this.#folder, this.context.signal)
      if (!folder.ok) return folder
      this.#total = folder.value.totalCount
    }

    for (;;) {
      if (this.context.signal.aborted) return failure(appError('sync.cancelled'))
      this.#report()
      const page = await this.#observe(status)
      if (!page.ok) {
        if (page.error.code !== 'exchange.invalid-sync-state' || status.syncState === null) return page
        status = { syncState: null, pass: status.pass + 1, passOpen: true }
        continue
      }
      const next = await this.#importPage(page.value, status)
      if (!next.ok) return next
      if (page.value.includesLastItemInRange) return ok(undefined)
      // PLATFORM: some servers answer an empty page without an end for ever.
      if (page.value.changes.length === 0 && next.value.syncState === status.syncState) {
        return failure(appError('sync.endless-page'))
      }
      status = next.value
    }
  }

  async #observe(status: FolderStatus): Promise<Result<ItemChangesPage>> {
    return await this.context.client.syncFolderItems(
      { folder: this.#folder, syncState: status.syncState, maxChanges: MAX_CHANGES_PER_PAGE },
      this.context.signal,
    )
  }

  async #importPage(page: ItemChangesPage, status: FolderStatus): Promise<Result<FolderStatus>> {
    const { store, pair } = this.context
    const links = await store.links(
      pair,
      page.changes.map((change) => change.id),
    )
    if (!links.ok) return links
    const operations = planImport(page.changes, links.value, status.pass)
    const writes = await this.#executeAll(operations, links.value)
    if (!writes.ok) return writes

    const next: FolderStatus = {
      syncState: page.syncState,
      pass: status.pass,
      passOpen: status.passOpen && !page.includesLastItemInRange,
    }
    const passEnds = status.passOpen && !next.passOpen
    const nothingToWrite = writes.value.length === 0 && next.syncState === status.syncState && !passEnds
    if (nothingToWrite) return ok(next)
    const committed = await this.#commit(writes.value, next, passEnds)
    if (!committed.ok) return committed
    // Fetched ones were counted as they came.
    this.#done += page.changes.length - operations.filter(({ kind }) => kind === 'fetch').length
    this.#report()
    return ok(next)
  }

  /** Items that failed before get another attempt, each run, until the attempts are used up. */
  async #retryFailed(status: FolderStatus): Promise<Result<void>> {
    const { store, pair } = this.context
    const failed = await store.failedLinks(pair, MAX_FAILED_SYNC_DOWN_ATTEMPTS)
    if (!failed.ok) return failed
    if (failed.value.length === 0) return ok(undefined)
    const links = new Map(failed.value.map((link) => [link.exchangeItemId, link]))
    const operations = [...links.keys()].map((id) => ({ kind: 'fetch', id, size: null }) as const)
    const writes = await this.#executeAll(operations, links)
    if (!writes.ok) return writes
    return await this.#commit(writes.value, status, false)
  }

  async #commit(
    writes: readonly EmailWrite[],
    status: FolderStatus,
    passEnds: boolean,
  ): Promise<Result<void>> {
    const committed = await this.context.store.commitPage(this.context.pair, {
      writes,
      status,
      sweep: passEnds ? 'unseen' : 'nothing',
    })
    if (!committed.ok) return committed
    const failedCount = writes.filter((write) => write.kind === 'fail').length
    const { created, updated, deleted } = committed.value
    this.counts = {
      created: this.counts.created + created,
      updated: this.counts.updated + updated,
      deleted: this.counts.deleted + deleted,
      failed: this.counts.failed + failedCount,
      bytes: this.counts.bytes,
    }
    return ok(undefined)
  }

  /** Turns operations into writes; the order of the plan is kept. */
  async #executeAll(
    operations: readonly ImportOperation[],
    links: ReadonlyMap<ExchangeItemId, ItemLink>,
  ): Promise<Result<EmailWrite[]>> {
    const fetches = operations.filter((operation) => operation.kind === 'fetch')
    const fetched = new Map<ExchangeItemId, EmailWrite>()
    for (const ids of batchesOf(fetches)) {
      if (this.context.signal.aborted) return failure(appError('sync.cancelled'))
      const batch = await this.#fetch(ids, links, fetched)
      if (!batch.ok) return batch
    }
    return ok(
      operations.flatMap((operation): EmailWrite[] => {
        switch (operation.kind) {
          case 'fetch':
            return [fetched.get(operation.id) ?? failedWrite(operation.id)]
          case 'confirm':
            return [
              {
                kind: 'confirm',
                link: { exchangeItemId: operation.id, changeKey: operation.changeKey },
                isRead: null,
              },
            ]
          case 'set-read':
            return [{ kind: 'set-read', exchangeItemId: operation.id, isRead: operation.isRead }]
          case 'delete':
            return [{ kind: 'delete', exchangeItemId: operation.id }]
        }
      }),
    )
  }

  async #fetch(
    ids: readonly ExchangeItemId[],
    links: ReadonlyMap<ExchangeItemId, ItemLink>,
    writes: Map<ExchangeItemId, EmailWrite>,
  ): Promise<Result<void>> {
    // Set inside a callback, which the control flow of the type checker does not follow.
    let runError = null as AppError | null
    const answered = await this.context.client.getItems(ids, this.context.signal, async ({ id, result }) => {
      if (runError) return
      if (!result.ok && concernsTheRun(result.error)) {
        runError = result.error
        return
      }
      const write = result.ok
        ? await this.#store(result.value, links.get(id))
        : ok(writeForFailure(id, result.error))
      if (!write.ok) {
        runError = write.error
        return
      }
      writes.set(id, write.value)
      this.#done += 1
      this.#report()
    })
    if (runError) return failure(runError)
    return answered
  }

  async #store(item: FetchedItem, link: ItemLink | undefined): Promise<Result<EmailWrite>> {
    // Read first: storing takes the file of a large message away.
    const mapped = await emailOf(item, 'inbox')
    if (!mapped.ok) return mapped
    const stored = await this.context.store.storeMime(item.mime)
    if (!stored.ok) return stored
    this.counts = { ...this.counts, bytes: this.counts.bytes + item.mime.size }
    const { email, contentHash } = mapped.value
    const newLink = { exchangeItemId: item.id, changeKey: item.changeKey }
    const linked = link?.state.kind === 'failed' ? link.state.linked : link?.state
    return ok(
      linked?.contentHash === contentHash
        ? { kind: 'confirm', link: newLink, isRead: item.isRead }
        : { kind: 'save', link: newLink, email, contentHash },
    )
  }

  #report(): void {
    const total = this.#total === null ? null : Math.max(this.#total, this.#done)
    this.context.onProgress({ done: this.#done, total, counts: this.counts })
  }
}

/** A busy server says so in one or in all elements of a batch, a full disk of ours in any: no attempt of the item. */
function concernsTheRun(error: AppError): boolean {
  return error.category === 'throttled' || error.category === 'auth' || error.code.startsWith('prime.')
}

/** An item that vanished between the page and the fetch is no failure: it is gone, and so is what we have of it. */
function writeForFailure(id: ExchangeItemId, error: AppError): EmailWrite {
  return error.category === 'gone'
    ? { kind: 'delete', exchangeItemId: id }
    : { kind: 'fail', link: { exchangeItemId: id, changeKey: null }, error }
}

function failedWrite(id: ExchangeItemId): EmailWrite {
  const error = appError('exchange.malformed-response', { reason: 'GetItem: no answer for an item' })
  return { kind: 'fail', link: { exchangeItemId: id, changeKey: null }, error }
}
