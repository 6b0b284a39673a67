/**
 * Which proxy server lies on the way, whether it is there, and whether it makes the connection. What it does by
 * itself, looking up the name and connecting, the next steps then no longer try: this machine need not even be able to.
 *
 * The tunnel is first asked for without a sign-in, of which the answer tells most. Where the proxy wants one, the
 * transport of the product is asked, which knows the password of the settings and, in the application, Windows; so a
 * password goes out once.
 */
import { lookup } from 'node:dns/promises'
import type { Detail } from '#shared/domain/connection-test.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { NO_CREDENTIAL } from '../exchange/credential.ts'
import { discardBody } from '../exchange/transport/discard-body.ts'
import { seconds } from '../exchange/transport/network-errors.ts'
import { openTunnel, ProxyFailure } from '../exchange/transport/node-connector.ts'
import type { RoutedProxy } from '../exchange/transport/resolve-proxy.ts'
import { CONNECT_TIMEOUT, connectTcp } from './connect-tcp.ts'
import { reasonOf } from './name-resolution.ts'
import { type Step, type StepOutcome, type TestTarget, hostOf, portOf } from './step.ts'

const TUNNEL_TIMEOUT = 10_000 // ms; the proxy connects to the server meanwhile
const REQUEST_TIMEOUT = 12_000 // ms; the tunnel with a sign-in of several steps
const TIMEOUT = 30_000 // ms for all of it

export const proxy: Step = {
  id: 'proxy',
  timeout: TIMEOUT,
  needsAccount: false,
  run: async (target, findings, signal): Promise<StepOutcome> => {
    const resolved = await target.resolveProxy(target.url.href)
    if (!resolved.ok) return { state: 'failed', error: resolved.error, details: [] }
    const { setting, answer, server } = resolved.value
    const details: Detail[] = [
      { name: 'proxySetting', value: setting },
      { name: 'proxyAnswer', value: answer },
    ]
    if (server === null) return { state: 'passed', verdict: { name: 'no-proxy', params: {} }, details }
    const name = nameOf(server)
    details.push({ name: 'proxy', value: name })
    const unreachable = await connectTo(server, signal, details)
    const error = unreachable ?? (await tunnelError(target, server, signal, details))
    if (error !== null) return { state: 'failed', error, details }
    findings.proxy = server
    return { state: 'passed', verdict: { name: 'proxy-works', params: { proxy: name } }, details }
  },
}

/** As the texts show it. */
export function nameOf({ host, port }: Pick<RoutedProxy, 'host' | 'port'>): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

async function connectTo(
  server: RoutedProxy,
  signal: AbortSignal,
  details: Detail[],
): Promise<AppError | null> {
  const params = { proxy: nameOf(server) }
  let addresses: string[]
  try {
    addresses = (await lookup(server.host, { all: true })).map(({ address }) => address)
  } catch (cause) {
    details.push(...reasonOf(cause))
    return appError('proxy.name-not-found', params)
  }
  try {
    const [address, milliseconds] = await Promise.any(
      addresses.map(async (each) => [each, await connectTcp(each, server.port, signal)] as const),
    )
    details.push({ name: 'address', value: address }, { name: 'connectTime', value: timeText(milliseconds) })
    return null
  } catch (cause) {
    const reasons = reasonOf(cause)
    details.push(...reasons)
    return reasons.some(({ value }) => value.includes('ECONNREFUSED'))
      ? appError('proxy.connection-refused', params)
      : appError('proxy.no-answer', { ...params, seconds: seconds(CONNECT_TIMEOUT) })
  }
}

/** Milliseconds in the details; raw facts are in no language. */
export function timeText(milliseconds: number): string {
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`
}

async function tunnelError(
  target: TestTarget,
  server: RoutedProxy,
  signal: AbortSignal,
  details: Detail[],
): Promise<AppError | null> {
  // Tunnels of our own know neither the encryption to a proxy nor SOCKS.
  if (server.kind !== 'PROXY') return await transportError(target, server, signal)
  const { url } = target
  try {
    const tunnel = await openTunnel(
      { ...server, credential: null },
      `${url.hostname}:${portOf(url)}`,
      TUNNEL_TIMEOUT,
    )
    tunnel.destroy()
    return null
  } catch (cause) {
    const params = { proxy: nameOf(server), host: hostOf(url) }
    const status = cause instanceof ProxyFailure ? cause.status : null
    if (status === null) return appError('proxy.no-answer', { ...params, seconds: seconds(TUNNEL_TIMEOUT) })
    details.push({ name: 'status', value: String(status) })
    if (status === 407) return await transportError(target, server, signal)
    // Proxies say 502 to 504 of a server they do not reach, and whatever else of one they do not want to.
    return appError(status >= 500 ? 'proxy.cannot-reach' : 'proxy.forbids', { ...params, status })
  }
}

/** What the transport of the product says about the proxy; whatever is wrong behind it is told by later steps. */
async function transportError(
  { url, trust, openTransport }: TestTarget,
  server: RoutedProxy,
  signal: AbortSignal,
): Promise<AppError | null> {
  const opened = await openTransport({ url: url.href, credential: NO_CREDENTIAL, trust })
  if (!opened.ok) return opened.error
  try {
    const sent = await opened.value.send({
      ...{ operation: 'proxy', method: 'GET', url: url.href, headers: {}, body: null, signal },
      totalMilliseconds: REQUEST_TIMEOUT,
    })
    if (sent.ok) {
      await discardBody(sent.value)
      return null
    }
    const params = { proxy: nameOf(server), host: hostOf(url) }
    switch (sent.error.code) {
      case 'proxy.sign-in-refused':
        return server.credential === null ? appError('proxy.sign-in-needed', params) : sent.error
      case 'network.timeout':
        return appError('proxy.no-answer', { ...params, seconds: seconds(REQUEST_TIMEOUT) })
      default:
        return sent.error.code.startsWith('proxy.') ? sent.error : null
    }
  } finally {
    await opened.value.close()
  }
}
