/**
 * Control of the synchronisation for people: start, cancel, pause, resume, what runs now, and the last results. What
 * starts, by a wish or by the schedule, goes through `schedule/`.
 */
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncScheduleState } from '#shared/domain/sync-schedule.ts'
import type { SyncProgress } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { LockOutProtection } from '../auth/lock-out-protection.ts'
import type { Documents } from '../config/documents.ts'
import type { EngineApi } from '../sync/engine-api.ts'
import type { EmitEvent } from './events.ts'
import type { LastResults } from './last-results.ts'
import { systemClock, type ScheduleClock } from './schedule/clock.ts'
import { FailureNotices, type FailureNotice } from './schedule/failure-notices.ts'
import { GivenUpNotices } from './schedule/given-up-notices.ts'
import { SyncControl } from './schedule/sync-control.ts'
import { notRun, SyncScheduler } from './schedule/sync-scheduler.ts'

/** Progress of one account reaches the screen at most this often; the end always does. */
const PROGRESS_INTERVAL_MILLISECONDS = 100

export type SyncServiceParts = {
  readonly documents: Documents
  readonly engine: Pick<EngineApi, 'startSync' | 'cancelSync' | 'watchMailboxes'>
  readonly logons: Pick<LockOutProtection, 'release'>
  readonly results: LastResults
  readonly emit: EmitEvent
  readonly clock?: ScheduleClock | undefined
  readonly random?: (() => number) | undefined
  /** Accounts do not synchronise by themselves any longer, or have given up objects. */
  readonly notify: (notice: FailureNotice) => void
  /** Whether this computer has a network. Default: it has. */
  readonly isOnline?: (() => boolean) | undefined
  /** Deleted accounts that may come back, and then go on as before. Default: none. */
  readonly recoverable?: (() => readonly EwsAccountId[]) | undefined
  /** Whether a plan is being made, which is cancelled like a run. Default: none is. */
  readonly isPlanning?: (() => boolean) | undefined
  /** Why no account of a connector may connect now, or `null`. */
  readonly stopOf: (connectorId: ConnectorId) => AppError | null
}

export class SyncService {
  readonly #parts: SyncServiceParts
  readonly #control: SyncControl
  readonly #scheduler: SyncScheduler
  readonly #failures: FailureNotices
  readonly #givenUp: GivenUpNotices
  readonly #current = new Map<EwsAccountId, SyncProgress>()
  #isClosed = false
  readonly #emittedAt = new Map<EwsAccountId, number>()
  /** What came too soon after the last word, and is told a moment later. */
  readonly #late = new Map<EwsAccountId, ReturnType<typeof setTimeout>>()

