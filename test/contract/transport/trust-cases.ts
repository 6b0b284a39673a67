/** Which certificates are accepted, and what is said about the others; and the way through a proxy. */
import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { SYSTEM_TRUST, type Trust } from '#shared/domain/trust.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { makeCertificate, type CertificateKind } from '#test/exchange-server/http/certificates.ts'
import { startProxy, type ProxyOptions, type ProxyUnderTest } from '#test/proxy/proxy-server.ts'
import { type Case, type OpenOptions, type Scope, aRequest, answerOf, errorOf } from './contract.ts'
import { serveHttp, serveHttps, unusedPort } from './servers.ts'

const accepts = (kind: CertificateKind, how: string, trustOf: (server: Shown) => Trust): Case => ({
  name: `the certificate ${kind} is accepted ${how}`,
  run: async (scope) => {
    const server = await serveHttps(scope, kind)
    const transport = await scope.open(server.url, { trust: trustOf(server) })
    assert.equal((await answerOf(transport, aRequest(server.url))).status, 200)
  },
})

const refuses = (
  kind: CertificateKind,
  how: string,
  code: ErrorCode,
  trustOf: (server: Shown) => Trust | Promise<Trust>,
): Case => ({
  name: `the certificate ${kind} is refused ${how}: ${code}`,
  run: async (scope) => {
    const server = await serveHttps(scope, kind)
    const transport = await scope.open(server.url, { trust: await trustOf(server) })
    const error = await errorOf(transport, aRequest(server.url))
    assert.equal(error.code, code, JSON.stringify(error))
    assert.equal(error.params.host, '127.0.0.1')
    if (code === 'tls.wrong-name') assert.equal(error.params.names, 'mail.contoso.example')
    if (code === 'tls.pin-mismatch') assert.equal(error.params.fingerprint, fingerprintOf(server.certificate))
    assert.equal(server.requests.length, 0)
  },
})

type Shown = { readonly authority: string; readonly certificate: string }

const fingerprintOf = (pem: string): string => new X509Certificate(pem).fingerprint256
const nobody = (): Trust => SYSTEM_TRUST
const authority = ({ authority }: Shown): Trust => ({ authorities: [authority], fingerprint: null })
const pinned = ({ certificate }: Shown): Trust => ({
  authorities: [],
  fingerprint: fingerprintOf(certificate),
})
const anotherPinned = async ({ authority }: Shown): Promise<Trust> => ({
  authorities: [authority],
  fingerprint: fingerprintOf((await makeCertificate('self-signed')).certificate),
})
const anotherAuthority = async (): Promise<Trust> => ({
  authorities: [(await makeCertificate('private-ca')).caCertificate],
  fingerprint: null,
})

const HOST = 'mail.contoso.example'

/** A server that is found under its name only through a proxy. */
async function behindProxy(scope: Scope, options: ProxyOptions = {}) {
  const proxy = await startProxy(options)
  scope.onEnd(() => proxy.stop())
  const server = await serveHttps(scope, 'wrong-name')
  const url = server.url.replace('127.0.0.1', HOST)
  return { proxy, server, url, trust: authority(server) }
}

const through = ({ port }: ProxyUnderTest, userName = '', proxyPassword = ''): OpenOptions => ({
  proxy: { kind: 'server', host: '127.0.0.1', port, userName },
  proxyPassword,
})

