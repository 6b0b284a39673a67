/**
 * The transport of Node: undici with connections kept alive, for the command line and tests.
 *
 * One agent per client, HTTP/1.1 only (Exchange's front end and the proxies before it are at home there).
 * Redirects are not followed: credentials go where the administrator sent them, nowhere else.
 *
 * Rejected: the global `fetch` (no limit per phase, no own authorities, no cap before decompression) and Node's
 * `https` (keep-alive and time-outs by hand). Nothing is repeated here; what may be repeated the engine knows.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { Agent } from 'undici'
import { SYSTEM_TRUST, type Trust } from '#shared/domain/trust.ts'
import type { AppError } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import { DEFAULT_TIMEOUTS, MAXIMUM_RESPONSE_BYTES, type Timeouts, type TransportLimits } from './limits.ts'
import { type Destination, networkError } from './network-errors.ts'
import { nodeConnector, type ProxyServer } from './node-connector.ts'
import { portOf, requestHeaders } from './request-headers.ts'
import { isKnownEncoding, responseBody } from './response-body.ts'
import type { Transport, TransportRequest } from './transport.ts'
import { watchFor } from './watch.ts'

const KEEP_ALIVE = 30_000 // ms; below the 120 s of IIS, so that a request never meets a connection just closed

export type NodeTransportOptions = TransportLimits & {
  /** As it is sent, for example `MS-EWS-Konnektor/1.0.0`. */
  readonly userAgent: string
  /** Default: what the operating system trusts. */
  readonly trust?: Trust
  /** Default: none. */
  readonly proxy?: ProxyServer | null
}

/** @throws when one of the authorities is no certificate */
export function createNodeTransport(options: NodeTransportOptions): Transport {
  const timeouts: Timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts }
  const agent = new Agent({
    connect: nodeConnector({
      trust: options.trust ?? SYSTEM_TRUST,
      proxy: options.proxy ?? null,
      timeout: timeouts.connect,
    }),
    headersTimeout: timeouts.firstByte,
    bodyTimeout: timeouts.idle,
    keepAliveTimeout: KEEP_ALIVE,
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
        headers: { ...requestHeaders(request, options.userAgent, requestId), ...contentLength(request) },
        body: bodyOf(request),
        signal: watch.signal,
      })
      const contentEncoding = textOf(response.headers['content-encoding'])
      if (!isKnownEncoding(contentEncoding)) {
        response.body.on('error', () => undefined).destroy()
        watch.stop()
        const reason = `Content-Encoding ${contentEncoding}`
        return failure(appError('exchange.malformed-response', { reason }))
      }
      const body = responseBody(response.body, {
        contentEncoding,
        host: url.hostname,
        maximumBytes: options.maximumResponseBytes ?? MAXIMUM_RESPONSE_BYTES,
        toError,
        // undici gives the connection free a turn later; a request before that would open another one.
        settled: () => setImmediate(),
        onEnd: watch.stop,
      })
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
    port: portOf(url),
    timeouts,
  })

  // `destroy`, not `close`: closing waits for answers, and nobody waits for those any more.
  return { send, close: () => agent.destroy() }
}

function contentLength({ body }: TransportRequest): Record<string, string> {
  if (body === null) return {}
  return { 'Content-Length': String(typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength) }
}

function bodyOf({ body }: TransportRequest): string | Readable | null {
  return body === null || typeof body === 'string'
    ? body
    : Readable.from(body.chunks(), { objectMode: false })
}

function joined(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name.toLowerCase(), textOf(headers[name])]))
}

const textOf = (value: string | string[] | undefined): string => listOf(value).join(', ')

const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]
