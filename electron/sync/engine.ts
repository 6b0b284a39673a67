/**
 * The engine: the Prime store, the runs of all accounts, and what both tell. It starts without Electron: the sync host
 * runs it in a process of its own, the command line and tests run it in theirs.
 */
import { join } from 'node:path'
import type { AccountContents, CalendarRange, ItemStatus, Occurrence, TaskPage } from '#shared/domain/data.ts'
import type { MailboxAccess } from '#shared/domain/ews-account.ts'
import type { EwsAccountId, PrimeEmailAccountId, PrimeItemId, Instant } from '#shared/domain/ids.ts'
import { instantOf } from '#shared/domain/ids.ts'
import type { SyncFigures } from '#shared/domain/sync-statistics.ts'
import type {
  EmailContent,
  EmailPage,
  PrimeEmailAccount,
  PrimeEmailAccountDraft,
} from '#shared/domain/prime.ts'
import type { Revision } from '#shared/domain/prime-items.ts'
import type { ConflictPage, ProblemList, RunPage, RunQuery, TimeCursor } from '#shared/domain/sync-monitor.ts'
import type { ProblemItem } from '#shared/domain/sync-report.ts'
import type { ChosenFolder } from '#shared/domain/sync-settings.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import type { SyncPlan, SyncResult } from '#shared/domain/sync.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { removeAbandonedContents } from '../exchange/content-spool.ts'
import { createExchangeClient } from '../exchange/create-exchange-client.ts'
import type { ExchangeItemId } from '../exchange/exchange-client.ts'
import { Gates } from '../exchange/gate.ts'
import type { RetryLimits } from '../exchange/retry.ts'
import { emailContentOf } from '../prime/email-content.ts'
import { openSqlitePrimeStore } from '../prime/open-sqlite.ts'
import type { PrimeStore, StoredItem } from '../prime/prime-store.ts'
import type { AttemptLimits, SyncPairId } from '../prime/sync-status.ts'
import type { AskedAccount, EngineApi, EngineCallbacks, EmailQuery, SyncJob } from './engine-api.ts'
import { exportAttachment, exportObject } from './export-object.ts'
import { listMailFolders } from './mail-folders.ts'
import { MailboxWatch, type WatchedAccount } from './mailbox-watch.ts'
import { occurrencesOf } from './occurrences.ts'
import type { PrimeItemChange, PrimeItemDraft } from './prime-item-calls.ts'
import { createPrimeItem, updatePrimeItem } from './prime-calls.ts'
import { conflictsOf, problemsOf, runsOf } from './reports.ts'
import { type JobParts, planJob, resultWithoutRun, runJob } from './run-job.ts'
import { RunQueue } from './run-queue.ts'

export type EngineOptions = {
  readonly primeFolder: string
  /** Default: those of the product. */
  readonly retryLimits?: RetryLimits
}

type OfPrimeAccount = { readonly primeEmailAccountId: PrimeEmailAccountId }

type PairOf = { readonly primeEmailAccountId: PrimeEmailAccountId; readonly mailbox: string }

export class Engine implements EngineApi {
  readonly #options: EngineOptions
  readonly #callbacks: EngineCallbacks
  #store: Promise<Result<PrimeStore>> | null = null
  readonly #gates = new Gates()
  #tidied: Promise<void> | null = null
  readonly #queue = new RunQueue()
  readonly #watch: MailboxWatch

  /** On the file system of the store, which takes over what lies here. */
  readonly #spoolFolder: string

