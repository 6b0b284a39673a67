/** One job of the engine: opens the way to the server and the pair, runs or plans, and reports. */
import type { EwsAccountId, Instant } from '#shared/domain/ids.ts'
import { instantOf } from '#shared/domain/ids.ts'
import type { FolderKey, SyncKind } from '#shared/domain/sync-kinds.ts'
import {
  NO_COUNTS,
  isEventful,
  totalOf,
  type SyncCounts,
  type SyncOutcome,
  type SyncPhase,
  type SyncPlan,
  type SyncProgress,
  type SyncResult,
} from '#shared/domain/sync.ts'
import { figuresOf } from '#shared/domain/sync-statistics.ts'
import { appError, type AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'
import type { CallWait } from '../exchange/call.ts'
import { createExchangeClient } from '../exchange/create-exchange-client.ts'
import type { Gates } from '../exchange/gate.ts'
import type { RetryLimits } from '../exchange/retry.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import type { PrimeStore } from '../prime/prime-store.ts'
import { type AccountRun, inOrder, OWN_FOLDERS, openWindow, planAccount, runAccount } from './account-run.ts'
import type { SyncJob } from './engine-api.ts'
import { Tally } from './tally.ts'

export type JobParts = {
  readonly store: PrimeStore
  readonly transportFor: (accountId: EwsAccountId) => Promise<Result<Transport>>
  readonly gates: Gates
  readonly spoolFolder: string
  readonly retryLimits: RetryLimits | undefined
  readonly signal: AbortSignal
  readonly onProgress: (progress: SyncProgress) => void
}

/** Runs a job to its end; what it did is in the result, also when it failed. */
export async function runJob(job: SyncJob, parts: JobParts): Promise<SyncResult> {
  const report = new JobReport(job, parts)
  const { startedAt } = report
  const ended = await withAccount(job, parts, report, runAccount)
  const givenUp = await givenUpCount(job, parts.store)
  const result = resultOf(job, startedAt, report, ended.ok ? null : ended.error, givenUp)
  const since = new Date(Date.now() - job.runHistoryDays * 86_400_000)
  // A run that cannot be noted has failed: the disk is full, or the database is damaged.
  const { accountId } = job
  const { endedAt, outcome, trigger } = result
  const document = { ...result, accountId }
  const noted = await parts.store.status.recordRun(
    {
      ...{ accountId, startedAt, endedAt, outcome, trigger, document },
      isEventful: isEventful(result),
      figures: figuresOf(result),
    },
    instantOf(since),
  )
  return noted.ok || result.error !== null ? result : { ...result, outcome: 'failed', error: noted.error }
}

/** What a job would do. */
export async function planJob(job: SyncJob, parts: JobParts): Promise<Result<SyncPlan>> {
  return await withAccount(job, parts, new JobReport(job, parts), planAccount)
}

async function withAccount<T>(
  job: SyncJob,
  parts: JobParts,
  report: JobReport,
  action: (account: AccountRun) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { store, signal, gates } = parts
  const { url, mailbox, userName } = job
  report.send()
  const transport = await parts.transportFor(job.accountId)
  if (!transport.ok) return transport
  const client = createExchangeClient({
    ...{ url, mailbox, userName },
    transport: transport.value,
    impersonates: job.access === 'impersonation',
    gates: gates.of(url, mailbox),
    ...(parts.retryLimits !== undefined && { retryLimits: parts.retryLimits }),
    spoolFolder: parts.spoolFolder,
    onWillWait: (wait) => {
      report.waits(wait)
    },
  })
  try {
    const opened = await store.status.openPair(job.primeEmailAccountId, mailbox)
    if (!opened.ok) return opened
    const { account, connector } = job
    const folders: FolderKey[] = [
      ...OWN_FOLDERS,
      ...account.furtherFolders.map(({ name }): FolderKey => `further:${name}`),
    ]
    const pair = await openWindow(store, opened.value, folders, account.firstSyncDays, now())
    if (!pair.ok) return pair
    return await action({
      ...{ client, store, signal, now },
      pair: pair.value,
      kinds: account.syncedKinds,
      furtherFolders: account.furtherFolders,
      settings: {
        receiveOnly: account.receiveOnly,
        policy: connector.conflictPolicy,
        limits: { down: connector.maxFailedSyncDownAttempts, up: connector.maxFailedSyncUpAttempts },
        stopsOnError: { down: !connector.continueImportOnError, up: !connector.continueExportOnError },
        allowsMassDeletion: job.allowMassDeletion,
      },
      kindSettings: { mailsAttendees: account.mailsAttendees, primeTimeZone: job.primeTimeZone },
      tally: report.tally,
      onPhase: (kind, phase, folder) => {
        report.enters(kind, phase, folder)
      },
    })
  } finally {
    await client.close()
  }
}

/** What the run of a job has to tell, while it runs and at its end. */
class JobReport {
  readonly tally = new Tally(() => {
    this.send()
  })
  waitedMilliseconds = 0
  #phase: SyncPhase = 'connecting'
  #kind: SyncKind | null = null
  #folder: FolderKey | null = null
  #busyUntil = 0
  readonly startedAt = now()
  readonly #kinds: readonly SyncKind[]

  constructor(
    private readonly job: SyncJob,
    private readonly parts: JobParts,
  ) {
    this.#kinds = inOrder(job.account.syncedKinds)
  }

  get counts(): SyncCounts {
    return this.tally.counts
  }

  enters(kind: SyncKind, phase: SyncPhase, folder: FolderKey | null): void {
    this.#kind = kind
    this.#phase = phase
    this.#folder = folder
    this.send()
  }

  waits({ milliseconds, reason }: CallWait): void {
    if (reason.category !== 'throttled') return
    this.waitedMilliseconds += milliseconds
    this.#busyUntil = Date.now() + milliseconds
    this.send()
  }

  send(): void {
    const { accountId, trigger } = this.job
    this.parts.onProgress({
      ...{ accountId, trigger, state: 'running' },
      ...{ phase: this.#phase, kind: this.#kind, folder: this.#folder },
      startedAt: this.startedAt,
      kinds: this.#kinds.map((kind) => ({ kind, folders: this.tally.foldersOf(kind) })),
      ...{ done: this.tally.done, total: this.tally.total, counts: this.counts },
      busyUntil: this.#busyUntil > Date.now() ? instantOf(new Date(this.#busyUntil)) : null,
    })
  }
}

/** Asked at the end, and no reason to fail: it is a number on a screen, the objects are in the store. */
async function givenUpCount(job: SyncJob, store: PrimeStore): Promise<number> {
  const { connector, account } = job
  const pair = await store.status.openPair(job.primeEmailAccountId, job.mailbox)
  if (!pair.ok) return 0
  const limits = { down: connector.maxFailedSyncDownAttempts, up: connector.maxFailedSyncUpAttempts }
  let sum = 0
  for (const kind of account.syncedKinds) {
    const counts = await store.status.counts(pair.value.id, kind, limits)
    if (counts.ok) sum += counts.value.givenUp
  }
  return sum
}

function resultOf(
  job: SyncJob,
  startedAt: Instant,
  { counts, waitedMilliseconds }: Pick<JobReport, 'counts' | 'waitedMilliseconds'>,
  error: AppError | null,
  givenUp: number,
): SyncResult {
  const { failed } = totalOf(counts)
  const told = error ?? itemsError(failed, givenUp)
  return {
    ...{ startedAt, endedAt: now(), trigger: job.trigger, outcome: outcomeOf(error, told) },
    ...{ counts, givenUp, waitedMilliseconds: Math.round(waitedMilliseconds), error: told },
  }
}

/** The result of a run that never began. */
export function resultWithoutRun(job: SyncJob, error: AppError): SyncResult {
  const report = { counts: NO_COUNTS, waitedMilliseconds: 0 }
  return resultOf(job, now(), report, error, 0)
}

/** Objects that were given up need a person: the account is not well until they are tried again or gone. */
function itemsError(failed: number, givenUp: number): AppError | null {
  if (failed > 0) return appError('sync.items-failed', { count: failed })
  return givenUp > 0 ? appError('sync.items-given-up', { count: givenUp }) : null
}

function outcomeOf(error: AppError | null, told: AppError | null): SyncOutcome {
  if (error) return error.category === 'cancelled' ? 'cancelled' : 'failed'
  return told ? 'incomplete' : 'succeeded'
}

function now(): Instant {
  return instantOf(new Date())
}
