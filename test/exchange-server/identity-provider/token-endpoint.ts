/**
 * The token endpoint: authorization_code with PKCE, refresh_token, device_code and client_credentials
 * (RFC 6749, 7636, 8628, 7523), with the errors of Entra ID.
 *
 * A user of whom something is demanded (`demands`) gets it instead of tokens until a sign-in on the page has
 * satisfied it.
 */
import { createHash } from 'node:crypto'
import { authenticateClient } from './client-authentication.ts'
import type { AuthorizationCodes } from './authorization-codes.ts'
import type { Demands } from './demands.ts'
import type { DeviceCodes } from './device-codes.ts'
import { OAuthError } from './oauth-error.ts'
import { type IdentityApplication, requireApplication } from './registrations.ts'
import type { Tokens } from './tokens.ts'

export const DEVICE_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

export type TokenEndpointOptions = {
  readonly applications: readonly IdentityApplication[]
  readonly tokens: Tokens
  readonly codes: AuthorizationCodes
  readonly deviceCodes: DeviceCodes
  readonly demands: Demands
  /** Values of `aud` that a client assertion may carry. */
  readonly audiences: readonly string[]
  readonly now: () => number
}

/**
 * Answers one request.
 * @throws OAuthError
 */
export async function tokenResponse(
  form: URLSearchParams,
  authorization: string | undefined,
  options: TokenEndpointOptions,
): Promise<Readonly<Record<string, unknown>>> {
  const { tokens, demands, now } = options
  const grantType = form.get('grant_type')
  const client = (proof: 'as-registered' | 'mandatory'): Promise<IdentityApplication> =>
    authenticateClient(form, authorization, { ...options, now: now(), proof })
  switch (grantType) {
    case 'authorization_code': {
      const { clientId } = await client('as-registered')
      const grant = options.codes.redeem(required(form, 'code'), clientId, required(form, 'redirect_uri'))
      checkVerifier(grant.codeChallenge, form.get('code_verifier'))
      return await tokens.forUser(grant)
    }
    case 'refresh_token': {
      const { clientId } = await client('as-registered')
      const token = required(form, 'refresh_token')
      const grant = tokens.judgeRefreshToken(token, clientId)
      demands.check(grant.user)
      tokens.redeemRefreshToken(token)
      const asked = scopesOf(form)
      return await tokens.forUser(asked.length === 0 ? grant : { ...grant, scopes: asked })
    }
    case DEVICE_CODE_GRANT:
    case 'device_code': {
      const { clientId } = requireApplication(options.applications, form.get('client_id') ?? undefined)
      const grant = options.deviceCodes.redeem(form.get('device_code') ?? required(form, 'code'), clientId)
      demands.check(grant.user)
      return await tokens.forUser(grant)
    }
    case 'client_credentials': {
      const { clientId, roles = [] } = await client('mandatory')
      const [scope = ''] = scopesOf(form)
      if (!scope.endsWith('/.default')) {
        throw new OAuthError(
          'invalid_scope',
          1002012,
          `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value ` +
            'with /.default suffixed to the resource identifier (application ID URI).',
        )
      }
      return await tokens.forApplication(clientId, scope.slice(0, -'/.default'.length), roles)
    }
    default:
      throw new OAuthError(
        'unsupported_grant_type',
        70003,
        `The grant type '${grantType ?? ''}' is not supported.`,
      )
  }
}

export function required(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (value !== null && value !== '') return value
  throw new OAuthError(
    'invalid_request',
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  )
}

export function scopesOf(form: URLSearchParams): string[] {
  return (form.get('scope') ?? '').split(/\s+/).filter((scope) => scope !== '')
}

function checkVerifier(challenge: string | undefined, verifier: string | null): void {
  if (challenge === undefined && verifier === null) return
  const hashed = createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url')
  if (hashed === challenge) return
  throw new OAuthError(
    'invalid_grant',
    501481,
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  )
}
