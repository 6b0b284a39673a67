/**
 * Step 2: a TCP connection to the first address that accepts one, tried one after the other in the order of the
 * resolver. The addresses that failed stand in the details: a host with one dead address of two is slow, not
 * broken, and nothing else shows it.
 */
import { connect } from 'node:net'
import type { Detail } from '#shared/domain/connection-test.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { networkError } from '../exchange/transport/network-errors.ts'
import { reasonOf } from './name-resolution.ts'
import { type Step, hostOf, portOf } from './step.ts'

const ATTEMPT_TIMEOUT = 5_000 // ms per address; a second SYN (after 1 s) and a third (after 3 s) fit in
const TIMEOUT = 15_000 // ms for all addresses

export const tcp: Step = {
  id: 'tcp',
  timeout: TIMEOUT,
  needsAccount: false,
  run: async ({ url }, findings, signal) => {
    const host = hostOf(url)
    const port = portOf(url)
    const timeouts = { connect: ATTEMPT_TIMEOUT, firstByte: TIMEOUT, idle: TIMEOUT }
    const details: Detail[] = [{ name: 'port', value: String(port) }]
    const errors: AppError[] = []
    for (const [index, { address }] of findings.addresses.entries()) {
      if (signal.aborted) break
      try {
        await connectOnce(address, port, signal)
      } catch (cause) {
        errors.push(networkError(cause, { host, port, timeouts }))
        details.push({ name: 'address', value: address }, ...reasonOf(cause))
        continue
      }
      findings.addresses = [
        ...findings.addresses.slice(index, index + 1),
        ...findings.addresses.slice(0, index),
        ...findings.addresses.slice(index + 1),
      ]
      details.push({ name: 'address', value: address })
      return { state: 'passed', verdict: { name: 'connected', params: { address, port } }, details }
    }
    // A refusal proves that the host is there, which tells more than silence.
    const refused = errors.find(({ code }) => code === 'network.connection-refused')
    const error = refused ?? errors[0] ?? appError('network.unreachable', { host })
    return { state: 'failed', error, details }
  },
}

function connectOnce(address: string, port: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, timeout: ATTEMPT_TIMEOUT })
    const end = (error: Error | null): void => {
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
      if (error === null) resolve()
      else reject(error)
    }
    const onAbort = (): void => {
      end(new Error('aborted'))
    }
    signal.addEventListener('abort', onAbort, { once: true })
    socket.once('connect', () => {
      end(null)
    })
    socket.once('error', (error) => {
      end(error)
    })
    socket.once('timeout', () => {
      end(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }))
    })
  })
}
