/**
 * One attempt each: asks a service, writes down what came of it, and tells it in one form.
 *
 * Requests without sign-in and those with it take different ways down: the second way signs in, lets nothing pass to
 * where a password must not go, whatever the search may think, and closes for good when a password was refused.
 */
import { type AppError, appError } from '#shared/errors.ts'
import { type Result, failure } from '#shared/result.ts'
import type { AttemptOutcome } from '#shared/domain/discovery.ts'
import type { PasswordCredential } from '../credential.ts'
import { httpError } from '../http-errors.ts'
import { offeredMethods } from '../transport/offered-methods.ts'
import { discardBody } from '../transport/discard-body.ts'
import { seconds } from '../transport/network-errors.ts'
import type { TransportRequest, TransportResponse } from '../transport/transport.ts'
import type { Answer } from './answer.ts'
import type { AttemptLog, RunningAttempt } from './attempt-log.ts'
import { readBody } from './document.ts'
import * as getUserSettings from './get-user-settings.ts'
import * as json from './json.ts'
import * as pox from './pox.ts'
import type { Site } from './site.ts'
import { type SrvLookup, hostsOf } from './srv.ts'
import type { Ways } from './ways.ts'

/** What a service that was looked at without sign-in shows. */
export type Look =
  | { readonly kind: 'asks-for-sign-in'; readonly offered: readonly string[] }
  | { readonly kind: 'redirected'; readonly location: string }
  | { readonly kind: 'failed'; readonly error: AppError }

export type ServicesOptions = {
  readonly ways: Ways
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
  /** A password that one host refused goes to none of them again. */
  #refusal: AppError | null = null

  constructor(options: ServicesOptions) {
    this.#options = options
  }

  /** Sends neither address nor password. */
  async look(site: Site): Promise<Look> {
    const attempt = this.#options.log.begin('look', site.pox, false)
    const sent = await this.#send(get(site.pox, 'Autodiscover'), null)
    if (!sent.ok) return failed(attempt, sent.error)
    await discardBody(sent.value)
    const location = locationOf(sent.value)
    if (location === null) return challenged(attempt, sent.value, site.pox)
    attempt.end({ kind: 'redirected', target: location }, sent.value.status)
    return { kind: 'redirected', location }
  }

  /** Sends neither address nor password. @returns the sign-ins that EWS offers; `null` where it does not answer */
  async ews(url: string): Promise<readonly string[] | null> {
    const attempt = this.#options.log.begin('ews', url, false)
    const sent = await this.#send(get(url, 'GetFolder'), null)
    if (!sent.ok) {
      failed(attempt, sent.error)
      return null
    }
    await discardBody(sent.value)
    const seen = challenged(attempt, sent.value, url)
    return seen.kind === 'asks-for-sign-in' ? seen.offered : null
  }

  /** Sends the address, no password. @param url with the query */
  async json(url: string, address: string): Promise<Answer> {
    const attempt = this.#options.log.begin('json', url, false)
    const request = get(url, 'AutodiscoverV2', { Accept: 'application/json' })
    const sent = await this.#send(request, null)
    if (!sent.ok) return failed(attempt, sent.error)
    // Refusals are JSON as well, with 400 or 404.
    const isJson = /json/i.test(sent.value.headers['content-type'] ?? '')
    return await this.#answer(attempt, sent.value, { url, isReadable: isJson, userName: '' }, (body) =>
      json.parse(body, address),
    )
  }

  /** With sign-in. Only for hosts that may get the password. */
  async signedIn(
    method: 'soap' | 'pox',
    site: Site,
    address: string,
    credential: PasswordCredential,
  ): Promise<Answer> {
    const url = site[method]
    if (!this.#options.mayGetCredentials(url)) throw new Error(`no credentials for ${url}`)
    if (this.#refusal !== null) return { kind: 'failed', error: this.#refusal }
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
    const sent = await this.#send(request, credential)
    if (!sent.ok) {
      if (sent.error.category === 'auth') this.#refusal = sent.error
      // The layer has read the 401 by itself.
      const wasRefused =
        sent.error.code === 'sign-in.refused' || sent.error.code === 'sign-in.method-not-offered'
      return failed(attempt, sent.error, wasRefused ? 401 : undefined)
    }
    const parse = method === 'soap' ? getUserSettings.parse : pox.parse
    const how = { url, isReadable: false, userName: credential.userName }
    return await this.#answer(attempt, sent.value, how, (body) => parse(body, address))
  }

  /** Where the port without encryption leads to; nothing is sent but the request itself. */
  async httpRedirect(domain: string): Promise<{ readonly url: string; readonly location: string } | null> {
    const url = `http://autodiscover.${domain}/autodiscover/autodiscover.xml`
    const attempt = this.#options.log.begin('http-redirect', url, false)
    const sent = await this.#send(get(url, 'Autodiscover'), null)
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
    how: { readonly url: string; readonly isReadable: boolean; readonly userName: string },
    parse: (body: Uint8Array) => Answer,
  ): Promise<Answer> {
    const { status } = response
    const { url, userName } = how
    const location = locationOf(response)
    const problem = location !== null || how.isReadable ? null : httpError(response, { url, userName })
    if (location !== null || problem !== null) await discardBody(response)
    if (location !== null) return told(attempt, { kind: 'redirect-url', url: location }, status)
    if (problem !== null) return failed(attempt, problem, status)
    const host = new URL(url).hostname
    const body = await readBody(response, host)
    if (!body.ok) return failed(attempt, this.#explained(body.error, null, host), status)
    return told(attempt, parse(body.value), status)
  }

  async #send(request: Request, credential: PasswordCredential | null): Promise<Result<TransportResponse>> {
    const { ways, signal, attemptTimeout } = this.#options
    const limit = AbortSignal.timeout(attemptTimeout)
    const way = await ways.to(request.url, credential)
    if (!way.ok) return way
    const sent = await way.value.send({ ...request, signal: AbortSignal.any([signal, limit]) })
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

/** Of an answer that leads nowhere else: how one has to sign in, or that this is not Exchange. */
function challenged(
  attempt: RunningAttempt,
  response: TransportResponse,
  url: string,
): Exclude<Look, { readonly kind: 'redirected' }> {
  const { status, headers, challenges } = response
  if (status !== 401) {
    const contentType = headers['content-type'] ?? '–'
    const problem = httpError(response, { url, userName: '' })
    return failed(attempt, problem ?? appError('http.not-exchange', { status, contentType }), status)
  }
  const offered = offeredMethods(challenges)
  attempt.end({ kind: 'asks-for-sign-in', offered: offered.join(', ') }, status)
  return { kind: 'asks-for-sign-in', offered }
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
