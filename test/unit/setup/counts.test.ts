import { describe, expect, it } from 'vitest'
import { closingLine, judged, playwrightCounts, sum, vitestCounts } from '../../../resources/setup/counts.ts'

describe('The counts of a test run', () => {
  it('come from vitest with pending and to-do tests as skipped', () => {
    const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
    expect(vitestCounts(report)).toEqual({ passed: 7, failed: 1, skipped: 3 })
  })

  it('come from Playwright with a test that passed only on repetition as failed', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } }
    expect(playwrightCounts(report)).toEqual({ passed: 4, failed: 2, skipped: 2 })
  })

  it.each([null, 'text', {}, { stats: {} }, { numPassedTests: '7' }])('are refused from %j', (report) => {
    expect(() => vitestCounts(report)).toThrow(TypeError)
    expect(() => playwrightCounts(report)).toThrow(TypeError)
  })

  it('are a failure when no test ran, even if all were skipped', () => {
    expect(judged({ passed: 0, failed: 0, skipped: 5 }, 0)).toEqual({ passed: 0, failed: 1, skipped: 5 })
  })

  it('are a failure when the run failed and no test shows why', () => {
    expect(judged({ passed: 3, failed: 0, skipped: 0 }, 1).failed).toBe(1)
  })

  it('stay as they are when the failed tests explain the failed run', () => {
    const counts = { passed: 3, failed: 2, skipped: 0 }
    expect(judged(counts, 1)).toEqual(counts)
  })

  it('add up to one closing line that names skipped tests only when there are some', () => {
    const all = sum([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 10, failed: 2, skipped: 1 },
    ])
    expect(closingLine(all)).toBe('11 passed, 2 failed, 1 skipped')
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
  })
})
