/**
 * The port by which services and the engine get a way to a server: a transport that signs in by itself, so that
 * credentials are nobody else's business.
 *
 * Two adapters: `node-account-transport.ts` for the command line and tests, `electron/chromium` in the application.
 */
import type { Trust } from '#shared/domain/trust.ts'
import type { Result } from '#shared/result.ts'
import type { Credential } from '../credential.ts'
import type { Transport } from './transport.ts'

export type TransportTarget = {
  /** Address of the EWS service; the credential goes to its origin and nowhere else. */
  readonly url: string
  readonly credential: Credential
  readonly trust: Trust
}

/** @returns `sign-in.method-not-available` for a way of signing in that the adapter does not know */
export type OpenTransport = (target: TransportTarget) => Promise<Result<Transport>>
