/** Accounts that synchronise on a clock that the test turns: runs take as long as the test says. */
import {
  SyncSchedule,
  type ScheduledAccount,
  type ScheduleLimits,
} from '#electron/services/schedule/sync-schedule.ts'
import type { ConnectorId, EwsAccountId, Instant } from '#shared/domain/ids.ts'
import { NO_COUNTS, type SyncResult, type SyncTrigger } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'

export const MINUTE = 60_000

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
export const accountId = (number: number) => uuid(number) as EwsAccountId
export const connectorId = (number: number) => uuid(900_000 + number) as ConnectorId

export function scheduled(number: number, changes: Partial<ScheduledAccount> = {}): ScheduledAccount {
  return {
    id: accountId(number),
    connectorId: connectorId(1),
    interval: 5 * MINUTE,
    isAutomatic: true,
    isLocal: false,
    ...changes,
  }
}

export function aResult(error: AppError | null = null): SyncResult {
  const at = '2026-01-01T00:00:00.000Z' as Instant
  return {
    startedAt: at,
    endedAt: at,
    trigger: 'schedule',
    outcome: error === null ? 'succeeded' : error.category === 'cancelled' ? 'cancelled' : 'failed',
    counts: NO_COUNTS,
    givenUp: 0,
    waitedMilliseconds: 0,
    error,
  }
}

export const UNREACHABLE = appError('network.unreachable')

/** How a run of an account goes. `null` never ends. */
export type RunBehaviour = {
  readonly takes: number | null
  readonly result?: SyncResult
  readonly isBusy?: boolean
}

export type DoneRun = { readonly id: EwsAccountId; readonly trigger: SyncTrigger; readonly at: number }

export class Simulation {
  readonly schedule: SyncSchedule
  readonly runs: DoneRun[] = []
  now = 1_000
  mostAtOnce = 0
  readonly #running = new Map<EwsAccountId, { endsAt: number | null; result: SyncResult }>()
  readonly #behaviour: (id: EwsAccountId, now: number) => RunBehaviour

  constructor(options: {
    readonly accounts: readonly ScheduledAccount[]
    readonly behaviour?: (id: EwsAccountId, now: number) => RunBehaviour
    readonly limits?: ScheduleLimits
    /** Default: an even sequence, the same in every run. */
    readonly random?: () => number
  }) {
    let count = 0
    const even = () => ((count += 1) * 0.618_033_988_75) % 1
    this.schedule = new SyncSchedule({
      random: options.random ?? even,
      ...(options.limits && { limits: options.limits }),
    })
    this.#behaviour = options.behaviour ?? (() => ({ takes: 2_000 }))
    this.schedule.update(options.accounts, this.now)
    this.schedule.begin(this.now)
  }

  /** Lets time pass, from event to event. */
  pass(milliseconds: number): void {
    const until = this.now + milliseconds
    for (;;) {
      this.#start()
      const next = this.#nextEvent()
      if (next === null || next > until) break
      this.now = next
      this.#end()
    }
    this.now = until
  }

  /** Time in which nothing happens: the computer sleeps. */
  sleep(milliseconds: number): void {
    this.schedule.halt()
    this.now += milliseconds
    this.schedule.begin(this.now)
  }

  runsOf(id: EwsAccountId): DoneRun[] {
    return this.runs.filter((run) => run.id === id)
  }

  get running(): number {
    return this.#running.size
  }

  #start(): void {
    // A run that gives its place away at once lets another one start.
    for (
      let starts = this.schedule.take(this.now);
      starts.length > 0;
      starts = this.schedule.take(this.now)
    ) {
      for (const { id, trigger } of starts) this.#begin(id, trigger)
    }
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#running.size)
  }

  #begin(id: EwsAccountId, trigger: SyncTrigger): void {
    if (this.#running.has(id)) throw new Error('an account runs twice at a time')
    const { takes, result = aResult(), isBusy = false } = this.#behaviour(id, this.now)
    this.#running.set(id, { endsAt: takes === null ? null : this.now + takes, result })
    this.runs.push({ id, trigger, at: this.now })
    if (isBusy) this.schedule.setBusy(id, true)
  }

  #end(): void {
    for (const [id, { endsAt, result }] of this.#running) {
      if (endsAt === null || endsAt > this.now) continue
      this.#running.delete(id)
      this.schedule.ended(id, result, this.now)
    }
  }

  #nextEvent(): number | null {
    const ends = [...this.#running.values()].flatMap(({ endsAt }) => endsAt ?? [])
    const wake = this.schedule.wakeAt(this.now)
    const times = wake === null ? ends : [...ends, wake]
    return times.length === 0 ? null : Math.min(...times)
  }
}
