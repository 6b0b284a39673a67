/**
 * Whether the claims of an access token are what Exchange needs: for this server, with the permission to use EWS, and
 * within its time. As Exchange judges it; that the token is genuine only the server can say.
 *
 * Sources: learn.microsoft.com "Authenticate an EWS application by using OAuth" (scope and role), "Access token claims
 * reference" (`aud` is an address in tokens v1, an application id in v2), RFC 7519 4.1 (times).
 */
import type { TokenVerdict, TokenVerdictCode } from '#shared/domain/access-token.ts'
import { serviceKindOf } from '#shared/domain/exchange-url.ts'
import type { OAuth2Settings } from '#shared/domain/oauth2.ts'
import { instantOfClaim, type Claims } from './read-access-token.ts'

export type JudgedBy = {
  /** Of the EWS service that gets the token. */
  readonly url: string
  readonly signIn: OAuth2Settings['signIn']
  /** Milliseconds since 1970. */
  readonly now: number
}

const USER_SCOPE = 'ews.accessasuser.all'
const APPLICATION_ROLE = 'full_access_as_app'

/** What AD FS grants where nobody has made a scope of that name. */
const ADFS_SCOPE = 'user_impersonation'

/** "Office 365 Exchange Online" in every directory of every cloud. */
const EXCHANGE_ONLINE_ID = '00000002-0000-0ff1-ce00-000000000000'

/** Exchange and Entra ID let clocks differ by this much. */
const CLOCK_TOLERANCE_MILLISECONDS = 300_000

/** Hosts that stand for the same service. */
const SAME_SERVICE: Readonly<Record<string, string>> = { 'outlook.office.com': 'outlook.office365.com' }

const MOST_SHOWN = 200

export function judgeAccessToken(claims: Claims, by: JudgedBy): TokenVerdict[] {
  return [judgeAudience(claims.aud, by.url), judgePermission(claims, by), judgeTime(claims, by.now)]
}

function judgeAudience(aud: unknown, url: string): TokenVerdict {
  const audiences = stringsOf(aud)
  const host = hostOf(url)
  const params = { audience: shown(audiences), host }
  if (audiences.length === 0) return verdict('audience-missing', params)
  const hosts = audiences.map(hostOf)
  const isOnline = serviceKindOf(url) === 'exchange-online'
  const isForOnline = audiences.some(
    (each, index) =>
      each.toLowerCase() === EXCHANGE_ONLINE_ID ||
      serviceKindOf(`https://${hosts[index] ?? ''}`) === 'exchange-online',
  )
  if (isOnline) {
    const fits = audiences.some(
      (each, index) => each.toLowerCase() === EXCHANGE_ONLINE_ID || isSame(hosts[index], host),
    )
    return verdict(fits ? 'audience-exchange-online' : 'audience-foreign', params)
  }
  if (hosts.includes(host)) return verdict('audience-server', params)
  if (isForOnline) return verdict('audience-cloud-on-premises', params)
  // A server answers to every name it was given; those of other services are known, and an id is no name.
  const mayBeItsName = hosts.some((each) => each.includes('.') && !/(^|\.)microsoft\.com$/.test(each))
  return verdict(mayBeItsName ? 'audience-other-name' : 'audience-foreign', params)
}

function judgePermission(claims: Claims, { signIn, url }: JudgedBy): TokenVerdict {
  const scopes = stringsOf(claims.scp).flatMap((each) => each.split(/\s+/))
  const roles = stringsOf(claims.roles)
  if (signIn !== 'user') {
    const has = roles.some((each) => each.toLowerCase() === APPLICATION_ROLE)
    return verdict(has ? 'permission-application' : 'permission-application-missing', {
      granted: shown(roles),
    })
  }
  const names = scopes.map((each) => each.slice(each.lastIndexOf('/') + 1).toLowerCase())
  const params = { granted: shown(scopes.filter((each) => each !== '')) }
  if (names.includes(USER_SCOPE)) return verdict('permission-user', params)
  const isFromAdfs = serviceKindOf(url) === 'on-premises' && names.includes(ADFS_SCOPE)
  return verdict(isFromAdfs ? 'permission-adfs' : 'permission-user-missing', params)
}

function judgeTime({ nbf, exp }: Claims, now: number): TokenVerdict {
  const from = instantOfClaim(nbf)
  const until = instantOfClaim(exp)
  if (until !== null && Date.parse(until) <= now) return verdict('time-expired', { until })
  if (from !== null && Date.parse(from) - CLOCK_TOLERANCE_MILLISECONDS > now) {
    return verdict('time-early', { from })
  }
  return until === null ? verdict('time-unlimited', {}) : verdict('time-valid', { until })
}

function verdict(code: TokenVerdictCode, params: Readonly<Record<string, string>>): TokenVerdict {
  return { code, params }
}

function stringsOf(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value]
  return all.filter((each) => typeof each === 'string' && each !== '') as string[]
}

function shown(values: readonly string[]): string {
  const text = values.join(' ')
  if (text === '') return '–'
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
}

/** Of an address; what is none stays as it is. */
function hostOf(text: string): string {
  const host = URL.canParse(text) ? new URL(text).hostname : text
  return host.toLowerCase().replace(/\.$/, '')
}

function isSame(one: string | undefined, other: string): boolean {
  const nameOf = (host: string): string => SAME_SERVICE[host] ?? host
  return one !== undefined && nameOf(one) === nameOf(other)
}
