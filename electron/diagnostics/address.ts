/**
 * What the address itself says, without going anywhere: what was completed, which kind of service it is, and
 * paths and hosts that are known to be something else than EWS. They are warnings, because a reverse proxy may do what
 * it likes with a path; the steps that follow tell what is really there.
 */
import { isIP } from 'node:net'
import type { Detail, Offer, Warning } from '#shared/domain/connection-test.ts'
import { EWS_PATH, exchangeUrlProblem, isLoopback, serviceKindOf } from '#shared/domain/exchange-url.ts'
import { appError } from '#shared/errors.ts'
import { type Step, hostOf, portOf } from './step.ts'

const TIMEOUT = 5_000 // ms; it takes none

/** What else Exchange publishes, by the beginning of its path. */
const FOREIGN_PATHS: readonly (readonly [RegExp, string])[] = [
  [/^\/owa(\/|$)/i, 'Outlook on the web'],
  [/^\/ecp(\/|$)/i, 'Exchange admin center'],
  [/^\/autodiscover(\/|$)/i, 'Autodiscover'],
  [/^\/mapi(\/|$)/i, 'MAPI over HTTP'],
  [/^\/rpc(\/|$)/i, 'Outlook Anywhere (RPC over HTTP)'],
  [/^\/microsoft-server-activesync(\/|$)/i, 'ActiveSync'],
  [/^\/oab(\/|$)/i, 'Offline address book'],
  [/^\/powershell(\/|$)/i, 'PowerShell'],
  [/^\/(api|v1\.0|beta)(\/|$)/i, 'REST'],
  [/^\/public(\/|$)/i, 'Public folders'],
  [/^\/exchange(\/|$)/i, 'Exchange 2003'],
  [/^\/ews\/(services\.wsdl|messages\.xsd|types\.xsd|mrsproxy\.svc)/i, 'EWS metadata'],
]

/** Hosts of Microsoft 365 at which people have a mailbox, but EWS does not live. */
const PORTAL_HOSTS =
  /^((www\.)?office\.com|portal\.office\.com|login\.microsoftonline\.com|graph\.microsoft\.com|(www\.)?outlook\.com|outlook\.live\.com|outlook\.cloud\.microsoft|admin\.(exchange\.)?microsoft\.com|autodiscover(-s)?\.outlook\.com|smtp\.office365\.com|.+\.mail\.protection\.outlook\.com)$/

const EXCHANGE_ONLINE_URL = `https://outlook.office365.com${EWS_PATH}`

export const address: Step = {
  id: 'address',
  timeout: TIMEOUT,
  needsAccount: false,
  run: ({ url, entered = url.href }) => {
    const isOnline = serviceKindOf(url.href) === 'exchange-online'
    const host = hostOf(url)
    const port = portOf(url)
    const details: Detail[] = [
      { name: 'entered', value: entered },
      { name: 'url', value: url.href },
      { name: 'service', value: isOnline ? 'Exchange Online' : 'Exchange Server' },
      { name: 'host', value: host },
      { name: 'port', value: String(port) },
    ]
    const problem = exchangeUrlProblem(url.href)
    if (problem !== null) return Promise.resolve({ state: 'failed', error: appError(problem), details })
    const found = suspicionOf(url)
    if (found !== null) return Promise.resolve({ state: 'warning', ...found, details })
    const name = isOnline ? 'address-exchange-online' : 'address-on-premises'
    return Promise.resolve({ state: 'passed', verdict: { name, params: { host, port } }, details })
  },
}

/** What about an address makes one doubt that EWS is there, and what would be usual. Pure. */
export function suspicionOf(url: URL): { verdict: Warning; offers: Offer[] } | null {
  const host = hostOf(url)
  const path = url.pathname
  if (PORTAL_HOSTS.test(host)) {
    return {
      verdict: { name: 'portal-host', params: { host } },
      offers: [{ field: 'url', value: EXCHANGE_ONLINE_URL }],
    }
  }
  const offers = usualUrlOffer(url)
  const foreign = FOREIGN_PATHS.find(([pattern]) => pattern.test(path))
  if (foreign) {
    return { verdict: { name: 'foreign-path', params: { path, service: foreign[1] } }, offers }
  }
  if (/^\/ews\/?$/i.test(path)) return { verdict: { name: 'incomplete-path', params: { path } }, offers }
  if (offers.length > 0) return { verdict: { name: 'unusual-path', params: { path } }, offers }
  if (isIP(host) !== 0 && !isLoopback(url.hostname)) {
    return { verdict: { name: 'address-is-ip', params: { host } }, offers: [] }
  }
  return null
}

/** The usual path on the same server; nothing where it is that already. */
export function usualUrlOffer({ origin, pathname }: URL): Offer[] {
  const isUsual = pathname.toLowerCase() === EWS_PATH.toLowerCase()
  return isUsual ? [] : [{ field: 'url', value: origin + EWS_PATH }]
}
