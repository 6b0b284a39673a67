import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TimeLimit } from '#electron/exchange/autodiscover/time-limit.ts'

const caller = new AbortController().signal

describe('the time of a search', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('ends it', () => {
    const time = new TimeLimit(caller, 1_000)
    vi.advanceTimersByTime(999)
    expect(time.signal.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect([time.signal.aborted, time.isOver]).toEqual([true, true])
  })

  it('stands still while a person thinks, and goes on where it was', async () => {
    const time = new TimeLimit(caller, 1_000)
    vi.advanceTimersByTime(600)
    let answer: (value: boolean) => void = () => undefined
    const asked = time.pausedFor(new Promise<boolean>((resolve) => (answer = resolve)))
    vi.advanceTimersByTime(3_600_000)
    expect(time.signal.aborted).toBe(false)
    answer(true)
    expect(await asked).toBe(true)
    vi.advanceTimersByTime(399)
    expect(time.signal.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect(time.isOver).toBe(true)
  })

  it('is not over for a search that its caller ended, or that has an answer', () => {
    const controller = new AbortController()
    const cancelled = new TimeLimit(controller.signal, 1_000)
    const answered = new TimeLimit(caller, 1_000)
    controller.abort()
    answered.end()
    vi.advanceTimersByTime(2_000)
    for (const time of [cancelled, answered]) {
      expect([time.signal.aborted, time.isOver]).toEqual([true, false])
    }
    expect(vi.getTimerCount()).toBe(0)
  })
})
