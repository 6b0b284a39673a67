/**
 * One attempt each: asks a service, writes down what came of it, and tells it in one form.
 *
 * Requests without sign-in and those with it take different ways down: the second way adds the password, and lets
 * nothing pass to where it must not go, whatever the search may think.
 */
import { type AppError, appError } from '#shared/errors.ts'
import { type Result, failure } from '#shared/result.ts'
import type { PasswordCredential } from '../credential.ts'
import { httpError } from '../http-errors.ts'
import { withBasicAuthentication } from '../transport/basic-authentication.ts'
import { offeredMethods } from '../transport/offered-methods.ts'
import { discardBody } from '../transport/discard-body.ts'
import { seconds } from '../transport/network-errors.ts'
import type { Transport, TransportRequest, TransportResponse } from '../transport/transport.ts'
import type { Answer } from './answer.ts'
import type { AttemptLog, RunningAttempt } from './attempt-log.ts'
import type { AttemptOutcome } from './discovery.ts'
import { readBody } from './document.ts'
import * as getUserSettings from './get-user-settings.ts'
import * as json from './json.ts'
import * as pox from './pox.ts'
import type { Site } from './site.ts'
import { type SrvLookup, hostsOf } from './srv.ts'

/** What a service that was looked at without sign-in shows. */
export type Look =
  | { readonly kind: 'asks-for-sign-in'; readonly offered: readonly string[] }
  | { readonly kind: 'redirected'; readonly location: string }
  | { readonly kind: 'failed'; readonly error: AppError }

export type ServicesOptions = {
  readonly transport: Transport
  readonly credential: PasswordCredential | null
  /** Whether user name and password may go to a URL. */
  readonly mayGetCredentials: (url: string) => boolean
  readonly lookUpSrv: SrvLookup
  readonly log: AttemptLog
  readonly signal: AbortSignal
  /** Milliseconds for one attempt, from name resolution to the last byte. */
  readonly attemptTimeout: number
}

type Request = Pick<TransportRequest, 'method' | 'url' | 'headers' | 'body' | 'operation'>

export class Services {
  readonly #options: ServicesOptions
  readonly #signedIn: Transport | null
  readonly #userName: string

  constructor(options: ServicesOptions) {
    const { transport, credential, mayGetCredentials } = options
    const guarded: Transport = {
      send: (request) => {
        if (!mayGetCredentials(request.url)) throw new Error(`no credentials for ${request.url}`)
        return transport.send(request)
      },
      close: () => transport.close(),
    }
    this.#options = options
    // One layer for all hosts: a password that one of them refused goes to none of them again.
    this.#signedIn = credential && withBasicAuthentication(guarded, credential)
    this.#userName = credential?.userName ?? ''
  }

  /** Sends neither address nor password. */
  async look(site: Site): Promise<Look> {
    const attempt = this.#options.log.begin('look', site.pox, false)
    const sent = await this.#send(this.#options.transport, get(site.pox, 'Autodiscover'))
    if (!sent.ok) return failed(attempt, sent.error)
    const { status, headers, challenges } = sent.value
    await discardBody(sent.value)
    const location = locationOf(sent.value)
    if (location !== null) {
      attempt.end({ kind: 'redirected', target: location }, status)
      return { kind: 'redirected', location }
    }
    if (status !== 401) {
      const contentType = headers['content-type'] ?? '–'
      const problem = httpError(sent.value, { url: site.pox, userName: '' })
      return failed(attempt, problem ?? appError('http.not-exchange', { status, contentType }), status)
    }
    const offered = offeredMethods(challenges)
    attempt.end({ kind: 'asks-for-sign-in', offered: offered.join(', ') }, status)
    return { kind: 'asks-for-sign-in', offered }
  }

