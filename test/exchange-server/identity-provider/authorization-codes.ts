/** Authorisation codes between the page and the token endpoint: good for once, for one client, for ten minutes. */
import { randomBytes } from 'node:crypto'
import { OAuthError } from './oauth-error.ts'
import type { Grant } from './tokens.ts'

export type AuthorizationGrant = Grant & {
  readonly redirectUri: string
  /** PKCE, method S256; undefined when the client does without. */
  readonly codeChallenge: string | undefined
}

type KeptCode = AuthorizationGrant & { readonly expiresAt: number }

export class AuthorizationCodes {
  readonly #codes = new Map<string, KeptCode>()
  readonly #redeemed = new Set<string>()
  readonly #now: () => number
  readonly #lifetime: () => number

  /** @param lifetime seconds */
  constructor(now: () => number, lifetime: () => number) {
    this.#now = now
    this.#lifetime = lifetime
  }

  issue(grant: AuthorizationGrant): string {
    const code = `0.${randomBytes(32).toString('base64url')}`
    this.#codes.set(code, { ...grant, expiresAt: this.#now() + this.#lifetime() * 1000 })
    return code
  }

  /** @throws OAuthError */
  redeem(code: string, clientId: string, redirectUri: string): AuthorizationGrant {
    if (this.#redeemed.has(code)) {
      throw new OAuthError(
        'invalid_grant',
        54005,
        'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing ' +
          'refresh token.',
      )
    }
    const kept = this.#codes.get(code)
    if (kept?.clientId !== clientId) {
      throw new OAuthError(
        'invalid_grant',
        70000,
        "The provided value for the 'code' parameter is not valid.",
      )
    }
    this.#codes.delete(code)
    this.#redeemed.add(code)
    if (this.#now() >= kept.expiresAt) {
      throw new OAuthError(
        'invalid_grant',
        70008,
        'The provided authorization code or refresh token has expired due to inactivity.',
      )
    }
    if (kept.redirectUri !== redirectUri) {
      throw new OAuthError(
        'invalid_grant',
        500112,
        `The reply address '${redirectUri}' does not match the reply address '${kept.redirectUri}' provided when ` +
          'requesting Authorization code.',
      )
    }
    return kept
  }
}
