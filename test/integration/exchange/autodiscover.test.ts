/** Autodiscover against two test servers that stand for the hosts of two organisations. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DiscoverOptions, discoverMailbox } from '#electron/exchange/autodiscover/discover-mailbox.ts'
import type { Discovery } from '#electron/exchange/autodiscover/discovery.ts'
import type { SrvRecord } from '#electron/exchange/autodiscover/srv.ts'
import { withBasicAuthentication } from '#electron/exchange/transport/basic-authentication.ts'
import { createNodeTransport } from '#electron/exchange/transport/node-transport.ts'
import type { OpenTransport } from '#electron/exchange/transport/open-transport.ts'
import type { Transport } from '#electron/exchange/transport/transport.ts'
import type { HostQuestion, SignInQuestion } from '#shared/domain/discovery.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { type NamedHosts, namedHosts } from './support/named-hosts.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'geheim' }
const MOVED = { address: 'anna@fabrikam.example', user: 'anna.meier', password: 'geheim' }
const CREDENTIAL = { kind: 'basic', userName: ANNA.user, password: ANNA.password } as const
const HOME = 'https://autodiscover.contoso.example'
const OTHER = 'https://mail.fabrikam.example'

let first: ExchangeServer
let second: ExchangeServer
const ends: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  first = await startExchangeServer({
    mailboxes: [ANNA],
    tls: 'private-ca',
    autodiscover: { httpRedirect: OTHER },
  })
  second = await startExchangeServer({
    mailboxes: [{ ...ANNA }, { ...MOVED, user: 'moved' }],
    tls: 'private-ca',
  })
  ends.push(
    () => first.stop(),
    () => second.stop(),
  )
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

type Asking = Partial<DiscoverOptions> & {
  readonly hosts?: Readonly<Record<string, string>>
  readonly records?: readonly SrvRecord[]
  readonly confirm?: boolean
}
type Asked = Discovery & Pick<NamedHosts, 'requests'> & { readonly questions: readonly HostQuestion[] }

const originOf = ({ url }: { readonly url: string }): string => new URL(url).origin

async function discover(asking: Asking = {}): Promise<Asked> {
  const { hosts = { [HOME]: originOf(first) }, records = [], confirm = false, ...options } = asking
  const authorities = [first, second].flatMap(({ caCertificate }) => caCertificate ?? [])
  const wire = createNodeTransport({ userAgent: 'test', trust: { authorities, fingerprint: null } })
  ends.push(() => wire.close())
  const { transport, requests } = namedHosts(wire, { ...itself(first), ...itself(second), ...hosts })
  const questions: HostQuestion[] = []
  const discovery = await discoverMailbox({
    mailbox: ANNA.address,
    credential: CREDENTIAL,
    openTransport: over(transport),
    trust: SYSTEM_TRUST,
    confirmHost: async (question) => {
      questions.push(question)
      return await Promise.resolve(confirm)
    },
    lookUpSrv: (name) =>
      Promise.resolve(
        records.length > 0 ? ok(records) : failure(appError('network.host-not-found', { host: name })),
      ),
    signal: new AbortController().signal,
    ...options,
  })
  return { ...discovery, requests, questions }
}

/** The address that a server tells of itself can be looked at. */
const itself = (server: ExchangeServer): Readonly<Record<string, string>> => ({
  [originOf(server)]: originOf(server),
})

/** Signs in as the product does in plain Node. */
function over(transport: Transport): OpenTransport {
  return ({ credential, attempts }) =>
    Promise.resolve(
      ok(credential.kind === 'basic' ? withBasicAuthentication(transport, credential, attempts) : transport),
    )
}

const found = ({ result }: Discovery) => (result.ok ? result.value : result.error)
const codeOf = ({ result }: Discovery) => (result.ok ? 'found' : result.error.code)
const signedHosts = ({ requests }: Asked): string[] =>
  requests.filter(({ headers }) => headers.Authorization !== undefined).map(({ url }) => new URL(url).host)
const outcomes = ({ attempts }: Discovery): string[] =>
  attempts.map(({ method, outcome }) => `${method} ${outcome.kind}`)

