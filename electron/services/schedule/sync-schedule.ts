/**
 * Which account runs when: a pure state machine on a monotonic clock, so that a changed system clock moves nothing.
 *
 * Every account has one due time, however long ago it passed: after eight hours of sleep an account runs once, not a
 * hundred times. Of those that are due, the one goes first whose connector has the fewest running, then the one that
 * has waited longest; so a connector whose server hangs takes some of the places, and nobody starves. A run that the
 * server has asked to wait gives its place to another one until it goes on. What a person asks for goes first.
 *
 * Rejected: a timer per account (500 timers that nobody can look at together, and no order among those that are due),
 * and a queue of the engine (a person would wait behind hundreds of accounts that are due).
 */
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncResult, SyncTrigger } from '#shared/domain/sync.ts'
import { backOffOf, dueAfter, isFailing, spread } from './due.ts'

export type ScheduleLimits = {
  /** Runs at a time that do not wait for a busy server. */
  readonly places: number
  /** Of these, for one connector. */
  readonly placesPerConnector: number
  /** Runs at a time, with those that wait. */
  readonly most: number
}

/** Exchange allows 27 connections a user and 5 calls of synchronisation at a time; two cores parse what comes. */
export const SCHEDULE_LIMITS: ScheduleLimits = { places: 6, placesPerConnector: 4, most: 24 }

/** A connector that rests after an unexpected error (ContinueImportOnError = false); the original's five minutes. */
export const REST_MILLISECONDS = 5 * 60_000

/** Events come in bursts: a run begins when it has been quiet for a moment, and not again at once. */
const NOTIFICATION_SETTLE = 2_000
const NOTIFICATION_DISTANCE = 15_000

export type ScheduledAccount = {
  readonly id: EwsAccountId
  readonly connectorId: ConnectorId
  /** Milliseconds. */
  readonly interval: number
  /** Whether it runs by itself. One that does not runs when a person wants it. */
  readonly isAutomatic: boolean
  /** Whether it can be reached without a network: a server on this computer. */
  readonly isLocal: boolean
}

export type ScheduleStart = { readonly id: EwsAccountId; readonly trigger: SyncTrigger }

type Run = { readonly startedAt: number; isBusy: boolean }

type Entry = {
  account: ScheduledAccount
  dueAt: number
  trigger: 'schedule' | 'notification'
  failures: number
  /** When a person asked for a run. */
  requestedAt: number | null
  run: Run | null
}

export class SyncSchedule {
  readonly #limits: ScheduleLimits
  readonly #random: () => number
  readonly #entries = new Map<EwsAccountId, Entry>()
  readonly #restsUntil = new Map<ConnectorId, number>()
  /** Whether accounts run by themselves at all. */
  #isAutomatic = false
  #isOnline = true

  constructor(options: { readonly limits?: ScheduleLimits; readonly random?: () => number } = {}) {
    this.#limits = options.limits ?? SCHEDULE_LIMITS
    this.#random = options.random ?? Math.random
  }

  /** The accounts as they are now. One that runs keeps its run, also when it is no longer among them. */
  update(accounts: readonly ScheduledAccount[], now: number): void {
    const known = new Set(accounts.map(({ id }) => id))
    for (const [id, entry] of this.#entries) {
      if (known.has(id)) continue
      if (entry.run === null) this.#entries.delete(id)
      else entry.account = { ...entry.account, isAutomatic: false }
    }
    const added = accounts.filter(({ id }) => !this.#entries.has(id)).length
    for (const account of accounts) {
      const entry = this.#entries.get(account.id)
      if (entry === undefined) {
        const dueAt = now + spread(account.interval, added, this.#random())
        this.#entries.set(account.id, {
          account,
          dueAt,
          trigger: 'schedule',
          failures: 0,
          requestedAt: null,
          run: null,
        })
        continue
      }
      if (account.interval < entry.account.interval)
        entry.dueAt = Math.min(entry.dueAt, now + account.interval)
      if (account.isAutomatic && !entry.account.isAutomatic) entry.failures = 0
      entry.account = account
    }
  }

  /** Accounts run by themselves from now on; also after a sleep. Each that is due by then runs once. */
  begin(now: number): void {
    this.#isAutomatic = true
    for (const entry of this.#entries.values()) {
      entry.failures = 0
      const soon = now + spread(entry.account.interval, this.#entries.size, this.#random())
      entry.dueAt = Math.min(entry.dueAt, soon)
    }
  }

  /** No account starts by itself until `begin`: the computer goes to sleep, or the application ends. */
  halt(): void {
    this.#isAutomatic = false
  }

  setOnline(isOnline: boolean): void {
    this.#isOnline = isOnline
  }

  /** A person wants these accounts now. @returns those that did not already run or wait for their turn */
  request(ids: readonly EwsAccountId[], now: number): EwsAccountId[] {
    return ids.filter((id) => {
      const entry = this.#entries.get(id)
      if (entry?.run !== null || entry.requestedAt !== null) return false
      entry.requestedAt = now
      entry.failures = 0
      this.#restsUntil.delete(entry.account.connectorId)
      return true
    })
  }

  /** Takes back requests that have not begun. @returns whose it were */
  withdraw(ids: readonly EwsAccountId[] | null): EwsAccountId[] {
    const waiting = [...this.#entries.values()].filter(({ requestedAt }) => requestedAt !== null)
    const withdrawn = waiting.filter(({ account }) => ids === null || ids.includes(account.id))
    for (const entry of withdrawn) entry.requestedAt = null
    return withdrawn.map(({ account }) => account.id)
  }

  /** Exchange says that something changed. One that fails keeps its back-off. */
  notify(id: EwsAccountId, now: number): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || entry.failures > 0) return
    const earliest = entry.run === null ? now : entry.run.startedAt + NOTIFICATION_DISTANCE
    const dueAt = Math.max(now + NOTIFICATION_SETTLE, earliest)
    // While it runs its due time is set anew at its end; what came meanwhile is remembered by the trigger.
    if (entry.run === null && dueAt >= entry.dueAt) return
    entry.dueAt = dueAt
    entry.trigger = 'notification'
  }

