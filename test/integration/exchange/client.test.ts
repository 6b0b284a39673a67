/** The client against the test server: what HTTP does, and what a server or a path can do wrong. */
import { createServer, type Server, type Socket } from 'node:net'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import {
  type ExchangeClientOptions,
  createExchangeClient,
} from '#electron/exchange/create-exchange-client.ts'
import type { ExchangeClient, ExchangeItemId, GetItemElement } from '#electron/exchange/exchange-client.ts'
import { NO_RETRIES } from '#electron/exchange/retry.ts'
import { fill } from '#test/exchange-server/content/fill.ts'
import {
  type CertificateKind,
  type ExchangeServer,
  type InterceptedRequest,
  type Interception,
  startExchangeServer,
} from '#test/exchange-server/server.ts'
import { SHARED_FOLDER_MISSING, sharedFolder } from '#test/exchange-server/shared-folder.ts'
import { bytesOf } from '#test/unit/exchange/support/answers.ts'
import { type SignInOptions, signedIn, trusting } from '#test/integration/node-transport.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'

const ANNA = 'anna@contoso.example'
const PASSWORD = 'Grüezi: wohl'
const INBOX = { kind: 'distinguished', name: 'inbox', mailbox: ANNA } as const

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function startServer(tls?: CertificateKind): Promise<ExchangeServer> {
  const server = await startExchangeServer({
    mailboxes: [
      { address: ANNA, password: PASSWORD },
      { address: 'beat@contoso.example', password: 'x' },
    ],
    ...(tls === undefined ? {} : { tls }),
    validate: 'requests-and-responses',
  })
  ends.push(() => server.stop())
  return server
}

async function clientOf(
  server: { readonly url: string },
  options: Partial<SignInOptions> &
    Pick<Partial<ExchangeClientOptions>, 'retryLimits' | 'gates' | 'onWillWait'> = {},
): Promise<ExchangeClient> {
  const { retryLimits = NO_RETRIES, gates, onWillWait, ...others } = options
  const userName = 'CONTOSO\\anna'
  const client = createExchangeClient({
    ...{ url: server.url, mailbox: ANNA, userName },
    transport: await signedIn(server.url, { userName, password: PASSWORD, ...others }),
    retryLimits,
    ...(gates !== undefined && { gates }),
    ...(onWillWait !== undefined && { onWillWait }),
  })
  ends.push(() => client.close())
  return client
}

const signal = (): AbortSignal => new AbortController().signal

function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('expected a failure')
  return result.error
}

async function everyItem(client: ExchangeClient): Promise<GetItemElement[]> {
  const page = await client.syncFolderItems({ folder: INBOX, syncState: null, maxChanges: 512 }, signal())
  if (!page.ok) throw new Error(JSON.stringify(page.error))
  const elements: GetItemElement[] = []
  const got = await client.getItems(
    page.value.changes.map(({ id }) => id),
    signal(),
    (element) => void elements.push(element),
  )
  expect(got).toEqual({ ok: true, value: undefined })
  return elements
}

const CORPUS = sharedFolder() === undefined ? undefined : join(sharedFolder() ?? '', 'corpus', 'mail')

