import { type ConnectionOptions, type TLSSocket, connect } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished, getFolder } from '#test/exchange-server/requests.ts'
import {
  type CertificateKind,
  type ExchangeServer,
  startExchangeServer,
} from '#test/exchange-server/server.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'geheim' }
const INBOX = getFolder(distinguished('inbox'))

let server: ExchangeServer
let client: RawClient | undefined

const start = async (tls: CertificateKind | undefined): Promise<void> => {
  server = await startExchangeServer({ mailboxes: [ANNA], ...(tls && { tls }) })
  client = rawClient(server.url, { ...ANNA, ca: server.caCertificate })
}

/** What a new connection negotiates, or the code of the error with which it ends. */
async function negotiated(options: ConnectionOptions = {}): Promise<{ protocol: string; serial: string }> {
  const socket = await new Promise<TLSSocket>((resolve, reject) => {
    const opened = connect(
      { port: server.port, host: '127.0.0.1', ca: server.caCertificate, ...options },
      () => {
        resolve(opened)
      },
    )
    opened.on('error', reject)
  })
  const { serialNumber } = socket.getPeerCertificate()
  const protocol = socket.getProtocol() ?? ''
  socket.destroy()
  return { protocol, serial: serialNumber }
}

const LENIENT = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const

afterEach(async () => {
  client?.close()
  await server.stop()
})

describe('an old protocol', () => {
  test('refuses a client of today, and serves one that goes down to TLS 1.1', async () => {
    await start('old-protocol')
    await expect(client!.call(INBOX)).rejects.toThrow(/protocol version|unsupported protocol/)
    expect((await negotiated(LENIENT)).protocol).toBe('TLSv1.1')
    expect((await negotiated({ ...LENIENT, maxVersion: 'TLSv1' })).protocol).toBe('TLSv1')
  })
})

describe('renewing a certificate', () => {
  test('shows the new one to new connections, from the same authority, while the port stays open', async () => {
    await start('private-ca')
    const { caCertificate } = server
    expect((await client!.call(INBOX)).status).toBe(200)
    const before = await negotiated()
    await server.renewCertificate('private-ca')
    expect((await negotiated()).serial).not.toBe(before.serial)
    expect(server.caCertificate).toBe(caCertificate)
    expect((await client!.call(INBOX)).status).toBe(200)
  })

  test.each<[CertificateKind, string]>([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('can turn a good certificate into one that is %s, and back', async (kind, code) => {
    await start('private-ca')
    await server.renewCertificate(kind)
    await expect(negotiated()).rejects.toMatchObject({ code })
    await server.renewCertificate('private-ca')
    expect((await negotiated()).protocol).toBe('TLSv1.3')
  })

  test('leaves the open connections alone', async () => {
    await start('private-ca')
    await client!.call(INBOX)
    await server.renewCertificate('expired')
    expect((await client!.call(INBOX)).status).toBe(200)
    const fresh = rawClient(server.url, { ...ANNA, ca: server.caCertificate })
    await expect(fresh.call(INBOX)).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' })
    fresh.close()
  })

  test('holds after an outage, and takes the protocol along', async () => {
    await start('private-ca')
    await server.renewCertificate('old-protocol')
    expect((await negotiated(LENIENT)).protocol).toBe('TLSv1.1')
    await server.stopListening()
    await server.listen()
    expect((await negotiated(LENIENT)).protocol).toBe('TLSv1.1')
    await server.renewCertificate('private-ca')
    expect((await negotiated()).protocol).toBe('TLSv1.3')
  })

  test('is impossible where there is none', async () => {
    await start(undefined)
    await expect(server.renewCertificate('private-ca')).rejects.toThrow('plain HTTP')
  })
})