export const trustCases: readonly Case[] = [
  accepts('private-ca', 'when its authority is trusted', authority),
  accepts('self-signed', 'when it is trusted itself', authority),
  accepts('private-ca', 'when it is pinned', pinned),
  accepts('self-signed', 'when it is pinned', pinned),
  accepts('wrong-name', 'when it is pinned', pinned),
  refuses('private-ca', 'when its authority is unknown', 'tls.untrusted-issuer', nobody),
  refuses('private-ca', 'when another authority is trusted', 'tls.untrusted-issuer', anotherAuthority),
  refuses('self-signed', 'when nothing is said about it', 'tls.self-signed', nobody),
  refuses('expired', 'although its authority is trusted', 'tls.expired', authority),
  refuses('wrong-name', 'although its authority is trusted', 'tls.wrong-name', authority),
  refuses('old-protocol', 'although its authority is trusted', 'tls.old-protocol', authority),
  refuses('private-ca', 'when another one is pinned', 'tls.pin-mismatch', anotherPinned),
  {
    name: 'a certificate that was renewed is refused where the old one is pinned, by new connections',
    run: async (scope) => {
      const old = await serveHttps(scope, 'self-signed')
      const transport = await scope.open(old.url, { trust: pinned(old) })
      await answerOf(transport, aRequest(old.url))
      const renewed = await serveHttps(scope, 'self-signed')
      const second = await scope.open(renewed.url, { trust: pinned(old) })
      assert.equal((await errorOf(second, aRequest(renewed.url))).code, 'tls.pin-mismatch')
    },
  },
  {
    name: 'through a proxy server with a sign-in, which the server behind it does not see',
    run: async (scope) => {
      const { proxy, server, url, trust } = await behindProxy(scope, { credential: 'petra:geheim' })
      const transport = await scope.open(url, { trust, ...through(proxy, 'petra', 'geheim') })
      assert.equal((await answerOf(transport, aRequest(url))).bytes.toString(), 'ok')
      assert.equal((await answerOf(transport, aRequest(url))).bytes.toString(), 'ok')
      assert.deepEqual(proxy.tunnels, [`${HOST}:${server.port}`])
      assert.equal(server.requests[0]?.headers['proxy-authorization'], undefined)
    },
  },
  {
    name: 'through a proxy server that asks for no sign-in',
    run: async (scope) => {
      const { proxy, server, url, trust } = await behindProxy(scope)
      const transport = await scope.open(url, { trust, ...through(proxy) })
      await answerOf(transport, aRequest(url))
      assert.deepEqual(proxy.tunnels, [`${HOST}:${server.port}`])
    },
  },
  {
    name: 'a wrong password for the proxy server is sent once, and told',
    run: async (scope) => {
      const { proxy, server, url, trust } = await behindProxy(scope, { credential: 'petra:geheim' })
      const transport = await scope.open(url, { trust, ...through(proxy, 'petra', 'falsch') })
      for (const _each of [1, 2]) {
        const error = await errorOf(transport, aRequest(url))
        assert.equal(error.code, 'proxy.sign-in-refused')
        assert.equal(error.params.host, HOST)
      }
      assert.equal(proxy.refusals.length, 1)
      assert.equal(server.requests.length, 0)
    },
  },
  {
    name: 'a proxy server that makes no connection',
    run: async (scope) => {
      const { proxy, url, trust } = await behindProxy(scope, { refuse: 502 })
      const transport = await scope.open(url, { trust, ...through(proxy) })
      assert.equal((await errorOf(transport, aRequest(url))).code, 'proxy.tunnel-failed')
    },
  },
  {
    name: 'a proxy server that is not there',
    run: async (scope) => {
      const { url, trust } = await behindProxy(scope)
      const port = await unusedPort(scope)
      const transport = await scope.open(url, {
        trust,
        proxy: { kind: 'server', host: '127.0.0.1', port, userName: '' },
      })
      assert.equal((await errorOf(transport, aRequest(url))).code, 'proxy.unreachable')
    },
  },
  {
    name: 'a certificate is judged through a proxy as without',
    run: async (scope) => {
      const { proxy, server, url } = await behindProxy(scope)
      const other = await scope.open(url, through(proxy))
      assert.equal((await errorOf(other, aRequest(url))).code, 'tls.untrusted-issuer')
      const trust = await anotherPinned(server)
      const pinnedElse = await scope.open(url, { trust, ...through(proxy) })
      assert.equal((await errorOf(pinnedElse, aRequest(url))).code, 'tls.pin-mismatch')
      assert.equal(server.requests.length, 0)
    },
  },
  {
    name: 'this machine itself is reached without the proxy',
    run: async (scope) => {
      const { proxy } = await behindProxy(scope)
      const local = await serveHttp(scope, (response) => response.end('ok'))
      await answerOf(await scope.open(local.url, through(proxy)), aRequest(local.url))
      assert.deepEqual(proxy.tunnels, [])
    },
  },
]
