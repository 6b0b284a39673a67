/** Connection tests of many accounts: how many at once, what a busy server gets, what is told and what is not sent. */
import { describe, expect, it } from 'vitest'
import { eventually } from '#test/eventually.ts'
import type { RunConnectionTest } from '#electron/services/connection-test-service.ts'
import { subjectOf } from '#electron/diagnostics/step.ts'
import type { TestOutcome, TestStep } from '#shared/domain/connection-test.ts'
import { instantOf } from '#shared/domain/ids.ts'
import type { TestBatchProgress, TestBatchRow } from '#shared/domain/test-batch.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { aConnector, aConnectorWith, servicesUnderTest, valueOf } from './services-under-test.ts'

const finished = { durationMilliseconds: 1, details: [], offers: [], exchangeCount: 0 }
const failedWith = (error: AppError): TestStep => ({
  id: 'authentication',
  state: 'failed',
  error,
  ...finished,
})

type Ending = { readonly outcome: TestOutcome; readonly steps: TestStep[] }
const PASSED: Ending = { outcome: 'passed', steps: [] }

/** @param ending of each test: waited for, and cancelled with it */
async function aBatch(count: number, ending: (mailbox: string) => Ending | Promise<Ending>) {
  const rows = new Map<string, TestBatchRow>()
  const events: string[] = []
  const told: TestBatchProgress[] = []
  const tested: string[] = []
  let running = 0
  let mostRunning = 0
  const run: RunConnectionTest = async (target, { id, signal, onProgress }) => {
    const mailbox = target.account?.mailbox ?? ''
    tested.push(mailbox)
    mostRunning = Math.max(mostRunning, ++running)
    const begun = { id, startedAt: instantOf(new Date()), subject: subjectOf(target) }
    onProgress({
      ...begun,
      steps: [{ id: 'tcp', state: 'running', timeoutMilliseconds: 7_000 }],
      outcome: null,
    })
    const aborted = new Promise<Ending>((resolve) => {
      signal.addEventListener('abort', () => {
        resolve({ outcome: 'cancelled', steps: [] })
      })
    })
    const ended = await Promise.race([Promise.resolve(ending(mailbox)), aborted])
    running -= 1
    return { ...begun, ...ended }
  }
  const services = servicesUnderTest({
    loadRunner: () => Promise.resolve(run),
    onEvent: (name, payload) => {
      events.push(name)
      if (name !== 'connectionTests.onDidBatchProgress') return
      const progress = payload as TestBatchProgress
      told.push(progress)
      for (const row of progress.rows) rows.set(row.accountId, row)
    },
  })
  const { connector, accounts } = await aConnectorWith(services, count)
  const accountIds = accounts.map(({ id }) => id)
  events.length = 0
  const { id } = valueOf(
    services.testBatches.start({ connector: aConnector(), connectorId: connector.id, accountIds }),
  )
  const isOver = () =>
    eventually(() => {
      expect(told.at(-1)?.isOver).toBe(true)
    })
  return {
    services,
    id,
    accounts,
    connector,
    rows,
    events,
    told,
    tested,
    mostRunning: () => mostRunning,
    isOver,
  }
}

