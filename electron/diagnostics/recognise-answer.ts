/**
 * What answers where Exchange should: told from the status, the headers and the beginning of the page that came. Pure.
 *
 * `httpError` says that an answer is no SOAP; here it is said what it is, because a start page, a sign-in page and a
 * stopped service call for different deeds. An answer with a header of Exchange's own is Exchange's, whatever else
 * stands in it. Pages are recognised by what products write into them in every language: paths, names of fields and of
 * products, never sentences that are translated.
 */
import type { Detail, Offer } from '#shared/domain/connection-test.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { httpError } from '../exchange/http-errors.ts'
import { usualUrlOffer } from './address.ts'

export type ForeignAnswer = {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The beginning is enough. */
  readonly page: string
}

export type Recognised = {
  /** `null`: Exchange, or something that may be Exchange. */
  readonly problem: AppError | null
  readonly offers: readonly Offer[]
  readonly details: readonly Detail[]
  readonly isExchange: boolean
}

export function recogniseAnswer(answer: ForeignAnswer, url: URL): Recognised {
  const isExchange = EXCHANGE_HEADERS.some((name) => name in answer.headers)
  const found = answer.status === 401 ? null : problemOf(answer, url, isExchange)
  return {
    problem: found?.problem ?? null,
    offers: found?.offers ?? [],
    details: detailsOf(answer, found?.problem ?? null),
    isExchange,
  }
}

/** Headers that only Exchange sends. */
const EXCHANGE_HEADERS = [
  'x-feserver',
  'x-beserver',
  'x-calculatedbetarget',
  'x-owa-version',
  'x-diaginfo',
  'x-ewsversion',
]

type Found = { readonly problem: AppError; readonly offers?: readonly Offer[] }

function problemOf(answer: ForeignAnswer, url: URL, isExchange: boolean): Found | null {
  const { status } = answer
  const base = httpError(answer, { url: url.href, userName: '' })
  if (base === null) return null
  if (base.code === 'http.redirect') return redirectProblem(base, url)
  const page = pageProblem(answer, url)
  if (page) return page
  const gateway = isExchange ? null : gatewayOf(answer)
  if (gateway !== null && status >= 400) {
    const code = status >= 500 ? 'http.gateway-failed' : 'http.gateway-refused'
    return { problem: appError(code, { product: gateway, status }) }
  }
  if (status === 500) return { problem: appError('http.application-error', { status }) }
  if (status === 405) return { problem: appError('http.method-refused'), offers: usualUrlOffer(url) }
  const isOfPath = base.code === 'http.not-found' || base.code === 'http.not-exchange'
  return { problem: base, offers: isOfPath ? usualUrlOffer(url) : [] }
}