describe.each([
  ['HTTP', undefined],
  ['HTTPS', 'private-ca'],
] as const)('over %s', (_name, tls) => {
  const authorities = (server: ExchangeServer) => ({ trust: trusting(server) })

  it.skipIf(CORPUS === undefined)(
    `every message of the corpus arrives byte for byte (${CORPUS === undefined ? SHARED_FOLDER_MISSING : 'present'})`,
    async () => {
      const server = await startServer(tls)
      await fill(server.mailbox(ANNA), { corpus: CORPUS ?? '' })
      const names = (await readdir(CORPUS ?? '')).filter((name) => name.endsWith('.eml'))
      const originals = await Promise.all(names.map((name) => readFile(join(CORPUS ?? '', name))))
      const elements = await everyItem(await clientOf(server, authorities(server)))
      const got = elements.map(({ result }) =>
        result.ok ? bytesOf(result.value.mime).toString('base64') : result,
      )
      expect(got.sort()).toEqual(originals.map((bytes) => bytes.toString('base64')).sort())
      for (const { id, result } of elements) {
        expect(result.ok && Buffer.compare(bytesOf(result.value.mime), server.mailbox(ANNA).mimeOf(id))).toBe(
          0,
        )
      }
    },
  )

  it('a folder has its counts, changes come page by page, and a gone item is an error of its own', async () => {
    const server = await startServer(tls)
    const mailbox = server.mailbox(ANNA)
    await fill(mailbox, { messages: 5 })
    const client = await clientOf(server, authorities(server))
    const folder = await client.getFolder(INBOX, signal())
    expect(folder).toMatchObject({ ok: true, value: { displayName: 'Inbox', totalCount: 5 } })
    const seen: string[] = []
    let syncState: string | null = null
    for (let more = true; more;) {
      const page = await client.syncFolderItems({ folder: INBOX, syncState, maxChanges: 2 }, signal())
      if (!page.ok) throw new Error(page.error.code)
      seen.push(...page.value.changes.map(({ id }) => id))
      syncState = page.value.syncState
      more = !page.value.includesLastItemInRange
    }
    expect(new Set(seen).size).toBe(5)
    mailbox.deleteMessage(seen[1]!)
    const elements = new Map<string, string>()
    await client.getItems(seen as ExchangeItemId[], signal(), ({ id, result }) => {
      elements.set(id, result.ok ? 'ok' : result.error.code)
    })
    expect(seen.map((id) => elements.get(id))).toEqual(['ok', 'exchange.item-not-found', 'ok', 'ok', 'ok'])
    expect(client.serverInfo()).toMatchObject({
      status: 200,
      version: '15.2.1544.11',
      server: 'Microsoft-IIS/10.0',
    })
  })
})

describe('every request', () => {
  it('carries what Exchange and its administrators need', async () => {
    const server = await startServer()
    const seen: InterceptedRequest[] = []
    server.intercept((request) => {
      seen.push(request)
      return 'pass'
    })
    const client = await clientOf(server)
    await client.getFolder(INBOX, signal())
    const { headers, body } = seen[0]!
    expect(headers).toMatchObject({
      'user-agent': 'MS-EWS-Konnektor/0.0.0',
      'content-type': 'text/xml; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'accept-encoding': 'gzip',
      'return-client-request-id': 'true',
      'x-anchormailbox': ANNA,
    })
    expect(headers['transfer-encoding']).toBeUndefined()
    expect(headers['client-request-id']).toBe(client.serverInfo()?.requestId)
  })

  it('goes back to the same back end, with the cookies it was given', async () => {
    const server = await startServer()
    const cookies: unknown[] = []
    const stop = server.intercept((request) => {
      cookies.push(request.headers.cookie)
      return {
        kind: 'http',
        status: 503,
        headers: { 'Set-Cookie': 'X-BackEndCookie=be1; path=/EWS; HttpOnly' },
      }
    })
    const client = await clientOf(server)
    await client.getFolder(INBOX, signal())
    stop()
    server.intercept((request) => {
      cookies.push(request.headers.cookie)
      return 'pass'
    })
    await client.getFolder(INBOX, signal())
    expect(cookies).toEqual([undefined, 'X-BackEndCookie=be1'])
  })

  it('an empty batch is not sent', async () => {
    const server = await startServer()
    expect((await (await clientOf(server)).getItems([], signal(), () => undefined)).ok).toBe(true)
    expect(server.journal).toHaveLength(0)
  })
})

describe('a wrong password', () => {
  it('is sent exactly once, however often and concurrently it is tried', async () => {
    const server = await startServer()
    const client = await clientOf(server, { password: 'wrong' })
    const answers = await Promise.all([1, 2, 3].map(() => client.getFolder(INBOX, signal())))
    answers.push(await client.getFolder(INBOX, signal()))
    expect(answers.map((answer) => errorOf(answer).code)).toEqual(Array(4).fill('sign-in.refused'))
    expect(errorOf(answers[0]!).params).toMatchObject({ userName: 'CONTOSO\\anna', offered: 'Basic' })
    expect(server.failedSignIns('anna')).toBe(1)
  })
})

describe('another mailbox', () => {
  it.each([
    ['nobody@contoso.example', 'exchange.mailbox-not-found'],
    ['beat@contoso.example', 'exchange.access-denied'],
  ])('%s: %s', async (mailbox, code) => {
    const server = await startServer()
    const error = errorOf(await (await clientOf(server)).getFolder({ ...INBOX, mailbox }, signal()))
    expect(error).toMatchObject({ code, params: { mailbox, userName: 'CONTOSO\\anna' } })
    expect(error.params.requestId).toEqual(expect.stringMatching(/^[0-9a-f-]{36}$/))
  })
})

