/** The test of many accounts in one dialog: starts it, follows its lines, ends it. */
import type { Api } from '#shared/contract/api.ts'
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { TestBatchId, TestBatchProgress } from '#shared/domain/test-batch.ts'
import type { AppError } from '#shared/errors.ts'
import { settled } from '../../api/unwrap.ts'
import type { TestedConnector } from '../connection-test/test-request.ts'
import { waitingLines, withActive, withRows, type BatchLine } from './batch-rows.ts'

export type BatchState = {
  readonly lines: readonly BatchLine[]
  readonly isRunning: boolean
  /** Why it could not begin. */
  readonly error: AppError | null
}

type BatchApi = Pick<Api['connectionTests'], 'startBatch' | 'cancelBatch' | 'onDidBatchProgress'>

/** One start: `id` is unknown until main has answered, and progress can arrive before that. */
type Run = { id: TestBatchId | null; early: TestBatchProgress[] }

export class BatchSession {
  readonly #api: BatchApi
  readonly #tested: TestedConnector
  readonly #listeners = new Set<() => void>()
  #state: BatchState
  #run: Run | null = null
  #stopListening: (() => void) | null = null

  /** Connector and accounts are those of the opening: lists that are read again meanwhile change nothing. */
  constructor(api: BatchApi, tested: TestedConnector, entries: readonly AccountEntry[]) {
    this.#api = api
    this.#tested = tested
    this.#state = { lines: waitingLines(entries), isRunning: true, error: null }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): BatchState => this.#state

  /** Tests these; what others said stays. Default: all. */
  async start(ids: readonly EwsAccountId[] = this.#state.lines.map(({ id }) => id)): Promise<void> {
    this.#end()
    const run: Run = { id: null, early: [] }
    this.#run = run
    this.#stopListening ??= this.#api.onDidBatchProgress((progress) => {
      if (this.#run?.id === null) this.#run.early.push(progress)
      else if (this.#run?.id === progress.id) this.#take(progress)
    })
    const waiting = ids.map((accountId) => ({ accountId, state: 'waiting', until: null }) as const)
    this.#set({ lines: withRows(this.#state.lines, waiting), isRunning: true, error: null })
    const { draft: connector, savedId: connectorId } = this.#tested
    const started = await settled(this.#api.startBatch({ connector, connectorId, accountIds: [...ids] }))
    if (this.#run !== run) {
      if (started.ok) void settled(this.#api.cancelBatch(started.value))
    } else if (started.ok) {
      run.id = started.value.id
      for (const progress of run.early.filter(({ id }) => id === run.id)) this.#take(progress)
    } else {
      this.#set({ ...this.#state, isRunning: false, error: started.error })
    }
  }

  /** What runs stops, what waits does not begin. */
  cancel(): void {
    const id = this.#run?.id
    if (id) void settled(this.#api.cancelBatch({ id }))
  }

  /** Ends it, and listens no longer. */
  close(): void {
    this.#end()
    this.#stopListening?.()
    this.#stopListening = null
  }

  /** These accounts have been switched on. */
  showActive(ids: readonly EwsAccountId[]): void {
    this.#set({ ...this.#state, lines: withActive(this.#state.lines, ids) })
  }

  #take({ rows, isOver }: TestBatchProgress): void {
    const { lines, isRunning, error } = this.#state
    this.#set({ lines: withRows(lines, rows), isRunning: isRunning && !isOver, error })
  }

  #end(): void {
    this.cancel()
    this.#run = null
  }

  #set(state: BatchState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
