import { describe, expect, it, vi } from 'vitest'
import { NO_CREDENTIAL } from '#electron/exchange/credential.ts'
import { runConnectionTest } from '#electron/diagnostics/run-connection-test.ts'
import type { Step, StepOutcome, TestTarget } from '#electron/diagnostics/step.ts'
import { type TestReport, testReportSchema } from '#shared/domain/connection-test.ts'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import { ACCOUNT_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { appError } from '#shared/errors.ts'
import { ok } from '#shared/result.ts'

const id = '0b8f5c1e-7d4a-4c3e-9f51-2f6f0d1c9a11' as ConnectionTestId
const target: TestTarget = {
  url: new URL('https://mail.contoso.example/EWS/Exchange.asmx'),
  authenticationMethod: 'basic',
  account: {
    ...{ mailbox: 'a@contoso.example', access: 'own', mayWrite: false, sync: ACCOUNT_SYNC_DEFAULTS },
    credential: { kind: 'basic', userName: 'a', password: 'p' },
  },
  trust: SYSTEM_TRUST,
  openTransport: () => Promise.reject(new Error('no step of these tests goes to a server')),
  resolveProxy: () => Promise.reject(new Error('no step of these tests goes to a server')),
  inspectCertificate: () => Promise.reject(new Error('no step of these tests goes to a server')),
  zones: { prime: 'Europe/Zurich', machine: 'Europe/Zurich' },
  applicationId: null,
  syncIntervalMinutes: 5,
  now: Date.now,
}
const passed: StepOutcome = { state: 'passed', verdict: { name: 'connected', params: {} }, details: [] }
const failedOutcome: StepOutcome = {
  state: 'failed',
  error: appError('tls.expired', { host: 'h' }),
  details: [],
}

const step = (
  name: Step['id'],
  run: (signal: AbortSignal) => Promise<StepOutcome>,
  timeout = 5_000,
): Step => ({
  id: name,
  timeout,
  needsAccount: false,
  run: (_target, _findings, signal) => run(signal),
})
const discardWhole = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
  for await (const _chunk of body) continue
}
const never = (): Promise<StepOutcome> => new Promise(() => undefined)

async function run(
  steps: Step[],
  options: { signal?: AbortSignal; target?: TestTarget; onProgress?: (report: TestReport) => void } = {},
) {
  const reports: TestReport[] = []
  const report = await runConnectionTest(options.target ?? target, {
    id,
    signal: options.signal ?? new AbortController().signal,
    steps,
    onProgress: (progress) => {
      reports.push(progress)
      options.onProgress?.(progress)
    },
  })
  for (const each of reports) testReportSchema.parse(each)
  expect(reports.at(-1)).toEqual(report)
  return { report, reports }
}

