import { describe, expect, it } from 'vitest'
import { appError } from '#shared/errors.ts'
import {
  reduceTestRuns,
  waitingRuns,
  type TestEvent,
  type TestRuns,
} from '../../../renderer/features/connection-test/test-runs.ts'
import { aReport } from './builders.ts'

const after = (...events: TestEvent[]): TestRuns =>
  events.reduce(reduceTestRuns, waitingRuns(['anna', 'beat']))

describe('the state of a connection test', () => {
  it('runs from the answer to start to the last progress', () => {
    const state = after(
      { type: 'starting', key: 'anna' },
      { type: 'started', key: 'anna', report: aReport(1) },
      { type: 'progress', report: aReport(1, 'passed') },
    )
    expect(state.runs.get('anna')).toEqual({ state: 'ended', report: aReport(1, 'passed') })
    expect(state.runs.get('beat')).toEqual({ state: 'waiting' })
  })

  it('takes progress that arrived before the answer to start', () => {
    const state = after(
      { type: 'starting', key: 'anna' },
      { type: 'progress', report: aReport(1, 'failed') },
      { type: 'started', key: 'anna', report: aReport(1) },
    )
    expect(state.runs.get('anna')).toEqual({ state: 'ended', report: aReport(1, 'failed') })
    expect(state.early.size).toBe(0)
  })

  it('does not confuse the progress of two tests', () => {
    const state = after(
      { type: 'starting', key: 'anna' },
      { type: 'starting', key: 'beat' },
      { type: 'progress', report: aReport(2, 'failed') },
      { type: 'started', key: 'anna', report: aReport(1) },
      { type: 'started', key: 'beat', report: aReport(2) },
    )
    expect(state.runs.get('anna')?.state).toBe('running')
    expect(state.runs.get('beat')?.state).toBe('ended')
  })

  it('ignores what arrives after the end', () => {
    const state = after(
      { type: 'started', key: 'anna', report: aReport(1, 'cancelled') },
      { type: 'progress', report: aReport(1) },
    )
    expect(state.runs.get('anna')?.state).toBe('ended')
  })

  it('keeps the reason of a refusal', () => {
    const error = appError('user-name.required')
    expect(after({ type: 'refused', key: 'anna', error }).runs.get('anna')).toEqual({
      state: 'refused',
      error,
    })
  })

  it('cancels what waits, and lets main report the end of what runs', () => {
    const state = after({ type: 'started', key: 'anna', report: aReport(1) }, { type: 'cancelled' })
    expect(state.runs.get('anna')?.state).toBe('running')
    expect(state.runs.get('beat')?.state).toBe('cancelled')
  })
})
