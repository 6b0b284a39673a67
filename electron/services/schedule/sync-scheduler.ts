/**
 * The schedule at work: knows the accounts from the documents, keeps one timer, and hands to the engine what starts.
 * What it decides stands in `sync-schedule.ts`; what people have decided in `sync-control.ts`.
 */
import { instantOf, type ConnectorId, type EwsAccountId, type Instant } from '#shared/domain/ids.ts'
import type { AccountSchedule, SyncScheduleState } from '#shared/domain/sync-schedule.ts'
import { NO_COUNTS, type SyncResult, type SyncTrigger } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import { urlOf } from '#shared/domain/ews-account.ts'
import type { Documents } from '../../config/documents.ts'
import type { EngineApi } from '../../sync/engine-api.ts'
import { signInName } from '../account-credential.ts'
import type { LastResults } from '../last-results.ts'
import { connectedAccounts, isActive, jobOf, pairKey, type Connected } from '../sync-jobs.ts'
import { isLoopback } from './is-loopback.ts'
import type { ScheduleClock } from './clock.ts'
import type { SyncControl } from './sync-control.ts'
import { SyncSchedule, type ScheduleStart } from './sync-schedule.ts'

/** Whether there is a network is asked again after this time. */
const ONLINE_CHECK_MILLISECONDS = 15_000

/** The longest timer: one that a sleep has held up is late by no more than this. */
const LONGEST_TIMER_MILLISECONDS = 60_000

export type SyncSchedulerParts = {
  readonly documents: Documents
  readonly results: LastResults
  readonly engine: Pick<EngineApi, 'startSync' | 'cancelSync' | 'watchMailboxes'>
  readonly control: SyncControl
  readonly clock: ScheduleClock
  readonly random: () => number
  /** Whether this computer has a network. */
  readonly isOnline: () => boolean
  /** Why no account of a connector may connect now, or `null`. */
  readonly stopOf: (connectorId: ConnectorId) => AppError | null
  /** A run that the engine could not begin. */
  readonly onFailedStart: (accountId: EwsAccountId, result: SyncResult) => void
  /** What `state` tells has changed. */
  readonly onDidChange: () => void
}

export class SyncScheduler {
  readonly #parts: SyncSchedulerParts
  readonly #schedule: SyncSchedule
  readonly #deletionAllowed = new Set<EwsAccountId>()
  readonly #notified = new Set<EwsAccountId>()
  #stopTimer: () => void = () => undefined
  #runsByItself = false
  /** Whose changes are noticed at once, as it was told to the engine. */
  #watching = '[]'
  #isOnline = true
  /** Starts that the engine has not answered yet. */
  #starting = 0

  constructor(parts: SyncSchedulerParts) {
    this.#parts = parts
    this.#schedule = new SyncSchedule({ random: parts.random })
  }

  /** Whether something is on its way to the engine. */
  get isStarting(): boolean {
    return this.#starting > 0
  }

  /** Accounts of active connectors that are active themselves, and that nothing keeps from connecting. */
  active(): EwsAccountId[] {
    return this.#connected()
      .filter((connected) => this.#mayRun(connected))
      .map(({ account }) => account.id)
  }

  /** As whom and where these accounts sign in. */
  logonsOf(ids: readonly EwsAccountId[]): { userName: string; url: string }[] {
    return this.#connected()
      .filter(({ account }) => ids.includes(account.id))
      .map(({ account, connector }) => ({
        userName: signInName(connector, account.userName),
        url: urlOf(account, connector),
      }))
  }

  #mayRun(connected: Connected): boolean {
    return isActive(connected) && this.#parts.stopOf(connected.connector.id) === null
  }

  /**
   * Wants runs before all others; also of those that are paused or rest.
   * @returns those that did not already run or wait
   */
  request(ids: readonly EwsAccountId[], allowMassDeletion: boolean): EwsAccountId[] {
    this.#update()
    const requested = this.#schedule.request(ids, this.#now())
    if (allowMassDeletion) for (const id of requested) this.#deletionAllowed.add(id)
    return requested
  }

  withdraw(ids: readonly EwsAccountId[] | null): EwsAccountId[] {
    return this.#schedule.withdraw(ids)
  }