describe('the connection test', () => {
  it('tells each step as it begins and as it ends', async () => {
    const { report, reports } = await run([step('tcp', async () => passed), step('tls', async () => passed)])
    const seen = reports.map(({ steps, outcome }) => [...steps.map(({ state }) => state), outcome])
    expect(seen).toEqual([
      ['pending', 'pending', null],
      ['running', 'pending', null],
      ['passed', 'pending', null],
      ['passed', 'running', null],
      ['passed', 'passed', null],
      ['passed', 'passed', 'passed'],
    ])
    expect(report.steps[0]).toHaveProperty('durationMilliseconds')
  })

  it('skips what comes after a failure, and does not even begin it', async () => {
    const later = vi.fn(async () => passed)
    const { report } = await run([step('tcp', async () => failedOutcome), step('tls', later)])
    expect(report.outcome).toBe('failed')
    expect(report.steps[1]).toEqual({
      id: 'tls',
      state: 'skipped',
      verdict: { name: 'skipped-after-failure', params: {} },
    })
    expect(later).not.toHaveBeenCalled()
  })

  it('ends a step that ignores its time-out and its signal', async () => {
    const { report } = await run([step('tcp', never, 50), step('tls', async () => passed)])
    expect(report.steps[0]).toMatchObject({
      state: 'failed',
      error: { code: 'network.timeout', params: { host: 'mail.contoso.example', seconds: 0.1 } },
    })
    expect(report.outcome).toBe('failed')
  })

  it('is cancelled at once, even while a step waits for ever', async () => {
    const controller = new AbortController()
    const onProgress = (report: TestReport): void => {
      if (report.steps[0]?.state === 'running')
        setImmediate(() => {
          controller.abort()
        })
    }
    const { report } = await run([step('tcp', never), step('tls', never)], {
      signal: controller.signal,
      onProgress,
    })
    expect(report.outcome).toBe('cancelled')
    expect(report.steps.map((each) => 'verdict' in each && each.verdict.name)).toEqual([
      'cancelled',
      'cancelled',
    ])
  })

  it('is cancelled by whoever is told that a step begins, and before it begins at all', async () => {
    const controller = new AbortController()
    const begun = vi.fn(async () => passed)
    const onProgress = (report: TestReport): void => {
      if (report.steps[0]?.state === 'running') controller.abort()
    }
    const first = await run([step('tcp', begun)], { signal: controller.signal, onProgress })
    const second = await run([step('tcp', begun)], { signal: controller.signal })
    expect([first.report.outcome, second.report.outcome]).toEqual(['cancelled', 'cancelled'])
    expect(begun).not.toHaveBeenCalled()
  })

  it('without an account is incomplete, with the server tested', async () => {
    const withAccount: Step = { id: 'folders', timeout: 100, needsAccount: true, run: async () => passed }
    const { report } = await run([step('tcp', async () => passed), withAccount], {
      target: { ...target, account: null },
    })
    expect(report.outcome).toBe('incomplete')
    expect(report.steps[1]).toMatchObject({ state: 'skipped', verdict: { name: 'skipped-without-account' } })
  })

  it('goes on after a failure on which nothing relies, and has failed all the same', async () => {
    const harmless: Step = { ...step('tcp', async () => failedOutcome), onFailure: 'go-on' }
    const { report } = await run([harmless, step('tls', async () => passed)])
    expect(report.steps.map(({ state }) => state)).toEqual(['failed', 'passed'])
    expect(report.outcome).toBe('failed')
  })

  it('tells the requests of a step also when the contents of earlier ones have made room for it', async () => {
    async function* largeAnswer() {
      yield Buffer.from('x'.repeat(499_000))
    }
    const head = { status: 200, headers: {}, challenges: [], setCookies: [], requestId: 'r' }
    const openTransport: TestTarget['openTransport'] = async () =>
      ok({ send: async () => ok({ ...head, body: largeAnswer() }), close: () => Promise.resolve() })
    const asking = (name: Step['id']): Step => ({
      ...{ id: name, timeout: 5_000 },
      needsAccount: false,
      run: async ({ url, trust, openTransport: open }, _findings, signal) => {
        const opened = await open({ url: url.href, credential: NO_CREDENTIAL, trust })
        if (!opened.ok) throw new Error(opened.error.code)
        const asked = {
          operation: 'GetFolder',
          method: 'POST',
          url: url.href,
          headers: {},
          body: null,
        } as const
        const sent = await opened.value.send({ ...asked, signal })
        if (sent.ok) await discardWhole(sent.value.body)
        return passed
      },
    })
    const names = ['tcp', 'tls', 'http', 'clock'] as const
    const { report } = await run(names.map(asking), { target: { ...target, openTransport } })
    expect(report.steps.map((each) => 'offers' in each && each.exchangeCount)).toEqual([1, 1, 1, 1])
  })

  it('puts in order what a step has left behind, also when it is cancelled while the step waits', async () => {
    const controller = new AbortController()
    const cleaned = vi.fn(async () => undefined)
    const leaving: Step = {
      ...step('tcp', never),
      needsAccount: false,
      run: (_target, findings) => {
        findings.atEnd.push(() => Promise.reject(new Error('oops')), cleaned)
        controller.abort()
        return never()
      },
    }
    const { report } = await run([leaving], { signal: controller.signal })
    expect(report.outcome).toBe('cancelled')
    expect(cleaned).toHaveBeenCalledOnce()
  })

  it('a defect in a step is a failed step', async () => {
    const { report } = await run([step('tcp', () => Promise.reject(new Error('oops')))])
    expect(report.steps[0]).toMatchObject({ state: 'failed', error: { code: 'internal.unexpected' } })
  })
})
