/**
 * The engine: the Prime store and the runs of all accounts. It starts without Electron: the sync host runs it in a
 * process of its own, the command line and tests run it in theirs.
 *
 * Accounts run side by side up to a limit, the others wait; an account never runs twice at a time.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type {
  EmailContent,
  EmailPage,
  PrimeEmailAccount,
  PrimeEmailAccountDraft,
} from '#shared/domain/prime.ts'
import { instantOf, type EwsAccountId, type PrimeItemId } from '#shared/domain/ids.ts'
import { NO_COUNTS, type SyncOutcome, type SyncProgress, type SyncResult } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { removeAbandonedContents } from '../exchange/content-spool.ts'
import { createExchangeClient } from '../exchange/create-exchange-client.ts'
import { Gates } from '../exchange/gate.ts'
import type { RetryLimits } from '../exchange/retry.ts'
import { emailContentOf } from '../prime/email-content.ts'
import { openSqlitePrimeStore } from '../prime/open-sqlite.ts'
import type { PrimeStore } from '../prime/prime-store.ts'
import type { EngineApi, EngineCallbacks, EmailQuery, SyncJob } from './engine-api.ts'
import { importFolder, type ImportProgress } from './import-folder.ts'

/** Exchange allows 27 connections a user and 5 concurrent sync calls; other accounts wait their turn. */
const MAX_CONCURRENT_ACCOUNTS = 4

export type EngineOptions = {
  readonly primeFolder: string
  /** Default: those of the product. */
  readonly retryLimits?: RetryLimits
}

type Run = { readonly job: SyncJob; readonly abort: AbortController }

export class Engine implements EngineApi {
  readonly #options: EngineOptions
  readonly #callbacks: EngineCallbacks
  #store: Promise<Result<PrimeStore>> | null = null
  readonly #gates = new Gates()
  #tidied: Promise<void> | null = null
  readonly #waiting: Run[] = []
  readonly #running = new Map<EwsAccountId, Run>()
  #idle: (() => void)[] = []

  /** On the file system of the store, which takes over what lies here. */
  readonly #spoolFolder: string

  constructor(options: EngineOptions, callbacks: EngineCallbacks) {
    this.#options = options
    this.#spoolFolder = join(options.primeFolder, 'incoming')
    this.#callbacks = callbacks
  }

  async listEmailAccounts(): Promise<Result<PrimeEmailAccount[]>> {
    return await this.#withStore((store) => store.listEmailAccounts())
  }

  async createEmailAccount(draft: PrimeEmailAccountDraft): Promise<Result<PrimeEmailAccount>> {
    return await this.#withStore((store) => store.createEmailAccount(draft))
  }

  async listEmails(query: EmailQuery): Promise<Result<EmailPage>> {
    return await this.#withStore((store) => store.listEmails(query))
  }

