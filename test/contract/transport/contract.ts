/**
 * What every adapter of the transport is held to. Cases are plain functions with Node's assertions, so that they run
 * under vitest and inside Electron alike; each has a name, and each gets a fresh `Scope` that ends what it started.
 */
import assert from 'node:assert/strict'
import type { Credential, PasswordCredential } from '#electron/exchange/credential.ts'
import type { TransportLimits } from '#electron/exchange/transport/limits.ts'
import type { OpenTransport } from '#electron/exchange/transport/open-transport.ts'
import type {
  Transport,
  TransportRequest,
  TransportResponse,
} from '#electron/exchange/transport/transport.ts'
import type { Proxy } from '#shared/domain/proxy.ts'
import { SYSTEM_TRUST, type Trust } from '#shared/domain/trust.ts'
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'

export const USER_AGENT = 'MS-EWS-Konnektor/0.0.0'
export const CREDENTIAL: PasswordCredential = {
  kind: 'basic',
  userName: 'CONTOSO\\anna',
  password: 'Grüezi: wohl',
}

/** The adapter under test; made anew for each transport, since limits and proxy belong to all that it opens. */
export type Adapter = (
  options: TransportLimits & { readonly proxy: Proxy; readonly proxyPassword: string },
) => OpenTransport

export type OpenOptions = TransportLimits & {
  readonly credential?: Credential
  readonly trust?: Trust
  readonly proxy?: Proxy
  readonly proxyPassword?: string
}

export type Case = { readonly name: string; readonly run: (scope: Scope) => Promise<void> }

export class Scope {
  readonly #adapter: Adapter
  readonly #ends: (() => Promise<unknown>)[] = []

  constructor(adapter: Adapter) {
    this.#adapter = adapter
  }

  onEnd(end: () => Promise<unknown>): void {
    this.#ends.push(end)
  }

  async open(url: string, options: OpenOptions = {}): Promise<Transport> {
    const { credential = CREDENTIAL, trust = SYSTEM_TRUST, proxy = { kind: 'none' }, ...others } = options
    const open = this.#adapter({ proxyPassword: '', ...others, proxy })
    const opened = await open({ url, credential, trust })
    if (!opened.ok) throw new Error(opened.error.code)
    this.onEnd(() => opened.value.close())
    return opened.value
  }

  /** One application for several accounts. */
  shared(): OpenTransport {
    return this.#adapter({ proxyPassword: '', proxy: { kind: 'none' } })
  }

  async opened(open: OpenTransport, url: string, credential: Credential): Promise<Transport> {
    const opened = await open({ url, credential, trust: SYSTEM_TRUST })
    if (!opened.ok) throw new Error(opened.error.code)
    this.onEnd(() => opened.value.close())
    return opened.value
  }

  async end(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end()
  }
}

export async function runCase({ run }: Case, adapter: Adapter): Promise<void> {
  const scope = new Scope(adapter)
  try {
    await run(scope)
  } finally {
    await scope.end()
  }
}

export function aRequest(url: string, changes: Partial<TransportRequest> = {}): TransportRequest {
  return {
    operation: 'GetFolder',
    method: 'POST',
    url,
    headers: {},
    body: '<Envelope/>',
    signal: new AbortController().signal,
    ...changes,
  }
}

/** Sends and reads to the end. */
export async function answerOf(
  transport: Transport,
  request: TransportRequest,
): Promise<TransportResponse & { readonly bytes: Buffer }> {
  const sent = await transport.send(request)
  if (!sent.ok) throw new Error(`${sent.error.code} ${JSON.stringify(sent.error.params)}`)
  const chunks: Uint8Array[] = []
  for await (const chunk of sent.value.body) chunks.push(chunk)
  return { ...sent.value, bytes: Buffer.concat(chunks) }
}

/** The error of an exchange that must not succeed, wherever it shows. */
export async function errorOf(transport: Transport, request: TransportRequest): Promise<AppError> {
  const sent = await transport.send(request)
  if (!sent.ok) return sent.error
  return await bodyError(sent)
}

export async function bodyError(sent: Result<TransportResponse>): Promise<AppError> {
  assert.ok(sent.ok, 'no answer came at all')
  try {
    for await (const _chunk of sent.value.body);
  } catch (cause) {
    assert.ok(cause instanceof Error && 'error' in cause, `no TransportFailure but ${String(cause)}`)
    return cause.error as AppError
  }
  throw new Error(`no error, status ${sent.value.status}`)
}
