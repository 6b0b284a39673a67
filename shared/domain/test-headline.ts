/** What a connection test came to, in one line and the reason for it. */
import type { TestOutcome, TestReport, TestStep } from './connection-test.ts'

export type FailedStep = Extract<TestStep, { readonly state: 'failed' }>

export type TestHeadline =
  | { readonly name: 'failedAt'; readonly failed: FailedStep }
  | { readonly name: 'withWarning' | 'withWarnings'; readonly count: number }
  | { readonly name: 'outcome'; readonly outcome: TestOutcome }

/** Of a test that has ended; `null` while it runs. */
export function headlineOf({ outcome, steps }: Pick<TestReport, 'outcome' | 'steps'>): TestHeadline | null {
  if (outcome === null) return null
  const failed = firstFailedOf(steps)
  if (outcome === 'failed' && failed) return { name: 'failedAt', failed }
  const count = warningsOf(steps)
  if (outcome !== 'passed' || count === 0) return { name: 'outcome', outcome }
  return { name: count === 1 ? 'withWarning' : 'withWarnings', count }
}

/** The one to be repaired first. */
export function firstFailedOf(steps: readonly TestStep[]): FailedStep | undefined {
  return steps.find((step): step is FailedStep => step.state === 'failed')
}

export function warningsOf(steps: readonly TestStep[]): number {
  return steps.filter(({ state }) => state === 'warning').length
}

/** Milliseconds of all steps together. */
export function durationOf(steps: readonly TestStep[]): number {
  return steps.reduce((sum, step) => sum + ('offers' in step ? step.durationMilliseconds : 0), 0)
}
