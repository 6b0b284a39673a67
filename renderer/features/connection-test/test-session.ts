/** The test of one dialog: starts it, follows its events, cancels it when it is no longer wanted. */
import type { Api } from '#shared/contract/api.ts'
import type { TestReport, TestRequest } from '#shared/domain/connection-test.ts'
import type { AppError } from '#shared/errors.ts'
import { settled } from '../../api/unwrap.ts'

export type TestTarget = {
  readonly key: string
  readonly label: string
  readonly request: TestRequest
}

export type TestRun =
  | { readonly state: 'starting' }
  | { readonly state: 'running' | 'ended'; readonly report: TestReport }
  | { readonly state: 'refused'; readonly error: AppError }
  /** Before main had answered. What runs is cancelled by main and reports it. */
  | { readonly state: 'cancelled' }

type TestApi = Pick<Api['connectionTests'], 'start' | 'cancel' | 'onDidProgress'>

export class TestSession {
  readonly #api: TestApi
  readonly #listeners = new Set<() => void>()
  #run: TestRun = { state: 'starting' }
  /** Counts the starts, so that the answer to an earlier one is not taken for this one's. */
  #start = 0
  /** A test gets its id in the answer to its start; reports can come before that. */
  #early: TestReport[] = []
  #stopListening: (() => void) | null = null

  constructor(api: TestApi) {
    this.#api = api
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): TestRun => this.#run

  /** Cancels what was, and tests this target. */
  async start({ request }: TestTarget): Promise<void> {
    this.cancel()
    const start = ++this.#start
    this.#early = []
    this.#stopListening ??= this.#api.onDidProgress((report) => {
      this.#onProgress(report)
    })
    this.#set({ state: 'starting' })
    const answer = await settled(this.#api.start(request))
    // Cancelled while the start was on its way: only now is there an id to cancel.
    if (start !== this.#start || this.#run.state === 'cancelled') {
      if (answer.ok && answer.value.outcome === null) this.#cancelInMain(answer.value)
    } else if (answer.ok) {
      // An event is never older than the answer.
      const early = this.#early.filter(({ id }) => id === answer.value.id).at(-1)
      this.#set(runOf(early ?? answer.value))
    } else {
      this.#set({ state: 'refused', error: answer.error })
    }
  }

  cancel(): void {
    if (this.#run.state === 'running') this.#cancelInMain(this.#run.report)
    else if (this.#run.state === 'starting') this.#set({ state: 'cancelled' })
  }

  /** Cancels, and listens no longer. */
  close(): void {
    this.cancel()
    this.#stopListening?.()
    this.#stopListening = null
  }

  #onProgress(report: TestReport): void {
    if (this.#run.state === 'starting') this.#early.push(report)
    else if (this.#run.state === 'running' && this.#run.report.id === report.id) this.#set(runOf(report))
  }

  #cancelInMain({ id }: TestReport): void {
    void settled(this.#api.cancel({ id }))
  }

  #set(run: TestRun): void {
    this.#run = run
    for (const listener of this.#listeners) listener()
  }
}

export function isOver({ state }: TestRun): boolean {
  return state !== 'starting' && state !== 'running'
}

function runOf(report: TestReport): TestRun {
  return { state: report.outcome === null ? 'running' : 'ended', report }
}
