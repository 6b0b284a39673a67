/**
 * The tokens of the identity provider: makes and inspects access and id tokens, keeps codes and refresh tokens.
 *
 * Access tokens look like those for Exchange Online (v1: upn, appid, scp or roles); their signing key is made with
 * the provider and known to nobody else. Refresh tokens rotate: each is good for once. Rejected: opaque access
 * tokens (the server could not be tested with a forged one).
 */
import { randomBytes, randomUUID } from 'node:crypto'
import {
  type CryptoKey,
  type JWK,
  type JWTPayload,
  SignJWT,
  calculateJwkThumbprint,
  errors,
  exportJWK,
  generateKeyPair,
  jwtVerify,
} from 'jose'
import type { TokenInspection } from '../http/authentication/bearer.ts'
import { SECOND_FACTOR_CLAIMS, OAuthError } from './oauth-error.ts'
import { type IdentityUser, stableGuid } from './registrations.ts'

/** Seconds. */
export type TokenLifetimes = {
  accessToken: number
  refreshToken: number
  authorizationCode: number
  deviceCode: number
}

export const DEFAULT_LIFETIMES: TokenLifetimes = {
  accessToken: 3_600,
  refreshToken: 90 * 86_400,
  authorizationCode: 600,
  deviceCode: 900,
}

export type Grant = {
  readonly user: IdentityUser
  readonly clientId: string
  readonly scopes: readonly string[]
  readonly nonce: string | undefined
}

type KeptGrant = Grant & {
  readonly issuedAt: number
  readonly expiresAt: number
  readonly generation: number
}

export type TokensOptions = {
  readonly tenant: string
  readonly issuer: string
  readonly now: () => number
  readonly lifetimes: Partial<TokenLifetimes>
}

const PROTOCOL_SCOPES = new Set(['openid', 'profile', 'email', 'offline_access'])
const ALGORITHM = 'RS256'

/** The resource of scopes such as https://outlook.office365.com/EWS.AccessAsUser.All, and their names in it. */
export function splitScopes(scopes: readonly string[]): {
  readonly resource: string
  readonly names: string[]
} {
  const own = scopes.filter((scope) => !PROTOCOL_SCOPES.has(scope))
  const slash = (scope: string): number => scope.lastIndexOf('/')
  const resource = own.find((scope) => slash(scope) > 0) ?? ''
  return {
    resource: resource.slice(0, Math.max(0, slash(resource))),
    names: own.map((scope) => scope.slice(slash(scope) + 1)),
  }
}

export class Tokens {
  readonly lifetimes: TokenLifetimes
  /** `gone` is stricter than Entra ID, and what OAuth 2.1 asks of public clients. */
  usedRefreshTokens: 'gone' | 'kept' = 'gone'
  readonly #tenant: string
  readonly #issuer: string
  readonly #now: () => number
  readonly #privateKey: CryptoKey
  readonly #publicKey: CryptoKey
  readonly publicJwk: JWK
  readonly #refreshTokens = new Map<string, KeptGrant>()
  /**
   * How often the tokens of a user were taken back, and at which count a token was made (by `uti`). Counted, because
   * times would not tell what came before and after within a second, or while the clock of a test stands still.
   */
  readonly #generations = new Map<string, number>()
  readonly #generationOfToken = new Map<string, number>()
  readonly #revoked = new Set<string>()

