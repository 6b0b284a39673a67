/** Runs the tests of one dialog: starts them a few at a time, follows their events, cancels what is left. */
import type { Api } from '#shared/contract/api.ts'
import type { TestRequest } from '#shared/domain/connection-test.ts'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import { settled } from '../../api/unwrap.ts'
import { isOver, reduceTestRuns, waitingRuns, type TestEvent, type TestRuns } from './test-runs.ts'

export type TestTarget = {
  readonly key: string
  readonly label: string
  readonly request: TestRequest
}

type TestApi = Pick<Api['connectionTests'], 'start' | 'cancel' | 'onDidProgress'>

/** Enough to get through hundreds of mailboxes, few enough for a server that counts connections. */
const TESTS_AT_A_TIME = 4

export class TestSession {
  readonly #api: TestApi
  readonly #listeners = new Set<() => void>()
  #state: TestRuns = waitingRuns([])
  #queue: TestTarget[] = []
  /** Counts the starts, so that the answer to an earlier one is not taken for this one's. */
  #batch = 0
  #isCancelled = false
  #stopListening: (() => void) | null = null

  constructor(api: TestApi) {
    this.#api = api
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): TestRuns => this.#state

  /** Forgets what was, and tests these targets. */
  start(targets: readonly TestTarget[]): void {
    this.cancel()
    this.#batch += 1
    this.#isCancelled = false
    this.#queue = [...targets]
    this.#stopListening ??= this.#api.onDidProgress((report) => {
      this.#apply({ type: 'progress', report })
    })
    this.#set(waitingRuns(targets.map((target) => target.key)))
    for (let slot = 0; slot < TESTS_AT_A_TIME; slot += 1) this.#next()
  }

  /** Cancels what runs and what waits; the results that are there stay. */
  cancel(): void {
    this.#isCancelled = true
    this.#queue = []
    for (const run of this.#state.runs.values()) {
      if (run.state === 'running') this.#cancelInMain(run.report.id)
    }
    this.#apply({ type: 'cancelled' })
  }

  /** Cancels, and listens no longer. */
  close(): void {
    this.cancel()
    this.#batch += 1
    this.#stopListening?.()
    this.#stopListening = null
    this.#set(waitingRuns([]))
  }

  #next(): void {
    const target = this.#queue.shift()
    if (target) void this.#run(target, this.#batch)
  }

  async #run(target: TestTarget, batch: number): Promise<void> {
    this.#apply({ type: 'starting', key: target.key })
    const result = await settled(this.#api.start(target.request))
    const isWanted = batch === this.#batch && !this.#isCancelled
    // Cancelled while the start was on its way: only now is there an id to cancel.
    if (!isWanted && result.ok && result.value.outcome === null) this.#cancelInMain(result.value.id)
    if (batch !== this.#batch) return
    this.#apply(
      result.ok
        ? { type: 'started', key: target.key, report: result.value }
        : { type: 'refused', key: target.key, error: result.error },
    )
  }

  #cancelInMain(id: ConnectionTestId): void {
    void settled(this.#api.cancel({ id }))
  }

  #apply(event: TestEvent): void {
    this.#set(reduceTestRuns(this.#state, event))
  }

  #set(state: TestRuns): void {
    const over = [...state.runs.values()].filter(isOver).length
    const before = [...this.#state.runs.values()].filter(isOver).length
    this.#state = state
    for (const listener of this.#listeners) listener()
    for (let ended = before; ended < over; ended += 1) this.#next()
  }
}
