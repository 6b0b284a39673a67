/**
 * Tracing as a layer over any transport. It belongs outside of the layers that sign in and keep cookies, so that it
 * never sees what they add; the trace redacts all the same.
 */
import { LONGEST_BODY } from '#shared/domain/exchange-trace.ts'
import { appError } from '#shared/errors.ts'
import { type Transport, TransportFailure, type TransportRequest } from '../transport/transport.ts'
import type { ExchangeTrace } from './exchange-trace.ts'

export function withTrace(inner: Transport, trace: ExchangeTrace): Transport {
  return {
    send: async (request) => {
      const start = performance.now()
      const elapsed = (): number => Math.round((performance.now() - start) * 10) / 10
      const number = trace.begin(beginOf(request))
      const sent = await inner.send(request)
      if (!sent.ok) {
        trace.complete(number, { error: sent.error, totalMilliseconds: elapsed() })
        return sent
      }
      const { status, headers, requestId, body } = sent.value
      trace.complete(number, {
        status,
        requestId,
        responseHeaders: headers,
        firstByteMilliseconds: elapsed(),
      })
      return { ok: true, value: { ...sent.value, body: traced(body, trace, number, elapsed) } }
    },
    close: () => inner.close(),
  }
}

function beginOf({ operation, method, url, headers, body }: TransportRequest) {
  const isText = typeof body === 'string'
  return {
    startedAt: new Date().toISOString(),
    operation,
    method,
    url,
    requestHeaders: headers,
    requestBytes: isText ? Buffer.byteLength(body) : (body?.byteLength ?? 0),
    requestBody: isText ? body : null, // a streamed body is an attachment; its bytes say nothing to a reader
  }
}

async function* traced(
  body: AsyncIterable<Uint8Array>,
  trace: ExchangeTrace,
  number: number,
  elapsed: () => number,
): AsyncGenerator<Uint8Array, void> {
  const keepsBody = trace.keepsBodies
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  let isWhole = false
  let error = appError('sync.cancelled') // unless it turns out otherwise, the reader broke off
  try {
    for await (const chunk of body) {
      bytes += chunk.length
      if (keepsBody && text.length < LONGEST_BODY) text += decoder.decode(chunk, { stream: true })
      yield chunk
    }
    isWhole = true
  } catch (cause) {
    if (cause instanceof TransportFailure) error = cause.error
    throw cause
  } finally {
    trace.complete(number, {
      responseBytes: bytes,
      responseBody: keepsBody ? text : null,
      totalMilliseconds: elapsed(),
      ...(!isWhole && { error }),
    })
  }
}
