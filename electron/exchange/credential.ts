/** What an account signs in with; it lives only as long as a run or a test needs it, and never in the sync host. */
import type { TokenSource } from './transport/token-source.ts'

export type Credential = PasswordCredential | WindowsUserCredential | OAuth2Credential | NoCredential

export type PasswordCredential = {
  /** `windows` is NTLM or Negotiate, whichever the server offers. */
  readonly kind: 'basic' | 'windows'
  /** As it is sent: `DOMAIN\user`, a UPN or a plain name. */
  readonly userName: string
  readonly password: string
}

/** The user who is signed in to Windows: Windows itself proves who it is, and no password of ours is involved. */
export type WindowsUserCredential = {
  readonly kind: 'windows-user'
  /** Shown in texts, never sent. */
  readonly userName: string
}

/** Tokens of a user or an application. */
export type OAuth2Credential = {
  readonly kind: 'oauth2'
  /** Shown in texts, never sent. */
  readonly userName: string
  readonly tokens: TokenSource
}

/** Nobody: for what stands open, for who proves himself in the request, and to hear which sign-ins are offered. */
export type NoCredential = { readonly kind: 'none'; readonly userName: '' }

export const NO_CREDENTIAL: NoCredential = { kind: 'none', userName: '' }
