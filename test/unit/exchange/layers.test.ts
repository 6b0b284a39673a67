import { describe, expect, it } from 'vitest'
import { httpError, retryAfter, serverNames } from '#electron/exchange/http-errors.ts'
import { withBasicAuthentication } from '#electron/exchange/transport/basic-authentication.ts'
import { offeredMethods } from '#electron/exchange/transport/offered-methods.ts'
import { refusal } from '#electron/exchange/transport/sign-in-gate.ts'
import { CookieJar } from '#electron/exchange/transport/cookie-jar.ts'
import { networkError } from '#electron/exchange/transport/network-errors.ts'
import type { Transport, TransportRequest } from '#electron/exchange/transport/transport.ts'
import { ok } from '#shared/result.ts'
import { chunks } from './support/answers.ts'

const URL_OF_EWS = 'https://mail.contoso.example/EWS/Exchange.asmx'
const CALL = { url: URL_OF_EWS, userName: 'anna' }

describe('what an HTTP answer is', () => {
  const judge = (status: number, headers: Record<string, string> = {}) =>
    httpError({ status, headers }, CALL, 0)?.code ?? 'soap'
  const xml = { 'content-type': 'text/xml; charset=utf-8' }
  const html = { 'content-type': 'text/html' }

  it.each([
    [200, xml, 'soap'],
    [200, {}, 'soap'],
    [200, { 'content-type': 'application/soap+xml' }, 'soap'],
    [500, xml, 'soap'],
    [200, html, 'http.not-exchange'],
    [200, { 'content-type': 'application/json' }, 'http.not-exchange'],
    [500, html, 'http.unavailable'],
    [302, { location: '/owa' }, 'http.redirect'],
    [304, {}, 'http.status'],
    [400, html, 'http.status'],
    [403, html, 'http.forbidden'],
    [404, html, 'http.not-found'],
    [405, {}, 'http.not-exchange'],
    [407, html, 'http.status'],
    [413, html, 'http.request-too-large'],
    [429, {}, 'exchange.server-busy'],
    [408, html, 'http.unavailable'],
    [421, html, 'http.unavailable'],
    [440, html, 'http.not-exchange'],
    [451, { 'x-ms-location': 'https://elsewhere.example/EWS/Exchange.asmx' }, 'http.redirect'],
    [456, {}, 'sign-in.account-disabled'],
    [501, html, 'http.status'],
    [522, html, 'http.unavailable'],
    [502, html, 'http.unavailable'],
    [503, html, 'http.unavailable'],
    [503, { ...html, 'retry-after': '30' }, 'exchange.server-busy'],
    [504, html, 'http.unavailable'],
  ])('%i %o is %s', (status, headers, code) => {
    expect(judge(status, headers as Record<string, string>)).toBe(code)
  })

  it('a redirect is told with its absolute target, without credentials', () => {
    const answer = { status: 301, headers: { location: '//user:secret@elsewhere.example/x' } }
    expect(httpError(answer, CALL)?.params.target).toBe('https://elsewhere.example/x')
  })

  it('the servers that an answer passed are told, front end first, each once', () => {
    const passed = {
      'x-feserver': 'FRONT01',
      'x-calculatedbetarget': 'back07.contoso.example',
      'x-beserver': 'BACK07',
    }
    expect(serverNames(passed)).toBe('FRONT01 → back07.contoso.example')
    expect(serverNames({ 'x-diaginfo': 'EXCH01', 'x-feserver': 'EXCH01' })).toBe('EXCH01')
    expect(serverNames({})).toBe('')
  })

  it('Retry-After is seconds or a date', () => {
    expect(retryAfter('120', 0)).toBe(120_000)
    expect(retryAfter('Thu, 01 Jan 1970 00:00:10 GMT', 4_000)).toBe(6_000)
    expect(retryAfter('Thu, 01 Jan 1970 00:00:10 GMT', 40_000)).toBe(0)
    expect(retryAfter('soon', 0)).toBeNull()
    expect(retryAfter(undefined, 0)).toBeNull()
  })
})

