/** What an administrator sets up at the identity provider: users and applications, and how they are found. */
import { createHash } from 'node:crypto'
import { OAuthError } from './oauth-error.ts'

export type IdentityUser = {
  /** User principal name; the mailbox of this address or user is what its tokens open. */
  readonly username: string
  /** Asked for on the page; without it choosing the user is enough. */
  readonly password?: string
  readonly name?: string
}

export type IdentityApplication = {
  readonly clientId: string
  /** Loopback addresses fit with any port. */
  readonly redirectUris?: readonly string[]
  /** With a secret or a key the application is confidential and must prove itself. */
  readonly secret?: string
  /** PEM of certificates or public keys with which client assertions are signed. */
  readonly assertionKeys?: readonly string[]
  /** Application permissions, for example full_access_as_app. */
  readonly roles?: readonly string[]
}

/** A GUID that is the same in every run. */
export function stableGuid(text: string): string {
  const hex = createHash('sha256').update(text.toLowerCase()).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

export function findUser(users: readonly IdentityUser[], username: string): IdentityUser | undefined {
  return users.find((user) => user.username.toLowerCase() === username.trim().toLowerCase())
}

/** @throws OAuthError AADSTS700016 */
export function requireApplication(
  applications: readonly IdentityApplication[],
  clientId: string | undefined,
): IdentityApplication {
  const found = applications.find((application) => application.clientId === clientId)
  if (found !== undefined) return found
  throw new OAuthError(
    'unauthorized_client',
    700016,
    `Application with identifier '${clientId ?? ''}' was not found in the directory.`,
  )
}

export function isConfidential(application: IdentityApplication): boolean {
  return application.secret !== undefined || (application.assertionKeys ?? []).length > 0
}

/** Whether an address may be answered to; for loopback the port does not matter (RFC 8252, 7.3). */
export function isRegisteredRedirect(application: IdentityApplication, redirectUri: string): boolean {
  const plain = (uri: string): string => {
    const { protocol, hostname, host, pathname } = new URL(uri)
    const isLoopback = hostname === 'localhost' || hostname === '127.0.0.1'
    return `${protocol}//${isLoopback ? hostname : host}${pathname}`
  }
  if (!URL.canParse(redirectUri)) return false
  return (application.redirectUris ?? []).some((registered) => plain(registered) === plain(redirectUri))
}