  /** Sends the address, no password. @param url with the query */
  async json(url: string, address: string): Promise<Answer> {
    const attempt = this.#options.log.begin('json', url, false)
    const request = get(url, 'AutodiscoverV2', { Accept: 'application/json' })
    const sent = await this.#send(this.#options.transport, request)
    if (!sent.ok) return failed(attempt, sent.error)
    // Refusals are JSON as well, with 400 or 404.
    const isJson = /json/i.test(sent.value.headers['content-type'] ?? '')
    return await this.#answer(attempt, sent.value, { url, isReadable: isJson }, (body) =>
      json.parse(body, address),
    )
  }

  /** With sign-in. Only for hosts that may get the password. */
  async signedIn(method: 'soap' | 'pox', site: Site, address: string): Promise<Answer> {
    const url = site[method]
    const transport = this.#signedIn
    if (transport === null) throw new Error('no credentials to sign in with')
    const attempt = this.#options.log.begin(method, url, true)
    const request: Request =
      method === 'soap'
        ? {
            operation: 'GetUserSettings',
            method: 'POST',
            url,
            headers: getUserSettings.HEADERS,
            body: getUserSettings.build(address, url),
          }
        : { operation: 'Autodiscover', method: 'POST', url, headers: {}, body: pox.build(address) }
    const sent = await this.#send(transport, request)
    if (!sent.ok) {
      // The layer has read the 401 by itself.
      const wasRefused =
        sent.error.code === 'sign-in.refused' || sent.error.code === 'sign-in.method-not-offered'
      return failed(attempt, sent.error, wasRefused ? 401 : undefined)
    }
    const parse = method === 'soap' ? getUserSettings.parse : pox.parse
    return await this.#answer(attempt, sent.value, { url, isReadable: false }, (body) => parse(body, address))
  }

  /** Where the port without encryption leads to; nothing is sent but the request itself. */
  async httpRedirect(domain: string): Promise<{ readonly url: string; readonly location: string } | null> {
    const url = `http://autodiscover.${domain}/autodiscover/autodiscover.xml`
    const attempt = this.#options.log.begin('http-redirect', url, false)
    const sent = await this.#send(this.#options.transport, get(url, 'Autodiscover'))
    if (!sent.ok) {
      attempt.failed(sent.error)
      return null
    }
    const { status, headers } = sent.value
    await discardBody(sent.value)
    const location = locationOf(sent.value)
    if (location === null) {
      const contentType = headers['content-type'] ?? '–'
      const problem = httpError(sent.value, { url, userName: '' })
      attempt.failed(problem ?? appError('http.not-exchange', { status, contentType }), status)
      return null
    }
    attempt.end({ kind: 'redirected', target: location }, status)
    return { url, location }
  }

  /** The hosts of the DNS record, best first. */
  async srv(domain: string): Promise<{ readonly name: string; readonly hosts: readonly string[] }> {
    const name = `_autodiscover._tcp.${domain}`
    const attempt = this.#options.log.begin('srv', name, false)
    const { signal, attemptTimeout, lookUpSrv } = this.#options
    const limit = AbortSignal.timeout(attemptTimeout)
    const found = await lookUpSrv(name, AbortSignal.any([signal, limit]))
    if (!found.ok) {
      attempt.failed(this.#explained(found.error, limit, name))
      return { name, hosts: [] }
    }
    const hosts = hostsOf(found.value)
    if (hosts.length === 0) attempt.failed(appError('network.host-not-found', { host: name }))
    else attempt.end({ kind: 'redirected', target: hosts.join(', ') })
    return { name, hosts }
  }

  /** @param how `isReadable`: the body is to be read whatever the status is */
  async #answer(
    attempt: RunningAttempt,
    response: TransportResponse,
    how: { readonly url: string; readonly isReadable: boolean },
    parse: (body: Uint8Array) => Answer,
  ): Promise<Answer> {
    const { status } = response
    const { url } = how
    const location = locationOf(response)
    const problem =
      location !== null || how.isReadable ? null : httpError(response, { url, userName: this.#userName })
    if (location !== null || problem !== null) await discardBody(response)
    if (location !== null) return told(attempt, { kind: 'redirect-url', url: location }, status)
    if (problem !== null) return failed(attempt, problem, status)
    const host = new URL(url).hostname
    const body = await readBody(response, host)
    if (!body.ok) return failed(attempt, this.#explained(body.error, null, host), status)
    return told(attempt, parse(body.value), status)
  }

  async #send(transport: Transport, request: Request): Promise<Result<TransportResponse>> {
    const { signal, attemptTimeout } = this.#options
    const limit = AbortSignal.timeout(attemptTimeout)
    const sent = await transport.send({ ...request, signal: AbortSignal.any([signal, limit]) })
    return sent.ok ? sent : failure(this.#explained(sent.error, limit, new URL(request.url).hostname))
  }

  /** A wire that is cut tells `sync.cancelled`, whoever cut it. @param limit `null`: it cannot have been another */
  #explained(error: AppError, limit: AbortSignal | null, host: string): AppError {
    if (error.code !== 'sync.cancelled') return error
    if (this.#options.signal.aborted || limit?.aborted === false) return appError('discovery.cancelled')
    return appError('network.timeout', { host, seconds: seconds(this.#options.attemptTimeout) })
  }
}

function get(url: string, operation: string, headers: Readonly<Record<string, string>> = {}): Request {
  return { operation, method: 'GET', url, headers, body: null }
}

function locationOf({ status, headers }: TransportResponse): string | null {
  return status >= 300 && status < 400 ? (headers.location ?? null) : null
}

function failed(
  attempt: RunningAttempt,
  error: AppError,
  status?: number,
): { readonly kind: 'failed'; readonly error: AppError } {
  if (error.code === 'discovery.cancelled') attempt.end({ kind: 'unneeded' }, status)
  else attempt.failed(error, status)
  return { kind: 'failed', error }
}

function told(attempt: RunningAttempt, answer: Answer, status: number): Answer {
  attempt.end(outcomeOf(answer), status)
  return answer
}

function outcomeOf(answer: Answer): AttemptOutcome {
  switch (answer.kind) {
    case 'settings':
      return { kind: 'found', ewsUrl: answer.settings.ewsUrl }
    case 'redirect-address':
      return { kind: 'redirected', target: answer.address }
    case 'redirect-url':
      return { kind: 'redirected', target: answer.url }
    case 'failed':
      return answer
  }
}
