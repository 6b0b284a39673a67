/**
 * A TCP connection to every address, all at once, each with its result and its time. A host with one dead
 * address of two is slow, not broken, and nothing else shows it.
 *
 * An IPv6 address without a way to it from this machine is no fault of the server: connections skip it in no time.
 */
import type { Detail } from '#shared/domain/connection-test.ts'
import { isLoopback } from '#shared/domain/exchange-url.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { networkError, seconds } from '../exchange/transport/network-errors.ts'
import { CONNECT_TIMEOUT, connectTcp } from './connect-tcp.ts'
import { reasonOf } from './name-resolution.ts'
import { nameOf, timeText } from './proxy.ts'
import { type Findings, type Step, hostOf, portOf } from './step.ts'

const TIMEOUT = CONNECT_TIMEOUT + 2_000 // ms; all addresses at once
const MAXIMUM_ADDRESSES = 16 // more are a content delivery network, of which a sample tells enough

type Attempt = Findings['addresses'][number] &
  ({ readonly milliseconds: number } | { readonly cause: unknown; readonly error: AppError })

export const tcp: Step = {
  id: 'tcp',
  timeout: TIMEOUT,
  needsAccount: false,
  run: async ({ url }, findings, signal) => {
    const host = hostOf(url)
    const port = portOf(url)
    if (findings.proxy !== null) {
      const params = { proxy: nameOf(findings.proxy) }
      return { state: 'passed', verdict: { name: 'through-proxy', params }, details: [] }
    }
    const tried = findings.addresses.slice(0, MAXIMUM_ADDRESSES)
    const attempts = await Promise.all(
      tried.map(async (each): Promise<Attempt> => {
        try {
          return { ...each, milliseconds: await connectTcp(each.address, port, signal) }
        } catch (cause) {
          return { ...each, cause, error: attemptError(cause, host, port) }
        }
      }),
    )
    const details: Detail[] = [{ name: 'port', value: String(port) }, ...attempts.flatMap(detailsOf)]
    const [first] = attempts.filter((each) => 'milliseconds' in each)
    const failures = attempts.filter((each) => 'error' in each)
    if (!first)
      return {
        state: 'failed',
        error: worstOf(
          failures.map(({ error }) => error),
          host,
        ),
        details,
      }
    const { address } = first
    const dead = failures.filter((each) => !hasNoWay(each))
    if (dead.length === 0 || isLoopback(url.hostname)) {
      return { state: 'passed', verdict: { name: 'connected', params: { address, port } }, details }
    }
    const params = {
      ...{ address, dead: dead.length, total: attempts.length },
      addresses: dead.map((each) => each.address).join(', '),
    }
    return { state: 'warning', verdict: { name: 'some-addresses-dead', params }, details }
  },
}

function attemptError(cause: unknown, host: string, port: number): AppError {
  const timeouts = { connect: CONNECT_TIMEOUT, firstByte: CONNECT_TIMEOUT, idle: CONNECT_TIMEOUT }
  const error = networkError(cause, { host, port, timeouts })
  return error.code === 'network.timeout'
    ? appError('network.no-answer', { host, port, seconds: seconds(CONNECT_TIMEOUT) })
    : error
}

/** A refusal proves that the host is there, which tells more than silence, and silence more than a missing route. */
function worstOf(errors: readonly AppError[], host: string): AppError {
  const order = ['network.connection-refused', 'network.no-answer']
  const found = order.map((code) => errors.find((error) => error.code === code)).find((error) => error)
  return found ?? errors[0] ?? appError('network.unreachable', { host })
}

function hasNoWay({ family, error }: Attempt & { readonly error: AppError }): boolean {
  return family === 6 && error.code === 'network.unreachable'
}

function detailsOf(attempt: Attempt): Detail[] {
  const address: Detail = { name: 'address', value: attempt.address }
  return 'milliseconds' in attempt
    ? [address, { name: 'connectTime', value: timeText(attempt.milliseconds) }]
    : [address, ...reasonOf(attempt.cause)]
}
