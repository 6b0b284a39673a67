/**
 * The transport of the application: Chromium's network stack, which brings along what Node lacks: the certificate
 * store of the system, proxies as the system says or by a PAC script, and Windows sign-in (NTLM, Negotiate).
 *
 * It keeps what the port promises where Chromium does otherwise by itself:
 * - Redirects are reported, never followed.
 * - The limits of time are ours; Chromium waits minutes for a connection and for ever for an answer.
 * - A streamed body is collected in memory before it is sent: Chromium streams an upload only in chunks, and servers
 *   answer 400 to chunks. A body is at most as large as Exchange accepts, 64 MB by default.
 * - A password is offered once for each request. Chromium would ask again and again, and accounts get locked.
 * - Cookies are those of the session; what was compressed arrives uncompressed.
 * An answer that ends too early in the middle of its compression is an error only where its length says so.
 */
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { net, type AuthInfo, type ClientRequest, type IncomingMessage } from 'electron'
import type { AppError } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import {
  DEFAULT_TIMEOUTS,
  MAXIMUM_RESPONSE_BYTES,
  type Timeouts,
  type TransportLimits,
} from '../exchange/transport/limits.ts'
import { seconds } from '../exchange/transport/network-errors.ts'
import { portOf, requestHeaders } from '../exchange/transport/request-headers.ts'
import { isKnownEncoding, responseBody } from '../exchange/transport/response-body.ts'
import type { Transport, TransportRequest, TransportResponse } from '../exchange/transport/transport.ts'
import { watchFor, type Watch } from '../exchange/transport/watch.ts'
import type { EndHandshake } from './first-handshake.ts'
import { netError } from './net-errors.ts'
import type { LeasedSession } from './session-pool.ts'

export type NamedPassword = { readonly userName: string; readonly password: string }

export type ChromiumTransportOptions = TransportLimits & {
  /** As it is sent, for example `MS-EWS-Konnektor/1.0.0`. */
  readonly userAgent: string
  /** Given back by `close`. */
  readonly leased: LeasedSession
  /** Nobody signs in, neither we nor Windows by itself: the 401 is what is wanted. */
  readonly isAnonymous: boolean
  /** For NTLM and Negotiate; `null` when the sign-in is somebody else's business. */
  readonly windows: NamedPassword | null
  /** For a proxy that asks. */
  readonly proxy: NamedPassword | null
}

export function createChromiumTransport(options: ChromiumTransportOptions): Transport {
  const timeouts: Timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts }
  const open = new Set<AbortController>()

  const send: Transport['send'] = async (request) => {
    const closing = new AbortController()
    open.add(closing)
    const total = request.totalMilliseconds ?? timeouts.total
    const watch = watchFor(AbortSignal.any([request.signal, closing.signal]), total)
    let endHandshake: EndHandshake | undefined
    try {
      const body = await collected(request, watch.signal)
      endHandshake = await options.leased.handshakes.begin(new URL(request.url).origin, watch.signal)
      const exchange = new Exchange(request, body, {
        ...options,
        timeouts,
        watch,
        onEnd: () => {
          watch.stop()
          open.delete(closing)
        },
      })
      const answered = await exchange.response
      endHandshake(answered.ok)
      return answered
    } catch (cause) {
      endHandshake?.(false)
      watch.stop()
      open.delete(closing)
      const verdict = watch.verdict(new URL(request.url).hostname)
      if (verdict === null) throw cause // the caller's body failed, not the network
      return failure(verdict)
    }
  }

  return {
    send,
    close: async () => {
      for (const closing of open) closing.abort()
      await options.leased.giveBack()
    },
  }
}

type ExchangeOptions = ChromiumTransportOptions & {
  readonly timeouts: Timeouts
  readonly watch: Watch
  readonly onEnd: () => void
}

/** One request and its answer. */
class Exchange {
  readonly response: Promise<Result<TransportResponse>>
  readonly #options: ExchangeOptions
  readonly #request: ClientRequest
  readonly #url: URL
  readonly #requestId = randomUUID()
  #answer: (result: Result<TransportResponse>) => void = () => undefined
  #offered = { server: false, proxy: false }
  #connecting: NodeJS.Timeout | undefined

  constructor(wanted: TransportRequest, body: Buffer | null, options: ExchangeOptions) {
    const { watch, leased, userAgent } = options
    this.#options = options
    this.#url = new URL(wanted.url)
    this.response = new Promise((resolve) => (this.#answer = resolve))
    const request = net.request({
      method: wanted.method,
      url: wanted.url,
      session: leased.session,
      // Without `include` Chromium tells nothing of a sign-in, not even that of a proxy, and keeps no cookies.
      credentials: options.isAnonymous && options.proxy === null ? 'omit' : 'include',
      useSessionCookies: true,
      redirect: 'manual',
      cache: 'no-store',
    })
    this.#request = request
    for (const [name, value] of Object.entries(requestHeaders(wanted, userAgent, this.#requestId))) {
      request.setHeader(name, value)
    }
    request.on('login', (info, answer) => {
      this.#signIn(info, answer)
    })
    request.on('redirect', (status, _method, target, headers) => {
      this.#onRedirect(status, target, headers)
    })
    request.on('response', (message) => {
      this.#onResponse(message)
    })
    request.on('error', (cause) => {
      this.#fail(this.#errorOf(cause))
    })
    watch.signal.addEventListener('abort', this.#onWatch, { once: true })
    if (watch.signal.aborted) {
      this.#onWatch()
      return
    }
    this.#limitConnecting(body !== null)
    if (body === null) request.end()
    else request.end(body)
  }

  /**
   * Chromium does not tell when a connection is made, only when it writes a body on one. A request without a body has
   * the time of both phases for both.
   */
  #limitConnecting(hasBody: boolean): void {
    const { watch, timeouts } = this.#options
    this.#connecting = setTimeout(() => {
      const { started } = this.#request.getUploadProgress()
      if (started || !hasBody) watch.limit(timeouts.firstByte)
      else this.#fail(this.#timeout(timeouts.connect))
    }, timeouts.connect)
  }

  readonly #onWatch = (): void => {
    this.#fail(this.#options.watch.verdict(this.#url.hostname) ?? appError('sync.cancelled'))
  }

  #fail(error: AppError): void {
    this.#answer(failure(error))
    this.#end()
  }

