/** What can go wrong with a request: one error with a code and the request's id, never a hang, never a guess. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ExchangeConnection } from '#electron/exchange/create-exchange-client.ts'
import type { CreateItemsRequest } from '#electron/exchange/gateway/requests.ts'
import type { ExchangeServer, Interception } from '#test/exchange-server/server.ts'
import { ANNA, connect, folder, newClientId, signal, startServer, storedItem, valuesOf } from './support.ts'

let server: ExchangeServer
let anna: ExchangeConnection
const ends: (() => void)[] = []
beforeAll(async () => {
  server = await startServer()
})
beforeEach(() => {
  anna = connect(server, ANNA)
})
afterEach(async () => {
  for (const end of ends.splice(0)) end()
  await anna.close()
})
afterAll(async () => {
  await server.stop()
})

const drafts = (...subjects: string[]): CreateItemsRequest => ({
  kind: 'message',
  items: subjects.map((subject) => ({ clientId: newClientId(), properties: { subject } })),
  folder: folder('drafts'),
  disposition: 'save',
})

/** Answers CreateItem so, the first time or always. */
function answerCreate(answer: Interception, times = Number.POSITIVE_INFINITY): void {
  let left = times
  const intercept = server.intercept(({ operation }) =>
    operation === 'CreateItem' && left-- > 0 ? answer : 'pass',
  )
  ends.push(intercept)
}

const envelope = (body: string): string =>
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"' +
  ' xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"' +
  ` xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><s:Body>${body}</s:Body></s:Envelope>`

const xml = (body: string, status = 200): Interception => ({
  kind: 'http',
  status,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: envelope(body),
})

const messages = (...content: string[]): Interception =>
  xml(
    '<m:CreateItemResponse><m:ResponseMessages>' +
      content.join('') +
      '</m:ResponseMessages></m:CreateItemResponse>',
  )

const refused = (code: string): string =>
  `<m:CreateItemResponseMessage ResponseClass="Error"><m:MessageText>No.</m:MessageText><m:ResponseCode>${code}` +
  '</m:ResponseCode></m:CreateItemResponseMessage>'

const made =
  '<m:CreateItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Items>' +
  '<t:Message><t:ItemId Id="x" ChangeKey="y"/></t:Message></m:Items></m:CreateItemResponseMessage>'

describe('the request fails as a whole', () => {
  it.each([
    ['HTTP 456', { kind: 'http', status: 456, body: 'x' }, 'sign-in.account-disabled'],
    ['HTTP 403 with a reason', { kind: 'http', status: 403, body: 'Blocked.' }, 'http.forbidden'],
    [
      'a fault with status 200',
      xml('<s:Fault><faultcode>t:ErrorAccessDenied</faultcode></s:Fault>'),
      'exchange.',
    ],
    ['a fault with status 500', xml('<s:Fault><faultstring>No.</faultstring></s:Fault>', 500), 'exchange.'],
    [
      'a page of a proxy',
      { kind: 'http', status: 200, headers: { 'content-type': 'text/html' }, body: '<html></html>' },
      'http.not-exchange',
    ],
    ['an empty answer', xml(''), 'exchange.malformed-response'],
    ['an answer cut off', { kind: 'http', status: 200, body: '<s:Envelope' }, '.'],
  ] as const)('%s', async (_name, answer, code) => {
    answerCreate(answer)
    const result = await anna.gateway.createItems(drafts('a'), signal())
    expect(result).toMatchObject({ ok: false })
    if (result.ok) return
    expect(result.error.code).toContain(code)
    expect(result.error.code).not.toBe('internal.unexpected')
    expect(result.error.params.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('cancelled while the server is silent', async () => {
    const cancel = new AbortController()
    ends.push(
      server.intercept(({ operation }) => {
        if (operation !== 'CreateItem') return 'pass'
        cancel.abort()
        return { kind: 'hang' }
      }),
    )
    const result = await anna.gateway.createItems(drafts('a'), cancel.signal)
    expect(result).toMatchObject({ ok: false, error: { code: 'sync.cancelled' } })
  })
})

describe('which element failed', () => {
  it('is told by its place', async () => {
    answerCreate(messages(made, refused('ErrorMessageSizeExceeded'), made))
    const result = await anna.gateway.createItems(drafts('a', 'b', 'c'), signal())
    expect(result).toMatchObject({
      ok: true,
      value: [
        { ok: true, value: { id: 'x', changeKey: 'y' } },
        { ok: false, error: { params: { responseCode: 'ErrorMessageSizeExceeded' } } },
        { ok: true },
      ],
    })
  })

  it('is not guessed where messages are missing', async () => {
    answerCreate(messages(made))
    const result = await anna.gateway.createItems(drafts('a', 'b'), signal())
    const missing = { ok: false, error: { code: 'exchange.malformed-response' } }
    expect(result).toMatchObject({ ok: true, value: [missing, missing] })
  })

  it('is every one when a refusal stands for the whole batch', async () => {
    answerCreate(messages(refused('ErrorServerBusy')))
    const result = await anna.gateway.createItems(drafts('a', 'b'), signal())
    const busy = { ok: false, error: { code: 'exchange.server-busy' } }
    expect(result).toMatchObject({ ok: true, value: [busy, busy] })
  })
})

describe('an answer that is lost after the items were made', () => {
  const lost: Interception = { kind: 'alter', answer: () => 'drop-connection' }

  it('is made good by finding them, not by making them again', async () => {
    answerCreate(lost, 1)
    const before = server.mailbox(ANNA).count('drafts')
    const results = valuesOf(await anna.gateway.createItems(drafts('gefunden', 'auch'), signal()))
    expect(server.mailbox(ANNA).count('drafts')).toBe(before + 2)
    const subjects = results.map((item) => server.mailbox(ANNA).item(storedItem(item).id)?.subject)
    expect(subjects).toEqual(['gefunden', 'auch'])
  })

  it('before it reached the server leads to one item', async () => {
    answerCreate({ kind: 'drop-connection' }, 1)
    const before = server.mailbox(ANNA).count('drafts')
    expect(valuesOf(await anna.gateway.createItems(drafts('neu'), signal()))).toHaveLength(1)
    expect(server.mailbox(ANNA).count('drafts')).toBe(before + 1)
  })

  it('is a failure where a repetition could mail someone twice', async () => {
    answerCreate(lost, 1)
    const before = server.mailsSent.length
    const to = [{ name: '', address: ANNA }]
    const result = await anna.gateway.createItems(
      {
        kind: 'message',
        items: [{ clientId: newClientId(), properties: { subject: 'einmal', to } }],
        folder: null,
        disposition: 'send-and-save',
      },
      signal(),
    )
    expect(result).toMatchObject({ ok: false, error: { category: 'transient' } })
    expect(server.mailsSent.length).toBe(before + 1)
  })
})
