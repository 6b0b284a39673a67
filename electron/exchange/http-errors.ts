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

/** The error of an answer that is no SOAP, or `null` when the body is to be read as such. */
export function httpError(
  response: Pick<TransportResponse, 'status' | 'headers'>,
  url: string,
  now = Date.now(),
): AppError | null {
  const { status, headers } = response
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
    case 403:
      return appError('http.forbidden')
    case 404:
      return appError('http.not-found')
    case 405: // the path belongs to something that takes no POST
      return appError('http.not-exchange', { status, contentType: contentType || '–' })
    case 413:
      return appError('http.request-too-large')
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
      return appError('http.status', { status })
  }
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