describe('the server of a mailbox', () => {
  it('is found at autodiscover.DOMAIN with one sign-in, with version and primary address', async () => {
    const asked = await discover({ mailbox: ANNA.address.toUpperCase() })
    expect(found(asked)).toEqual({
      ewsUrl: first.url,
      externalEwsUrl: first.url,
      internalEwsUrl: first.url,
      endpoints: [{ url: first.url, place: 'both', offered: ['Basic'] }],
      authenticationMethod: 'basic',
      serverVersion: '15.2.1544.11',
      primaryAddress: ANNA.address,
      method: 'soap',
      source: `${HOME}/autodiscover/autodiscover.svc`,
    })
    expect(first.successfulSignIns(ANNA.user)).toBe(1)
    expect(asked.questions).toEqual([])
  })

  it('is looked for everywhere at once, with every attempt told', async () => {
    const asked = await discover()
    expect(asked.attempts.map(({ method, url }) => `${method} ${url}`).sort()).toEqual([
      `ews ${first.url}`,
      'http-redirect http://autodiscover.contoso.example/autodiscover/autodiscover.xml',
      'json https://autodiscover.contoso.example/autodiscover/autodiscover.json?Email=anna.meier%40contoso.example&Protocol=Ews',
      'json https://contoso.example/autodiscover/autodiscover.json?Email=anna.meier%40contoso.example&Protocol=Ews',
      'look https://autodiscover.contoso.example/autodiscover/autodiscover.xml',
      'look https://contoso.example/autodiscover/autodiscover.xml',
      'soap https://autodiscover.contoso.example/autodiscover/autodiscover.svc',
      'srv _autodiscover._tcp.contoso.example',
    ])
    expect(asked.attempts.find(({ method }) => method === 'look')).toMatchObject({
      status: 401,
      signedIn: false,
      outcome: { kind: 'asks-for-sign-in', offered: 'Basic' },
    })
    expect(asked.attempts.filter(({ signedIn }) => signedIn)).toMatchObject([
      { method: 'soap', status: 200, outcome: { kind: 'found', ewsUrl: first.url } },
    ])
    for (const { milliseconds } of asked.attempts) expect(milliseconds).toBeGreaterThanOrEqual(0)
  })

  it('is told by plain XML where SOAP does not answer', async () => {
    first.intercept(({ path }) => (path.endsWith('.svc') ? { kind: 'http', status: 404 } : 'pass'))
    expect(found(await discover())).toMatchObject({
      method: 'pox',
      ewsUrl: first.url,
      serverVersion: '15.2.1544',
      primaryAddress: ANNA.address,
    })
  })

  it('is told by JSON to somebody without a password', async () => {
    const asked = await discover({ credential: null })
    expect(found(asked)).toMatchObject({ method: 'json', ewsUrl: first.url, primaryAddress: null })
    expect(signedHosts(asked)).toEqual([])
  })

  it('is asked for at the server that the caller names, before all others', async () => {
    const asked = await discover({
      hosts: { [HOME]: originOf(first), [OTHER]: originOf(second) },
      servers: ['mail.fabrikam.example'],
    })
    expect(found(asked)).toMatchObject({ ewsUrl: second.url })
    expect(signedHosts(asked)).toEqual(['mail.fabrikam.example'])
    expect(asked.questions).toEqual([])
  })

  it('is found by the DNS record, which may name any host and is therefore asked about', async () => {
    const records = [
      { name: 'far.fabrikam.example', port: 443, priority: 20, weight: 0 },
      { name: 'mail.fabrikam.example.', port: 443, priority: 10, weight: 0 },
    ]
    const asked = await discover({ hosts: { [OTHER]: originOf(second) }, records, confirm: true })
    expect(found(asked)).toMatchObject({ ewsUrl: second.url })
    expect(asked.questions).toEqual([
      {
        host: 'mail.fabrikam.example',
        sends: 'credentials',
        namedBy: '_autodiscover._tcp.contoso.example',
        isForeign: true,
      },
    ])
  })

  it('is not found where nobody knows it, after Exchange Online was allowed to be asked for the address alone', async () => {
    const asked = await discover({ hosts: {}, confirm: true })
    expect(found(asked)).toMatchObject({
      code: 'discovery.nothing-found',
      params: { mailbox: ANNA.address },
    })
    expect(asked.questions).toEqual([
      { host: 'outlook.office365.com', sends: 'address', namedBy: null, isForeign: true },
    ])
    expect(outcomes(asked)).toEqual(Array.from(asked.attempts, ({ method }) => `${method} failed`))
  })

  it('is told by Exchange Online without a password', async () => {
    const asked = await discover({
      hosts: { 'https://outlook.office365.com': originOf(first) },
      approvedHosts: ['outlook.office365.com'],
    })
    expect(found(asked)).toMatchObject({ method: 'json', ewsUrl: first.url })
    expect(signedHosts(asked)).toEqual([])
    expect(asked.attempts.at(-2)).toMatchObject({ method: 'json', signedIn: false })
  })
})

