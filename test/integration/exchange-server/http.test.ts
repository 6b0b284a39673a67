import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { type RawClient, type RawClientOptions, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished, getFolder } from '#test/exchange-server/requests.ts'
import {
  type CertificateKind,
  type ExchangeServer,
  type ExchangeServerOptions,
  startExchangeServer,
} from '#test/exchange-server/server.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'gehüim:€' }
const INBOX = getFolder(distinguished('inbox'))

let server: ExchangeServer | undefined
const clients: RawClient[] = []

const start = async (options: Partial<ExchangeServerOptions> = {}): Promise<ExchangeServer> =>
  (server = await startExchangeServer({ mailboxes: [ANNA], ...options }))

const client = (options: RawClientOptions = ANNA): RawClient => {
  const made = rawClient(server!.url, { ca: server!.caCertificate, ...options })
  clients.push(made)
  return made
}

afterEach(async () => {
  for (const made of clients.splice(0)) made.close()
  await server?.stop()
})

describe('sign-in', () => {
  test.each([
    'anna.meier',
    'CONTOSO\\anna.meier',
    'anna.meier@contoso.example',
    'ANNA.MEIER',
    'anna.meier@corp.contoso.example',
  ])('accepts the user name in the form %s', async (user) => {
    await start()
    expect((await client({ ...ANNA, user }).call(INBOX)).status).toBe(200)
    expect(server!.successfulSignIns('anna.meier')).toBe(1)
  })

  test('without or with wrong credentials the answer is 401 and names Basic', async () => {
    await start({ realm: 'mail.contoso.example' })
    const without = await client({}).call(INBOX)
    expect(without.status).toBe(401)
    expect(without.headers['www-authenticate']).toBe('Basic realm="mail.contoso.example"')
    expect(without.bytes).toHaveLength(0)
    expect((await client({ user: 'CONTOSO\\anna.meier', password: 'falsch' }).call(INBOX)).status).toBe(401)
    expect((await client({ user: 'nobody', password: 'falsch' }).call(INBOX)).status).toBe(401)
    expect(server!.failedSignIns('anna.meier')).toBe(1)
    expect(server!.failedSignIns('nobody')).toBe(1)
    expect(server!.successfulSignIns('anna.meier')).toBe(0)
  })

  test.each(['Basic', 'Basic !!!', 'Basic ====', 'Bearer x', 'Basic YQ==', ':', 'Negotiate \u00e9'])(
    'survives the senseless header %s',
    async (authorization) => {
      await start()
      expect((await client({}).call(INBOX, { authorization })).status).toBe(401)
    },
  )
})

describe('HTTP', () => {
  test('the path is not case-sensitive; other paths are 404 in HTML; GET is 405', async () => {
    await start()
    expect((await client().send({ path: '/ews/exchange.ASMX', method: 'GET' })).status).toBe(405)
    const unknown = await client().send({ path: '/owa/' })
    expect(unknown.status).toBe(404)
    expect(unknown.headers['content-type']).toContain('text/html')
  })

  test('a chunked body is refused with 400', async () => {
    await start()
    expect((await client().call(INBOX, { 'transfer-encoding': 'chunked' })).status).toBe(400)
  })

  test('a body above the limit is refused with 413', async () => {
    await start({ maximumRequestBytes: 1000 })
    expect((await client().call(INBOX + ' '.repeat(1000))).status).toBe(413)
    expect((await client().call(INBOX)).status).toBe(200)
  })

  test('answers are compressed only when the client accepts it', async () => {
    await start()
    const plain = await client().call(INBOX)
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.headers['content-type']).toBe('text/xml; charset=utf-8')
    const packed = await client().call(INBOX, { 'accept-encoding': 'deflate, gzip' })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.bytes).toString()).toBe(plain.text)
    const refused = await client().call(INBOX, { 'accept-encoding': 'gzip;q=0, identity' })
    expect(refused.headers['content-encoding']).toBeUndefined()
  })

  test('the client request id comes back only when asked for', async () => {
    await start()
    const silent = await client().call(INBOX, { 'client-request-id': 'a-1' })
    expect(silent.headers['client-request-id']).toBeUndefined()
    expect(silent.headers['request-id']).toMatch(/^[0-9a-f-]{36}$/)
    const asked = await client().call(INBOX, {
      'client-request-id': 'a-2',
      'return-client-request-id': 'true',
    })
    expect(asked.headers['client-request-id']).toBe('a-2')
    expect(server!.journal.map(({ clientRequestId }) => clientRequestId)).toEqual(['a-1', 'a-2'])
  })

  test('the journal says what was asked, by whom and how it ended', async () => {
    await start()
    await client().call(INBOX)
    await client({}).call(INBOX)
    expect(server!.journal).toMatchObject([
      { requestIndex: 0, operation: 'GetFolder', user: 'anna.meier', status: 200 },
      { requestIndex: 1, operation: 'GetFolder', user: undefined, status: 401 },
    ])
    server!.clearJournal()
    expect(server!.journal).toHaveLength(0)
  })

  test('a new server can listen on a chosen port, and again after an outage with its state', async () => {
    await start()
    const { port } = server!
    await server!.mailbox(ANNA.address).addMessage({ subject: 'kept' })
    await server!.stopListening()
    await expect(client().call(INBOX)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await server!.listen()
    expect((await client().call(INBOX)).text).toContain('<t:TotalCount>1</t:TotalCount>')
    await server!.stop()
    await start({ port })
    expect(server!.port).toBe(port)
  })
})

describe('HTTPS', () => {
  test('a client that trusts the authority is served', async () => {
    await start({ tls: 'private-ca' })
    expect(server!.url).toMatch(/^https:/)
    expect((await client().call(INBOX)).status).toBe(200)
  })

  test.each<[CertificateKind, string]>([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('a certificate that is %s is recognised even with the authority trusted', async (tls, code) => {
    await start({ tls })
    await expect(client().call(INBOX)).rejects.toMatchObject({ code })
  })

  test.each<[CertificateKind, string]>([
    ['private-ca', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('a certificate of kind %s is not trusted by itself', async (tls, code) => {
    await start({ tls })
    await expect(client({ ...ANNA, ca: undefined }).call(INBOX)).rejects.toMatchObject({ code })
  })
})

describe('interceptors', () => {
  test('answer in place of the server, by operation and request', async () => {
    await start()
    const stop = server!.intercept(({ operation, mailbox, requestIndex }) =>
      operation === 'GetFolder' && mailbox === ANNA.address && requestIndex === 0
        ? { kind: 'http', status: 503, headers: { 'Retry-After': '7' }, body: '<html>busy</html>' }
        : 'pass',
    )
    const busy = await client().call(INBOX)
    expect([busy.status, busy.headers['retry-after'], busy.text]).toEqual([503, '7', '<html>busy</html>'])
    expect((await client().call(INBOX)).status).toBe(200)
    stop()
    expect((await client().call(INBOX)).status).toBe(200)
  })

  test('drop the connection', async () => {
    await start()
    server!.intercept(() => ({ kind: 'drop-connection' }))
    await expect(client().call(INBOX)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(server!.journal).toMatchObject([{ operation: 'GetFolder', status: 0 }])
  })

  test('delay the ordinary answer', async () => {
    await start()
    server!.intercept(() => ({ kind: 'delay', milliseconds: 60 }))
    expect((await client().call(INBOX)).status).toBe(200)
    expect(server!.journal[0]!.milliseconds).toBeGreaterThanOrEqual(55)
  })
})