describe('the test of many accounts', () => {
  it('runs four at a time, and tells each account and the end', async () => {
    const batch = await aBatch(10, () => PASSED)
    await batch.isOver()
    expect(batch.mostRunning()).toBe(4)
    expect([...batch.rows.values()].map((row) => row.state === 'ended' && row.outcome)).toEqual(
      Array(10).fill('passed'),
    )
    expect(
      valueOf(await batch.services.accounts.list(batch.connector.id)).map((a) => a.lastTest?.outcome),
    ).toEqual(Array(10).fill('passed'))
  })

  it('tells the window little: changes a few times a second, and the results once', async () => {
    const batch = await aBatch(40, () => PASSED)
    await batch.isOver()
    expect(batch.told.length).toBeLessThan(10)
    expect(batch.events.filter((name) => name === 'connectors.onDidChange')).toHaveLength(1)
    expect(batch.events).not.toContain('connectionTests.onDidProgress')
  })

  it('shows the failing step of an account, and gives its whole report when asked', async () => {
    const step = failedWith(appError('sign-in.password-expired', { userName: 'x' }))
    const batch = await aBatch(1, () => ({ outcome: 'failed', steps: [step] }))
    await batch.isOver()
    const [account] = batch.accounts
    expect([...batch.rows.values()]).toMatchObject([{ state: 'ended', outcome: 'failed', finding: step }])
    const [row] = [...batch.rows.values()]
    if (row?.state !== 'ended') throw new Error('the test has not ended')
    const reference = { id: row.test, owner: account!.id }
    expect(valueOf(batch.services.testReports.report(reference)).steps).toEqual([step])
    await batch.services.accounts.remove([account!.id])
    batch.services.deletions.finishAll()
    expect(batch.services.testReports.report(reference).ok).toBe(false)
  })

  it('gives a busy server the pause that it asks for, tries once more, and asks for less at once', async () => {
    const seen = new Set<string>()
    let asked = 0
    const batch = await aBatch(8, (mailbox) => {
      if (seen.has(mailbox) || asked++ > 3) return PASSED
      seen.add(mailbox)
      const error = appError('exchange.server-busy', { backOffMilliseconds: 300 })
      return { outcome: 'failed', steps: [failedWith(error)] }
    })
    await batch.isOver()
    const paused = batch.told.flatMap(({ rows }) => rows).filter((row) => row.state === 'waiting')
    expect(paused.length).toBeGreaterThan(0)
    expect(batch.tested).toHaveLength(12)
    expect([...batch.rows.values()].every((row) => row.state === 'ended' && row.outcome === 'passed')).toBe(
      true,
    )
  })

  it('says so when the server stays busy', async () => {
    const error = appError('exchange.server-busy', { backOffMilliseconds: 10 })
    const batch = await aBatch(1, () => ({ outcome: 'failed', steps: [failedWith(error)] }))
    await batch.isOver()
    expect(batch.tested).toHaveLength(2)
    expect([...batch.rows.values()]).toMatchObject([{ state: 'ended', outcome: 'failed' }])
  })

  it('can be cancelled: what runs stops, what waits does not begin, what is there stays', async () => {
    const endless = new Promise<Ending>(() => undefined)
    const batch = await aBatch(9, (mailbox) => (mailbox === 'person1@firma.ch' ? PASSED : endless))
    await eventually(() => {
      expect([...batch.rows.values()].some(({ state }) => state === 'ended')).toBe(true)
    })
    batch.services.testBatches.cancel(batch.id)
    await batch.isOver()
    expect([...batch.rows.values()].map(({ state }) => state).sort()).toEqual([
      ...Array<string>(8).fill('cancelled'),
      'ended',
    ])
    expect(batch.tested.length).toBeLessThan(9)
  })

  it('refuses accounts that are not there', async () => {
    const batch = await aBatch(1, () => PASSED)
    const accountIds = [batch.connector.id as never]
    const request = { connector: aConnector(), connectorId: batch.connector.id, accountIds }
    expect(batch.services.testBatches.start(request)).toMatchObject({ error: { code: 'account.not-found' } })
  })
})

describe('activating many accounts', () => {
  it('is one write, of all or of none', async () => {
    const batch = await aBatch(3, () => PASSED)
    const ids = batch.accounts.map(({ id }) => id)
    const { accounts } = batch.services
    const active = async () =>
      valueOf(await accounts.list(batch.connector.id)).map(({ account }) => account.active)
    expect((await accounts.setAllActive(ids, false)).ok).toBe(true)
    expect(await active()).toEqual([false, false, false])
    expect((await accounts.setAllActive([...ids, batch.connector.id as never], true)).ok).toBe(false)
    expect(await active()).toEqual([false, false, false])
    batch.events.length = 0
    expect((await accounts.setAllActive(ids, true)).ok).toBe(true)
    expect(await active()).toEqual([true, true, true])
    expect(batch.events.filter((name) => name === 'connectors.onDidChange')).toHaveLength(1)
  })
})