  private constructor(
    keys: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey; readonly jwk: JWK },
    options: TokensOptions,
  ) {
    this.#privateKey = keys.privateKey
    this.#publicKey = keys.publicKey
    this.publicJwk = keys.jwk
    this.#tenant = options.tenant
    this.#issuer = options.issuer
    this.#now = options.now
    this.lifetimes = { ...DEFAULT_LIFETIMES, ...options.lifetimes }
  }

  static async create(options: TokensOptions): Promise<Tokens> {
    const { privateKey, publicKey } = await generateKeyPair(ALGORITHM)
    const jwk = await exportJWK(publicKey)
    const kid = await calculateJwkThumbprint(jwk)
    const publicJwk: JWK = { ...jwk, kid, use: 'sig', alg: ALGORITHM }
    return new Tokens({ privateKey, publicKey, jwk: publicJwk }, options)
  }

  /** What the token endpoint answers for a user. */
  async forUser(grant: Grant): Promise<Readonly<Record<string, unknown>>> {
    const { user, clientId, scopes } = grant
    const { resource, names } = splitScopes(scopes)
    const identity = {
      name: user.name ?? user.username,
      oid: stableGuid(user.username),
      sub: this.#subject(grant),
    }
    const accessToken = await this.#sign({
      ...identity,
      aud: resource,
      appid: clientId,
      scp: names.join(' '),
      upn: user.username,
      unique_name: user.username,
      idtyp: 'user',
    })
    return {
      ...this.#common(scopes),
      access_token: accessToken,
      ...(scopes.includes('offline_access') ? { refresh_token: this.#keepRefreshToken(grant) } : {}),
      ...(scopes.includes('openid')
        ? {
            id_token: await this.#sign({
              ...identity,
              ver: '2.0',
              aud: clientId,
              preferred_username: user.username,
              ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
            }),
          }
        : {}),
      client_info: Buffer.from(
        JSON.stringify({ uid: stableGuid(user.username), utid: this.#tenant }),
      ).toString('base64url'),
    }
  }

  /** What the token endpoint answers for an application alone. */
  async forApplication(
    clientId: string,
    resource: string,
    roles: readonly string[],
  ): Promise<Readonly<Record<string, unknown>>> {
    const oid = stableGuid(clientId)
    const claims = { aud: resource, appid: clientId, oid, sub: oid, roles: [...roles], idtyp: 'app' }
    return { ...this.#common(undefined), access_token: await this.#sign(claims) }
  }

  /** Redeems a refresh token that was judged good: from now on it is good no more. */
  redeemRefreshToken(token: string): void {
    if (this.usedRefreshTokens === 'gone') this.#refreshTokens.delete(token)
  }

  /**
   * What a refresh token stands for; it stays good.
   * @throws OAuthError
   */
  judgeRefreshToken(token: string, clientId: string): Grant {
    const kept = this.#refreshTokens.get(token)
    if (kept?.clientId !== clientId) {
      throw new OAuthError(
        'invalid_grant',
        70000,
        "The provided value for the input parameter 'refresh_token' or 'assertion' is not valid.",
        { suberror: 'bad_token' },
      )
    }
    const issued = new Date(kept.issuedAt).toISOString()
    if (this.#revoked.has(token) || kept.generation !== this.#generation(kept.user.username)) {
      throw new OAuthError(
        'invalid_grant',
        50173,
        'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might ' +
          `have changed or reset their password. The grant was issued on '${issued}' and the TokensValidFrom date ` +
          `(before which tokens are not valid) for this user is '${new Date(this.#now()).toISOString()}'.`,
        { suberror: 'bad_token' },
      )
    }
    if (this.#now() >= kept.expiresAt) {
      throw new OAuthError(
        'invalid_grant',
        700082,
        `The refresh token has expired due to inactivity. The token was issued on ${issued} and was inactive for ` +
          `${Math.round((kept.expiresAt - kept.issuedAt) / 1000)} seconds.`,
        { suberror: 'bad_token' },
      )
    }
    return kept
  }

  /** Takes back one token, of whichever kind; unknown ones are none of our business (RFC 7009). */
  revoke(token: string): void {
    this.#revoked.add(token)
  }

  /** Takes back all that a user was given so far, as a new password does. */
  revokeUser(username: string): void {
    this.#generations.set(username.toLowerCase(), this.#generation(username) + 1)
  }

  /** Judges an access token, as the server that gets it. */
  async inspect(token: string): Promise<TokenInspection> {
    let claims: JWTPayload
    try {
      const verified = await jwtVerify(token, this.#publicKey, {
        issuer: this.#issuer,
        currentDate: new Date(this.#now()),
      })
      claims = verified.payload
    } catch (error) {
      return { kind: error instanceof errors.JWTExpired ? 'expired' : 'forged' }
    }
    if (claims.ver === '2.0') return { kind: 'forged' } // an id token is none for a server
    const { upn, uti } = claims
    const isOutdated =
      typeof upn === 'string' &&
      typeof uti === 'string' &&
      this.#generationOfToken.get(uti) !== this.#generation(upn)
    if (this.#revoked.has(token) || isOutdated) {
      return { kind: 'revoked', claims: SECOND_FACTOR_CLAIMS }
    }
    return { kind: 'genuine', claims }
  }

  #common(scopes: readonly string[] | undefined): Readonly<Record<string, unknown>> {
    const { accessToken } = this.lifetimes
    const times = { expires_in: accessToken, ext_expires_in: accessToken }
    return { token_type: 'Bearer', ...(scopes === undefined ? {} : { scope: scopes.join(' ') }), ...times }
  }

  #generation(username: string): number {
    return this.#generations.get(username.toLowerCase()) ?? 0
  }

  #subject({ user, clientId }: Grant): string {
    return stableGuid(`${user.username} ${clientId}`)
  }

  async #sign(claims: JWTPayload): Promise<string> {
    const now = this.#now()
    const seconds = Math.trunc(now / 1000)
    const uti = randomUUID()
    if (typeof claims.upn === 'string') this.#generationOfToken.set(uti, this.#generation(claims.upn))
    const standard = { ver: '1.0', tid: this.#tenant, uti }
    return await new SignJWT({ ...standard, ...claims })
      .setProtectedHeader({
        alg: ALGORITHM,
        typ: 'JWT',
        ...(this.publicJwk.kid === undefined ? {} : { kid: this.publicJwk.kid }),
      })
      .setIssuer(this.#issuer)
      .setIssuedAt(seconds)
      .setNotBefore(seconds)
      .setExpirationTime(seconds + this.lifetimes.accessToken)
      .sign(this.#privateKey)
  }

  #keepRefreshToken(grant: Grant): string {
    const token = `1.${randomBytes(48).toString('base64url')}`
    const now = this.#now()
    const { user, clientId, scopes } = grant
    this.#refreshTokens.set(token, {
      ...{ user, clientId, scopes, nonce: undefined },
      issuedAt: now,
      generation: this.#generation(user.username),
      expiresAt: now + this.lifetimes.refreshToken * 1000,
    })
    return token
  }
}