  constructor(parts: SyncServiceParts) {
    this.#parts = parts
    this.#control = new SyncControl(parts.documents.syncControl)
    const clock = parts.clock ?? systemClock
    this.#failures = new FailureNotices(clock, parts.notify)
    this.#givenUp = new GivenUpNotices(clock, parts.notify)
    this.#scheduler = new SyncScheduler({
      ...parts,
      control: this.#control,
      clock,
      random: parts.random ?? Math.random,
      isOnline: parts.isOnline ?? (() => true),
      onFailedStart: (accountId, result) => {
        this.#show({ accountId, state: 'ended', result })
      },
      onDidChange: () => {
        parts.emit('sync.onDidChangeSchedule', null)
      },
    })
  }

  /**
   * Starts the active accounts of active connectors among `accountIds` (`null`: among all), before all others; also
   * those that are paused. A person wants it: a refused password may be tried once more, which a schedule never does.
   * @param allowMassDeletion a person has seen that much would be deleted, and wants it
   * @param by `script`: nobody sits there, and a refused password is not tried again
   * @returns the accounts that start now or as soon as there is a place; `sync.nothing-active`, or what stops their
   * connector, when none could
   */
  async start(
    accountIds: readonly EwsAccountId[] | null,
    allowMassDeletion = false,
    by: 'person' | 'script' = 'person',
  ): Promise<Result<EwsAccountId[]>> {
    const active = this.#scheduler.active().filter((id) => accountIds === null || accountIds.includes(id))
    if (active.length === 0) return failure(this.#stopAmong(accountIds) ?? appError('sync.nothing-active'))
    if (by === 'person') {
      for (const logon of this.#scheduler.logonsOf(active)) this.#parts.logons.release(logon)
    }
    const requested = this.#scheduler.request(active, allowMassDeletion)
    if (requested.length === 0) return failure(appError('sync.already-running'))
    for (const accountId of requested) this.#show({ accountId, state: 'waiting', trigger: 'manual' })
    const started = await this.#scheduler.pump()
    return started.ok ? ok(requested) : started
  }

  async cancel(accountIds: readonly EwsAccountId[] | null): Promise<Result<null>> {
    for (const accountId of this.#scheduler.withdraw(accountIds)) {
      this.#show({ accountId, state: 'ended', result: notRun('manual', appError('sync.cancelled')) })
    }
    // Without a run there is nothing to cancel, and no reason to start the sync host.
    const isRunning = [...this.#current.values()].some((progress) => progress.state !== 'ended')
    const isPlanning = this.#parts.isPlanning?.() ?? false
    if (!isRunning && !isPlanning && !this.#scheduler.isStarting) return ok(null)
    return await this.#parts.engine.cancelSync({ accountIds: accountIds && [...accountIds] })
  }

  /** They no longer run by themselves, and what runs stops at the next object. `null`: all. */
  async pause(accountIds: readonly EwsAccountId[] | null): Promise<Result<null>> {
    const paused = this.#control.pause(accountIds)
    if (!paused.ok) return paused
    await this.#changed()
    return await this.cancel(accountIds)
  }

  async resume(accountIds: readonly EwsAccountId[] | null): Promise<Result<null>> {
    const all = this.#parts.documents.connections.get().accounts.map(({ id }) => id)
    const resumed = this.#control.resume(accountIds, all)
    if (!resumed.ok) return resumed
    await this.#changed()
    return ok(null)
  }

  schedule(): SyncScheduleState {
    return this.#scheduler.state()
  }

  /** From now on accounts run by themselves; also after a sleep. */
  async begin(): Promise<void> {
    if (!this.#isClosed) await this.#scheduler.begin()
  }

  /** Nothing starts by itself until `begin`: the computer goes to sleep, or the application ends. */
  halt(): void {
    this.#scheduler.halt()
  }

  /** The application ends: nothing that waits begins any longer. */
  close(): void {
    this.#isClosed = true
    for (const accountId of [...this.#late.keys()]) this.#forgetLate(accountId)
    this.#failures.close()
    this.#givenUp.close()
    this.#scheduler.halt()
    this.#scheduler.withdraw(null)
  }

  /** Connectors, accounts or settings have changed. */
  async refresh(): Promise<void> {
    if (this.#isClosed) return
    const { documents, recoverable } = this.#parts
    const there = documents.connections.get().accounts.map(({ id }) => id)
    this.#control.keepOnly([...there, ...(recoverable?.() ?? [])])
    await this.#scheduler.refresh()
  }

  /** Exchange tells that something has changed in a mailbox. */
  onMailboxChange(accountId: EwsAccountId): void {
    this.#scheduler.notify(accountId)
  }

  /** How changes of a mailbox are noticed from now on. */
  onNotificationMode(accountId: EwsAccountId, mode: 'streaming' | 'polling'): void {
    this.#scheduler.setNotified(accountId, mode === 'streaming')
  }

  /** The latest progress of every account that runs or has run since the application started. */
  current(): SyncProgress[] {
    return [...this.#current.values()]
  }

  onProgress(progress: SyncProgress): void {
    this.#show(progress)
    if (progress.state === 'ended') this.#scheduler.ended(progress.accountId, progress.result)
    else
      this.#scheduler.setBusy(progress.accountId, progress.state === 'running' && progress.busyUntil !== null)
  }

  #show(progress: SyncProgress): void {
    this.#current.set(progress.accountId, progress)
    if (progress.state === 'ended') {
      this.#remember(progress)
      this.#emittedAt.delete(progress.accountId)
      this.#forgetLate(progress.accountId)
      this.#parts.emit('sync.onDidProgress', progress)
      this.#parts.emit('connectors.onDidChange', { accountIds: [progress.accountId] })
      return
    }
    const { accountId } = progress
    const wait =
      PROGRESS_INTERVAL_MILLISECONDS - (performance.now() - (this.#emittedAt.get(accountId) ?? -Infinity))
    if (wait <= 0) this.#tell(accountId)
    else if (!this.#late.has(accountId)) {
      this.#late.set(
        accountId,
        setTimeout(() => {
          this.#tell(accountId)
        }, wait),
      )
    }
  }

  /** Where an account is now; the last word before a long wait is never lost. */
  #tell(accountId: EwsAccountId): void {
    this.#forgetLate(accountId)
    const progress = this.#current.get(accountId)
    if (progress === undefined || progress.state === 'ended') return
    this.#emittedAt.set(accountId, performance.now())
    this.#parts.emit('sync.onDidProgress', progress)
  }

  #forgetLate(accountId: EwsAccountId): void {
    clearTimeout(this.#late.get(accountId))
    this.#late.delete(accountId)
  }

  #remember(progress: SyncProgress & { state: 'ended' }): void {
    const { documents, results } = this.#parts
    // An account that was deleted meanwhile leaves nothing behind.
    const account = documents.connections.get().accounts.find(({ id }) => id === progress.accountId)
    if (!account) return
    const { id, connectorId } = account
    const before = results.of(id).lastSync
    results.rememberSync(id, progress.result)
    this.#failures.ended(id, connectorId, progress.result)
    this.#givenUp.ended(id, connectorId, progress.result, before)
  }

  async #changed(): Promise<void> {
    this.#parts.emit('sync.onDidChangeSchedule', null)
    await this.refresh()
  }

  /** What stops the first of these accounts that would take part otherwise. */
  #stopAmong(accountIds: readonly EwsAccountId[] | null): AppError | null {
    const { accounts } = this.#parts.documents.connections.get()
    for (const { id, active, connectorId } of accounts) {
      const stop = active && (accountIds?.includes(id) ?? true) ? this.#parts.stopOf(connectorId) : null
      if (stop) return stop
    }
    return null
  }
}
