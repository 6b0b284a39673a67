/**
 * The transport of Node: undici with connections kept alive, for the sync host, the command line and tests.
 *
 * One agent per client, HTTP/1.1 only (Exchange's front end and the proxies before it are at home there). Each
 * phase has its own limit, because their causes differ: no connection (firewall), no first byte (a loaded
 * server), a silence within the body (a broken path), and the whole, which bounds what the others let through.
 * Redirects are not followed: credentials go where the administrator sent them, nowhere else.
 *
 * Rejected: the global `fetch` (no limit per phase, no own authorities, no cap before decompression) and Node's
 * `https` (keep-alive and time-outs by hand). Nothing is repeated here; what may be repeated the engine knows.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import { Agent } from 'undici'
import type { AppError } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import { type Destination, networkError, seconds } from './network-errors.ts'
import { responseBody } from './response-body.ts'
import { tlsTrust } from './tls-trust.ts'
import type { Transport, TransportRequest } from './transport.ts'

/** Milliseconds. */
export type Timeouts = {
  /** Name, TCP and TLS together. */
  readonly connect: number
  /** From the sent request to the head of the answer. */
  readonly firstByte: number
  /** Between two chunks of the body. */
  readonly idle: number
  /** From the start of the request to the end of the body. */
  readonly total: number
}

export const DEFAULT_TIMEOUTS: Timeouts = {
  connect: 15_000, // three SYN repetitions of Windows and Linux fit in
  firstByte: 120_000, // Exchange's own limit for one operation is below two minutes
  idle: 60_000,
  total: 900_000, // a batch of large messages over a slow line
}

/** Decompressed bytes. Must stay below V8's longest string, 2^29 characters, which a reader may have to hold. */
export const MAXIMUM_RESPONSE_BYTES = 512_000_000

const KEEP_ALIVE = 30_000 // ms; below the 120 s of IIS, so that a request never meets a connection just closed
const ADDRESS_ATTEMPT = 1_000 // ms per address of a host; Node's 250 ms fail over slow VPNs

export type NodeTransportOptions = {
  /** As it is sent, for example `MS-EWS-Konnektor/1.0.0`. */
  readonly userAgent: string
  /** Further certificate authorities to trust, as PEM. */
  readonly extraAuthorities?: readonly string[]
  readonly timeouts?: Partial<Timeouts>
  readonly maximumResponseBytes?: number
}

/** @throws when one of the extra authorities is no certificate */
export function createNodeTransport(options: NodeTransportOptions): Transport {
  const timeouts: Timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts }
  const agent = new Agent({
    connect: { ...tlsTrust(options.extraAuthorities ?? []), timeout: timeouts.connect },
    headersTimeout: timeouts.firstByte,
    bodyTimeout: timeouts.idle,
    keepAliveTimeout: KEEP_ALIVE,
    autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT,
    allowH2: false,
    pipelining: 1,
  })

  const send: Transport['send'] = async (request) => {
    const url = new URL(request.url)
    const requestId = randomUUID()
    const watch = watchFor(request.signal, request.totalMilliseconds ?? timeouts.total)
    const toError = (cause: unknown): AppError => watch.verdict(url.hostname) ?? networkError(cause, to(url))
    try {
      const response = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: headersOf(request, options.userAgent, requestId),
        body: bodyOf(request),
        signal: watch.signal,
      })
      const body = responseBody(response.body, {
        contentEncoding: textOf(response.headers['content-encoding']),
        host: url.hostname,
        maximumBytes: options.maximumResponseBytes ?? MAXIMUM_RESPONSE_BYTES,
        toError,
        onEnd: watch.stop,
      })
      if (body === null) {
        response.body.destroy()
        watch.stop()
        const encoding = textOf(response.headers['content-encoding'])
        return failure(appError('exchange.malformed-response', { reason: `Content-Encoding ${encoding}` }))
      }
      return ok({
        status: response.statusCode,
        headers: joined(response.headers),
        challenges: listOf(response.headers['www-authenticate']),
        setCookies: listOf(response.headers['set-cookie']),
        body,
        requestId,
      })
    } catch (cause) {
      watch.stop()
      return failure(toError(cause))
    }
  }

  const to = (url: URL): Destination => ({
    host: url.hostname,
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    timeouts,
  })

  // `destroy`, not `close`: closing waits for answers, and nobody waits for those any more.
  return { send, close: () => agent.destroy() }
}

function headersOf(request: TransportRequest, userAgent: string, requestId: string): Record<string, string> {
  return {
    ...request.headers,
    'User-Agent': userAgent,
    ...(request.body !== null && {
      'Content-Type': request.headers['Content-Type'] ?? 'text/xml; charset=utf-8',
      'Content-Length': String(
        typeof request.body === 'string' ? Buffer.byteLength(request.body) : request.body.byteLength,
      ),
    }),
    Accept: request.headers.Accept ?? 'text/xml',
    'Accept-Encoding': 'gzip',
    'client-request-id': requestId,
    'return-client-request-id': 'true',
  }
}

function bodyOf({ body }: TransportRequest): string | Readable | null {
  return body === null || typeof body === 'string'
    ? body
    : Readable.from(body.chunks(), { objectMode: false })
}

type Watch = {
  readonly signal: AbortSignal
  /** Why the watch ended the request, or `null` when it did not. */
  verdict(host: string): AppError | null
  stop: () => void
}

/** Ends a request when the caller gives up or the total time is over; `stop` forgets both. */
function watchFor(caller: AbortSignal, total: number): Watch {
  const controller = new AbortController()
  let cause: 'cancelled' | 'total' | null = null
  const end = (why: 'cancelled' | 'total'): void => {
    cause ??= why
    controller.abort()
  }
  const onAbort = (): void => {
    end('cancelled')
  }
  if (caller.aborted) end('cancelled')
  else caller.addEventListener('abort', onAbort, { once: true })
  const timer = setTimeout(() => {
    end('total')
  }, total)
  timer.unref() // a body that nobody reads must not keep the process alive
  return {
    signal: controller.signal,
    verdict: (host) => {
      if (cause === null) return null
      if (cause === 'cancelled') return appError('sync.cancelled')
      return appError('network.timeout', { host, seconds: seconds(total) })
    },
    stop: () => {
      clearTimeout(timer)
      caller.removeEventListener('abort', onAbort)
    },
  }
}

function joined(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name.toLowerCase(), textOf(headers[name])]))
}

const textOf = (value: string | string[] | undefined): string => listOf(value).join(', ')

const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]
