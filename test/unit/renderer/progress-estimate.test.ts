import { describe, expect, it } from 'vitest'
import { instantOf } from '#shared/domain/ids.ts'
import type { SyncProgress } from '#shared/domain/sync.ts'
import { durationParts, remainingWords } from '../../../renderer/features/sync/duration-words.ts'
import { remainingAt, withEvent, type RateTrack } from '../../../renderer/features/sync/progress-estimate.ts'
import { ended, running } from './builders.ts'

type Running = SyncProgress & { readonly state: 'running' }

const BEGIN = Date.parse('2026-03-10T12:00:00.000Z')

function event(done: number, total: number | null, changes: Partial<Running> = {}): Running {
  return { ...(running(1, done, total) as Running), ...changes }
}

/** A track after events that come every second, each with so many objects done. */
function trackOf(events: readonly Running[], begin = BEGIN, before?: RateTrack): RateTrack | undefined {
  return events.reduce<RateTrack | undefined>(
    (track, each, index) => withEvent(track, each, begin + index * 1_000),
    before,
  )
}

const steady = (seconds: number, perSecond: number, total: number | null): Running[] =>
  Array.from({ length: seconds + 1 }, (_, second) => event(second * perSecond, total))

describe('the rate of a run', () => {
  it('is that of the last half minute, in objects and bytes', () => {
    const slow = steady(60, 2, 10_000)
    const bytes = (down: number) => ({ ...event(0, null).counts, bytes: { down, up: 0 } })
    const fast = Array.from({ length: 40 }, (_, second) =>
      event(120 + (second + 1) * 10, 10_000, { counts: bytes((second + 1) * 5_000) }),
    )
    const estimate = trackOf([...slow, ...fast])?.estimate
    expect(estimate?.itemsPerMinute).toBeCloseTo(600)
    expect(estimate?.bytesPerSecond).toBeCloseTo(5_000)
  })

  it('is not told before enough is known', () => {
    expect(trackOf(steady(3, 10, 100))?.estimate).toBeNull()
    expect(
      trackOf([event(0, 100), event(0, 100), event(0, 100), event(1, 100), event(1, 100), event(2, 100)])
        ?.estimate,
    ).toBeNull()
    expect(trackOf(steady(4, 10, 100))?.estimate).not.toBeNull()
  })

  it('is the same however often events come', () => {
    const dense = Array.from({ length: 301 }, (_, index) => index).reduce<RateTrack | undefined>(
      (track, index) => withEvent(track, event(index, 1_000), BEGIN + index * 100),
      undefined,
    )
    expect(dense?.estimate?.itemsPerMinute).toBeCloseTo(600, 0)
    expect(dense?.samples.length).toBeLessThan(100)
  })

  it('begins anew with each step, kind and run, and ends with the run', () => {
    const track = trackOf(steady(10, 10, 1_000))
    expect(track?.estimate).not.toBeNull()
    const later = BEGIN + 11_000
    for (const changes of [
      { phase: 'exporting' },
      { kind: 'tasks' },
      { startedAt: instantOf(new Date(later)) },
    ] as const) {
      expect(withEvent(track, event(120, 1_000, changes), later)?.estimate).toBeNull()
    }
    expect(withEvent(track, event(3, 1_000), later)?.estimate).toBeNull()
    expect(withEvent(track, ended(1, 'succeeded'), later)).toBeUndefined()
  })
})

describe('the time that is left', () => {
  it('is unknown while nobody knows how many objects there are', () => {
    const track = trackOf(steady(20, 10, null))
    expect(track?.estimate?.itemsPerMinute).toBeCloseTo(600)
    expect(remainingAt(track?.estimate, BEGIN + 20_000)).toBeNull()
  })

  it('counts down by itself between events, and is never below nothing', () => {
    const estimate = trackOf(steady(10, 10, 700))?.estimate
    expect(remainingAt(estimate, BEGIN + 10_000)).toBeCloseTo(60_000)
    expect(remainingAt(estimate, BEGIN + 15_000)).toBeCloseTo(55_000)
    const short = trackOf(steady(10, 10, 110))?.estimate
    expect(remainingAt(short, BEGIN + 12_000)).toBe(0)
  })

  it('does not jump to and fro when the rate wavers', () => {
    let track: RateTrack | undefined
    let done = 0
    const told: number[] = []
    for (let second = 0; second < 60; second += 1) {
      done += second % 2 === 0 ? 8 : 12
      track = withEvent(track, event(done, 6_000), BEGIN + second * 1_000)
      const left = remainingAt(track?.estimate, BEGIN + second * 1_000)
      if (left !== null) told.push(left)
    }
    expect(told.length).toBeGreaterThan(50)
    const growing = told.filter((left, index) => index > 0 && left > told[index - 1]!)
    expect(growing).toEqual([])
  })

  it('is corrected when the run has become much slower', () => {
    const fast = steady(30, 10, 2_000)
    const slow = Array.from({ length: 60 }, (_, second) => event(300 + second + 1, 2_000))
    const track = trackOf([...fast, ...slow])
    // 1,640 objects at one a second.
    expect(remainingAt(track?.estimate, BEGIN + 90_000)).toBeGreaterThan(1_200_000)
  })

  it('is unknown while the server lets the run wait, and for a while afterwards', () => {
    const track = trackOf(steady(20, 10, 1_000))
    const at = BEGIN + 21_000
    const busy = event(210, 1_000, { busyUntil: instantOf(new Date(at + 40_000)) })
    const waiting = withEvent(track, busy, at)
    expect(waiting?.estimate).toBeNull()
    const after = withEvent(waiting, event(220, 1_000), at + 40_500)
    expect(remainingAt(after?.estimate, at + 40_500)).toBeNull()
  })

  it('is unknown again when nothing was heard for long', () => {
    const estimate = trackOf(steady(10, 10, 100_000))?.estimate
    expect(remainingAt(estimate, BEGIN + 29_000)).not.toBeNull()
    expect(remainingAt(estimate, BEGIN + 31_000)).toBeNull()
  })
})

describe('times to come', () => {
  it('are as coarse as an estimate is', () => {
    const words = (seconds: number) => remainingWords(seconds * 1_000)
    expect(words(4)).toEqual({ unit: 'moment', count: 0 })
    expect(words(31)).toEqual({ unit: 'seconds', count: 40 })
    expect(words(55)).toEqual({ unit: 'minutes', count: 1 })
    expect(words(200)).toEqual({ unit: 'minutes', count: 3 })
    expect(words(32 * 60)).toEqual({ unit: 'minutes', count: 30 })
    expect(words(130 * 60)).toEqual({ unit: 'hours', count: 2 })
  })

  it('of a known end are told to the second', () => {
    expect(durationParts(40_000)).toEqual({ minutes: 0, seconds: 40 })
    expect(durationParts(39_100)).toEqual({ minutes: 0, seconds: 40 })
    expect(durationParts(65_000)).toEqual({ minutes: 1, seconds: 5 })
    expect(durationParts(-5)).toEqual({ minutes: 0, seconds: 0 })
  })
})
