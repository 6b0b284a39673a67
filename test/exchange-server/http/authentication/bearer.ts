/**
 * Bearer tokens as Exchange takes them: a token of the trusted identity provider, for this server, with the
 * permission to use EWS, for a user who has a mailbox or for an application that may act for all.
 *
 * Whether a token is genuine, expired or revoked is the provider's knowledge (`TokenIssuer`); whether it is good
 * for EWS is decided here. Reasons are told in x-ms-diagnostics, as Exchange tells them.
 */
import type { Directory } from '../../mailbox/directory.ts'
import type { SignIn } from './sign-in.ts'

export type TokenClaims = Readonly<Record<string, unknown>>

export type TokenInspection =
  | { readonly kind: 'genuine'; readonly claims: TokenClaims }
  | { readonly kind: 'forged' | 'expired' }
  /** Taken back before its time; `claims` is what a client must ask for when it signs in again. */
  | { readonly kind: 'revoked'; readonly claims: string }

/** What the server must know of the identity provider whose tokens it takes. */
export type TokenIssuer = {
  readonly tenant: string
  readonly authorizationUri: string
  readonly inspect: (token: string) => Promise<TokenInspection>
}

export type BearerOptions = {
  readonly directory: Directory
  readonly issuer: TokenIssuer
  /** Values of `aud` that name this server, without a slash at the end. */
  readonly audiences: () => readonly string[]
}

const DELEGATED_PERMISSION = 'EWS.AccessAsUser.All'
const APPLICATION_PERMISSION = 'full_access_as_app'
const INVALID_TOKEN = 'error="invalid_token"'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Checks one token. */
export async function bearerSignIn(
  token: string,
  options: BearerOptions,
): Promise<{ readonly signIn: SignIn; readonly error: string | undefined }> {
  const refused = (
    login: string,
    diagnostics: string,
    error = INVALID_TOKEN,
  ): { signIn: SignIn; error: string } => ({
    signIn: { kind: 'refused', login, reason: 'token', headers: { 'x-ms-diagnostics': diagnostics } },
    error,
  })
  const inspection = await options.issuer.inspect(token)
  switch (inspection.kind) {
    case 'forged':
      return refused(
        '',
        '2000001;reason="The token has invalid signature.";error_category="invalid_signature"',
      )
    case 'expired':
      return refused('', '2000002;reason="The token has expired.";error_category="token_expired"')
    case 'revoked': {
      const claims = Buffer.from(inspection.claims).toString('base64')
      return refused(
        '',
        '2000009;reason="The token was revoked.";error_category="insufficient_claims"',
        `error="insufficient_claims", claims="${claims}"`,
      )
    }
    case 'genuine':
      break
  }
  const { claims } = inspection
  const applicationId = text(claims.appid ?? claims.azp)
  const login = text(claims.upn ?? claims.preferred_username)
  const audience = text(claims.aud).replace(/\/$/, '').toLowerCase()
  if (!options.audiences().some((accepted) => accepted.toLowerCase() === audience)) {
    return refused(
      login,
      `2000003;reason="The audience claim value is invalid '${text(claims.aud)}'.";error_category="invalid_resource"`,
    )
  }
  const roles = Array.isArray(claims.roles) ? claims.roles.map(text) : []
  const scopes = text(claims.scp).split(' ')
  const isApplication = login === ''
  if (isApplication ? !roles.includes(APPLICATION_PERMISSION) : !scopes.includes(DELEGATED_PERMISSION)) {
    return refused(
      login || applicationId,
      '2000008;reason="The token contains no permissions, or permissions can not be understood.";error_category="invalid_grant"',
    )
  }
  if (isApplication) {
    const application = { id: applicationId, roles }
    return { signIn: { kind: 'application', application, login: applicationId }, error: undefined }
  }
  const mailbox = options.directory.byLogin(login)
  if (mailbox === undefined) {
    return refused(login, '2000004;reason="The user has no mailbox.";error_category="invalid_user"')
  }
  return { signIn: { kind: 'signed-in', mailbox, login }, error: undefined }
}
