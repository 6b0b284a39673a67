/**
 * Connection tests of many accounts: a few at a time, in main, with a table whose changed lines are told a few times a
 * second. A server that asks for a pause gets it, and less at once afterwards; the account that it turned away is tried
 * once more, so that our own haste is no failure of anybody.
 *
 * Held passwords are released once for the whole batch: of all accounts that sign in as one person the first tries, and
 * when it is refused no other sends the password again.
 *
 * Rejected: the window starting each test. Five hundred growing reports are hundreds of megabytes between processes.
 */
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { type EwsAccountId, instantOf } from '#shared/domain/ids.ts'
import type { TestReport, TestRequest } from '#shared/domain/connection-test.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import {
  endedRow,
  type TestBatchId,
  type TestBatchProgress,
  type TestBatchRequest,
  type TestBatchRow,
} from '#shared/domain/test-batch.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import type { ConnectionTestService } from './connection-test-service.ts'
import type { EmitEvent } from './events.ts'
import { notConfirmed, serversTestedAnew } from './not-confirmed.ts'

/** Enough for hundreds of mailboxes; below the five concurrent calls that Exchange allows at the least. */
const TESTS_AT_A_TIME = 4
/** Milliseconds between two messages to the window. */
const TELL_EVERY = 200
/** Milliseconds; what a server asks for beyond that is a failure to be shown. */
const LONGEST_PAUSE = 60_000
/** Milliseconds where a busy server names no time. */
const USUAL_PAUSE = 10_000

export type TestBatchServiceParts = {
  readonly documents: Documents
  readonly tests: Pick<ConnectionTestService, 'run' | 'release'>
  readonly emit: EmitEvent
}

export class TestBatchService {
  readonly #parts: TestBatchServiceParts
  /** Those that are not over. */
  readonly #batches = new Map<TestBatchId, TestBatch>()

  constructor(parts: TestBatchServiceParts) {
    this.#parts = parts
  }

  /** The lines begin as waiting; what becomes of them comes as `connectionTests.onDidBatchProgress`. */
  start(request: TestBatchRequest): Result<{ id: TestBatchId }> {
    const there = this.#parts.documents.connections.get()
    const asked = new Set(request.accountIds)
    const tested = there.accounts.filter(({ id }) => asked.has(id))
    if (tested.length < asked.size) return failure(appError('account.not-found'))
    const added = tested.flatMap((account) => serversTestedAnew(requestFor(request, account), there))
    const refused = notConfirmed([...new Set(added)], request.confirmedServers ?? [])
    if (refused) return failure(refused)
    const id = randomUUID() as TestBatchId
    const batch = new TestBatch(this.#parts.tests, tested, request, (rows, isOver) => {
      this.#parts.emit('connectionTests.onDidBatchProgress', { id, rows, isOver })
      if (!isOver) return
      this.#batches.delete(id)
      this.#parts.emit('connectors.onDidChange', null)
    })
    this.#batches.set(id, batch)
    batch.start()
    return ok({ id })
  }

  /** What runs stops, what waits does not begin; the results that are there stay. */
  cancel(id: TestBatchId): Result<null> {
    this.#batches.get(id)?.cancel()
    return ok(null)
  }

  close(): void {
    for (const batch of this.#batches.values()) batch.cancel()
  }
}

type Tell = (rows: TestBatchProgress['rows'], isOver: boolean) => void
type Waiting = { readonly account: EwsAccount; readonly notBefore: number; readonly isAgain: boolean }

class TestBatch {
  readonly #abort = new AbortController()
  readonly #changed = new Map<EwsAccountId, TestBatchRow>()
  #waiting: Waiting[]
  #running = 0
  #atATime = TESTS_AT_A_TIME

  constructor(
    private readonly tests: TestBatchServiceParts['tests'],
    accounts: readonly EwsAccount[],
    private readonly request: TestBatchRequest,
    private readonly tell: Tell,
  ) {
    this.#waiting = accounts.map((account) => ({ account, notBefore: 0, isAgain: false }))
  }

  start(): void {
    for (const { account } of this.#waiting) this.tests.release(requestFor(this.request, account))
    this.#next()
    const timer = setInterval(() => {
      this.#next()
      this.#tellChanges()
      if (this.#isOver()) clearInterval(timer)
    }, TELL_EVERY)
  }

  cancel(): void {
    if (this.#abort.signal.aborted) return
    this.#abort.abort()
    for (const { account } of this.#waiting) this.#change({ accountId: account.id, state: 'cancelled' })
    this.#waiting = []
  }

  /** Starts what may start. */
  #next(): void {
    const now = performance.now()
    while (this.#running < this.#atATime) {
      const index = this.#waiting.findIndex(({ notBefore }) => notBefore <= now)
      const [next] = index < 0 ? [] : this.#waiting.splice(index, 1)
      if (!next) break
      this.#running += 1
      void this.#run(next).finally(() => {
        this.#running -= 1
        this.#next()
      })
    }
  }

  #isOver(): boolean {
    return this.#running === 0 && this.#waiting.length === 0
  }

  async #run({ account, isAgain }: Waiting): Promise<void> {
    const { id: accountId } = account
    this.#change({ accountId, state: 'running', step: null })
    const ended = await this.tests.run(requestFor(this.request, account), {
      signal: this.#abort.signal,
      onProgress: ({ outcome, steps }) => {
        const running = steps.find(({ state }) => state === 'running')
        if (outcome === null && running) this.#change({ accountId, state: 'running', step: running.id })
      },
    })
    if (!ended.ok) {
      this.#change({ accountId, state: 'refused', error: ended.error })
      return
    }
    const pause = isAgain ? null : pauseWanted(ended.value)
    if (pause !== null && !this.#abort.signal.aborted) {
      this.#atATime = Math.max(1, Math.floor(this.#atATime / 2))
      this.#waiting.push({ account, notBefore: performance.now() + pause, isAgain: true })
      const until = instantOf(new Date(Date.now() + pause))
      this.#change({ accountId, state: 'waiting', until })
      return
    }
    this.#change(endedRow(accountId, ended.value))
  }

  #change(row: TestBatchRow): void {
    this.#changed.set(row.accountId, row)
  }

  #tellChanges(): void {
    if (this.#changed.size === 0) return
    const rows = [...this.#changed.values()]
    this.#changed.clear()
    this.tell(rows, this.#isOver())
  }
}

/** Milliseconds that the server asked us to wait; `null` where it did not, or for too long. */
function pauseWanted({ steps }: TestReport): number | null {
  const failed = steps.find((step) => step.state === 'failed')
  if (failed?.state !== 'failed' || failed.error.code !== 'exchange.server-busy') return null
  const pause = Number(failed.error.params.backOffMilliseconds ?? USUAL_PAUSE)
  return pause <= LONGEST_PAUSE ? pause : null
}

/** The test of a saved account as it is stored. */
export function requestFor(
  { connector, connectorId, confirmedServers }: Omit<TestBatchRequest, 'accountIds'>,
  account: EwsAccount,
): TestRequest {
  const { id, mailbox, access, url, userName, sync } = account
  return {
    ...{ connector, connectorId, accountId: id, confirmedServers },
    account: { mailbox, access, url, userName, sync, password: { kind: 'stored', accountId: id } },
    ...{ resumes: false, writing: 'not-asked' },
  }
}
