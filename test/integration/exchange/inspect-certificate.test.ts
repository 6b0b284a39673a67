/** What is told about the certificate of a server, whatever it is: facts, verdict, and what the verdict hides. */
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { nodeInspector } from '#electron/exchange/transport/inspect-certificate.ts'
import type { ProxyServer } from '#electron/exchange/transport/node-connector.ts'
import { SYSTEM_TRUST, type Trust } from '#shared/domain/trust.ts'
import {
  makeCertificate,
  type CertificateKind,
  type ServerCertificate,
} from '#test/exchange-server/http/certificates.ts'
import { startProxy } from '#test/proxy/proxy-server.ts'

const ended: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0)) await end()
})

type Running = ServerCertificate & { url: string; server: Server; requests: () => number }

async function serve(kind: CertificateKind): Promise<Running> {
  const made = await makeCertificate(kind)
  let requests = 0
  const server = createServer(
    { key: made.key, cert: made.certificate, ...made.protocol },
    (_request, response) => {
      requests += 1
      response.end()
    },
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  ended.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { ...made, server, url: `https://127.0.0.1:${port}/EWS/Exchange.asmx`, requests: () => requests }
}

const look = (url: string, trust: Trust = SYSTEM_TRUST, proxy: ProxyServer | null = null) =>
  nodeInspector(() => Promise.resolve(proxy))({ url, trust, signal: new AbortController().signal })

async function inspected(url: string, trust?: Trust) {
  const result = await look(url, trust)
  if (!result.ok) throw new Error(result.error.code)
  return { ...result.value, codes: result.value.problems.map(({ code }) => code) }
}

const fingerprintOf = (pem: string): string => new X509Certificate(pem).fingerprint256
const authority = ({ caCertificate }: ServerCertificate): Trust => ({
  authorities: [caCertificate],
  fingerprint: null,
})

describe('a certificate', () => {
  it.each<[CertificateKind, string[], string[]]>([
    ['private-ca', ['tls.untrusted-issuer'], []],
    ['with-chain', ['tls.untrusted-issuer'], []],
    ['self-signed', ['tls.self-signed'], []],
    // OpenSSL tells its last finding only.
    ['expired', ['tls.expired'], ['tls.expired']],
    ['expires-soon', ['tls.untrusted-issuer'], []],
    ['wrong-name', ['tls.untrusted-issuer', 'tls.wrong-name'], ['tls.wrong-name']],
  ])(
    '%s has its problems told, also those behind an unknown issuer, and fewer when the issuer is trusted',
    async (kind, unknown, known) => {
      const server = await serve(kind)
      expect((await inspected(server.url)).codes).toEqual(unknown)
      const trusted = await inspected(server.url, authority(server))
      expect(trusted.codes).toEqual(known)
      if (kind === 'wrong-name') expect(trusted.problems[0]?.params.names).toBe('mail.contoso.example')
      expect(server.requests()).toBe(0)
    },
  )

  it('shows subject, names, issuer, validity and fingerprint, and what was sent along', async () => {
    const server = await serve('with-chain')
    const { chain, host } = await inspected(server.url)
    expect(host).toBe('127.0.0.1')
    expect(chain).toHaveLength(2)
    expect(chain[0]).toMatchObject({
      subject: 'CN=localhost',
      issuer: 'CN=Contoso Example Test CA',
      names: ['localhost', '127.0.0.1'],
      isAuthority: false,
      fingerprint: fingerprintOf(server.certificate),
    })
    expect(chain[1]).toMatchObject({
      subject: 'CN=Contoso Example Test CA',
      isAuthority: true,
      fingerprint: fingerprintOf(server.caCertificate),
    })
    expect(Date.parse(chain[0]!.validTo) - Date.now()).toBeGreaterThan(89 * 86_400_000)
    expect((await inspected(server.url, { authorities: [chain[1]!.pem], fingerprint: null })).codes).toEqual(
      [],
    )
  })

  it.each<CertificateKind>(['self-signed', 'expired', 'wrong-name'])(
    '%s is accepted when exactly it is pinned, and no other one is',
    async (kind) => {
      const server = await serve(kind)
      const pin = (pem: string): Trust => ({ authorities: [], fingerprint: fingerprintOf(pem) })
      expect((await inspected(server.url, pin(server.certificate))).codes).toEqual([])
      const other = pin((await makeCertificate('self-signed')).certificate)
      const { problems } = await inspected(server.url, other)
      expect(problems).toMatchObject([
        {
          code: 'tls.pin-mismatch',
          params: { pinned: other.fingerprint, fingerprint: fingerprintOf(server.certificate) },
        },
      ])
    },
  )

  it('that the server changes is seen at once, and so is the old one when it comes back', async () => {
    const server = await serve('self-signed')
    const first = await inspected(server.url)
    const other = await makeCertificate('self-signed')
    server.server.setSecureContext({ key: other.key, cert: other.certificate })
    expect((await inspected(server.url)).chain[0]?.fingerprint).toBe(fingerprintOf(other.certificate))
    server.server.setSecureContext({ key: server.key, cert: server.certificate })
    expect((await inspected(server.url)).chain[0]).toEqual(first.chain[0])
  })
})

describe('a look', () => {
  it('goes through the tunnel of a proxy', async () => {
    const server = await serve('wrong-name')
    const proxy = await startProxy({})
    ended.push(() => proxy.stop())
    const url = server.url.replace('127.0.0.1', 'mail.contoso.example')
    const through = { host: '127.0.0.1', port: proxy.port, credential: null }
    const result = await look(url, authority(server), through)
    expect(result).toMatchObject({ ok: true, value: { host: 'mail.contoso.example', problems: [] } })
  })

  it.each([
    ['http://127.0.0.1:1/', 'url.not-https'],
    ['https://127.0.0.1:1/', 'network.connection-refused'],
    ['https://no-such-host.invalid/', 'network.host-not-found'],
  ])('at %s fails with %s', async (url, code) => {
    expect(await look(url)).toMatchObject({ ok: false, error: { code } })
  })

  it('at a server of old protocols says so', async () => {
    const server = await serve('old-protocol')
    expect(await look(server.url)).toMatchObject({ ok: false, error: { code: 'tls.only-old-versions' } })
  })
})
