/**
 * The address of an EWS service: completion, rules and the recognition of Exchange Online.
 *
 * Rules (PRODUCT.md): `https` always, `http` only for loopback; a host alone is completed to the usual path,
 * visibly, so the completion is a function of its own that the form calls and shows.
 */
import type { ErrorCode } from '../errors.ts'

/** The usual path of the EWS service on Exchange since 2007. */
export const EWS_PATH = '/EWS/Exchange.asmx'

export type ServiceKind = 'exchange-online' | 'on-premises'

/** Hosts of Exchange Online: worldwide, US government (GCC High, DoD), China, Germany (closed, still seen). */
const EXCHANGE_ONLINE_HOSTS = [
  'outlook.office365.com',
  'outlook.office.com',
  'outlook.office365.us',
  'outlook-dod.office365.us',
  'partner.outlook.cn',
  'outlook.office.de',
]

/**
 * Completes what an administrator types: adds `https://` where no scheme is given and the EWS path where no path
 * is. Everything that already has both, and everything that is not an address, is returned trimmed, as it is.
 */
export function completeExchangeUrl(typed: string): string {
  const text = typed.trim()
  if (text === '') return text
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`
  const url = parse(withScheme)
  // Credentials are not dropped in silence: the rule that forbids them speaks.
  if (url?.username !== '' || url.password !== '') return text
  if ((url.pathname === '/' || url.pathname === '') && url.search === '' && url.hash === '') {
    return `${url.protocol}//${url.host}${EWS_PATH}`
  }
  return withScheme
}

/** The reason why `text` cannot be the address of an EWS service, or `null` when it can. */
export function exchangeUrlProblem(text: string): ErrorCode | null {
  const url = parse(text.trim())
  if (!url || url.hostname === '') return 'url.invalid'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'url.not-https'
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'url.not-https'
  if (url.username !== '' || url.password !== '') return 'url.has-credentials'
  if (url.search !== '' || url.hash !== '') return 'url.invalid'
  return null
}

export function serviceKindOf(url: string): ServiceKind {
  // A name may be written with the dot of the root, `outlook.office365.com.`
  const host = parse(url)?.hostname.toLowerCase().replace(/\.$/, '') ?? ''
  return EXCHANGE_ONLINE_HOSTS.includes(host) ? 'exchange-online' : 'on-premises'
}

/** Whether a host name or address is this machine itself; `http` is allowed for nothing else. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
