/**
 * Runs the connection test: one step after the other, with a report that grows and is told at each change.
 *
 * The runner keeps three promises for every step, so that none has to: it ends at its announced time-out, it
 * ends at once when the test is cancelled (a name look-up cannot be aborted, so the runner stops waiting for it),
 * and what it throws becomes a failed step, never a test that hangs.
 *
 * Every request goes into the trace, which knows which step it belongs to.
 *
 * Rejected: all steps at once. Each relies on the one before, and the first failure is the one to be repaired.
 */
import { performance } from 'node:perf_hooks'
import type { TestOutcome, TestReport, TestStep, TestStepId } from '#shared/domain/connection-test.ts'
import type { TracedExchange } from '#shared/domain/exchange-trace.ts'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import { instantOf } from '#shared/domain/ids.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { ok } from '#shared/result.ts'
import { ExchangeTrace } from '../exchange/trace/exchange-trace.ts'
import { withTrace } from '../exchange/trace/with-trace.ts'
import { seconds } from '../exchange/transport/network-errors.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import { Observations, observedBy } from './observations.ts'
import { type Findings, type Step, type StepOutcome, type TestTarget, hostOf, subjectOf } from './step.ts'
import { STEPS } from './steps.ts'

export type RunOptions = {
  readonly id: ConnectionTestId
  readonly signal: AbortSignal
  /** Gets the report at the start and after every change; the last one has an outcome. */
  readonly onProgress: (report: TestReport) => void
  /** Gets the requests of each step that sent some, when it has ended. */
  readonly onExchanges?: (step: TestStepId, exchanges: readonly TracedExchange[]) => void
  /** Default: the steps of the product. */
  readonly steps?: readonly Step[]
}

/** Characters of all bodies of one test that are kept; a report is to be read and sent. */
const MAXIMUM_BODY_CHARACTERS = 1_000_000
/** Milliseconds in which the test cleans up after itself. */
const CLEAN_UP_TIMEOUT = 10_000

export async function runConnectionTest(asked: TestTarget, options: RunOptions): Promise<TestReport> {
  const { id, signal, onProgress, onExchanges, steps = STEPS } = options
  const trace = new ExchangeTrace({ maximumBodyCharacters: MAXIMUM_BODY_CHARACTERS })
  const observations = new Observations()
  const traced = tracedBy(trace, asked.openTransport)
  const target = { ...asked, openTransport: observedBy(observations, traced, asked.now) }
  const findings: Findings = {
    ...{ proxy: null, addresses: [], interceptedBy: null, unsigned: null },
    ...{ clients: null, ownRoot: null, folders: new Map(), observations },
    atEnd: [],
  }
  let report: TestReport = {
    id,
    startedAt: instantOf(new Date()),
    subject: subjectOf(target),
    steps: steps.map((step) => ({ id: step.id, state: 'pending' })),
    outcome: null,
  }
  const tell = (change: Partial<TestReport>): void => {
    report = { ...report, ...change }
    onProgress(report)
  }
  const set = (step: TestStep): void => {
    tell({ steps: report.steps.map((old) => (old.id === step.id ? step : old)) })
  }

  let outcome: TestOutcome = 'passed'
  let isStopped = false
  try {
    tell({})
    for (const step of steps) {
      if (signal.aborted) outcome = 'cancelled'
      if (outcome === 'cancelled' || isStopped) {
        const name = outcome === 'cancelled' ? 'cancelled' : 'skipped-after-failure'
        set({ id: step.id, state: 'skipped', verdict: { name, params: {} } })
        continue
      }
      if (step.needsAccount && target.account === null) {
        if (outcome === 'passed') outcome = 'incomplete'
        set({ id: step.id, state: 'skipped', verdict: { name: 'skipped-without-account', params: {} } })
        continue
      }
      set({ id: step.id, state: 'running', timeoutMilliseconds: step.timeout })
      trace.keepsBodies = step.bodies !== 'not-kept'
      const last = trace.entries().at(-1)?.number ?? 0
      const start = performance.now()
      const result = await runStep(step, target, findings, signal)
      const durationMilliseconds = Math.max(0, performance.now() - start)
      // By their numbers: what is older may have made room meanwhile.
      const exchanges = trace.entries().filter(({ number }) => number > last)
      if (exchanges.length > 0) onExchanges?.(step.id, exchanges)
      if (result === 'cancelled') {
        outcome = 'cancelled'
        set({ id: step.id, state: 'skipped', verdict: { name: 'cancelled', params: {} } })
      } else if (result.state === 'skipped') {
        set({ id: step.id, state: 'skipped', verdict: result.verdict })
      } else {
        if (result.state === 'failed') {
          noteRefusal(observations, result.error)
          outcome = 'failed'
          isStopped = step.onFailure !== 'go-on'
        }
        set({
          ...{ id: step.id, ...result, durationMilliseconds },
          ...{ details: [...result.details], offers: [...(result.offers ?? [])] },
          exchangeCount: exchanges.length,
        })
      }
    }
  } finally {
    await cleanUp(findings)
    await findings.clients?.caller.close()
  }
  tell({ outcome })
  return report
}

/** What goes wrong here is told by the steps that have left something behind; the test ends all the same. */
async function cleanUp({ atEnd }: Findings): Promise<void> {
  const timeOut = AbortSignal.timeout(CLEAN_UP_TIMEOUT)
  await Promise.allSettled(atEnd.map((action) => action(timeOut)))
}

/** A server that is busy says so in its answers as well, which only the step has read. */
function noteRefusal(observations: Observations, { category, params }: AppError): void {
  if (category === 'throttled' && params.responseCode !== undefined) {
    observations.noteRefusal(Number(params.backOffMilliseconds ?? 0))
  }
}

function tracedBy(trace: ExchangeTrace, open: OpenTransport): OpenTransport {
  return async (options) => {
    const opened = await open(options)
    return opened.ok ? ok(withTrace(opened.value, trace)) : opened
  }
}

/** Runs one step; answers at the latest when its time is over or the test is cancelled. */
async function runStep(
  step: Step,
  target: TestTarget,
  findings: Findings,
  signal: AbortSignal,
): Promise<StepOutcome | 'cancelled'> {
  if (signal.aborted) return 'cancelled' // by whoever was told that the step begins
  const controller = new AbortController()
  let end: (result: StepOutcome | 'cancelled') => void = () => undefined
  const ended = new Promise<StepOutcome | 'cancelled'>((resolve) => (end = resolve))
  const onAbort = (): void => {
    end('cancelled')
    controller.abort()
  }
  const timer = setTimeout(() => {
    const params = { host: hostOf(target.url), seconds: seconds(step.timeout) }
    end({ state: 'failed', error: appError('network.timeout', params), details: [] })
    controller.abort()
  }, step.timeout)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([ended, started(step, target, findings, controller.signal)])
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return { state: 'failed', error: appError('internal.unexpected', { reason }), details: [] }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}

async function started(
  step: Step,
  target: TestTarget,
  findings: Findings,
  signal: AbortSignal,
): Promise<StepOutcome> {
  if (!step.needsAccount) return step.run(target, findings, signal)
  const { account } = target
  if (account === null) throw new Error(`${step.id} needs an account`)
  return step.run(target, account, findings, signal)
}
