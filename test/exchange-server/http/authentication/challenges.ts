/**
 * The WWW-Authenticate headers of a 401, in the order in which Exchange sends them: Negotiate, NTLM, Basic,
 * Bearer. Clients take the first that they know, so the order matters to what is tested.
 */
export const AUTHENTICATION_SCHEMES = ['negotiate', 'ntlm', 'basic', 'bearer'] as const
export type AuthenticationScheme = (typeof AUTHENTICATION_SCHEMES)[number]

/** What the Bearer header says about where tokens come from. */
export type BearerChallenge = {
  /** Tenant whose tokens are taken, or * for any. */
  readonly tenant: string
  /** The address that clients are sent to; on premises only with hybrid modern authentication. */
  readonly authorizationUri: string | undefined
}

// Well-known application ids: Exchange Online, and the token service whose server-to-server tokens it trusts.
const EXCHANGE_ONLINE = '00000002-0000-0ff1-ce00-000000000000'
const ACCESS_CONTROL_SERVICE = '00000001-0000-0000-c000-000000000000'

export function challenges(
  schemes: ReadonlySet<AuthenticationScheme>,
  details: { readonly realm: string; readonly bearer: BearerChallenge },
  bearerError: string | undefined,
): string[] {
  const lines: string[] = []
  if (schemes.has('negotiate')) lines.push('Negotiate')
  if (schemes.has('ntlm')) lines.push('NTLM')
  if (schemes.has('basic')) lines.push(`Basic realm="${details.realm}"`)
  if (schemes.has('bearer')) lines.push(bearerChallenge(details.bearer, bearerError))
  return lines
}

function bearerChallenge({ tenant, authorizationUri }: BearerChallenge, error: string | undefined): string {
  const parts = [
    `client_id="${EXCHANGE_ONLINE}"`,
    `trusted_issuers="${ACCESS_CONTROL_SERVICE}@${tenant}"`,
    'token_types="app_asserted_user_v1 service_asserted_app_v1"',
  ]
  if (authorizationUri !== undefined) parts.push(`authorization_uri="${authorizationUri}"`)
  if (error !== undefined) parts.push(error)
  return `Bearer ${parts.join(', ')}`
}