  /** The server has asked a run to wait, or lets it go on. */
  setBusy(id: EwsAccountId, isBusy: boolean): void {
    const run = this.#entries.get(id)?.run
    if (run) run.isBusy = isBusy
  }

  /** A run has ended, or could not begin. */
  ended(id: EwsAccountId, result: SyncResult, now: number): void {
    const entry = this.#entries.get(id)
    if (!entry?.run) return
    const { startedAt } = entry.run
    entry.run = null
    // What fails without a network says nothing about the account.
    const isFailure = isFailing(result) && this.#isReachable(entry.account)
    entry.failures = isFailure ? entry.failures + 1 : 0
    const { interval } = entry.account
    const usual = dueAfter(
      { startedAt, endedAt: now, interval, failures: entry.failures, backOff: backOffOf(result) },
      this.#random(),
    )
    const isNotified = entry.trigger === 'notification' && entry.failures === 0
    entry.dueAt = isNotified ? Math.min(usual, Math.max(now + NOTIFICATION_SETTLE, entry.dueAt)) : usual
    if (!isNotified) entry.trigger = 'schedule'
  }

  /** The connector rests after an unexpected error. @returns its accounts that run and must be stopped */
  rest(connectorId: ConnectorId, now: number): EwsAccountId[] {
    this.#restsUntil.set(connectorId, now + REST_MILLISECONDS)
    const running = [...this.#entries.values()].filter(({ run }) => run !== null)
    return running
      .filter(({ account }) => account.connectorId === connectorId)
      .map(({ account }) => account.id)
  }

  /** Until when a connector rests; `null`: it does not. */
  restsUntil(connectorId: ConnectorId, now: number): number | null {
    const until = this.#restsUntil.get(connectorId)
    return until !== undefined && until > now ? until : null
  }

  /** When an account runs next by itself; `null`: it does not, or it runs. */
  dueAt(id: EwsAccountId, now: number): number | null {
    const entry = this.#entries.get(id)
    if (entry?.run !== null || !this.#runsByItself(entry)) return null
    return Math.max(entry.dueAt, this.restsUntil(entry.account.connectorId, now) ?? 0)
  }

  /** Takes what starts now; it counts as running from here on. */
  take(now: number): ScheduleStart[] {
    const starts: ScheduleStart[] = []
    for (let next = this.#next(now); next !== null; next = this.#next(now)) {
      const trigger = next.requestedAt === null ? next.trigger : 'manual'
      next.requestedAt = null
      next.trigger = 'schedule'
      next.run = { startedAt: now, isBusy: false }
      starts.push({ id: next.account.id, trigger })
    }
    return starts
  }

  /** When `take` may give something again, if nothing else happens; `null`: never. */
  wakeAt(now: number): number | null {
    const times = [...this.#entries.keys()].flatMap((id) => this.dueAt(id, now) ?? [])
    const later = times.filter((time) => time > now)
    return later.length === 0 ? null : Math.min(...later)
  }

  #next(now: number): Entry | null {
    const running = [...this.#entries.values()].filter(({ run }) => run !== null)
    const placed = running.filter(({ run }) => run?.isBusy === false)
    if (running.length >= this.#limits.most || placed.length >= this.#limits.places) return null
    const taken = new Map<ConnectorId, number>()
    for (const { account } of placed)
      taken.set(account.connectorId, (taken.get(account.connectorId) ?? 0) + 1)
    const takenBy = (entry: Entry) => taken.get(entry.account.connectorId) ?? 0
    let best: Entry | null = null
    for (const entry of this.#entries.values()) {
      if (!this.#isReady(entry, now) || takenBy(entry) >= this.#limits.placesPerConnector) continue
      if (best === null || comesBefore(entry, best, takenBy)) best = entry
    }
    return best
  }

  #isReady(entry: Entry, now: number): boolean {
    if (entry.run !== null) return false
    if (entry.requestedAt !== null) return true
    const isDue = entry.dueAt <= now && this.restsUntil(entry.account.connectorId, now) === null
    return isDue && this.#runsByItself(entry)
  }

  #runsByItself({ account }: Entry): boolean {
    return this.#isAutomatic && account.isAutomatic && this.#isReachable(account)
  }

  #isReachable({ isLocal }: ScheduledAccount): boolean {
    return this.#isOnline || isLocal
  }
}

function comesBefore(one: Entry, other: Entry, takenBy: (entry: Entry) => number): boolean {
  if ((one.requestedAt === null) !== (other.requestedAt === null)) return one.requestedAt !== null
  const difference = takenBy(one) - takenBy(other)
  if (difference !== 0) return difference < 0
  return (one.requestedAt ?? one.dueAt) < (other.requestedAt ?? other.dueAt)
}
