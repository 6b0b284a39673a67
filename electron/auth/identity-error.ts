/**
 * From what msal throws to the codes of this product, by the numbers of Entra ID (AADSTS…, "Microsoft Entra
 * authentication and authorization error codes"), never by sentences. AD FS has no such numbers; there the error code
 * of OAuth decides (RFC 6749, 5.2).
 */
import { appError, type AppError, type ErrorCode } from '#shared/errors.ts'
import { IdentityNetworkFailure, type IdentityNetwork, type OAuthRefusal } from './identity-network.ts'
import { TokenStoreFailure } from './token-store.ts'

const BY_NUMBER: Readonly<Record<number, ErrorCode>> = {
  // The refresh token or the session is too old.
  70008: 'oauth2.expired',
  700082: 'oauth2.expired',
  700081: 'oauth2.expired',
  70043: 'oauth2.expired',
  50089: 'oauth2.expired',
  50058: 'oauth2.expired',
  // It was taken back: new password, signed out everywhere, used up.
  50173: 'oauth2.revoked',
  50132: 'oauth2.revoked',
  50133: 'oauth2.revoked',
  700084: 'oauth2.revoked',
  70000: 'oauth2.revoked',
  54005: 'oauth2.revoked',
  50072: 'oauth2.second-factor',
  50074: 'oauth2.second-factor',
  50076: 'oauth2.second-factor',
  50078: 'oauth2.second-factor',
  50079: 'oauth2.second-factor',
  50158: 'oauth2.second-factor',
  53000: 'oauth2.conditional-access',
  53001: 'oauth2.conditional-access',
  53002: 'oauth2.conditional-access',
  53003: 'oauth2.conditional-access',
  53004: 'oauth2.conditional-access',
  53011: 'oauth2.conditional-access',
  530032: 'oauth2.conditional-access',
  65001: 'oauth2.consent-required',
  90094: 'oauth2.consent-required',
  90095: 'oauth2.consent-required',
  50055: 'oauth2.password-change',
  50144: 'oauth2.password-change',
  50126: 'oauth2.password-wrong',
  50034: 'oauth2.user-unavailable',
  50053: 'oauth2.user-unavailable',
  50057: 'oauth2.user-unavailable',
  50105: 'oauth2.user-not-assigned',
  90002: 'oauth2.directory-unknown',
  50020: 'oauth2.directory-unknown',
  50194: 'oauth2.directory-unknown',
  700016: 'oauth2.application-unknown',
  7000112: 'oauth2.application-unknown',
  900382: 'oauth2.application-unknown',
  7000215: 'oauth2.secret-refused',
  7000222: 'oauth2.secret-refused',
  700027: 'oauth2.certificate-refused',
  7000218: 'oauth2.public-client-refused',
  7000219: 'oauth2.public-client-refused',
  9002325: 'oauth2.public-client-refused',
  50011: 'oauth2.redirect-refused',
  500112: 'oauth2.redirect-refused',
  70011: 'oauth2.scope-refused',
  500011: 'oauth2.scope-refused',
  650057: 'oauth2.scope-refused',
  1002012: 'oauth2.scope-refused',
  65004: 'oauth2.declined',
  70017: 'oauth2.declined',
  70020: 'oauth2.timed-out',
}

const BY_OAUTH_CODE: Readonly<Record<string, ErrorCode>> = {
  invalid_grant: 'oauth2.revoked',
  interaction_required: 'oauth2.revoked',
  login_required: 'oauth2.expired',
  consent_required: 'oauth2.consent-required',
  invalid_client: 'oauth2.secret-refused',
  unauthorized_client: 'oauth2.application-unknown',
  invalid_scope: 'oauth2.scope-refused',
  invalid_resource: 'oauth2.scope-refused',
  access_denied: 'oauth2.declined',
  authorization_declined: 'oauth2.declined',
  expired_token: 'oauth2.timed-out',
  // msal's own.
  no_tokens_found: 'oauth2.sign-in-required',
  no_account_found: 'oauth2.sign-in-required',
  refresh_token_expired: 'oauth2.expired',
  device_code_expired: 'oauth2.timed-out',
  user_timeout_reached: 'oauth2.timed-out',
  device_code_polling_cancelled: 'oauth2.cancelled',
}

const TEMPORARY: ReadonlySet<number> = new Set([90033, 90024, 90025, 50196])
const LONGEST_REASON = 200 // characters that a text can show

export function refusalError(
  { code, description, number }: Omit<OAuthRefusal, 'claims'>,
  userName: string,
  host: string,
): AppError {
  const found = number ?? numberIn(description)
  const aadsts = found === null ? code : `AADSTS${found}`
  if (found !== null && TEMPORARY.has(found)) return appError('oauth2.unavailable', { host, status: aadsts })
  if (code === 'temporarily_unavailable' || code === 'server_error') {
    return appError('oauth2.unavailable', { host, status: code })
  }
  const known = (found === null ? undefined : BY_NUMBER[found]) ?? BY_OAUTH_CODE[found === null ? code : '']
  if (known !== undefined) return appError(known, { userName, aadsts })
  return appError('oauth2.refused', { userName, aadsts, reason: sentenceOf(description) || code })
}

/**
 * The error of what msal threw: what went wrong on the way, else what the provider said, else what msal itself found.
 * @throws what is no failure of a sign-in but a defect
 */
export function signInError(
  thrown: unknown,
  { network, host }: { readonly network: IdentityNetwork; readonly host: string },
  userName: string,
): AppError {
  if (thrown instanceof IdentityNetworkFailure || thrown instanceof TokenStoreFailure) return thrown.error
  if (network.failure) return network.failure
  if (network.refusal) return refusalError(network.refusal, userName, host)
  if (!isAuthError(thrown)) throw thrown
  const { errorCode: code, errorMessage: description } = thrown
  return refusalError({ code, description, number: null }, userName, host)
}

/** By shape: msal is loaded late. */
function isAuthError(thrown: unknown): thrown is Error & { errorCode: string; errorMessage: string } {
  return thrown instanceof Error && 'errorCode' in thrown && typeof thrown.errorCode === 'string'
}

function numberIn(description: string): number | null {
  const found = /\bAADSTS(\d{4,8})\b/.exec(description)?.[1]
  return found === undefined ? null : Number(found)
}

/** Without number, trace ids and time. */
function sentenceOf(description: string): string {
  return description
    .replace(/^.*?AADSTS\d+:\s*/s, '')
    .replace(/\s*(Trace ID|Correlation ID|Timestamp|-\s*Correlation).*$/is, '')
    .trim()
    .replace(/[.:]$/, '')
    .slice(0, LONGEST_REASON)
}
