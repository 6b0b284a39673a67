import { describe, expect, it } from 'vitest'
import { totalOf } from '#shared/domain/sync.ts'
import {
  NO_PROGRESS,
  withAsked,
  withCurrent,
  withoutEnded,
  withProgress,
} from '../../../renderer/features/sync/sync-progress-state.ts'
import { percentOf, syncTotals } from '../../../renderer/features/sync/sync-totals.ts'
import { anAccountId, aSyncResult, ended, running, waiting } from './builders.ts'

describe('the progress of the synchronisation', () => {
  it('is the last event of each account', () => {
    const state = [waiting(1), running(1, 3, 10), waiting(2)].reduce(withProgress, NO_PROGRESS)
    expect([...state.values()]).toEqual([running(1, 3, 10), waiting(2)])
  })

  it('is not set back by an answer of main that is older than the events', () => {
    const state = withCurrent(withProgress(NO_PROGRESS, running(1, 5, 10)), [waiting(1), running(2, 1, null)])
    expect(state.get(anAccountId(1))).toEqual(running(1, 5, 10))
    expect(state.get(anAccountId(2))).toEqual(running(2, 1, null))
  })

  it('forgets finished runs only', () => {
    const state = [ended(1, 'failed'), running(2, 1, 2)].reduce(withProgress, NO_PROGRESS)
    expect([...withoutEnded(state, [anAccountId(1), anAccountId(2)]).keys()]).toEqual([anAccountId(2)])
  })
})

describe('what people asked for', () => {
  const manual = ended(1, 'succeeded')
  const byItself = { ...manual, result: { ...aSyncResult('failed'), trigger: 'schedule' as const } }

  it('stays when the next run begins by itself', () => {
    const state = [manual, { ...running(1, 0, null), trigger: 'schedule' as const }, byItself]
    expect([...state.reduce(withAsked, NO_PROGRESS).values()]).toEqual([manual])
  })

  it('is that of the last start, and all of it', () => {
    const first = [running(1, 3, 10), running(2, 2, 5), ended(1, 'failed'), ended(2, 'succeeded')]
    expect(first.reduce(withAsked, NO_PROGRESS).size).toBe(2)
    expect([...[...first, running(2, 1, 2)].reduce(withAsked, NO_PROGRESS).values()]).toEqual([
      running(2, 1, 2),
    ])
  })
})

describe('the sum over accounts', () => {
  it('counts who is where, and adds up what was done', () => {
    const totals = syncTotals([
      running(1, 3, 10),
      running(2, 2, 5),
      ended(3, 'failed'),
      ended(4, 'cancelled'),
    ])
    expect(totals).toMatchObject({ running: 2, ended: 2, troubled: 1, cancelled: 1, done: 5, total: 15 })
    expect(totalOf(totals.counts).created).toBe(5)
  })

  it('knows no total while one account does not', () => {
    expect(syncTotals([running(1, 3, 10), running(2, 0, null)]).total).toBeNull()
    expect(syncTotals([running(1, 3, 10), waiting(2)]).total).toBeNull()
  })

  it('is complete when there was nothing to do', () => {
    expect(percentOf(0, 0)).toBe(100)
    expect(percentOf(1, 3)).toBe(33)
    expect(percentOf(1, null)).toBeNull()
  })
})