describe('redirections', () => {
  const both = () => ({ [HOME]: originOf(first), [OTHER]: originOf(second) })

  it.each(['redirect-url', 'http-redirect'] as const)(
    'to another server (%s) are followed after a question, with the password only then',
    async (kind) => {
      first.autodiscover.route('contoso.example', { kind, url: OTHER })
      const asked = await discover({ hosts: both(), confirm: true })
      expect(found(asked)).toMatchObject({ ewsUrl: second.url, primaryAddress: ANNA.address })
      expect(asked.questions).toMatchObject([{ host: 'mail.fabrikam.example', sends: 'credentials' }])
      expect(signedHosts(asked)).toEqual(['autodiscover.contoso.example', 'mail.fabrikam.example'])
    },
  )

  it.each(['redirect-url', 'http-redirect'] as const)(
    'to another server (%s) that is declined get nothing',
    async (kind) => {
      first.autodiscover.route('contoso.example', { kind, url: OTHER })
      const asked = await discover({ hosts: both(), confirm: false })
      expect(found(asked)).toMatchObject({
        code: 'discovery.host-declined',
        params: { host: 'mail.fabrikam.example' },
      })
      expect(asked.requests.filter(({ url }) => url.startsWith(OTHER))).toEqual([])
      expect(second.journal).toEqual([])
      expect(asked.questions.map(({ host }) => host)).toEqual([
        'mail.fabrikam.example',
        'outlook.office365.com',
      ])
    },
  )

  it('within the domain of the mailbox need no question', async () => {
    const near = 'https://mail.contoso.example'
    first.autodiscover.route('contoso.example', { kind: 'http-redirect', url: near })
    const asked = await discover({ hosts: { ...both(), [near]: originOf(second) } })
    expect(found(asked)).toMatchObject({ ewsUrl: second.url })
    expect(asked.questions).toEqual([])
  })

  it('of the port without encryption are followed, and no password goes there', async () => {
    const hosts = {
      'http://autodiscover.contoso.example': new URL(first.autodiscover.httpRedirectUrl!).origin,
      [OTHER]: originOf(second),
    }
    const asked = await discover({ hosts, confirm: true })
    expect(found(asked)).toMatchObject({ ewsUrl: second.url })
    expect(asked.questions).toEqual([
      {
        host: 'mail.fabrikam.example',
        sends: 'credentials',
        namedBy: 'http://autodiscover.contoso.example/autodiscover/autodiscover.xml',
        isForeign: true,
      },
    ])
    expect(signedHosts(asked)).toEqual(['mail.fabrikam.example'])
  })

  it('to another address begin again with its domain, whose hosts are foreign', async () => {
    first.autodiscover.route(ANNA.address, { kind: 'redirect-address', address: MOVED.address })
    const asked = await discover({
      hosts: { [HOME]: originOf(first), 'https://autodiscover.fabrikam.example': originOf(second) },
      confirm: true,
    })
    expect(found(asked)).toMatchObject({ ewsUrl: second.url, primaryAddress: MOVED.address })
    expect(asked.questions).toMatchObject([{ host: 'autodiscover.fabrikam.example', sends: 'credentials' }])
  })

  it('to an address of the same domain ask the same site', async () => {
    first.autodiscover.route('alias@contoso.example', { kind: 'redirect-address', address: ANNA.address })
    const asked = await discover({ mailbox: 'alias@contoso.example' })
    expect(found(asked)).toMatchObject({ ewsUrl: first.url, primaryAddress: ANNA.address })
  })

  it('to an address without encryption are not followed', async () => {
    first.autodiscover.route('contoso.example', { kind: 'redirect-url', url: 'http://mail.contoso.example' })
    const asked = await discover({ hosts: { ...both(), 'http://mail.contoso.example': originOf(first) } })
    expect(found(asked)).toMatchObject({
      code: 'discovery.unsafe-redirect',
      params: { target: 'http://mail.contoso.example/autodiscover/autodiscover.svc' },
    })
    expect(asked.requests.filter(({ url }) => url.startsWith('http://mail.'))).toEqual([])
  })

  it.each(['redirect-url', 'http-redirect'] as const)('in a circle of two servers (%s) end', async (kind) => {
    first.autodiscover.route('contoso.example', { kind, url: OTHER })
    second.autodiscover.route('contoso.example', { kind, url: HOME })
    // JSON notices the circle by itself; here the others have to.
    for (const server of [first, second]) {
      server.intercept(({ path }) => (path.endsWith('.json') ? { kind: 'http', status: 404 } : 'pass'))
    }
    const asked = await discover({ hosts: both(), confirm: true })
    expect(codeOf(asked)).toBe('discovery.redirect-loop')
    expect(signedHosts(asked)).toEqual(['autodiscover.contoso.example', 'mail.fabrikam.example'])
  })

  it('in a circle of two addresses end', async () => {
    first.autodiscover.route(ANNA.address, { kind: 'redirect-address', address: 'b@contoso.example' })
    first.autodiscover.route('b@contoso.example', { kind: 'redirect-address', address: ANNA.address })
    const asked = await discover()
    expect(codeOf(asked)).toBe('discovery.redirect-loop')
    expect(first.successfulSignIns(ANNA.user)).toBe(2)
  })

  it('that lead on and on, each time to a new place, end too', async () => {
    let hops = 0
    first.intercept(({ path }) => ({
      kind: 'http',
      status: 302,
      headers: { Location: path.replace(/^(\/\d+)?/, `/${++hops}`) },
    }))
    const asked = await discover()
    expect(codeOf(asked)).toBe('discovery.redirect-loop')
    expect(asked.requests.length).toBeLessThan(40)
  })
})

