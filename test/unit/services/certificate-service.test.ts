/** A changed pin stops its connector until a person has decided; the end of a certificate is known ahead. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '#test/eventually.ts'
import type { Certificate } from '#shared/domain/certificate.ts'
import { instantOf } from '#shared/domain/ids.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { InspectCertificate, Inspection } from '#electron/exchange/transport/inspect-certificate.ts'
import { makeCertificate } from '#test/exchange-server/http/certificates.ts'
import { aConnector, aConnectorWith, servicesUnderTest, valueOf } from './services-under-test.ts'

const PINNED = Array.from({ length: 32 }, () => 'AA').join(':')
const OTHER = Array.from({ length: 32 }, () => 'BB').join(':')
const PIN = { authorities: [], fingerprint: PINNED }
const HOST = 'mail.firma.ch'
const MISMATCH = appError('tls.pin-mismatch', { host: HOST, pinned: PINNED, fingerprint: OTHER })

const aCertificate = (fingerprint: string): Certificate => ({
  subject: `CN=${HOST}`,
  issuer: 'CN=Firma CA',
  names: [HOST],
  validFrom: instantOf(new Date('2026-01-01')),
  validTo: instantOf(new Date('2027-01-01')),
  fingerprint,
  isAuthority: false,
  pem: '',
})

const aRequest = {
  operation: 'GetFolder',
  method: 'POST',
  url: `https://${HOST}/EWS/Exchange.asmx`,
  headers: {},
  body: '',
  signal: new AbortController().signal,
} as const

/** A server whose certificate the test decides about. */
function aServer() {
  const server = {
    shown: PINNED,
    isOutOfReach: false,
    looks: 0,
    inspect: ((target) => {
      server.looks += 1
      if (server.isOutOfReach)
        return Promise.resolve(failure(appError('network.unreachable', { host: HOST })))
      const problems: AppError[] = target.trust.fingerprint === server.shown ? [] : [MISMATCH]
      return Promise.resolve(
        ok<Inspection>({
          ...{ host: HOST, protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
          chain: [aCertificate(server.shown)],
          problems,
        }),
      )
    }) as InspectCertificate,
  }
  return server
}

async function pinnedConnector() {
  const server = aServer()
  const answers: Result<never>[] = []
  const services = servicesUnderTest({
    inspectCertificate: server.inspect,
    openTransport: () =>
      Promise.resolve(
        ok({
          send: () => Promise.resolve(answers.shift() ?? failure(MISMATCH)),
          close: () => Promise.resolve(),
        }),
      ),
  })
  const { connector, accounts } = await aConnectorWith(services, 2)
  valueOf(services.connectors.save(connector.id, aConnector({ trust: PIN })))
  const entry = async () =>
    valueOf(await services.connectors.list()).find((each) => each.connector.id === connector.id)!
  const request = async () => {
    const transport = valueOf(await services.spy.callbacks!.transportFor(accounts[0]!.id))
    return await transport.send(aRequest)
  }
  return { services, server, answers, connector, accounts, entry, request }
}

describe('a server that shows another certificate than the pinned one', () => {
  it('stops every account of its connector, names both fingerprints, and lets none connect', async () => {
    const { services, connector, accounts, entry, request } = await pinnedConnector()
    await services.sync.start(null)
    await request()
    expect((await entry()).changedCertificate).toMatchObject({ host: HOST, pinned: PINNED, shown: OTHER })
    // The one that met it ends by itself, with the reason.
    expect(services.spy.cancelled).toEqual([[accounts[1]!.id]])
    expect(services.events).toContain('connectors.onDidChange')
    const params = { name: connector.name, host: HOST, pinned: PINNED, fingerprint: OTHER }
    const refusal = { ok: false, error: { code: 'connector.certificate-changed', params } }
    for (const { id } of accounts) {
      expect(await services.spy.callbacks!.transportFor(id)).toMatchObject(refusal)
      expect(await services.sync.start([id])).toMatchObject(refusal)
    }
    expect(await services.sync.start(null)).toMatchObject(refusal)
  })

  it('leaves other connectors running', async () => {
    const { services, accounts, request } = await pinnedConnector()
    const other = valueOf(services.connectors.save(null, aConnector({ name: 'Filiale' })))
    const entry = await services.accounts.save(
      null,
      {
        ...accounts[0]!,
        connectorId: other.id,
        mailbox: 'filiale@firma.ch',
        primeEmailAccountId: '00000000-0000-4000-8000-000000000003' as never,
      },
      { kind: 'set', value: 'geheim' },
    )
    await request()
    expect(valueOf(await services.sync.start(null))).toEqual([valueOf(entry).account.id])
  })

  it('still stops it after a restart, and any other error does not', async () => {
    const { services, answers, entry, request } = await pinnedConnector()
    answers.push(failure(appError('network.timeout', { host: HOST, seconds: 1 })))
    await request()
    expect((await entry()).changedCertificate).toBeNull()
    await request()
    expect(services.files.certificates?.content).toMatchObject({
      data: { changed: { [(await entry()).connector.id]: { shown: OTHER } } },
    })
  })

  it.each([
    ['the new certificate is pinned', { trust: { authorities: [], fingerprint: OTHER } }],
    ['an authority is trusted instead', { trust: SYSTEM_TRUST }],
    ['the address is changed', { trust: PIN, url: 'https://new.firma.ch/EWS/Exchange.asmx' }],
  ])('goes on when %s', async (_name, change) => {
    const { services, connector, accounts, entry, request } = await pinnedConnector()
    await request()
    valueOf(services.connectors.save(connector.id, aConnector(change), ['new.firma.ch']))
    expect((await entry()).changedCertificate).toBeNull()
    expect((await services.spy.callbacks!.transportFor(accounts[0]!.id)).ok).toBe(true)
  })

  it('stays stopped when only the name of the connector changes', async () => {
    const { services, connector, entry, request } = await pinnedConnector()
    await request()
    valueOf(services.connectors.save(connector.id, aConnector({ trust: PIN, name: 'Neu' })))
    expect((await entry()).changedCertificate).not.toBeNull()
  })

  it('goes on after a person has found the pinned one in its place again, and not by itself', async () => {
    const { services, server, connector, entry, request } = await pinnedConnector()
    await request()
    server.shown = PINNED
    await services.certificates.look(connector.id)
    expect((await entry()).changedCertificate).not.toBeNull()
    server.shown = OTHER
    await services.certificates.lookAgain(connector.id)
    expect((await entry()).changedCertificate).not.toBeNull()
    server.shown = PINNED
    await services.certificates.lookAgain(connector.id)
    expect((await entry()).changedCertificate).toBeNull()
  })

  it('is noticed by a look as well, and a late answer about an older pin is not taken for a change', async () => {
    const { services, server, connector, entry } = await pinnedConnector()
    server.shown = OTHER
    await services.certificates.look(connector.id)
    expect((await entry()).changedCertificate).toMatchObject({ shown: OTHER })
    valueOf(
      services.connectors.save(connector.id, aConnector({ trust: { authorities: [], fingerprint: OTHER } })),
    )
    services.certificates.noteError(connector.id, MISMATCH)
    expect((await entry()).changedCertificate).toBeNull()
  })
})

describe('what a server shows', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is looked at with the first run and then twice a day, not with every run', async () => {
    const { services, server, accounts, entry } = await pinnedConnector()
    vi.useFakeTimers({ now: new Date('2026-06-01T08:00:00Z'), toFake: ['Date'] })
    const run = () => services.spy.callbacks!.transportFor(accounts[0]!.id)
    await run()
    await run()
    await eventually(async () => {
      expect((await entry()).seenCertificate).toMatchObject({ fingerprint: PINNED, subject: `CN=${HOST}` })
    })
    expect(server.looks).toBe(1)
    vi.setSystemTime(new Date('2026-06-01T19:59:00Z'))
    await run()
    expect(server.looks).toBe(1)
    vi.setSystemTime(new Date('2026-06-01T20:01:00Z'))
    await run()
    expect(server.looks).toBe(2)
  })

  it('stays known while the server is out of reach, and goes with its connector', async () => {
    const { services, server, connector, entry } = await pinnedConnector()
    await services.certificates.look(connector.id)
    server.isOutOfReach = true
    expect((await services.certificates.look(connector.id)).ok).toBe(false)
    expect((await entry()).seenCertificate).not.toBeNull()
    await services.connectors.remove(connector.id)
    services.deletions.finishAll()
    expect(services.files.certificates?.content).toMatchObject({ data: { seen: {}, changed: {} } })
  })
})

