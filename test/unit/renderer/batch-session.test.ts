import { describe, expect, it, vi } from 'vitest'
import type { Api } from '#shared/contract/api.ts'
import type { TestBatchId, TestBatchProgress, TestBatchRow } from '#shared/domain/test-batch.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { activatable, filteredLines } from '../../../renderer/features/test-batch/batch-rows.ts'
import { BatchSession } from '../../../renderer/features/test-batch/batch-session.ts'
import { aConnectorEntry, anAccountEntry, anAccountId, aReport } from './builders.ts'

type BatchApi = ConstructorParameters<typeof BatchSession>[0]
const idOf = (number: number) => `10000000-0000-4000-8000-00000000000${number}` as TestBatchId

const ended = (number: number, outcome: 'passed' | 'failed', warnings = 0): TestBatchRow => ({
  accountId: anAccountId(number),
  ...{ state: 'ended', test: aReport(number).id, outcome, finding: null, warnings, durationMilliseconds: 1 },
})

/** Main, whose answers to `startBatch` are given by hand. */
function aSession(accounts: number) {
  const answers: ((result: Result<{ id: TestBatchId }>) => void)[] = []
  const listeners = new Set<(progress: TestBatchProgress) => void>()
  const startBatch = vi.fn<Api['connectionTests']['startBatch']>(
    () => new Promise((resolve) => answers.push(resolve)),
  )
  const cancelBatch = vi.fn<BatchApi['cancelBatch']>(() => Promise.resolve(ok(null)))
  const api: BatchApi = {
    ...{ startBatch, cancelBatch },
    onDidBatchProgress: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const entries = Array.from({ length: accounts }, (_, index) => {
    const entry = anAccountEntry(`person${index + 1}@firma.ch`)
    return { ...entry, account: { ...entry.account, id: anAccountId(index + 1), active: false } }
  })
  const tested = { draft: aConnectorEntry('Hauptsitz').connector, savedId: null }
  const session = new BatchSession(api, tested, entries)
  return {
    ...{ session, startBatch, cancelBatch, listeners },
    states: () => session.snapshot().lines.map(({ row }) => row.state),
    answer: async (index: number, result: Result<{ id: TestBatchId }>) => {
      answers[index]?.(result)
      await new Promise((resolve) => setImmediate(resolve))
    },
    progress: (progress: TestBatchProgress) => {
      for (const listener of listeners) listener(progress)
    },
  }
}

describe('the dialog of a test of many accounts', () => {
  it('takes progress that came before the answer, and nothing of other batches', async () => {
    const { session, answer, progress, states } = aSession(2)
    void session.start()
    progress({ id: idOf(1), rows: [ended(1, 'passed')], isOver: false })
    progress({ id: idOf(2), rows: [ended(2, 'failed')], isOver: true })
    await answer(0, ok({ id: idOf(1) }))
    expect(states()).toEqual(['ended', 'waiting'])
    expect(session.snapshot().isRunning).toBe(true)
    progress({ id: idOf(1), rows: [ended(2, 'failed')], isOver: true })
    expect(states()).toEqual(['ended', 'ended'])
    expect(session.snapshot().isRunning).toBe(false)
  })

  it('tests some anew, and keeps what the others said', async () => {
    const { session, startBatch, cancelBatch, answer, progress, states } = aSession(2)
    void session.start()
    await answer(0, ok({ id: idOf(1) }))
    progress({ id: idOf(1), rows: [ended(1, 'passed'), ended(2, 'failed')], isOver: true })
    void session.start([anAccountId(2)])
    expect(states()).toEqual(['ended', 'waiting'])
    expect(startBatch.mock.lastCall?.[0].accountIds).toEqual([anAccountId(2)])
    expect(cancelBatch).toHaveBeenCalledWith({ id: idOf(1) })
  })

  it('that was closed before main answered ends what main began, and listens no longer', async () => {
    const { session, cancelBatch, listeners, answer } = aSession(1)
    void session.start()
    session.close()
    await answer(0, ok({ id: idOf(1) }))
    expect(cancelBatch).toHaveBeenCalledWith({ id: idOf(1) })
    expect(listeners.size).toBe(0)
  })

  it('says why it could not begin', async () => {
    const { session, answer } = aSession(1)
    void session.start()
    await answer(0, failure(appError('account.not-found')))
    expect(session.snapshot()).toMatchObject({ isRunning: false, error: { code: 'account.not-found' } })
  })

  it('finds those that failed, those with hints, and those that can be activated', async () => {
    const { session, answer, progress } = aSession(3)
    void session.start()
    await answer(0, ok({ id: idOf(1) }))
    progress({
      id: idOf(1),
      rows: [ended(1, 'passed'), ended(2, 'failed'), ended(3, 'passed', 2)],
      isOver: true,
    })
    const found = (filter: 'failed' | 'warnings' | 'passed') =>
      filteredLines(session.snapshot().lines, filter).map(({ id }) => id)
    expect(found('failed')).toEqual([anAccountId(2)])
    expect(found('warnings')).toEqual([anAccountId(3)])
    expect(found('passed')).toEqual([anAccountId(1), anAccountId(3)])
    expect(activatable(session.snapshot().lines)).toEqual([anAccountId(1), anAccountId(3)])
    session.showActive([anAccountId(1)])
    expect(activatable(session.snapshot().lines)).toEqual([anAccountId(3)])
  })
})
