import { describe, expect, it, vi } from 'vitest'
import type { Api } from '#shared/contract/api.ts'
import type { TestReport } from '#shared/domain/connection-test.ts'
import { ok, type Result } from '#shared/result.ts'
import { TestSession, type TestTarget } from '../../../renderer/features/connection-test/test-session.ts'
import { serverOnlyTarget } from '../../../renderer/features/connection-test/test-request.ts'
import { aConnectorEntry, aReport } from './builders.ts'

const draft = aConnectorEntry('Hauptsitz').connector
const target = (key: string): TestTarget => ({ ...serverOnlyTarget({ draft, savedId: null }, key), key })

/** Main, whose answers to `start` are given by hand. */
function fakeMain() {
  const answers: ((report: TestReport) => void)[] = []
  const listeners = new Set<(report: TestReport) => void>()
  const start = vi.fn(
    () =>
      new Promise<Result<TestReport>>((resolve) =>
        answers.push((report) => {
          resolve(ok(report))
        }),
      ),
  )
  const cancel = vi.fn<Api['connectionTests']['cancel']>(() => Promise.resolve(ok(null)))
  const api = {
    start,
    cancel,
    onDidProgress: (listener: (report: TestReport) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const answer = async (index: number, report: TestReport): Promise<void> => {
    answers[index]?.(report)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const progress = (report: TestReport): void => {
    listeners.forEach((listener) => {
      listener(report)
    })
  }
  return { api, start, cancel, answer, progress, listeners }
}

describe('a session of connection tests', () => {
  it('starts four at a time, and the next one when one has ended', async () => {
    const main = fakeMain()
    const session = new TestSession(main.api)
    session.start(['a', 'b', 'c', 'd', 'e', 'f'].map(target))
    expect(main.start).toHaveBeenCalledTimes(4)
    await main.answer(0, aReport(1))
    main.progress(aReport(1, 'passed'))
    expect(main.start).toHaveBeenCalledTimes(5)
  })

  it('cancels a running test when it is closed, and listens no longer', async () => {
    const main = fakeMain()
    const session = new TestSession(main.api)
    session.start([target('a')])
    await main.answer(0, aReport(1))
    session.close()
    expect(main.cancel).toHaveBeenCalledWith({ id: aReport(1).id })
    expect(main.listeners.size).toBe(0)
  })

  it('cancels a test whose start was still on its way when it was closed', async () => {
    const main = fakeMain()
    const session = new TestSession(main.api)
    session.start([target('a')])
    session.close()
    expect(main.cancel).not.toHaveBeenCalled()
    await main.answer(0, aReport(1))
    expect(main.cancel).toHaveBeenCalledWith({ id: aReport(1).id })
  })

  it('does not take the answer of an earlier start for the new one', async () => {
    const main = fakeMain()
    const session = new TestSession(main.api)
    session.start([target('a')])
    session.start([target('a')])
    await main.answer(0, aReport(1, 'failed'))
    expect(session.snapshot().runs.get('a')?.state).toBe('starting')
    await main.answer(1, aReport(2))
    expect(session.snapshot().runs.get('a')).toEqual({ state: 'running', report: aReport(2) })
  })

  it('starts nothing more once it is cancelled', async () => {
    const main = fakeMain()
    const session = new TestSession(main.api)
    session.start(['a', 'b', 'c', 'd', 'e'].map(target))
    await main.answer(0, aReport(1))
    session.cancel()
    main.progress(aReport(1, 'cancelled'))
    expect(main.start).toHaveBeenCalledTimes(4)
    expect(session.snapshot().runs.get('e')?.state).toBe('cancelled')
  })
})