describe('answers that are no answers', () => {
  const html = { 'Content-Type': 'text/html' }
  it.each<[string, Interception, string]>([
    [
      'a redirect',
      { kind: 'http', status: 302, headers: { Location: 'https://evil.example/' } },
      'http.redirect',
    ],
    ['a sign-in page', { kind: 'http', status: 200, headers: html, body: '<html/>' }, 'http.not-exchange'],
    ['403', { kind: 'http', status: 403, headers: html }, 'http.forbidden'],
    ['503', { kind: 'http', status: 503, headers: html }, 'http.unavailable'],
    [
      '429 with a pause',
      { kind: 'http', status: 429, headers: { 'Retry-After': '7' } },
      'exchange.server-busy',
    ],
    [
      'a server without Basic',
      { kind: 'http', status: 401, headers: { 'WWW-Authenticate': 'NTLM' } },
      'sign-in.method-not-offered',
    ],
    ['an empty body', { kind: 'http', status: 200 }, 'exchange.malformed-response'],
    [
      'a compression that was not asked for',
      { kind: 'http', status: 200, headers: { 'Content-Encoding': 'br' }, body: 'x' },
      'exchange.malformed-response',
    ],
    [
      'a compression that is none',
      { kind: 'http', status: 200, headers: { 'Content-Encoding': 'gzip' }, body: 'no gzip at all' },
      'exchange.malformed-response',
    ],
    [
      'a compression that ends too early',
      {
        kind: 'http',
        status: 200,
        headers: { 'Content-Encoding': 'gzip' },
        body: gzipSync(Buffer.alloc(5000, '<a>')).subarray(0, 30),
      },
      'network.connection-lost',
    ],
  ])('%s', async (_name, interception, code) => {
    const server = await startServer()
    server.intercept(() => interception)
    expect(errorOf(await (await clientOf(server)).getFolder(INBOX, signal())).code).toBe(code)
    expect(server.journal).toHaveLength(1)
  })

  it('an answer that is larger than allowed is not read to its end, even when it comes compressed', async () => {
    const server = await startServer()
    const bomb = gzipSync(Buffer.alloc(20_000_000, ' '))
    server.intercept(() => ({
      kind: 'http',
      status: 200,
      headers: { 'Content-Encoding': 'gzip' },
      body: bomb,
    }))
    const client = await clientOf(server, { maximumResponseBytes: 1_000_000 })
    expect(errorOf(await client.getFolder(INBOX, signal())).code).toBe('http.too-large')
  })
})

