/**
 * Counts of tests, from the JSON reports of vitest and Playwright, and their sum in the closing line.
 *
 * A test that passed only when it was repeated counts as failed: it proves nothing. A report with no test
 * that ran is a failure too, because a wrong pattern or an empty project would otherwise look like success.
 */
export type Counts = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** What a stage ends with: its counts and, where its tool tells them, the failures in a few lines each. */
export type Outcome = Counts & { readonly failures?: readonly string[] }

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 }
export const ONE_PASSED: Counts = { ...NOTHING, passed: 1 }
export const ONE_FAILED: Counts = { ...NOTHING, failed: 1 }

export function sum(all: readonly Counts[]): Counts {
  return all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    NOTHING,
  )
}

/** `12 passed, 0 failed`, with `, 1 skipped` only when there is one. */
export function closingLine(counts: Counts): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`
}

/** Counts in vitest's JSON report. Throws when it is not one. */
export function vitestCounts(report: unknown): Counts {
  const value = record(report)
  return {
    passed: number(value.numPassedTests),
    failed: number(value.numFailedTests),
    skipped: number(value.numPendingTests) + number(value.numTodoTests),
  }
}

/** Counts in Playwright's JSON report. Throws when it is not one. */
export function playwrightCounts(report: unknown): Counts {
  const stats = record(record(report).stats)
  return {
    passed: number(stats.expected),
    failed: number(stats.unexpected) + number(stats.flaky),
    skipped: number(stats.skipped),
  }
}

/**
 * The counts of a run that ended with `exitCode`: an error that no test shows (a file that does not load,
 * an unhandled rejection) and a run without any test are one failure more.
 */
export function judged(counts: Counts, exitCode: number): Counts {
  const ran = counts.passed + counts.failed
  const hidden = exitCode !== 0 && counts.failed === 0
  return ran === 0 || hidden ? { ...counts, failed: counts.failed + 1 } : counts
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new TypeError('not a test report')
  return value as Record<string, unknown>
}

function number(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError('not a test report: a count is missing')
  return value
}
