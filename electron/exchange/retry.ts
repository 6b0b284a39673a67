/**
 * Repeats a call that failed for a passing reason, within bounds, and only where a repetition cannot do harm.
 *
 * What an operation declares decides (`Effect`): a read and an idempotent operation may be repeated after any passing
 * failure. A create only when the server surely did nothing (it refused, or was never reached); after a lost answer
 * the caller first looks for what the attempt may have made, by its client id, and creates again only if there is
 * nothing. Without such a look-up the failure stands.
 *
 * Bounded in attempts and in time: a run that goes on in five minutes is better than a call that never ends. The wait
 * is what the server asks for, else it doubles, and it is scattered, so that a hundred accounts that were refused
 * together do not come back together. A refused password is no passing failure and therefore never repeated.
 *
 * Rejected: retries in the transport (knows no effects) and without a deadline (Thunderbird's operation queue waits
 * as long as a server asks).
 */
import type { AppError, ErrorCategory, ErrorCode } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure } from '#shared/result.ts'

/**
 * What a repetition does: a `read` changes nothing; an `idempotent` operation leads to the same state however often
 * it is carried out; a `create` makes one more each time.
 */
export type Effect = 'read' | 'idempotent' | 'create'

export type RetryLimits = {
  /** Attempts of one call, the first included. */
  readonly attempts: number
  /** Milliseconds of waiting that one call may sum up to. */
  readonly totalWait: number
  /** Milliseconds before the second attempt when the server does not say; doubles from then on. */
  readonly firstWait: number
}

export const DEFAULT_RETRY_LIMITS: RetryLimits = {
  attempts: 4,
  totalWait: 120_000, // Exchange asks for up to five minutes; longer waits are the schedule's
  firstWait: 1_000,
}

/** For a person who asks what happens now. */
export const NO_RETRIES: RetryLimits = { attempts: 1, totalWait: 0, firstWait: 0 }

/** Part of the wait that is added at random. */
const JITTER = 0.25

/** What the same call can get past; the other errors of `later` (a conflict, a lost SyncState) need another call. */
const PASSING: ReadonlySet<ErrorCategory> = new Set(['transient', 'throttled'])

/** Failures after which the server surely did nothing: it was not reached, or said so. */
const WITHOUT_EFFECT: ReadonlySet<ErrorCode> = new Set([
  'network.host-not-found',
  'network.connection-refused',
  'network.unreachable',
  'exchange.server-busy',
])

export type Repeatable<T> = {
  readonly effect: Effect
  attempt(): Promise<Result<T>>
  /** For a create: what an attempt with unknown outcome made, or `null` when it made nothing. */
  readonly lookUp?: () => Promise<Result<T | null>>
}

export type RetryOptions = {
  readonly limits: RetryLimits
  readonly signal: AbortSignal
  /** Told before each wait; the reason is the error of the attempt before. */
  readonly onWillWait?: (wait: { readonly milliseconds: number; readonly reason: AppError }) => void
  /** Resolves after the time or when the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** 0 to 1. */
  readonly random: () => number
}

/** @returns the first success, or the last failure */
export async function withRetries<T>(call: Repeatable<T>, options: RetryOptions): Promise<Result<T>> {
  const { limits, signal } = options
  let waited = 0
  for (let attempt = 1; ; attempt++) {
    const result = await call.attempt()
    if (result.ok || !PASSING.has(result.error.category) || attempt >= limits.attempts) return result
    const isSafe = call.effect !== 'create' || WITHOUT_EFFECT.has(result.error.code)
    if (!isSafe && call.lookUp === undefined) return result

    const milliseconds = waitAfter(result.error, attempt, options)
    waited += milliseconds
    if (waited > limits.totalWait) return result
    options.onWillWait?.({ milliseconds, reason: result.error })
    await options.wait(milliseconds, signal)
    if (signal.aborted) return failure(appError('sync.cancelled'))

    if (!isSafe) {
      const found = await call.lookUp?.()
      if (!found?.ok) return result // still unknown: a second create could double
      if (found.value !== null) return { ok: true, value: found.value }
    }
  }
}

/** Milliseconds before the next attempt: never less than the server asks for. */
function waitAfter(error: AppError, attempt: number, { limits, random }: RetryOptions): number {
  const asked = Number(error.params.backOffMilliseconds)
  const base = Number.isFinite(asked) && asked >= 0 ? asked : limits.firstWait * 2 ** (attempt - 1)
  return Math.round(base * (1 + JITTER * random()))
}

/** The real clock. */
export function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end, { once: true })
  })
}