const OUTLOOK_SIGN_IN = /\/(owa|ecp)\/auth(\/|\.owa)|\/owa\/?(\?|#|$)/i
const FEDERATION_SIGN_IN =
  /\/adfs\/(ls|oauth2|portal)|login\.(microsoftonline|windows|microsoft)\.(com|net|us)|\/my\.policy|\/(vpn|logon)\/(index|logonpoint)|\/saml2?\/|\/oauth2?\/(v2\.0\/)?authorize|\.okta\.com|duosecurity\.com/i

function redirectProblem(base: AppError, url: URL): Found {
  const target = String(base.params.target ?? '')
  if (OUTLOOK_SIGN_IN.test(target)) {
    return { problem: appError('http.outlook-sign-in'), offers: usualUrlOffer(url) }
  }
  if (FEDERATION_SIGN_IN.test(target)) return { problem: appError('http.federation-sign-in', { target }) }
  // A password would follow the offer: never to another host, and never to where it is not encrypted.
  const to = URL.canParse(target) ? new URL(target) : null
  const isSafe = to?.protocol === 'https:' && to.hostname === url.hostname && to.search === ''
  const isEws = to?.pathname.toLowerCase().endsWith('/exchange.asmx') === true
  return { problem: base, offers: isSafe && isEws ? [{ field: 'url', value: to.href }] : [] }
}

const CAPTIVE_PORTAL =
  /WISPAccessGatewayParam|captive.?portal|hotspot.?login|\/generate_204|nodogsplash|chillispot/i
const START_PAGE =
  /<title>\s*(IIS( Windows( Server)?|7|8|8\.5|10)?|Welcome to nginx!?|Apache2? .*(Default|Test) Page.*|It works!?|Test Page .*|HTTP Server Test Page.*)\s*<\/title>|iisstart\.(png|htm)|iis-85\.png|<h1>It works!<\/h1>/i

/** By the page, whatever the status is. */
function pageProblem({ status, headers, page }: ForeignAnswer, url: URL): Found | null {
  const server = headers.server ?? ''
  const host = url.hostname
  const title = titleOf(page)
  // HTTP.sys of Windows answers itself where IIS has no site, or no process for it.
  const isWindows = /^Microsoft-HTTPAPI/i.test(server)
  if (status === 503 && (isWindows || /HTTP Error 503\. The service is unavailable/i.test(page))) {
    return { problem: appError('http.service-stopped') }
  }
  if (isWindows && (status === 404 || status === 400))
    return { problem: appError('http.no-site', { host, status }) }
  if (status === 511 || CAPTIVE_PORTAL.test(page)) return { problem: appError('http.captive-portal') }
  if (status === 440 || /["'(]\/(owa|ecp)\/auth(\/|\.owa)|name="logonForm"/i.test(page)) {
    return { problem: appError('http.outlook-sign-in'), offers: usualUrlOffer(url) }
  }
  if (/\/adfs\/(ls|portal)|login\.microsoftonline\.com/i.test(page)) {
    return { problem: appError('http.federation-sign-in', { target: title || host }) }
  }
  if (status === 403) {
    if (/\b403[.-](7|16|17)\b/.test(page)) return { problem: appError('http.client-certificate-needed') }
    if (/\b403[.-](6|8)\b/.test(page)) return { problem: appError('http.address-refused') }
  }
  if (status < 400 && START_PAGE.test(page)) {
    return {
      problem: appError('http.start-page', { title: title || server || host }),
      offers: usualUrlOffer(url),
    }
  }
  const asksForPassword = /<input[^>]+type=["']?password/i.test(page)
  return asksForPassword
    ? { problem: appError('http.sign-in-page', { title: title || server || host }) }
    : null
}

/** Devices and programs in front of Exchange, by their header or by the page that they write for an error. */
const GATEWAYS: readonly (readonly [RegExp, string])[] = [
  [/big-?ip|\bf5\b|The requested URL was rejected\. Please consult/i, 'F5 BIG-IP'],
  [/netscaler|citrix|ns_af=/i, 'Citrix NetScaler'],
  [/\bopenresty\b/i, 'OpenResty'],
  [/\bnginx\b/i, 'nginx'],
  [/haproxy|<h1>50[234] [^<]+<\/h1>\s*(No server is available|The server returned an invalid)/i, 'HAProxy'],
  [/microsoft-azure-application-gateway/i, 'Azure Application Gateway'],
  [/cloudflare/i, 'Cloudflare'],
  [/awselb/i, 'AWS Load Balancer'],
  [/kemp|loadmaster/i, 'Kemp LoadMaster'],
  [/sophos/i, 'Sophos'],
  [/forti(web|gate|adc|net)/i, 'Fortinet'],
  [/barracuda/i, 'Barracuda'],
  [/\bsquid\b/i, 'Squid'],
  [/\bvarnish\b/i, 'Varnish'],
  [/\bzscaler\b/i, 'Zscaler'],
  [/\btraefik\b/i, 'Traefik'],
  [/\bcaddy\b/i, 'Caddy'],
  [/\benvoy\b/i, 'Envoy'],
  [/watchguard/i, 'WatchGuard'],
  [/\bapache\b/i, 'Apache'],
]

/** The product in front of Exchange, or `null`. */
export function gatewayOf({ headers, page }: Pick<ForeignAnswer, 'headers' | 'page'>): string | null {
  const told = ['server', 'via', 'x-powered-by', 'x-squid-error', 'set-cookie'].map(
    (name) => headers[name] ?? '',
  )
  const where = `${told.join('\n')}\n${page.slice(0, 4_000)}`
  return GATEWAYS.find(([pattern]) => pattern.test(where))?.[1] ?? null
}

/** Windows without updates, by its web server. */
const OLD_WEB_SERVERS: Readonly<Record<string, string>> = {
  '6.0': 'Windows Server 2003',
  '7.0': 'Windows Server 2008',
  '7.5': 'Windows Server 2008 R2',
  '8.0': 'Windows Server 2012',
  '8.5': 'Windows Server 2012 R2',
}

export function oldSystemOf(headers: ForeignAnswer['headers']): string | null {
  const version = /Microsoft-IIS\/([\d.]+)/i.exec(headers.server ?? '')?.[1]
  return version === undefined ? null : (OLD_WEB_SERVERS[version] ?? null)
}

function titleOf(page: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(page)?.[1] ?? ''
  return title.replace(/\s+/g, ' ').trim().slice(0, 120)
}

function detailsOf({ status, headers, page }: ForeignAnswer, problem: AppError | null): Detail[] {
  const target = problem?.params.target
  const facts: readonly (readonly [Detail['name'], string | undefined])[] = [
    ['status', String(status)],
    ['server', headers.server],
    ['software', [headers['x-powered-by'], headers.via].filter((each) => each).join(', ')],
    ['frontEndServer', headers['x-feserver']],
    ['backEndServer', headers['x-calculatedbetarget'] ?? headers['x-beserver']],
    ['outlookVersion', headers['x-owa-version']],
    ['contentType', headers['content-type']],
    ['pageTitle', titleOf(page)],
    ['redirectTarget', target === undefined ? headers.location : String(target)],
    ['diagnostics', headers['x-ms-diagnostics'] ?? headers['x-diaginfo']],
    ['requestId', headers['request-id']],
  ]
  return facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value }]))
}