  /** From now on accounts run by themselves; also after a sleep. */
  async begin(): Promise<void> {
    this.#runsByItself = true
    this.#update()
    this.#schedule.begin(this.#now())
    await this.pump()
  }

  /** Nothing starts by itself until `begin`: the computer goes to sleep, or the application ends. */
  halt(): void {
    this.#runsByItself = false
    this.#schedule.halt()
    this.#stopTimer()
  }

  /** Connectors, accounts, settings or decisions of people have changed. */
  async refresh(): Promise<void> {
    this.#update()
    await this.pump()
  }

  /** Exchange tells that something has changed in a mailbox. */
  notify(accountId: EwsAccountId): void {
    this.#schedule.notify(accountId, this.#now())
    void this.pump()
  }

  /** How changes of a mailbox are noticed from now on. */
  setNotified(accountId: EwsAccountId, isNotified: boolean): void {
    if (this.#notified.has(accountId) === isNotified) return
    if (isNotified) this.#notified.add(accountId)
    else {
      this.#notified.delete(accountId)
      // Told anew at the next occasion: the host may have forgotten it.
      this.#watching = '[]'
    }
    this.#parts.onDidChange()
  }

  /** The server has asked a run to wait, or lets it go on. */
  setBusy(accountId: EwsAccountId, isBusy: boolean): void {
    this.#schedule.setBusy(accountId, isBusy)
    if (isBusy) void this.pump()
  }

  /** A run has ended; its result is remembered already. */
  ended(accountId: EwsAccountId, result: SyncResult): void {
    const connected = this.#connected().find(({ account }) => account.id === accountId)
    if (connected && result.outcome !== 'cancelled') {
      this.#parts.control.begin(accountId, pairKey(connected.account))
    }
    this.#update()
    this.#schedule.ended(accountId, result, this.#now())
    // ContinueImportOnError or ContinueExportOnError is off, and an object has failed.
    if (connected && result.error?.code === 'sync.stopped-on-error') {
      const running = this.#schedule.rest(connected.connector.id, this.#now())
      if (running.length > 0) void this.#parts.engine.cancelSync({ accountIds: running })
    }
    this.#parts.onDidChange()
    void this.pump()
  }

  /** Hands on what starts now, and waits for what comes next. */
  async pump(): Promise<Result<null>> {
    this.#watchNetwork()
    const starts = this.#schedule.take(this.#now())
    this.#setTimer()
    return starts.length === 0 ? ok(null) : await this.#start(starts)
  }

  state(): SyncScheduleState {
    const now = this.#now()
    const resting = new Map<ConnectorId, Instant>()
    const accounts = this.#connected().map((each): AccountSchedule => {
      const { id, connectorId } = each.account
      const restsUntil = this.#schedule.restsUntil(connectorId, now)
      if (restsUntil !== null) resting.set(connectorId, this.#instant(restsUntil))
      const dueAt = this.#schedule.dueAt(id, now)
      const state = this.#stateOf(each)
      return {
        accountId: id,
        state: state === 'automatic' && restsUntil !== null ? 'resting' : state,
        nextAt: dueAt === null ? null : this.#instant(Math.max(dueAt, now)),
        noticesBy: this.#notified.has(id) ? 'notifications' : 'interval',
      }
    })
    return {
      allPaused: this.#parts.control.allPaused,
      accounts,
      resting: [...resting].map(([connectorId, until]) => ({ connectorId, until })),
    }
  }

