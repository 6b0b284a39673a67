import { describe, expect, it } from 'vitest'
import { ExchangeTrace } from '#electron/exchange/trace/exchange-trace.ts'
import { harOf } from '#electron/exchange/trace/har.ts'
import { withTrace } from '#electron/exchange/trace/with-trace.ts'
import {
  type Transport,
  TransportFailure,
  type TransportRequest,
} from '#electron/exchange/transport/transport.ts'
import { LONGEST_BODY } from '#shared/domain/exchange-trace.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import { chunks } from '../support/answers.ts'

const lost = appError('network.connection-lost', { host: 'mail.contoso.example' })

const request: TransportRequest = {
  operation: 'GetFolder',
  method: 'POST',
  url: 'https://anna:Geheim-1@mail.contoso.example/EWS/Exchange.asmx',
  headers: { 'X-AnchorMailbox': 'anna@contoso.example', Authorization: 'Basic YW5uYTpHZWhlaW0tMQ==' },
  body: '<Envelope>Grüezi</Envelope>',
  signal: new AbortController().signal,
}

/** A transport that answers with this body, and its trace. */
function traced(body: AsyncIterable<Uint8Array> = chunks('<Answer/>'), trace = new ExchangeTrace()) {
  const inner: Transport = {
    send: async () =>
      ok({
        status: 200,
        headers: { 'content-type': 'text/xml', 'set-cookie': 'session=Geheim-2' },
        challenges: [],
        setCookies: [],
        body,
        requestId: 'id-1',
      }),
    close: async () => undefined,
  }
  return { trace, transport: withTrace(inner, trace) }
}

async function exchange(transport: Transport, sent = request): Promise<number> {
  const answer = await transport.send(sent)
  if (!answer.ok) return -1
  let bytes = 0
  for await (const chunk of answer.value.body) bytes += chunk.length
  return bytes
}

describe('a traced exchange', () => {
  it('has operation, status, sizes, times and request id', async () => {
    const { trace, transport } = traced()
    expect(await exchange(transport)).toBe(9)
    const [entry] = trace.entries()
    expect(entry).toMatchObject({
      number: 1,
      operation: 'GetFolder',
      status: 200,
      requestId: 'id-1',
      requestBytes: 28,
      responseBytes: 9,
      requestBody: null,
      responseBody: null,
      error: null,
    })
    expect(entry!.totalMilliseconds).toBeGreaterThanOrEqual(entry!.firstByteMilliseconds!)
    expect(Date.parse(entry!.startedAt)).toBeLessThanOrEqual(Date.now())
  })

  it('holds no secret, in no header, address or body', async () => {
    const { trace, transport } = traced(chunks('<Token>password="Geheim-3"</Token>'))
    trace.keepsBodies = true
    await exchange(transport, { ...request, body: '<a>Authorization: Bearer Geheim-4-abcdefgh</a>' })
    const text = JSON.stringify(trace.entries())
    expect(text).not.toMatch(/Geheim|YW5uYTpHZWhlaW0tMQ/)
    expect(text).toContain('anna@contoso.example')
  })

  it('has its bodies when they are asked for, cut where they are long', async () => {
    const { trace, transport } = traced(chunks('ö'.repeat(LONGEST_BODY), 1_000_001))
    trace.keepsBodies = true
    await exchange(transport)
    expect(trace.entries()[0]).toMatchObject({ requestBody: '<Envelope>Grüezi</Envelope>' })
    expect(trace.entries()[0]!.responseBody).toBe('ö'.repeat(LONGEST_BODY))
  })

  it('tells why no answer came', async () => {
    const trace = new ExchangeTrace()
    const inner: Transport = { send: async () => failure(lost), close: async () => undefined }
    await exchange(withTrace(inner, trace))
    expect(trace.entries()[0]).toMatchObject({ status: null, error: lost })
  })

  it('tells that its body broke off, and how far it came', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('<Ans')
      throw new TransportFailure(lost)
    }
    const { trace, transport } = traced(broken())
    await expect(exchange(transport)).rejects.toThrow(TransportFailure)
    expect(trace.entries()[0]).toMatchObject({ status: 200, responseBytes: 4, error: lost })
  })

  it('tells that its reader gave up', async () => {
    const { trace, transport } = traced(chunks('<Answer/>', 2))
    const answer = await transport.send(request)
    if (answer.ok) for await (const _ of answer.value.body) break
    expect(trace.entries()[0]).toMatchObject({ responseBytes: 2, error: { code: 'sync.cancelled' } })
  })
})

describe('the ring buffer', () => {
  it('keeps the newest exchanges', async () => {
    const { trace, transport } = traced(chunks(''), new ExchangeTrace({ maximumEntries: 3 }))
    for (let count = 0; count < 5; count++) await exchange(transport)
    expect(trace.entries().map(({ number }) => number)).toEqual([3, 4, 5])
  })

  it('is bounded by its bodies too, but always keeps the last exchange', async () => {
    const trace = new ExchangeTrace({ maximumBodyCharacters: 100 })
    trace.keepsBodies = true
    for (const size of [40, 40, 40, 500]) {
      await exchange(traced(chunks('x'.repeat(size)), trace).transport, { ...request, body: null })
      const kept = trace.entries().map(({ responseBody }) => responseBody?.length)
      expect(kept).toEqual(size === 500 ? [500] : kept.slice(-2).map(() => 40))
    }
    await exchange(traced(chunks('x'.repeat(60)), trace).transport, { ...request, body: null })
    expect(trace.entries().map(({ responseBody }) => responseBody?.length)).toEqual([60])
    trace.clear()
    expect(trace.entries()).toEqual([])
  })

  it('forgets an exchange that ends after it has made room', async () => {
    const trace = new ExchangeTrace({ maximumEntries: 1 })
    const { transport } = traced(chunks('<Answer/>'), trace)
    const slow = await transport.send(request)
    await traced(chunks(''), trace).transport.send(request)
    if (slow.ok) for await (const _ of slow.value.body);
    expect(trace.entries().map(({ number }) => number)).toEqual([2])
  })
})

describe('the export as HAR', () => {
  it('has what developer tools need', async () => {
    const { trace, transport } = traced()
    trace.keepsBodies = true
    await exchange(transport)
    const inner: Transport = { send: async () => failure(lost), close: async () => undefined }
    await exchange(withTrace(inner, trace))
    const har = harOf(trace.entries(), { name: 'MS EWS Konnektor', version: '1.0.0' })
    expect(har.log).toMatchObject({
      version: '1.2',
      creator: { name: 'MS EWS Konnektor', version: '1.0.0' },
      entries: [
        {
          request: {
            method: 'POST',
            httpVersion: 'HTTP/1.1',
            postData: { text: '<Envelope>Grüezi</Envelope>' },
          },
          response: { status: 200, content: { size: 9, mimeType: 'text/xml', text: '<Answer/>' } },
          _operation: 'GetFolder',
          _requestId: 'id-1',
        },
        { response: { status: 0 }, _error: 'network.connection-lost' },
      ],
    })
  })
})