describe('a bad path', () => {
  /** Accepts connections and lets the test answer by hand. */
  async function rawServer(
    onRequest: (socket: Socket) => void,
  ): Promise<{ url: string; connections: () => number }> {
    let connections = 0
    const sockets = new Set<Socket>()
    const server: Server = createServer((socket) => {
      connections++
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.once('data', () => {
        onRequest(socket)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    ends.push(async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    })
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    return { url: `http://127.0.0.1:${port}/EWS/Exchange.asmx`, connections: () => connections }
  }
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n<Envelope>'

  it('that drops the connection before the answer', async () => {
    const server = await startServer()
    server.intercept(() => ({ kind: 'drop-connection' }))
    expect(errorOf(await (await clientOf(server)).getFolder(INBOX, signal())).code).toBe(
      'network.connection-lost',
    )
  })

  it('that drops it in the middle of the body', async () => {
    const server = await rawServer((socket) => socket.write(head, () => socket.end()))
    expect(errorOf(await (await clientOf(server)).getFolder(INBOX, signal())).code).toBe(
      'network.connection-lost',
    )
    expect(server.connections()).toBe(1)
  })

  it('where nobody listens', async () => {
    const server = await startServer()
    await server.stopListening()
    expect(errorOf(await (await clientOf(server)).getFolder(INBOX, signal()))).toMatchObject({
      code: 'network.connection-refused',
      params: { host: '127.0.0.1', port: server.port },
    })
  })

  it('where the name is unknown', async () => {
    const client = await clientOf({ url: 'https://no-such-host.invalid/EWS/Exchange.asmx' })
    expect(errorOf(await client.getFolder(INBOX, signal())).code).toBe('network.host-not-found')
  })

  it('with a server that keeps silent', async () => {
    const server = await rawServer(() => undefined)
    const client = await clientOf(server, { timeouts: { firstByte: 200 } })
    expect(errorOf(await client.getFolder(INBOX, signal()))).toMatchObject({
      code: 'network.timeout',
      params: { seconds: 0.2 },
    })
  })

  it('with a body that stops in the middle', async () => {
    const server = await rawServer((socket) => socket.write(head))
    const client = await clientOf(server, { timeouts: { idle: 200 } })
    expect(errorOf(await client.getFolder(INBOX, signal())).code).toBe('network.timeout')
  })

  it('with two gigabytes that are announced and begin to come', async () => {
    const endless = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 2147483648\r\n\r\n'
    const server = await rawServer((socket) => {
      const pump = (): void => {
        while (!socket.destroyed && socket.write(' '.repeat(65_536)));
      }
      socket.on('drain', pump)
      socket.write(endless, pump)
    })
    const client = await clientOf(server, { maximumResponseBytes: 1_000_000 })
    expect(errorOf(await client.getFolder(INBOX, signal())).code).toBe('http.too-large')
  })

  it('with a body that drips for ever', async () => {
    const server = await rawServer((socket) => {
      socket.write(head)
      const drip = setInterval(() => socket.write(' '), 20)
      socket.on('close', () => {
        clearInterval(drip)
      })
    })
    const client = await clientOf(server, { timeouts: { total: 300 } })
    expect(errorOf(await client.getFolder(INBOX, signal()))).toMatchObject({
      code: 'network.timeout',
      params: { seconds: 0.3 },
    })
  })

  it.each(['before', 'during'])(
    'can be given up %s the answer, which closes the connection',
    async (when) => {
      const controller = new AbortController()
      let closed: () => void = () => undefined
      const closing = new Promise<void>((resolve) => (closed = resolve))
      const server = await rawServer((socket) => {
        socket.on('close', closed)
        if (when === 'during') socket.write(head)
        setTimeout(() => {
          controller.abort()
        }, 30)
      })
      expect(errorOf(await (await clientOf(server)).getFolder(INBOX, controller.signal)).code).toBe(
        'sync.cancelled',
      )
      await closing
    },
  )

  it('is not even tried when it was given up before', async () => {
    const server = await startServer()
    expect(errorOf(await (await clientOf(server)).getFolder(INBOX, AbortSignal.abort())).code).toBe(
      'sync.cancelled',
    )
    expect(server.journal).toHaveLength(0)
  })
})

describe('certificates', () => {
  it.each<[CertificateKind, 'trusted' | 'unknown', string | null]>([
    ['private-ca', 'trusted', null],
    ['private-ca', 'unknown', 'tls.untrusted-issuer'],
    ['self-signed', 'unknown', 'tls.self-signed'],
    ['self-signed', 'trusted', null],
    ['expired', 'trusted', 'tls.expired'],
    ['wrong-name', 'trusted', 'tls.wrong-name'],
  ])('%s, authority %s: %s', async (kind, authority, code) => {
    const server = await startServer(kind)
    const trust = authority === 'trusted' ? trusting(server) : SYSTEM_TRUST
    const answer = await (await clientOf(server, { trust })).getFolder(INBOX, signal())
    expect(answer.ok ? null : answer.error.code).toBe(code)
    expect(server.journal).toHaveLength(code === null ? 1 : 0)
    if (code === 'tls.wrong-name') expect(errorOf(answer).params.names).toBe('mail.contoso.example')
  })

  it('are verified even where the environment says not to', async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      const server = await startServer('self-signed')
      expect(errorOf(await (await clientOf(server)).getFolder(INBOX, signal())).code).toBe('tls.self-signed')
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
    }
  })

  it('https to a port that speaks http is told as TLS that failed', async () => {
    const server = await startServer()
    const client = await clientOf({ url: server.url.replace('http:', 'https:') })
    expect(errorOf(await client.getFolder(INBOX, signal())).code).toMatch(
      /^(tls\.failed|network\.connection-lost)$/,
    )
  })
})