  /** Nothing more is expected; a connection that is still busy is closed. */
  #end(): void {
    clearTimeout(this.#connecting)
    this.#options.watch.signal.removeEventListener('abort', this.#onWatch)
    this.#request.abort()
    this.#options.onEnd()
  }

  #signIn(info: AuthInfo, answer: (userName?: string, password?: string) => void): void {
    const party = info.isProxy ? 'proxy' : 'server'
    const isOurs = info.isProxy || /^(ntlm|negotiate)$/i.test(info.scheme)
    const credential = info.isProxy ? this.#options.proxy : this.#options.windows
    if (credential === null || !isOurs || this.#offered[party]) {
      if (info.isProxy) this.#fail(appError('proxy.sign-in-refused', { host: this.#url.hostname }))
      else answer() // the 401 comes through as the answer
      return
    }
    this.#offered = { ...this.#offered, [party]: true }
    answer(credential.userName, credential.password)
  }

  #onRedirect(status: number, target: string, received: Record<string, string[]>): void {
    const headers = Object.fromEntries(
      Object.entries(received).map(([name, values]) => [name.toLowerCase(), values.join(', ')]),
    )
    this.#answer(
      ok({
        status,
        headers: { ...headers, location: headers.location ?? target },
        challenges: [],
        setCookies: [],
        body: nothing(),
        requestId: this.#requestId,
      }),
    )
    this.#end()
  }

  #onResponse(message: IncomingMessage): void {
    clearTimeout(this.#connecting)
    const { watch, timeouts, maximumResponseBytes } = this.#options
    watch.lift()
    const headers = Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
    )
    const encoding = headers['content-encoding'] ?? ''
    if (!isKnownEncoding(encoding)) {
      this.#fail(appError('exchange.malformed-response', { reason: `Content-Encoding ${encoding}` }))
      return
    }
    // Electron's type hides that it is a stream of Node.
    const raw = message as unknown as Readable
    const abort = (): void => {
      raw.destroy(new Error('aborted'))
    }
    watch.signal.addEventListener('abort', abort, { once: true })
    const body = responseBody(raw, {
      contentEncoding: '', // undone by Chromium
      host: this.#url.hostname,
      maximumBytes: maximumResponseBytes ?? MAXIMUM_RESPONSE_BYTES,
      toError: (cause) => this.#errorOf(cause),
      waiting: {
        begin: () => {
          watch.limit(timeouts.idle)
        },
        end: () => {
          watch.lift()
        },
      },
      onEnd: () => {
        watch.signal.removeEventListener('abort', abort)
        this.#end()
      },
    })
    this.#answer(
      ok({
        status: message.statusCode,
        headers,
        challenges: valuesOf(message.rawHeaders, 'www-authenticate'),
        setCookies: valuesOf(message.rawHeaders, 'set-cookie'),
        body,
        requestId: this.#requestId,
      }),
    )
  }

  #errorOf(cause: unknown): AppError {
    const host = this.#url.hostname
    const { watch, leased, timeouts } = this.#options
    const verdict = watch.verdict(host)
    if (verdict !== null) return verdict
    const isAboutCertificate = cause instanceof Error && cause.message.includes('ERR_CERT_')
    const problem = isAboutCertificate ? leased.certificateProblem(host) : null
    return problem ?? netError(cause, { host, port: portOf(this.#url), seconds: seconds(timeouts.connect) })
  }

  #timeout(milliseconds: number): AppError {
    return appError('network.timeout', { host: this.#url.hostname, seconds: seconds(milliseconds) })
  }
}

async function collected({ body }: TransportRequest, signal: AbortSignal): Promise<Buffer | null> {
  if (body === null) return null
  if (typeof body === 'string') return Buffer.from(body, 'utf8')
  const whole = Buffer.allocUnsafe(body.byteLength)
  let length = 0
  for await (const chunk of body.chunks()) {
    signal.throwIfAborted()
    if (length + chunk.length > whole.length) break
    whole.set(chunk, length)
    length += chunk.length
  }
  if (length !== whole.length) throw new Error('The body is not as long as it says.')
  return whole
}

function valuesOf(rawHeaders: readonly string[], wanted: string): string[] {
  return rawHeaders.filter(
    (_value, index) => rawHeaders[index - 1]?.toLowerCase() === wanted && index % 2 === 1,
  )
}

async function* nothing(): AsyncGenerator<Uint8Array, void> {
  // A redirect has no body worth a look.
}