describe('a refused sign-in', () => {
  it.each([
    [['Basic realm="x"'], ['Basic']],
    [
      ['Negotiate', 'NTLM'],
      ['Negotiate (Kerberos/NTLM)', 'NTLM'],
    ],
    [['Negotiate, NTLM, Basic realm="a, NTLM b"'], ['Negotiate (Kerberos/NTLM)', 'NTLM', 'Basic']],
    [['Bearer client_id="0", trusted_issuers="a@*", token_types="x"'], ['Bearer (OAuth2)']],
    [['Digest realm="r", qop="auth", nonce=abc'], ['Digest']],
    [['NTLM TlRMTVNTUAAC=='], ['NTLM']],
    [['Custom'], ['Custom']],
    [[], []],
  ])('%j offers %j', (challenges, methods) => {
    expect(offeredMethods(challenges)).toEqual(methods)
  })

  it('is the password where Basic is offered, and the method where it is not', () => {
    expect(refusal(['Basic realm="x"', 'NTLM'], { kind: 'basic', userName: 'anna' })).toMatchObject({
      code: 'sign-in.refused',
      params: { userName: 'anna' },
    })
    expect(refusal(['NTLM', 'Bearer'], { kind: 'basic', userName: 'anna' })).toMatchObject({
      code: 'sign-in.method-not-offered',
      params: { method: 'Basic', offered: 'NTLM, Bearer (OAuth2)' },
    })
  })

  const answering = (statuses: number[]) => {
    const sent: TransportRequest[] = []
    let open = 0
    let mostOpen = 0
    const transport: Transport = {
      send: async (request) => {
        sent.push(request)
        mostOpen = Math.max(mostOpen, ++open)
        await new Promise((resolve) => setImmediate(resolve))
        open--
        const status = statuses.shift() ?? 200
        return ok({
          status,
          headers: {},
          challenges: status === 401 ? ['Basic'] : [],
          setCookies: [],
          body: chunks(''),
          requestId: 'r',
        })
      },
      close: async () => undefined,
    }
    return { transport, sent, mostOpen: () => mostOpen }
  }
  const request = {
    operation: 'GetFolder',
    method: 'POST' as const,
    url: URL_OF_EWS,
    headers: {},
    body: '',
    signal: new AbortController().signal,
  }
  const credential = { kind: 'basic', userName: 'änna', password: 'pä:ss' } as const

  it('is never sent again, not even by calls that were already waiting', async () => {
    const { transport, sent } = answering([401])
    const signing = withBasicAuthentication(transport, credential)
    const answers = await Promise.all([signing.send(request), signing.send(request), signing.send(request)])
    answers.push(await signing.send(request))
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code))).toEqual(
      Array(4).fill('sign-in.refused'),
    )
    expect(sent).toHaveLength(1)
    const header = sent[0]!.headers.Authorization!
    expect(Buffer.from(header.replace('Basic ', ''), 'base64').toString()).toBe('änna:pä:ss')
  })

  it('holds nothing up once a password was accepted', async () => {
    const { transport, sent, mostOpen } = answering([503, 200])
    const signing = withBasicAuthentication(transport, credential)
    await Promise.all(Array.from({ length: 6 }, () => signing.send(request)))
    expect(sent).toHaveLength(6)
    expect(mostOpen()).toBe(4) // the 503 and the first success went alone
  })

  it('a call that is cancelled while it waits sends nothing', async () => {
    const { transport, sent } = answering([200])
    const signing = withBasicAuthentication(transport, credential)
    const controller = new AbortController()
    const first = signing.send(request)
    const second = signing.send({ ...request, signal: controller.signal })
    controller.abort()
    const cancelled = await second
    await first
    expect(cancelled.ok ? null : cancelled.error.code).toBe('sync.cancelled')
    expect(sent).toHaveLength(1)
  })
})