describe('a password', () => {
  it('that was refused goes to no other host', async () => {
    const asked = await discover({
      credential: { ...CREDENTIAL, password: 'falsch' },
      hosts: {
        [HOME]: originOf(first),
        'https://contoso.example': originOf(second),
        [OTHER]: originOf(second),
      },
      records: [{ name: 'mail.fabrikam.example', port: 443, priority: 0, weight: 0 }],
      confirm: true,
    })
    expect(found(asked)).toMatchObject({ code: 'sign-in.refused', params: { userName: ANNA.user } })
    expect(first.failedSignIns(ANNA.user)).toBe(1)
    expect(second.failedSignIns(ANNA.user)).toBe(0)
    expect(signedHosts(asked)).toEqual(['autodiscover.contoso.example'])
    expect(asked.attempts.filter(({ signedIn }) => signedIn)).toMatchObject([
      { method: 'soap', status: 401, outcome: { kind: 'failed', error: { code: 'sign-in.refused' } } },
    ])
    expect(asked.questions).toEqual([])
  })

  it('is not sent where Basic is not offered', async () => {
    const modern = await startExchangeServer({
      mailboxes: [ANNA],
      tls: 'private-ca',
      authentication: ['negotiate', 'ntlm'],
    })
    first = modern
    ends.push(() => modern.stop())
    modern.autodiscover.route(ANNA.address, { kind: 'unknown' })
    const asked = await discover()
    // JSON says that it does not know the address, which tells more.
    expect(codeOf(asked)).toBe('exchange.mailbox-not-found')
    modern.intercept(({ path }) => (path.endsWith('.json') ? { kind: 'http', status: 404 } : 'pass'))
    const again = await discover()
    expect(found(again)).toMatchObject({
      code: 'sign-in.method-not-offered',
      params: { offered: 'Negotiate (Kerberos/NTLM), NTLM' },
    })
    expect([...signedHosts(asked), ...signedHosts(again)]).toEqual([])
  })

  it('is asked for where nothing is told without it', async () => {
    first.intercept(({ path }) => (path.endsWith('.json') ? { kind: 'http', status: 404 } : 'pass'))
    expect(found(await discover({ credential: null }))).toMatchObject({
      code: 'discovery.sign-in-needed',
      params: { host: 'autodiscover.contoso.example' },
    })
  })

  it('does not go to a server with a certificate that nobody vouches for', async () => {
    const forged = await startExchangeServer({ mailboxes: [ANNA], tls: 'self-signed' })
    ends.push(() => forged.stop())
    const asked = await discover({ hosts: { [HOME]: originOf(forged) } })
    // Before a person has decided about it, Exchange Online is no question.
    expect(codeOf(asked)).toBe('tls.self-signed')
    expect(asked.questions).toEqual([])
    const look = asked.attempts.find(({ method }) => method === 'look')
    expect(look).toMatchObject({ outcome: { kind: 'failed', error: { code: 'tls.self-signed' } } })
    expect(signedHosts(asked)).toEqual([])
    expect(forged.journal).toEqual([])
  })
})