describe('a file of authorities', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-authorities-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  const opened = async (content: string | Buffer) => {
    const file = path.join(folder, 'ca.cer')
    await writeFile(file, content)
    return await servicesUnderTest({ askOpenPath: async () => file }).certificates.openAuthorities()
  }
  const der = (pem: string) => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')

  it('is read as PEM and as DER', async () => {
    const { caCertificate } = await makeCertificate('private-ca')
    for (const content of [
      caCertificate,
      der(caCertificate),
      `Subject: a CA\n${caCertificate}\n${caCertificate}`,
    ]) {
      const authorities = valueOf(await opened(content))
      expect(authorities?.[0]).toMatchObject({ subject: 'CN=Contoso Example Test CA', isAuthority: true })
    }
  })

  it.each([
    ['a server certificate', async () => (await makeCertificate('private-ca')).certificate],
    ['a text', async () => 'hello'],
    ['a damaged certificate', async () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['nothing', async () => ''],
    ['two megabytes', async () => 'x'.repeat(2 * 1_048_576)],
  ])('with %s is refused', async (_name, content) => {
    expect(await opened(await content())).toMatchObject({ error: { code: 'tls.no-authority-in-file' } })
  })

  it('that the person does not choose is none', async () => {
    expect(valueOf(await servicesUnderTest().certificates.openAuthorities())).toBeNull()
  })
})
