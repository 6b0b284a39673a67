/**
 * What an HTTP answer is before anyone reads its body: SOAP, or one of the many other things that answer where
 * Exchange should.
 *
 * Exchange sends SOAP with 200 and faults with 500; some servers send faults with 200. A missing content type
 * passes as SOAP, the reader will tell. 401 is judged where the credential is, see basic-authentication.ts.
 */
import type { AppError } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import type { TransportResponse } from './transport/transport.ts'

const MAXIMUM_TARGET = 300 // characters of a redirect's target that a text can show

/**
 * The error of an answer that is no SOAP, or `null` when the body is to be read as such.
 *
 * @param call where it was sent to, and as whom
 * @param now milliseconds since 1970
 */
export function httpError(
  response: Pick<TransportResponse, 'status' | 'headers'>,
  call: { readonly url: string; readonly userName: string },
  now = Date.now(),
): AppError | null {
  const { status, headers } = response
  const { url, userName } = call
  const contentType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const isXml = contentType === '' || contentType.endsWith('/xml') || contentType.endsWith('+xml')

  if (status === 200 || status === 500) {
    if (isXml && !(status === 500 && contentType === '')) return null
    if (status === 500) return appError('http.unavailable', { status })
    return appError('http.not-exchange', { status, contentType })
  }
  const location = headers.location
  if (status >= 300 && status < 400 && location !== undefined) {
    return appError('http.redirect', { target: redirectTarget(location, url) })
  }
  switch (status) {
    case 403: {
      // Exchange Online says there why: blocked tenant, application or mailbox.
      const diagnostics = headers['x-ms-diagnostics'] ?? headers['x-ms-diagnostics-public']
      return appError('http.forbidden', diagnostics === undefined ? {} : { diagnostics })
    }
    case 404:
      return appError('http.not-found')
    case 405: // the path belongs to something that takes no POST
      return appError('http.not-exchange', { status, contentType: contentType || '–' })
    case 413:
      return appError('http.request-too-large')
    case 440: // Outlook on the web: the session of its sign-in page has ended (MS-ASHTTP lists it too)
      return appError('http.not-exchange', { status, contentType: contentType || '–' })
    case 456: // Exchange Online: the account is locked (AccountIsLocked of Microsoft's own client)
      return appError('sign-in.account-disabled', { userName })
    case 451: // the mailbox is served elsewhere; X-MS-Location says where (MS-ASHTTP 2.2.1.1.2.3)
      return appError('http.redirect', {
        target: redirectTarget(headers['x-ms-location'] ?? location ?? '', url),
      })
    case 408: // a proxy gave up waiting
    case 421: // meant for another server behind the same address
      return appError('http.unavailable', { status })
    case 429:
    case 502:
    case 503:
    case 504: {
      const backOff = retryAfter(headers['retry-after'], now)
      if (backOff !== null) return appError('exchange.server-busy', { status, backOffMilliseconds: backOff })
      return status === 429
        ? appError('exchange.server-busy', { status })
        : appError('http.unavailable', { status })
    }
    default:
      // Content delivery networks answer 520 to 530 for a server that they cannot reach.
      return appError(status > 505 ? 'http.unavailable' : 'http.status', { status })
  }
}

/**
 * The servers that an answer passed, front end first, as Exchange names them in its headers; empty when it does not.
 * With them and the request id an administrator finds the call in the logs of the right server.
 */
export function serverNames(headers: TransportResponse['headers']): string {
  const names = [
    headers['x-feserver'],
    headers['x-calculatedbetarget'] ?? headers['x-beserver'],
    headers['x-diaginfo'],
  ]
  return [...new Set(names.filter((name) => name !== undefined && name !== ''))].join(' → ')
}

/** Milliseconds to wait: `Retry-After` gives seconds or a date (RFC 9110, 10.2.3). */
export function retryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

/** Absolute, without credentials, and short enough to be shown. */
function redirectTarget(location: string, url: string): string {
  if (!URL.canParse(location, url)) return location.slice(0, MAXIMUM_TARGET)
  const target = new URL(location, url)
  target.username = ''
  target.password = ''
  return target.href.slice(0, MAXIMUM_TARGET)
}