  async openEmail({ id }: { id: PrimeItemId }): Promise<Result<EmailContent>> {
    return await this.#withStore(async (store) => {
      const found = await store.findEmail(id)
      if (!found.ok) return found
      const mime = await store.readMime(found.value.record.mime)
      if (!mime.ok) return mime
      return ok(await emailContentOf(found.value.summary, found.value.record, mime.value))
    })
  }

  async exportEmail({ id, path }: { id: PrimeItemId; path: string }): Promise<Result<null>> {
    return await this.#withStore(async (store) => {
      const found = await store.findEmail(id)
      if (!found.ok) return found
      const mime = await store.readMime(found.value.record.mime)
      if (!mime.ok) return mime
      try {
        await writeFile(path, mime.value)
        return ok(null)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        return failure(appError('export.write-failed', { file: path, reason }))
      }
    })
  }

  /** Accounts that already run or wait are left out. @returns the accounts that start or wait now. */
  startSync({ jobs }: { jobs: SyncJob[] }): Promise<Result<EwsAccountId[]>> {
    const started: EwsAccountId[] = []
    for (const job of jobs) {
      if (
        this.#running.has(job.accountId) ||
        this.#waiting.some((run) => run.job.accountId === job.accountId)
      ) {
        continue
      }
      this.#waiting.push({ job, abort: new AbortController() })
      this.#callbacks.onProgress({ accountId: job.accountId, state: 'waiting' })
      started.push(job.accountId)
    }
    this.#next()
    return Promise.resolve(ok(started))
  }

  cancelSync({ accountIds }: { accountIds: EwsAccountId[] | null }): Promise<Result<null>> {
    const wanted = (id: EwsAccountId) => accountIds === null || accountIds.includes(id)
    for (const run of this.#waiting.filter(({ job }) => wanted(job.accountId))) {
      this.#waiting.splice(this.#waiting.indexOf(run), 1)
      this.#ended(run, new Date(), 'cancelled', NO_COUNTS, appError('sync.cancelled'))
    }
    for (const run of this.#running.values()) if (wanted(run.job.accountId)) run.abort.abort()
    return Promise.resolve(ok(null))
  }

  /** Ends all runs at the next item boundary and closes the store. */
  async close(): Promise<void> {
    await this.cancelSync({ accountIds: null })
    if (this.#running.size > 0) {
      await new Promise<void>((resolve) => {
        this.#idle.push(resolve)
      })
    }
    const store = await this.#store
    if (store?.ok) await store.value.close()
    this.#store = null
  }

  #next(): void {
    while (this.#running.size < MAX_CONCURRENT_ACCOUNTS) {
      const run = this.#waiting.shift()
      if (!run) break
      this.#running.set(run.job.accountId, run)
      void this.#run(run).finally(() => {
        this.#next()
        if (this.#running.size === 0) for (const resolve of this.#idle.splice(0)) resolve()
      })
    }
  }

  async #run(run: Run): Promise<void> {
    const startedAt = new Date()
    let progress: ImportProgress = { done: 0, total: null, counts: NO_COUNTS }
    const report = (latest: ImportProgress) => {
      progress = latest
      this.#callbacks.onProgress({ accountId: run.job.accountId, state: 'running', ...latest })
    }
    report(progress)
    try {
      const { counts, error } = await this.#import(run, report)
      const outcome = outcomeOf(error, counts.failed)
      const told =
        error ?? (counts.failed > 0 ? appError('sync.items-failed', { count: counts.failed }) : null)
      this.#ended(run, startedAt, outcome, counts, told)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#ended(run, startedAt, 'failed', progress.counts, appError('internal.unexpected', { reason }))
    }
  }

  async #import(run: Run, onProgress: (progress: ImportProgress) => void) {
    const { job, abort } = run
    const opened = await this.#open()
    if (!opened.ok) return { counts: NO_COUNTS, error: opened.error }
    const transport = await this.#callbacks.transportFor(job.accountId)
    if (!transport.ok) return { counts: NO_COUNTS, error: transport.error }
    const { url, mailbox, userName } = job
    const client = createExchangeClient({
      ...{ url, mailbox, userName },
      transport: transport.value,
      impersonates: job.access === 'impersonation',
      gates: this.#gates.of(url, mailbox),
      ...(this.#options.retryLimits !== undefined && { retryLimits: this.#options.retryLimits }),
      spoolFolder: this.#spoolFolder,
    })
    try {
      return await importFolder({
        client,
        store: opened.value,
        pair: {
          primeEmailAccountId: job.primeEmailAccountId,
          mailbox: job.mailbox,
          folder: 'inbox',
        },
        signal: abort.signal,
        onProgress,
      })
    } finally {
      await client.close()
    }
  }

  #ended(
    run: Run,
    startedAt: Date,
    outcome: SyncOutcome,
    counts: SyncResult['counts'],
    error: AppError | null,
  ): void {
    const result: SyncResult = {
      startedAt: instantOf(startedAt),
      endedAt: instantOf(new Date()),
      outcome,
      counts,
      error,
    }
    // First, so that whoever hears of the end can start the account again.
    this.#running.delete(run.job.accountId)
    const progress: SyncProgress = { accountId: run.job.accountId, state: 'ended', result }
    this.#callbacks.onProgress(progress)
  }

  async #withStore<T>(action: (store: PrimeStore) => Promise<Result<T>>): Promise<Result<T>> {
    const opened = await this.#open()
    return opened.ok ? await action(opened.value) : opened
  }

  /** Once: what a killed process was receiving. */
  #tidy(): Promise<void> {
    return (this.#tidied ??= removeAbandonedContents(this.#spoolFolder))
  }

  /** Opened once, at first use; a failure is not remembered, so that freeing the disk is enough. */
  async #open(): Promise<Result<PrimeStore>> {
    this.#store ??= openSqlitePrimeStore(this.#options.primeFolder)
    const opened = await this.#store
    if (opened.ok) await this.#tidy()
    else this.#store = null
    return opened
  }
}

function outcomeOf(error: AppError | null, failed: number): SyncOutcome {
  if (error) return error.category === 'cancelled' ? 'cancelled' : 'failed'
  return failed > 0 ? 'incomplete' : 'succeeded'
}
