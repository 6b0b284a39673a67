import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Effect } from '#electron/exchange/retry.ts'
import { DEFAULT_RETRY_LIMITS, NO_RETRIES, waitFor, withRetries } from '#electron/exchange/retry.ts'
import { ERROR_CODES, type AppError, appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'

const busy = (backOffMilliseconds: number) => appError('exchange.server-busy', { backOffMilliseconds })
const lost = appError('network.connection-lost', { host: 'h' })

/** A call that fails with these errors, one after the other, and then succeeds. */
async function run(
  errors: readonly AppError[],
  options: {
    effect?: Effect
    limits?: typeof DEFAULT_RETRY_LIMITS
    lookUp?: () => Promise<Result<string | null>>
    abortInWait?: boolean
    random?: number
  } = {},
) {
  const left = [...errors]
  const waits: number[] = []
  let attempts = 0
  const controller = new AbortController()
  const result = await withRetries(
    {
      effect: options.effect ?? 'read',
      attempt: async () => {
        attempts++
        const error = left.shift()
        return error === undefined ? ok('done') : failure(error)
      },
      ...(options.lookUp && { lookUp: options.lookUp }),
    },
    {
      limits: options.limits ?? DEFAULT_RETRY_LIMITS,
      signal: controller.signal,
      wait: async (milliseconds) => {
        waits.push(milliseconds)
        if (options.abortInWait) controller.abort()
      },
      random: () => options.random ?? 0,
    },
  )
  return { result: result.ok ? result.value : result.error.code, attempts, waits }
}

describe('a call that failed for a passing reason', () => {
  it('is repeated after waits that double', async () => {
    expect(await run([lost, lost, lost])).toEqual({ result: 'done', attempts: 4, waits: [1000, 2000, 4000] })
  })

  it('waits as long as the server asks, and never less', async () => {
    expect(await run([busy(7_000), busy(300)])).toMatchObject({ result: 'done', waits: [7_000, 300] })
    expect(await run([busy(8_000)], { random: 1 })).toMatchObject({ waits: [10_000] })
  })

  it('fails with the last error when its attempts are used up', async () => {
    expect(await run([lost, lost, lost, busy(1), lost])).toMatchObject({
      result: 'exchange.server-busy',
      attempts: 4,
    })
  })

  it('does not wait longer than its time, even for a server that asks for it', async () => {
    expect(await run([busy(300_000)])).toEqual({ result: 'exchange.server-busy', attempts: 1, waits: [] })
    expect(await run([busy(70_000), busy(70_000)])).toMatchObject({ attempts: 2, waits: [70_000] })
  })

  it('ends when it is cancelled while it waits', async () => {
    expect(await run([lost], { abortInWait: true })).toMatchObject({ result: 'sync.cancelled', attempts: 1 })
  })

  it('is not repeated for somebody who asks what happens now', async () => {
    expect(await run([lost], { limits: NO_RETRIES })).toMatchObject({ attempts: 1, waits: [] })
  })
})

describe('what is never repeated', () => {
  it.each(ERROR_CODES.filter((code) => !['transient', 'throttled'].includes(appError(code).category)))(
    '%s',
    async (code) => {
      expect(await run([appError(code)])).toEqual({ result: code, attempts: 1, waits: [] })
    },
  )
})

describe('a create', () => {
  const effect = 'create'

  it('is repeated when the server did nothing for certain', async () => {
    const refused = appError('network.connection-refused', { host: 'h', port: 443 })
    expect(await run([refused, busy(5)], { effect })).toMatchObject({ result: 'done', attempts: 3 })
  })

  it('is not repeated after a lost answer when nobody can look for what it made', async () => {
    expect(await run([lost], { effect })).toMatchObject({ result: 'network.connection-lost', attempts: 1 })
  })

  it('is not made twice: what the lost attempt made is found', async () => {
    const lookUp = async () => ok('found')
    expect(await run([lost], { effect, lookUp })).toMatchObject({ result: 'found', attempts: 1 })
  })

  it('is repeated when the lost attempt made nothing', async () => {
    const lookUp = async () => ok(null)
    expect(await run([lost], { effect, lookUp })).toMatchObject({ result: 'done', attempts: 2 })
  })

  it('is left alone while nobody knows whether the lost attempt made something', async () => {
    const lookUp = async () => failure(appError('network.timeout', { host: 'h', seconds: 1 }))
    expect(await run([lost], { effect, lookUp })).toMatchObject({
      result: 'network.connection-lost',
      attempts: 1,
    })
  })

  it('is carried out at most once, whatever gets lost', async () => {
    const step = fc.constantFrom('refused', 'lost before', 'lost after', 'done')
    await fc.assert(
      fc.asyncProperty(fc.array(step), fc.boolean(), async (steps, looksUp) => {
        let made = 0
        const result = await withRetries<string>(
          {
            effect,
            attempt: async () => {
              const now = steps.shift() ?? 'done'
              if (now === 'refused') return failure(busy(0))
              if (now !== 'lost before') made++
              return now === 'done' ? ok('made') : failure(lost)
            },
            ...(looksUp && { lookUp: async () => ok(made > 0 ? 'made' : null) }),
          },
          {
            limits: { attempts: 10, totalWait: 1e9, firstWait: 1 },
            signal: new AbortController().signal,
            wait: async () => undefined,
            random: () => 0,
          },
        )
        expect(made).toBeLessThanOrEqual(1)
        if (result.ok) expect(made).toBe(1)
      }),
    )
  })
})

describe('the real clock', () => {
  it('stops waiting when the signal aborts, and forgets the signal when the time is over', async () => {
    const controller = new AbortController()
    const waiting = waitFor(60_000, controller.signal)
    controller.abort()
    await waiting
    await waitFor(60_000, controller.signal)
    await waitFor(1, new AbortController().signal)
  })
})