  async #start(starts: readonly ScheduleStart[]): Promise<Result<null>> {
    const settings = this.#parts.documents.settings.get()
    const connected = new Map(this.#connected().map((each) => [each.account.id, each]))
    const jobs = starts.flatMap(({ id, trigger }) => {
      const each = connected.get(id)
      return each
        ? [jobOf(each, settings, { trigger, allowMassDeletion: this.#deletionAllowed.delete(id) })]
        : []
    })
    this.#starting += 1
    const started = await this.#parts.engine.startSync({ jobs }).finally(() => {
      this.#starting -= 1
    })
    for (const { id, trigger } of starts) {
      if (started.ok && started.value.includes(id)) continue
      const error = started.ok ? appError('sync.already-running') : started.error
      const result = notRun(trigger, error)
      this.#schedule.ended(id, result, this.#now())
      if (!started.ok) this.#parts.onFailedStart(id, result)
    }
    this.#setTimer()
    return started.ok ? ok(null) : started
  }

  #update(): void {
    const accounts = this.#connected().map((each) => ({
      id: each.account.id,
      connectorId: each.connector.id,
      interval: each.connector.sync.syncIntervalMinutes * 60_000,
      isAutomatic: ['automatic', 'offline'].includes(this.#stateOf(each)),
      isLocal: isLoopback(each),
    }))
    this.#schedule.update(accounts, this.#now())
    this.#watchMailboxes()
  }

  /** Tells the engine whose changes are to be noticed at once, when these are others than before. */
  #watchMailboxes(): void {
    if (!this.#runsByItself) return
    const settings = this.#parts.documents.settings.get()
    const accounts = this.#connected()
      .filter((each) => this.#stateOf(each) === 'automatic')
      .map((each) => {
        const job = jobOf(each, settings, { trigger: 'notification', allowMassDeletion: false })
        const { accountId, mailbox, access, url, userName } = job
        return { accountId, mailbox, access, url, userName, syncedKinds: job.account.syncedKinds }
      })
    const signature = JSON.stringify(accounts)
    if (signature === this.#watching) return
    this.#watching = signature
    void this.#parts.engine.watchMailboxes({ accounts })
  }

  #stateOf(each: Connected): Exclude<AccountSchedule['state'], 'resting'> {
    const { control, results } = this.#parts
    const { account } = each
    if (!this.#mayRun(each)) return 'inactive'
    if (control.isPaused(account.id)) return 'paused'
    if (!control.hasBegun(account.id, pairKey(account))) return 'not-begun'
    if (isRefused(each, results.of(account.id))) return 'refused'
    return this.#isOnline || isLoopback(each) ? 'automatic' : 'offline'
  }

  #watchNetwork(): void {
    if (!this.#runsByItself) return
    const isOnline = this.#parts.isOnline()
    if (isOnline === this.#isOnline) return
    this.#isOnline = isOnline
    this.#schedule.setOnline(isOnline)
    // What failed on the way down and what became due meanwhile runs once now.
    if (isOnline) this.#schedule.begin(this.#now())
    this.#parts.onDidChange()
  }

  #setTimer(): void {
    this.#stopTimer()
    if (!this.#runsByItself) return
    const wakeAt = this.#schedule.wakeAt(this.#now())
    const longest = this.#isOnline ? LONGEST_TIMER_MILLISECONDS : ONLINE_CHECK_MILLISECONDS
    const delay = wakeAt === null ? longest : Math.min(longest, wakeAt - this.#now())
    this.#stopTimer = this.#parts.clock.after(Math.max(delay, 0), () => void this.pump())
  }

  #connected(): Connected[] {
    return connectedAccounts(this.#parts.documents.connections.get())
  }

  #now(): number {
    return this.#parts.clock.now()
  }

  #instant(at: number): Instant {
    return instantOf(new Date(Date.now() + at - this.#now()))
  }
}

/** The result of a run that never began. */
export function notRun(trigger: SyncTrigger, error: AppError): SyncResult {
  const now = instantOf(new Date())
  return {
    startedAt: now,
    endedAt: now,
    trigger,
    outcome: error.category === 'cancelled' ? 'cancelled' : 'failed',
    counts: NO_COUNTS,
    givenUp: 0,
    waitedMilliseconds: 0,
    error,
  }
}

/** Whether the last sign-in was refused, and nobody has changed or tried anything since. */
function isRefused(
  { account, connector }: Connected,
  { lastSync, lastTest }: ReturnType<LastResults['of']>,
): boolean {
  if (lastSync?.error?.category !== 'auth') return false
  const { startedAt } = lastSync
  if (lastTest?.outcome === 'passed' && lastTest.at > startedAt) return false
  return startedAt > account.changedAt && startedAt > connector.changedAt
}