describe('a sign-in', () => {
  const noJson = (): void => {
    first.intercept(({ path }) => (path.endsWith('.json') ? { kind: 'http', status: 404 } : 'pass'))
  }

  it('is asked for in the middle of the search, once, naming host and methods', async () => {
    noJson()
    const asks: SignInQuestion[] = []
    const asked = await discover({
      credential: null,
      askForSignIn: (question) => {
        asks.push(question)
        return Promise.resolve(CREDENTIAL)
      },
    })
    expect(found(asked)).toMatchObject({ method: 'soap', primaryAddress: ANNA.address })
    expect(asks).toEqual([{ host: 'autodiscover.contoso.example', methods: ['basic'] }])
    expect(first.successfulSignIns(ANNA.user)).toBe(1)
  })

  it('is not asked for where the address is told without it', async () => {
    const asked = await discover({
      credential: null,
      askForSignIn: () => Promise.reject(new Error('asked')),
    })
    expect(found(asked)).toMatchObject({ method: 'json', ewsUrl: first.url, authenticationMethod: 'basic' })
  })

  it('that nobody wants to make is not asked for again, and what is told without goes on', async () => {
    noJson()
    second.intercept(({ path }) => (path.endsWith('.json') ? { kind: 'http', status: 404 } : 'pass'))
    let asks = 0
    const asked = await discover({
      credential: null,
      hosts: { [HOME]: originOf(first), 'https://contoso.example': originOf(second) },
      askForSignIn: () => {
        asks++
        return Promise.resolve(null)
      },
    })
    expect(codeOf(asked)).toBe('discovery.sign-in-needed')
    expect(asks).toBe(1)
    expect(signedHosts(asked)).toEqual([])
  })

  it('can be cancelled while a person is asked for it', async () => {
    noJson()
    const controller = new AbortController()
    const asked = await discover({
      credential: null,
      signal: controller.signal,
      askForSignIn: () => {
        controller.abort()
        return new Promise<null>(() => undefined)
      },
    })
    expect(codeOf(asked)).toBe('discovery.cancelled')
  })

  it('is asked about before it goes to a host of the domain that was named without encryption', async () => {
    const near = 'https://mail.contoso.example'
    const plain = await startExchangeServer({
      mailboxes: [ANNA],
      tls: 'private-ca',
      autodiscover: { httpRedirect: near },
    })
    ends.push(() => plain.stop())
    const hosts = {
      'http://autodiscover.contoso.example': new URL(plain.autodiscover.httpRedirectUrl!).origin,
      [near]: originOf(second),
    }
    const declined = await discover({ hosts })
    expect(declined.questions[0]).toEqual({
      host: 'mail.contoso.example',
      sends: 'credentials',
      namedBy: 'http://autodiscover.contoso.example/autodiscover/autodiscover.xml',
      isForeign: false,
    })
    expect(signedHosts(declined)).toEqual([])
    expect(found(await discover({ hosts, confirm: true }))).toMatchObject({ ewsUrl: second.url })
  })
})

