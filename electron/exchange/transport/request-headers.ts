/** The headers that every request carries, whatever carries the request. Content-Length is the adapter's. */
import type { TransportRequest } from './transport.ts'

export function requestHeaders(
  request: Pick<TransportRequest, 'headers' | 'body'>,
  userAgent: string,
  requestId: string,
): Record<string, string> {
  return {
    ...request.headers,
    'User-Agent': userAgent,
    ...(request.body !== null && {
      'Content-Type': request.headers['Content-Type'] ?? 'text/xml; charset=utf-8',
    }),
    Accept: request.headers.Accept ?? 'text/xml',
    'Accept-Encoding': 'gzip', // what both adapters can undo; Exchange offers nothing else
    'client-request-id': requestId,
    'return-client-request-id': 'true',
  }
}

/** The port of an address, also where it is the one of the scheme. */
export function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
}
