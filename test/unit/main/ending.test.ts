import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Ending } from '#electron/main/ending.ts'

describe('the end of the application', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  function anEnding(isRunning = true) {
    const said: string[] = []
    let finish = (_error?: Error): void => undefined
    const closed = new Promise<void>((resolve, reject) => {
      finish = (error) => {
        if (error) reject(error)
        else resolve()
      }
    })
    const ending = new Ending({
      close: () => (isRunning ? closed : null),
      onDidBegin: () => said.push('begin'),
      onSlow: () => said.push('slow'),
      onProblem: () => said.push('problem'),
      onDidEnd: () => said.push('end'),
      quit: () => said.push('quit'),
    })
    /** @returns whether the process stays */
    const wish = (): boolean => {
      const preventDefault = vi.fn()
      ending.begin({ preventDefault })
      return preventDefault.mock.calls.length > 0
    }
    return { ending, said, finish, wish }
  }

  it('waits for what runs, says so when it takes long, and is not cut by a second wish', async () => {
    const { ending, said, finish, wish } = anEnding()
    expect(ending.hasBegun).toBe(false)
    expect(wish()).toBe(true)
    expect(ending.hasBegun).toBe(true)
    await vi.advanceTimersByTimeAsync(600)
    expect(said).toEqual(['begin'])
    await vi.advanceTimersByTimeAsync(200)
    expect(wish()).toBe(true)
    expect(said).toEqual(['begin', 'slow'])
    finish()
    await vi.advanceTimersByTimeAsync(0)
    expect(said).toEqual(['begin', 'slow', 'end', 'quit'])
    expect(wish()).toBe(false)
  })

  it('comes also when something could not be closed, and nobody is told of an end that is quick', async () => {
    const { said, finish, wish } = anEnding()
    wish()
    finish(new Error('the sync host is gone'))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(said).toEqual(['begin', 'problem', 'end', 'quit'])
  })

  it('comes at once where nothing has been opened', () => {
    expect(anEnding(false).wish()).toBe(false)
  })
})
