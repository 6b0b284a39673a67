/** Ends a request when its caller gives up or a limit of time is over, and remembers which of them it was. */
import type { AppError } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { seconds } from './network-errors.ts'

export type Watch = {
  /** Aborts when the request has to end. */
  readonly signal: AbortSignal
  /** The request ends when these milliseconds are over, unless `lift` or a later `limit` comes first. */
  limit(milliseconds: number): void
  /** Takes the limit of the present phase away; the total stays. */
  lift(): void
  /** Why the watch ended the request, or `null` when it did not. */
  verdict(host: string): AppError | null
  /** Forgets caller and limits. */
  readonly stop: () => void
}

export function watchFor(caller: AbortSignal, total: number): Watch {
  const controller = new AbortController()
  let cause: 'cancelled' | number | null = null
  let phase: NodeJS.Timeout | undefined
  const end = (why: 'cancelled' | number): void => {
    cause ??= why
    controller.abort()
  }
  const onAbort = (): void => {
    end('cancelled')
  }
  const timer = (milliseconds: number): NodeJS.Timeout =>
    // A body that nobody reads must not keep the process alive.
    setTimeout(() => {
      end(milliseconds)
    }, milliseconds).unref()

  if (caller.aborted) end('cancelled')
  else caller.addEventListener('abort', onAbort, { once: true })
  const whole = timer(total)
  const lift = (): void => {
    clearTimeout(phase)
  }
  return {
    signal: controller.signal,
    limit: (milliseconds) => {
      lift()
      phase = timer(milliseconds)
    },
    lift,
    verdict: (host) => {
      if (cause === null) return null
      if (cause === 'cancelled') return appError('sync.cancelled')
      return appError('network.timeout', { host, seconds: seconds(cause) })
    },
    stop: () => {
      clearTimeout(whole)
      lift()
      caller.removeEventListener('abort', onAbort)
    },
  }
}
