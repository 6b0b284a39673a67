/**
 * The state of one or many connection tests, as a pure reduction.
 *
 * A test gets its id from main, in the answer to `start`; its progress events can arrive before that answer. So
 * reports of unknown tests are kept aside (`early`) until a start answers with their id.
 */
import type { TestReport } from '#shared/domain/connection-test.ts'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import type { AppError } from '#shared/errors.ts'

export type TestRun =
  | { readonly state: 'waiting' }
  | { readonly state: 'starting' }
  | { readonly state: 'running' | 'ended'; readonly report: TestReport }
  | { readonly state: 'refused'; readonly error: AppError }
  | { readonly state: 'cancelled' }

export type TestRuns = {
  /** By the key of the target, in the order in which they run. */
  readonly runs: ReadonlyMap<string, TestRun>
  readonly early: ReadonlyMap<ConnectionTestId, TestReport>
}

export type TestEvent =
  | { readonly type: 'starting'; readonly key: string }
  | { readonly type: 'started'; readonly key: string; readonly report: TestReport }
  | { readonly type: 'refused'; readonly key: string; readonly error: AppError }
  | { readonly type: 'progress'; readonly report: TestReport }
  /** Those that did not begin will not. What runs is cancelled by main and reports it. */
  | { readonly type: 'cancelled' }

export function waitingRuns(keys: readonly string[]): TestRuns {
  return { runs: new Map(keys.map((key) => [key, { state: 'waiting' }])), early: new Map() }
}

export function reduceTestRuns(state: TestRuns, event: TestEvent): TestRuns {
  switch (event.type) {
    case 'starting':
      return withRun(state, event.key, { state: 'starting' })
    case 'refused':
      return withRun(state, event.key, { state: 'refused', error: event.error })
    case 'started': {
      // An event is never older than the answer to `start`.
      const early = new Map(state.early)
      const report = early.get(event.report.id) ?? event.report
      early.delete(event.report.id)
      return withRun({ ...state, early }, event.key, runOf(report))
    }
    case 'progress':
      return withReport(state, event.report)
    case 'cancelled': {
      const runs = [...state.runs].map(([key, run]): [string, TestRun] => [
        key,
        run.state === 'waiting' ? { state: 'cancelled' } : run,
      ])
      return { ...state, runs: new Map(runs) }
    }
  }
}

function withReport(state: TestRuns, report: TestReport): TestRuns {
  for (const [key, run] of state.runs) {
    if ((run.state === 'running' || run.state === 'ended') && run.report.id === report.id) {
      return run.state === 'ended' ? state : withRun(state, key, runOf(report))
    }
  }
  return { ...state, early: new Map(state.early).set(report.id, report) }
}

function withRun(state: TestRuns, key: string, run: TestRun): TestRuns {
  return { ...state, runs: new Map(state.runs).set(key, run) }
}

function runOf(report: TestReport): TestRun {
  return { state: report.outcome === null ? 'running' : 'ended', report }
}

export function isOver(run: TestRun): boolean {
  return run.state === 'ended' || run.state === 'refused' || run.state === 'cancelled'
}
