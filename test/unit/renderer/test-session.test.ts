import { describe, expect, it, vi } from 'vitest'
import type { Api } from '#shared/contract/api.ts'
import type { TestReport } from '#shared/domain/connection-test.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { TestSession, type TestTarget } from '../../../renderer/features/connection-test/test-session.ts'
import { serverOnlyTarget } from '../../../renderer/features/connection-test/test-request.ts'
import { aConnectorEntry, aReport } from './builders.ts'

const draft = aConnectorEntry('Hauptsitz').connector
const target = (key: string): TestTarget => ({ ...serverOnlyTarget({ draft, savedId: null }, key), key })

/** Main, whose answers to `start` are given by hand. */
function fakeMain() {
  const answers: ((result: Result<TestReport>) => void)[] = []
  const listeners = new Set<(report: TestReport) => void>()
  const start = vi.fn(() => new Promise<Result<TestReport>>((resolve) => answers.push(resolve)))
  const cancel = vi.fn<Api['connectionTests']['cancel']>(() => Promise.resolve(ok(null)))
  const api = {
    start,
    cancel,
    onDidProgress: (listener: (report: TestReport) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const settle = async (index: number, result: Result<TestReport>): Promise<void> => {
    answers[index]?.(result)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const answer = (index: number, report: TestReport) => settle(index, ok(report))
  const refuse = (index: number, error: AppError) => settle(index, failure(error))
  const progress = (report: TestReport): void => {
    listeners.forEach((listener) => {
      listener(report)
    })
  }
  return { api, start, cancel, answer, refuse, progress, listeners }
}

describe('the connection test of a dialog', () => {
  it('runs from the answer to start to the last progress', async () => {
    const main = fakeMain()
    const session = new TestSession(main.api)
    void session.start(target('a'))
    await main.answer(0, aReport(1))
    expect(session.snapshot()).toEqual({ state: 'running', report: aReport(1) })
    main.progress(aReport(1, 'passed'))
    expect(session.snapshot()).toEqual({ state: 'ended', report: aReport(1, 'passed') })
  })

  it('takes progress that arrived before the answer to start, and none of other tests', async () => {
    const main = fakeMain()
    const session = new TestSession(main.api)
    void session.start(target('a'))
    main.progress(aReport(2, 'failed'))
    main.progress(aReport(1, 'failed'))
    main.progress(aReport(2, 'passed'))
    await main.answer(0, aReport(1))
    expect(session.snapshot()).toEqual({ state: 'ended', report: aReport(1, 'failed') })
  })

  it('says why it could not begin', async () => {
    const main = fakeMain()
    const session = new TestSession(main.api)
    void session.start(target('a'))
    const error = appError('secret.not-stored')
    await main.refuse(0, error)
    expect(session.snapshot()).toEqual({ state: 'refused', error })
  })

  it('is cancelled when the dialog is closed, which then listens no longer', async () => {
    const main = fakeMain()
    const session = new TestSession(main.api)
    void session.start(target('a'))
    await main.answer(0, aReport(1))
    session.close()
    expect(main.cancel).toHaveBeenCalledWith({ id: aReport(1).id })
    expect(main.listeners.size).toBe(0)
  })

  it('is cancelled also when its start was still on its way', async () => {
    const main = fakeMain()
    const session = new TestSession(main.api)
    void session.start(target('a'))
    session.cancel()
    expect(main.cancel).not.toHaveBeenCalled()
    expect(session.snapshot()).toEqual({ state: 'cancelled' })
    await main.answer(0, aReport(1))
    expect(main.cancel).toHaveBeenCalledWith({ id: aReport(1).id })
    expect(session.snapshot()).toEqual({ state: 'cancelled' })
  })

  it('does not take the answer of an earlier start for the new one', async () => {
    const main = fakeMain()
    const session = new TestSession(main.api)
    void session.start(target('a'))
    void session.start(target('a'))
    await main.answer(0, aReport(1))
    expect(session.snapshot()).toEqual({ state: 'starting' })
    expect(main.cancel).toHaveBeenCalledWith({ id: aReport(1).id })
    await main.answer(1, aReport(2))
    expect(session.snapshot()).toEqual({ state: 'running', report: aReport(2) })
  })
})
