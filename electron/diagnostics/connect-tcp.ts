/** One TCP connection to one address, opened and closed at once: whether somebody answers, and after how long. */
import { connect } from 'node:net'
import { performance } from 'node:perf_hooks'

/** Milliseconds per address; a second SYN (after 1 s) and a third (after 3 s) fit in. */
export const CONNECT_TIMEOUT = 5_000

/** @returns milliseconds until it was connected; rejects with the error of the system, `ETIMEDOUT` after the limit */
export function connectTcp(address: string, port: number, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const socket = connect({ host: address, port })
    const end = (error: Error | null): void => {
      clearTimeout(limit)
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
      if (error === null) resolve(performance.now() - start)
      else reject(error)
    }
    const onAbort = (): void => {
      end(new Error('aborted'))
    }
    const limit = setTimeout(() => {
      end(Object.assign(new Error(`no answer within ${CONNECT_TIMEOUT} ms`), { code: 'ETIMEDOUT' }))
    }, CONNECT_TIMEOUT)
    signal.addEventListener('abort', onAbort, { once: true })
    socket.once('connect', () => {
      end(null)
    })
    socket.once('error', end)
    if (signal.aborted) onAbort()
  })
}
