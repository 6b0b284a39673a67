/**
 * The port by which services and the engine get a way to a server: a transport that signs in by itself, so that
 * credentials are nobody else's business.
 *
 * Two adapters: `node-account-transport.ts` for the command line and tests, `electron/chromium` in the application.
 */
import type { Trust } from '#shared/domain/trust.ts'
import type { Result } from '#shared/result.ts'
import type { Credential } from '../credential.ts'
import type { SignInAttempts } from './sign-in-gate.ts'
import type { Transport } from './transport.ts'

export type TransportTarget = {
  /** Address of the EWS service; the credential goes to its origin and nowhere else. */
  readonly url: string
  readonly credential: Credential
  /** Counts refused passwords. Default: nobody does, beyond the life of the transport. */
  readonly attempts?: SignInAttempts
  readonly trust: Trust
}

/** @returns why the adapter cannot or must not sign in that way; then nothing was sent */
export type OpenTransport = (target: TransportTarget) => Promise<Result<Transport>>
