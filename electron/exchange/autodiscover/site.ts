/** Where the services of one Autodiscover are, and where a redirection leads. Pure. */
import { serviceKindOf } from '#shared/domain/exchange-url.ts'

/** The addresses of the three services, with one host. */
export type Site = {
  readonly host: string
  readonly pox: string
  readonly soap: string
  readonly json: string
}

/** Where Exchange Online answers for every tenant. */
export const EXCHANGE_ONLINE_HOST = 'outlook.office365.com'

/** @param host with a port where it is not 443 */
export function siteAt(host: string): Site {
  return siteOf(new URL(`https://${host}/autodiscover/autodiscover.xml`))
}

/** The site that a service belongs to. An address of another form is taken as that of plain XML. */
export function siteOf(service: URL): Site {
  const path = /^(.*\/autodiscover\.)(xml|svc|json)$/i.exec(service.pathname)?.[1]
  const at = (ending: string): string => `${service.origin}${path ?? '/autodiscover/autodiscover.'}${ending}`
  return {
    host: service.host,
    pox: path === undefined ? service.href : at('xml'),
    soap: at('svc'),
    json: at('json'),
  }
}

/** Hosts that take no password at all any more: Basic is switched off, an address is told without it. */
export function isMicrosoft(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase()
  return (
    serviceKindOf(`https://${name}`) === 'exchange-online' ||
    /(^|\.)(outlook\.com|office365\.com|office365\.us)$/.test(name)
  )
}

export type Target =
  | { readonly kind: 'safe'; readonly url: URL }
  /** No https, or credentials in it; `shown` is without these. */
  | { readonly kind: 'unsafe'; readonly shown: string }

/** Where a redirection leads; relative ones belong to `base`. */
export function targetOf(location: string, base: string): Target {
  if (!URL.canParse(location, base)) return { kind: 'unsafe', shown: location.slice(0, MAXIMUM_SHOWN) }
  const url = new URL(location, base)
  const hasCredentials = url.username !== '' || url.password !== ''
  url.username = ''
  url.password = ''
  url.hash = ''
  const isSafe = url.protocol === 'https:' && url.hostname !== '' && !hasCredentials
  return isSafe ? { kind: 'safe', url } : { kind: 'unsafe', shown: url.href.slice(0, MAXIMUM_SHOWN) }
}

const MAXIMUM_SHOWN = 300 // characters of a foreign address that a text can show

/** The domain of an address as DNS knows it; empty when it cannot be one. */
export function domainOf(address: string): string {
  return hostOf(address.slice(address.lastIndexOf('@') + 1).replace(/\.$/, '')) ?? ''
}

/** A host in the form of URLs, with the port where it is not 443; `null` for what is none. */
export function hostOf(text: string): string | null {
  // A URL would take what stands before or behind these for something else and leave another host.
  if (!/^[^\s/?#@\\]+$/.test(text) || !URL.canParse(`https://${text}`)) return null
  return new URL(`https://${text}`).host
}
