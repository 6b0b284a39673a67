/**
 * Traces as HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), which browsers' developer tools, Fiddler and
 * Microsoft's support can open. Fields of ours begin with an underscore, as the format wants it.
 */
import type { TracedExchange } from '#shared/domain/exchange-trace.ts'

export type Har = { readonly log: Readonly<Record<string, unknown>> }

/** @param creator what wrote the file, for example `MS EWS Konnektor` and its version */
export function harOf(
  exchanges: readonly TracedExchange[],
  creator: { readonly name: string; readonly version: string },
): Har {
  return { log: { version: '1.2', creator, entries: exchanges.map(entryOf) } }
}

function entryOf(exchange: TracedExchange): Readonly<Record<string, unknown>> {
  const { firstByteMilliseconds, totalMilliseconds, error, requestBody, responseBody, status } = exchange
  const wait = firstByteMilliseconds ?? totalMilliseconds ?? 0
  const contentType = exchange.responseHeaders['content-type'] ?? ''
  return {
    startedDateTime: exchange.startedAt,
    time: totalMilliseconds ?? wait,
    request: {
      method: exchange.method,
      url: exchange.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(exchange.requestHeaders),
      queryString: [],
      headersSize: -1,
      bodySize: exchange.requestBytes,
      ...(requestBody !== null && { postData: { mimeType: 'text/xml', text: requestBody } }),
    },
    response: {
      status: status ?? 0, // as browsers write an exchange without an answer
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(exchange.responseHeaders),
      content: {
        size: exchange.responseBytes,
        mimeType: contentType,
        ...(responseBody !== null && { text: responseBody }),
      },
      redirectURL: exchange.responseHeaders.location ?? '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait, receive: Math.max(0, (totalMilliseconds ?? wait) - wait) },
    _operation: exchange.operation,
    _requestId: exchange.requestId,
    ...(error !== null && { _error: error.code }),
  }
}

function pairs(headers: Readonly<Record<string, string>>): { name: string; value: string }[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }))
}
