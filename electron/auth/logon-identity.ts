/**
 * Which user names stand for one account of Active Directory, as far as that can be told from outside: accounts of
 * ours that sign in as the same person share one count there, whatever they call themselves.
 *
 * `CONTOSO\anna` and `anna@contoso.example` count as one: the NetBIOS name of a domain usually is the first label of
 * its DNS name. A name without a domain belongs to the server that completes it. Where this joins two people (the same
 * name in `firma.ch` and `firma.de`), one may be paused too early; the other way round one would be locked.
 */

export type LogonIdentity = {
  readonly user: string
  /** First label of the domain; `null`: the server completes the name. */
  readonly domain: string | null
  readonly host: string
}

/**
 * @param userName as it is sent
 * @param url of the server
 */
export function logonIdentity(userName: string, url: string): LogonIdentity {
  const name = userName.trim().toLowerCase()
  const host = new URL(url).hostname.toLowerCase()
  const [, before, after] = /^([^\\]*)\\(.*)$/.exec(name) ?? []
  if (before !== undefined && after !== undefined) return { user: after, domain: labelOf(before), host }
  const at = name.lastIndexOf('@')
  if (at === -1) return { user: name, domain: null, host }
  return { user: name.slice(0, at), domain: labelOf(name.slice(at + 1)), host }
}

export function isSameLogon(one: LogonIdentity, other: LogonIdentity): boolean {
  if (one.user !== other.user) return false
  return one.domain !== null && other.domain !== null ? one.domain === other.domain : one.host === other.host
}

function labelOf(domain: string): string | null {
  const [label = ''] = domain.split('.')
  return label === '' ? null : label
}
