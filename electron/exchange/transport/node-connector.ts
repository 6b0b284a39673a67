/**
 * How a connection of Node comes to be: straight or through the tunnel of a proxy, with the trust of the connector,
 * and looked at once more when a certificate is pinned.
 *
 * Rejected: undici's `ProxyAgent`. It gives no place to look at the certificate before the request is written, and
 * tells a refusal of the proxy only as a sentence.
 */
import { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { Client, buildConnector } from 'undici'
import { isLoopback } from '#shared/domain/exchange-url.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { pinProblem, tlsTrust } from './tls-trust.ts'

const ADDRESS_ATTEMPT = 1_000 // ms per address of a host; Node's 250 ms fail over slow VPNs

/** A proxy server that speaks HTTP, with its sign-in where it asks for one. */
export type ProxyServer = {
  readonly host: string
  readonly port: number
  readonly credential: { readonly userName: string; readonly password: string } | null
}

export type ConnectorOptions = {
  readonly trust: Trust
  /** `null`: straight to the server. */
  readonly proxy: ProxyServer | null
  /** Milliseconds for each step of the way. */
  readonly timeout: number
}

type Connector = buildConnector.connector

/** @throws when one of the authorities is no certificate */
export function nodeConnector({ trust, proxy, timeout }: ConnectorOptions): Connector {
  const straight = buildConnector({
    ...tlsTrust(trust),
    timeout,
    allowH2: false,
    autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT,
    // A resumed session shows no certificate to compare.
    ...(trust.fingerprint === null ? {} : { maxCachedSessions: 0 }),
  })
  const connect = proxy === null ? straight : throughTunnel(proxy, straight, timeout)
  return (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error !== null) {
        callback(error, null)
        return
      }
      const problem = socket instanceof TLSSocket ? pinProblem(trust, socket) : null
      if (problem === null) callback(null, socket)
      else {
        socket.destroy()
        callback(problem, null)
      }
    })
  }
}

function throughTunnel(proxy: ProxyServer, connect: Connector, timeout: number): Connector {
  return (options, callback) => {
    if (isLoopback(options.hostname)) {
      connect(options, callback)
      return
    }
    const port = options.port || (options.protocol === 'https:' ? '443' : '80')
    openTunnel(proxy, `${options.hostname}:${port}`, timeout).then(
      (httpSocket) => {
        connect({ ...options, httpSocket }, callback)
      },
      (cause: unknown) => {
        callback(cause instanceof Error ? cause : new Error(String(cause)), null)
      },
    )
  }
}

/** A connection to `host:port` through the proxy. Rejects with a code that network-errors.ts knows. */
export async function openTunnel(proxy: ProxyServer, target: string, timeout: number): Promise<Socket> {
  const client = new Client(`http://${proxy.host}:${proxy.port}`, {
    connectTimeout: timeout,
    headersTimeout: timeout,
  })
  try {
    const { statusCode, socket } = await client.connect({
      path: target,
      headers: { Host: target, ...proxyAuthorization(proxy) },
    })
    if (statusCode === 200 && socket instanceof Socket) return socket
    socket.destroy()
    throw new ProxyFailure(statusCode === 407 ? 'PROXY_SIGN_IN_REFUSED' : 'PROXY_TUNNEL_FAILED', statusCode)
  } catch (cause) {
    throw cause instanceof ProxyFailure ? cause : new ProxyFailure('PROXY_UNREACHABLE', null, { cause })
  } finally {
    void client.close() // the tunnel is no longer the client's
  }
}

function proxyAuthorization({ credential }: ProxyServer): Record<string, string> {
  if (credential === null) return {}
  const pair = `${credential.userName}:${credential.password}`
  return { 'Proxy-Authorization': `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` }
}

export class ProxyFailure extends Error {
  readonly code: string
  /** What the proxy answered; `null`: nothing. */
  readonly status: number | null

  constructor(
    code: 'PROXY_UNREACHABLE' | 'PROXY_SIGN_IN_REFUSED' | 'PROXY_TUNNEL_FAILED',
    status: number | null,
    options?: ErrorOptions,
  ) {
    super(code, options)
    this.name = 'ProxyFailure'
    this.code = code
    this.status = status
  }
}