describe('cookies', () => {
  it('go back to the host that set them, and to no other', () => {
    const jar = new CookieJar()
    jar.store(URL_OF_EWS, [
      'exchangecookie=abc; path=/; HttpOnly',
      'X-BackEndCookie=a=b; expires=Thu, 01 Jan 2099 00:00:00 GMT; secure',
    ])
    expect(jar.header(URL_OF_EWS)).toBe('exchangecookie=abc; X-BackEndCookie=a=b')
    expect(jar.header('https://other.example/EWS/Exchange.asmx')).toBeNull()
    expect(jar.header('https://mail.contoso.example:444/EWS/Exchange.asmx')).toBeNull()
  })

  it('end when they expire or are deleted, and are bounded in number', () => {
    const jar = new CookieJar()
    jar.store(
      URL_OF_EWS,
      ['a=1; Max-Age=10', 'b=2; expires=Thu, 01 Jan 1970 00:00:00 GMT', 'nonsense', '=x'],
      1000,
    )
    expect(jar.header(URL_OF_EWS, 2000)).toBe('a=1')
    expect(jar.header(URL_OF_EWS, 11_000)).toBeNull()
    jar.store(
      URL_OF_EWS,
      Array.from({ length: 200 }, (_, index) => `c${index}=1`),
    )
    expect(jar.header(URL_OF_EWS)?.split('; ')).toHaveLength(50)
  })
})

describe('what the network says', () => {
  const to = { host: 'h', port: 443, timeouts: { connect: 15_000, firstByte: 120_000, idle: 60_000 } }
  const coded = (code: string, message = code, more: object = {}) =>
    Object.assign(new Error(message), { code }, more)
  const judge = (cause: unknown) => networkError(cause, to)

  it.each([
    ['ENOTFOUND', 'network.host-not-found'],
    ['EAI_AGAIN', 'network.host-not-found'],
    ['ECONNREFUSED', 'network.connection-refused'],
    ['EHOSTUNREACH', 'network.unreachable'],
    ['ENETUNREACH', 'network.unreachable'],
    ['ETIMEDOUT', 'network.timeout'],
    ['ECONNRESET', 'network.connection-lost'],
    ['UND_ERR_SOCKET', 'network.connection-lost'],
    ['Z_BUF_ERROR', 'network.connection-lost'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls.self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls.untrusted-issuer'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls.untrusted-issuer'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'tls.untrusted-issuer'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls.untrusted-issuer'],
    ['CERT_HAS_EXPIRED', 'tls.expired'],
    ['CERT_NOT_YET_VALID', 'tls.not-yet-valid'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls.old-protocol'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls.not-tls'],
    ['CERT_REVOKED', 'tls.revoked'],
    ['HPE_INVALID_CONSTANT', 'network.failed'],
  ])('%s is %s', (code, expected) => {
    expect(judge(coded(code)).code).toBe(expected)
  })

  it('each phase tells how long it was allowed to take', () => {
    expect(judge(coded('UND_ERR_CONNECT_TIMEOUT')).params).toEqual({ host: 'h', seconds: 15 })
    expect(judge(coded('UND_ERR_HEADERS_TIMEOUT')).params).toEqual({ host: 'h', seconds: 120 })
    expect(judge(coded('UND_ERR_BODY_TIMEOUT')).params).toEqual({ host: 'h', seconds: 60 })
  })

  it('a wrong name tells the right ones', () => {
    const cert = { subjectaltname: 'DNS:a.example, DNS:*.b.example, IP Address:10.0.0.1' }
    expect(judge(coded('ERR_TLS_CERT_ALTNAME_INVALID', 'x', { cert })).params.names).toBe(
      'a.example, *.b.example, 10.0.0.1',
    )
    const old = { subject: { CN: 'c.example' } }
    expect(judge(coded('ERR_TLS_CERT_ALTNAME_INVALID', 'x', { cert: old })).params.names).toBe('c.example')
  })

  it('of several addresses the most telling failure counts', () => {
    const all = (...codes: string[]) => judge(new AggregateError(codes.map((code) => coded(code)))).code
    expect(all('ENETUNREACH', 'ECONNREFUSED', 'ETIMEDOUT')).toBe('network.connection-refused')
    expect(all('ENETUNREACH', 'ETIMEDOUT')).toBe('network.timeout')
    expect(all('ECONNREFUSED', 'CERT_HAS_EXPIRED')).toBe('tls.expired')
  })

  it('alerts without a code of their own, causes within, and things that are no errors', () => {
    expect(judge(coded('EPROTO', 'tlsv1 alert protocol version')).code).toBe('tls.old-protocol')
    expect(judge(new Error('outer', { cause: coded('ECONNREFUSED') })).code).toBe(
      'network.connection-refused',
    )
    expect(judge('what')).toMatchObject({ code: 'network.failed', params: { reason: 'what' } })
  })
})
