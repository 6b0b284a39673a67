/** Requests that wait until they may go on: a test that looks at the middle of something does not race with its end. */
import type { InterceptedRequest, Interception } from './http/interception.ts'
import type { ExchangeServer } from './server.ts'

export type Hold = {
  /** Until the first request waits. */
  readonly reached: Promise<void>
  /** All go on, now and from now on. */
  release(): void
}

/** @param isHeld asked for each request, in the order in which they come */
export function hold(
  server: Pick<ExchangeServer, 'intercept'>,
  isHeld: (request: InterceptedRequest) => boolean,
): Hold {
  let reach: () => void = () => undefined
  const reached = new Promise<void>((resolve) => (reach = resolve))
  let goOn: () => void = () => undefined
  const released = new Promise<void>((resolve) => (goOn = resolve))
  const stop = server.intercept(async (request): Promise<Interception> => {
    if (!isHeld(request)) return 'pass'
    reach()
    await released
    return 'pass'
  })
  return {
    reached,
    release: () => {
      stop()
      goOn()
    },
  }
}

/** For `hold`: an operation, but not its first calls. */
export function after(calls: number, operation: string): (request: InterceptedRequest) => boolean {
  let count = 0
  return (request) => request.operation === operation && (count += 1) > calls
}