  constructor(options: EngineOptions, callbacks: EngineCallbacks) {
    this.#options = options
    this.#spoolFolder = join(options.primeFolder, 'incoming')
    this.#callbacks = callbacks
    this.#watch = new MailboxWatch({
      transportFor: (accountId) => callbacks.transportFor(accountId),
      onDidChange: (accountId) => {
        callbacks.onMailboxChange(accountId)
      },
      onDidChangeMode: (accountId, mode) => {
        callbacks.onNotificationMode(accountId, mode)
      },
    })
  }

  listEmailAccounts(): Promise<Result<PrimeEmailAccount[]>> {
    return this.#withStore((store) => store.listEmailAccounts())
  }

  createEmailAccount(draft: PrimeEmailAccountDraft): Promise<Result<PrimeEmailAccount>> {
    return this.#withStore((store) => store.createEmailAccount(draft))
  }

  listEmails(query: EmailQuery): Promise<Result<EmailPage>> {
    return this.#withStore((store) => store.listEmails(query))
  }

  openEmail({ id }: { id: PrimeItemId }): Promise<Result<EmailContent>> {
    return this.#withStore(async (store) => {
      const found = await store.findEmail(id)
      if (!found.ok) return found
      const mime = await store.readMime(found.value.record.mime)
      if (!mime.ok) return mime
      return ok(await emailContentOf(found.value.summary, found.value.record, mime.value))
    })
  }

  accountContents({ primeEmailAccountId: account }: OfPrimeAccount): Promise<Result<AccountContents>> {
    return this.#withStore((store) => store.accountContents(account))
  }

  listOccurrences(
    query: OfPrimeAccount & { range: CalendarRange; primeTimeZone: string },
  ): Promise<Result<Occurrence[]>> {
    const { primeEmailAccountId, range, primeTimeZone } = query
    return this.#withStore(async (store) => {
      const items = await store.appointmentsNear(primeEmailAccountId, range)
      return items.ok ? ok(occurrencesOf(items.value, range, primeTimeZone)) : items
    })
  }

  listTasks(query: OfPrimeAccount & { offset: number; limit: number }): Promise<Result<TaskPage>> {
    return this.#withStore((store) => store.listTasks(query))
  }

  exportPrimeItem({ id, path }: { id: PrimeItemId; path: string }): Promise<Result<null>> {
    return this.#withStore((store) => exportObject(store, id, path))
  }

  exportAttachment(input: { id: PrimeItemId; index: number; path: string }): Promise<Result<null>> {
    return this.#withStore((store) => exportAttachment(store, input))
  }

  createPrimeItem(input: {
    primeEmailAccountId: PrimeEmailAccountId
    item: PrimeItemDraft
  }): Promise<Result<StoredItem>> {
    return this.#withStore((store) => createPrimeItem(store, input))
  }

  updatePrimeItem(input: {
    id: PrimeItemId
    change: PrimeItemChange
    expected: Revision | null
  }): Promise<Result<StoredItem>> {
    return this.#withStore((store) => updatePrimeItem(store, input))
  }

  deletePrimeItem(input: { id: PrimeItemId; expected: Revision | null }): Promise<Result<null>> {
    return this.#withStore((store) => store.deleteItem(input.id, input.expected))
  }

  findPrimeItem({ id }: { id: PrimeItemId }): Promise<Result<StoredItem>> {
    return this.#withStore((store) => store.findItem(id))
  }

  listPrimeItems(query: {
    primeEmailAccountId: PrimeEmailAccountId
    kind: SyncKind
    after: Revision | null
    limit: number
  }): Promise<Result<StoredItem[]>> {
    return this.#withStore((store) => store.listItems(query))
  }

  /** Accounts that already run or wait are left out. @returns the accounts that start or wait now. */
  startSync({ jobs }: { jobs: SyncJob[] }): Promise<Result<EwsAccountId[]>> {
    const started: EwsAccountId[] = []
    for (const job of jobs) {
      const { accountId, trigger } = job
      const abort = new AbortController()
      const isAdded = this.#queue.add({
        ...{ accountId, abort },
        run: async () => {
          this.#ended(job, await this.#run(job, abort.signal))
        },
        onCancelled: () => {
          this.#ended(job, resultWithoutRun(job, appError('sync.cancelled')))
        },
      })
      if (!isAdded) continue
      this.#callbacks.onProgress({ accountId, state: 'waiting', trigger })
      started.push(accountId)
    }
    this.#queue.next()
    return Promise.resolve(ok(started))
  }

  cancelSync({ accountIds }: { accountIds: EwsAccountId[] | null }): Promise<Result<null>> {
    this.#queue.cancel(accountIds)
    return Promise.resolve(ok(null))
  }

  planSync({ job }: { job: SyncJob }): Promise<Result<SyncPlan>> {
    return new Promise((resolve) => {
      const abort = new AbortController()
      const isAdded = this.#queue.add({
        ...{ accountId: job.accountId, abort },
        run: async () => {
          resolve(await this.#plan(job, abort.signal))
        },
        onCancelled: () => {
          resolve(failure(appError('sync.cancelled')))
        },
      })
      if (!isAdded) resolve(failure(appError('sync.already-running')))
      this.#queue.next()
    })
  }

  watchMailboxes({ accounts }: { accounts: WatchedAccount[] }): Promise<Result<null>> {
    this.#watch.watch(accounts)
    return Promise.resolve(ok(null))
  }

  async listMailFolders(account: {
    accountId: EwsAccountId
    mailbox: string
    access: MailboxAccess
    url: string
    userName: string
  }): Promise<Result<ChosenFolder[]>> {
    const transport = await this.#callbacks.transportFor(account.accountId)
    if (!transport.ok) return transport
    const { url, mailbox, userName } = account
    const client = createExchangeClient({
      ...{ url, mailbox, userName },
      transport: transport.value,
      impersonates: account.access === 'impersonation',
    })
    try {
      return await listMailFolders(client, mailbox, new AbortController().signal)
    } finally {
      await client.close()
    }
  }

  itemStatus(input: { id: PrimeItemId; pair: PairOf; limits: AttemptLimits }): Promise<Result<ItemStatus>> {
    return this.#withPair(input.pair, (store, pair) => store.status.itemStatus(pair, input.id, input.limits))
  }

  problems(input: {
    accounts: (AskedAccount & { limits: AttemptLimits })[]
    limit: number
  }): Promise<Result<ProblemList>> {
    return this.#withStore((store) => problemsOf(store, input))
  }

  retryProblems(input: { pair: PairOf; items: ProblemItem[] | null }): Promise<Result<{ count: number }>> {
    const items = input.items?.map(({ exchangeItemId, primeItemId }) => ({
      exchangeItemId: exchangeItemId as ExchangeItemId | null,
      primeItemId,
    }))
    return this.#withPair(input.pair, (store, id) => store.status.retry(id, items ?? null))
  }

  conflicts(input: {
    accounts: AskedAccount[]
    after: TimeCursor | null
    limit: number
  }): Promise<Result<ConflictPage>> {
    return this.#withStore((store) => conflictsOf(store, input))
  }

  restoreConflict({ id }: { id: string }): Promise<Result<null>> {
    return this.#withStore(async (store) => {
      const restored = await store.status.restoreConflict(id, instantOf(new Date()))
      return restored.ok ? ok(null) : restored
    })
  }

  syncRuns(query: RunQuery): Promise<Result<RunPage>> {
    return this.#withStore((store) => runsOf(store, query))
  }

  syncFigures({ borders }: { borders: Instant[] }): Promise<Result<SyncFigures[]>> {
    return this.#withStore((store) => store.status.figures(borders))
  }

  /** Ends all runs at the next item boundary and closes the store. */
  async close(): Promise<void> {
    this.#queue.cancel(null)
    await Promise.all([this.#queue.ended(), this.#watch.close()])
    const store = await this.#store
    if (store?.ok) await store.value.close()
    this.#store = null
  }

  async #run(job: SyncJob, signal: AbortSignal): Promise<SyncResult> {
    try {
      const parts = await this.#jobParts(signal)
      return parts.ok ? await runJob(job, parts.value) : resultWithoutRun(job, parts.error)
    } catch (error) {
      return resultWithoutRun(job, appError('internal.unexpected', { reason: reasonOf(error) }))
    }
  }

  async #plan(job: SyncJob, signal: AbortSignal): Promise<Result<SyncPlan>> {
    try {
      const parts = await this.#jobParts(signal)
      return parts.ok ? await planJob(job, { ...parts.value, onProgress: () => undefined }) : parts
    } catch (error) {
      return failure(appError('internal.unexpected', { reason: reasonOf(error) }))
    }
  }

  async #jobParts(signal: AbortSignal): Promise<Result<JobParts>> {
    const opened = await this.#open()
    if (!opened.ok) return opened
    return ok({
      store: opened.value,
      transportFor: (accountId) => this.#callbacks.transportFor(accountId),
      gates: this.#gates,
      spoolFolder: this.#spoolFolder,
      retryLimits: this.#options.retryLimits,
      signal,
      onProgress: (progress) => {
        this.#callbacks.onProgress(progress)
      },
    })
  }

  #ended({ accountId }: SyncJob, result: SyncResult): void {
    this.#queue.leave(accountId)
    this.#callbacks.onProgress({ accountId, state: 'ended', result })
  }

  async #withStore<T>(action: (store: PrimeStore) => Promise<Result<T>>): Promise<Result<T>> {
    const opened = await this.#open()
    return opened.ok ? await action(opened.value) : opened
  }

  #withPair<T>(
    { primeEmailAccountId, mailbox }: PairOf,
    action: (store: PrimeStore, pair: SyncPairId) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    return this.#withStore(async (store) => {
      const pair = await store.status.openPair(primeEmailAccountId, mailbox)
      return pair.ok ? await action(store, pair.value.id) : pair
    })
  }

  /** Once: what a killed process was receiving. */
  #tidy(): Promise<void> {
    return (this.#tidied ??= removeAbandonedContents(this.#spoolFolder))
  }

  /** Opened once, at first use; a failure is not remembered, so that freeing the disk is enough. */
  async #open(): Promise<Result<PrimeStore>> {
    this.#store ??= this.#openStore()
    const opened = await this.#store
    if (opened.ok) await this.#tidy()
    else this.#store = null
    return opened
  }

  async #openStore(): Promise<Result<PrimeStore>> {
    const opened = await openSqlitePrimeStore(this.#options.primeFolder)
    if (opened.ok && opened.value.notice) this.#callbacks.onStoreNotice(opened.value.notice)
    return opened
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
