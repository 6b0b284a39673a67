/**
 * The way of msal-node to the identity provider: the transport of the application, so that proxy and certificates are
 * those of every other request. What went wrong on the way is kept, because msal turns it into errors of its own that
 * no longer tell a missing network from a refusal; and whoever is offline is not signed out.
 */
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import { z } from 'zod'
import type { Trust } from '#shared/domain/trust.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { NO_CREDENTIAL } from '../exchange/credential.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import { TransportFailure, type TransportResponse } from '../exchange/transport/transport.ts'

const TIMEOUT_MILLISECONDS = 60_000 // for a whole answer, which is small
const MAXIMUM_ANSWER_BYTES = 1_000_000 // metadata and tokens have some 10 kB

/** What an identity provider says instead of giving a token (RFC 6749, 5.2, with the numbers and claims of Entra ID). */
export type OAuthRefusal = {
  readonly code: string
  readonly description: string
  /** The first of the provider's numbers. */
  readonly number: number | null
  /** What the next sign-in must satisfy, JSON. */
  readonly claims: string | null
}

const refusalSchema = z.object({
  error: z.string(),
  error_description: z.string().default(''),
  error_codes: z.array(z.number()).default([]),
  claims: z.string().optional(),
})

/** Answers to somebody who waits for a device code to be used. */
const STILL_WAITING: ReadonlySet<string> = new Set(['authorization_pending', 'slow_down'])

/** Carries a failure through msal. */
export class IdentityNetworkFailure extends Error {
  readonly error: AppError

  constructor(error: AppError) {
    super(error.code)
    this.name = 'IdentityNetworkFailure'
    this.error = error
  }
}

export class IdentityNetwork implements INetworkModule {
  readonly #openTransport: OpenTransport
  readonly #trust: Trust
  #failure: AppError | null = null
  #refusal: OAuthRefusal | null = null

  constructor(openTransport: OpenTransport, trust: Trust) {
    this.#openTransport = openTransport
    this.#trust = trust
  }

  /** What went wrong since `begin`; what msal throws afterwards has this cause. */
  get failure(): AppError | null {
    return this.#failure
  }

  /** What the identity provider refused since `begin`, in its own words; msal shortens some of them. */
  get refusal(): OAuthRefusal | null {
    return this.#refusal
  }

  begin(): void {
    this.#failure = null
    this.#refusal = null
  }

  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send('GET', url, options)
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send('POST', url, options)
  }

  async #send<T>(
    method: 'GET' | 'POST',
    url: string,
    options: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> {
    const { protocol, host } = new URL(url)
    // The addresses come from metadata; a token never travels unencrypted because of them.
    if (protocol !== 'https:') return this.#fail(appError('oauth2.malformed-answer', { host, reason: url }))
    const opened = await this.#openTransport({ url, credential: NO_CREDENTIAL, trust: this.#trust })
    if (!opened.ok) return this.#fail(opened.error)
    try {
      const sent = await opened.value.send({
        operation: 'OAuth2',
        method,
        url,
        headers: { ...options.headers, Accept: 'application/json' },
        body: method === 'POST' ? (options.body ?? '') : null,
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
        totalMilliseconds: TIMEOUT_MILLISECONDS,
      })
      if (!sent.ok) return this.#fail(sent.error)
      return await this.#answer<T>(sent.value, host)
    } catch (cause) {
      if (cause instanceof TransportFailure) return this.#fail(cause.error)
      throw cause
    } finally {
      await opened.value.close()
    }
  }

  async #answer<T>(response: TransportResponse, host: string): Promise<NetworkResponse<T>> {
    const { status, headers } = response
    const text = await textOf(response)
    if (status >= 500 || status === 429) return this.#fail(appError('oauth2.unavailable', { host, status }))
    let body: unknown
    try {
      body = JSON.parse(text)
    } catch {
      const reason = `HTTP ${status}, ${headers['content-type'] ?? '–'}`
      return this.#fail(appError('oauth2.malformed-answer', { host, reason }))
    }
    const refusal = status < 400 ? null : refusalSchema.safeParse(body).data
    if (refusal && !STILL_WAITING.has(refusal.error)) {
      const { error, error_description: description, error_codes: codes, claims } = refusal
      this.#refusal = { code: error, description, number: codes[0] ?? null, claims: claims ?? null }
    }
    return { status, headers: { ...headers }, body: body as T }
  }

  #fail(error: AppError): never {
    this.#failure = error
    throw new IdentityNetworkFailure(error)
  }
}

async function textOf({ body }: TransportResponse): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    parts.push(chunk)
    length += chunk.length
    if (length > MAXIMUM_ANSWER_BYTES) break
  }
  return Buffer.concat(parts).toString('utf8')
}