describe('the EWS addresses that were told', () => {
  it('are looked at; one that does not answer from here is told so', async () => {
    first.autodiscover.route(ANNA.address, {
      kind: 'lives-at',
      ewsUrl: 'https://inside.contoso.example/EWS/Exchange.asmx',
    })
    const asked = await discover()
    expect(found(asked)).toMatchObject({
      ewsUrl: 'https://inside.contoso.example/EWS/Exchange.asmx',
      endpoints: [{ place: 'both', offered: null }],
      // What Autodiscover itself offers is the best that is known.
      authenticationMethod: 'basic',
    })
    expect(asked.attempts.at(-1)).toMatchObject({
      method: 'ews',
      outcome: { kind: 'failed', error: { code: 'network.host-not-found' } },
    })
  })

  it('of Exchange Online are signed in at with OAuth2', async () => {
    const ewsUrl = 'https://outlook.office365.com/EWS/Exchange.asmx'
    first.autodiscover.route(ANNA.address, { kind: 'lives-at', ewsUrl })
    expect(found(await discover({ credential: null }))).toMatchObject({
      ewsUrl,
      authenticationMethod: 'oauth2',
    })
  })
})

describe('a search', () => {
  it('can be cancelled at any moment', async () => {
    const controller = new AbortController()
    first.intercept(() => ({ kind: 'hang' }))
    const asked = await discover({
      signal: controller.signal,
      onDidChangeAttempts: (attempts) => {
        if (attempts.length >= 6) controller.abort()
      },
    })
    expect(codeOf(asked)).toBe('discovery.cancelled')
    expect(asked.attempts.some(({ outcome }) => outcome.kind === 'running')).toBe(false)
    expect(outcomes(asked)).toContain('look unneeded')
  })

  it('can be cancelled while a person is asked', async () => {
    const controller = new AbortController()
    const asked = await discover({
      hosts: {},
      signal: controller.signal,
      confirmHost: () => {
        controller.abort()
        return new Promise<boolean>(() => undefined)
      },
    })
    expect(codeOf(asked)).toBe('discovery.cancelled')
  })

  it('that was cancelled before it began asks nobody', async () => {
    const signal = AbortSignal.abort()
    const asked = await discover({ signal })
    expect(codeOf(asked)).toBe('discovery.cancelled')
    expect(first.journal).toEqual([])
  })

  it('gives up an attempt that takes too long, and goes on', async () => {
    first.intercept(() => ({ kind: 'hang' }))
    const asked = await discover({
      hosts: { [HOME]: originOf(first), 'https://contoso.example': originOf(second) },
      limits: { attempt: 300 },
    })
    expect(found(asked)).toMatchObject({ ewsUrl: second.url })
    expect(asked.attempts[0]).toMatchObject({
      outcome: { kind: 'failed', error: { code: 'network.timeout', params: { seconds: 0.3 } } },
    })
  })

  it('ends when its time is over', async () => {
    first.intercept(() => ({ kind: 'hang' }))
    const asked = await discover({ limits: { total: 200 } })
    expect(found(asked)).toMatchObject({ code: 'discovery.timed-out', params: { seconds: 0.2 } })
  })

  it('does not read an answer that is larger than any can be', async () => {
    const body = `<Envelope>${' '.repeat(2_000_000)}</Envelope>`
    first.intercept(({ path }) =>
      path.endsWith('.svc')
        ? { kind: 'http', status: 200, headers: { 'Content-Type': 'text/xml' }, body }
        : 'pass',
    )
    const asked = await discover()
    expect(found(asked)).toMatchObject({ method: 'pox' })
    expect(asked.attempts.find(({ method }) => method === 'soap')).toMatchObject({
      outcome: { kind: 'failed', error: { code: 'http.too-large' } },
    })
  })

  it('closes every way that it has opened', async () => {
    let opened = 0
    let closed = 0
    const transport: Transport = {
      send: ({ url }) => Promise.resolve(failure(appError('network.host-not-found', { host: url }))),
      close: () => {
        closed++
        return Promise.resolve()
      },
    }
    await discover({
      openTransport: () => {
        opened++
        return Promise.resolve(ok(transport))
      },
    })
    expect(closed).toBe(opened)
    expect(closed).toBeGreaterThan(0)
  })
})
