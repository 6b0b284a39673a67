/**
 * Reads header and claims of an access token for the screen. Nothing of the signature, and no other token that may
 * stand in a claim (the `actortoken` of a hybrid Exchange is one), is in the answer.
 *
 * The signature is not verified: that is the server's business, and this program trusts nothing that it reads here.
 */
import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { TokenClaim } from '#shared/domain/access-token.ts'
import { type Instant, instantOf } from '#shared/domain/ids.ts'
import { redact } from '#shared/redact.ts'

/** Characters; servers refuse longer headers (http.sys: 16 KB by default), so it is no token that could be of use. */
const LONGEST_TOKEN = 65_536

/** Characters of one value; the longest real ones are lists of groups. */
const LONGEST_VALUE = 4_000

const TIMES = new Set(['iat', 'nbf', 'exp', 'auth_time', 'xms_tcdt'])

/** What Exchange judges, then who it is; the others follow as the provider wrote them. */
const FIRST = [
  ...['aud', 'scp', 'roles', 'exp', 'nbf', 'iat', 'iss', 'tid', 'appid', 'azp', 'app_displayname'],
  ...['upn', 'unique_name', 'preferred_username', 'name', 'oid'],
]

/** Seconds: the last instant that a `Date` can be. */
const LAST_SECOND = 8.64e12

export type Claims = Readonly<Record<string, unknown>>

export type ReadToken = {
  readonly header: readonly TokenClaim[]
  readonly claims: readonly TokenClaim[]
  readonly claimsJson: string
  /** As they are, to be judged. */
  readonly values: Claims
}

/** @returns `null`: this is no signed JWT (RFC 7519), but opaque or encrypted */
export function readAccessToken(token: string): ReadToken | null {
  if (token.length > LONGEST_TOKEN) return null
  let header: Claims
  let values: Claims
  try {
    header = decodeProtectedHeader(token)
    values = decodeJwt(token)
  } catch {
    return null // jose tells why in English words alone, and for a person it is all the same
  }
  const shown = redact(values) as Claims
  return {
    header: claimsOf(redact(header) as Claims),
    claims: claimsOf(shown),
    claimsJson: JSON.stringify(shown, null, 2),
    values,
  }
}

/** The instant of a time in a token (`NumericDate`, seconds since 1970), or `null` when it is none. */
export function instantOfClaim(value: unknown): Instant | null {
  const isTime = typeof value === 'number' && Math.abs(value) <= LAST_SECOND
  return isTime ? instantOf(new Date(value * 1000)) : null
}

function claimsOf(all: Claims): TokenClaim[] {
  const rank = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length)
  const ordered = Object.entries(all).sort(([one], [other]) => rank(one) - rank(other))
  return ordered.map(([name, value]) => ({
    name: shortened(name),
    value: shortened(textOf(value)),
    at: TIMES.has(name) ? instantOfClaim(value) : null,
  }))
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(', ')
  return JSON.stringify(value)
}

function shortened(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}
