/**
 * Step 3: the TLS handshake with full verification, with the same trust as the client. A certificate that fails
 * shows its facts all the same: the handshake is then repeated without verification for nothing but to look at
 * the certificate, and is closed before a byte is sent.
 *
 * `http`, allowed for this machine only, passes with a warning.
 */
import { type PeerCertificate, type TLSSocket, connect } from 'node:tls'
import { isIP } from 'node:net'
import type { Detail } from '#shared/domain/connection-test.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { networkError } from '../exchange/transport/network-errors.ts'
import { pinProblem, tlsTrust } from '../exchange/transport/tls-trust.ts'
import { reasonOf } from './name-resolution.ts'
import { type Step, hostOf, portOf } from './step.ts'

const TIMEOUT = 15_000 // ms
const DAY = 86_400_000 // ms

type Handshake = { readonly socket: TLSSocket; readonly close: () => void }

export const tls: Step = {
  id: 'tls',
  timeout: TIMEOUT,
  needsAccount: false,
  run: async ({ url, trust: trusted }, { addresses }, signal) => {
    if (url.protocol !== 'https:') {
      return { state: 'warning', verdict: { name: 'not-encrypted-loopback', params: {} }, details: [] }
    }
    const host = hostOf(url)
    const port = portOf(url)
    const address = addresses[0]?.address ?? host
    try {
      const { socket, close } = await handshake({ host, address, port, trust: trusted }, signal)
      const certificate = socket.getPeerCertificate()
      const protocol = socket.getProtocol() ?? ''
      const details: Detail[] = [
        { name: 'protocol', value: protocol },
        { name: 'cipher', value: socket.getCipher().standardName },
        ...certificateDetails(certificate),
      ]
      close()
      const validTo = isoDate(certificate.valid_to).slice(0, 10)
      const days = Math.floor((Date.parse(certificate.valid_to) - Date.now()) / DAY)
      const verdict = { name: 'certificate-valid', params: { protocol, validTo, days } } as const
      return { state: 'passed', verdict, details }
    } catch (cause) {
      const timeouts = { connect: TIMEOUT, firstByte: TIMEOUT, idle: TIMEOUT }
      const error = networkError(cause, { host, port, timeouts })
      const seen = error.code.startsWith('tls.')
        ? await shownCertificate({ host, address, port }, signal)
        : []
      return { state: 'failed', error, details: [...seen, ...reasonOf(cause)] }
    }
  },
}

type Peer = { readonly host: string; readonly address: string; readonly port: number }

function handshake(
  to: Peer & { readonly trust: Trust | 'look-only' },
  signal: AbortSignal,
): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: to.address,
      port: to.port,
      // The name goes along even where an address is connected to; addresses are no legal SNI (RFC 6066).
      ...(isIP(to.host) === 0 ? { servername: to.host } : {}),
      ...(to.trust === 'look-only' ? { rejectUnauthorized: false } : tlsTrust(to.trust)),
    })
    const close = (): void => {
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
    }
    const fail = (error: Error): void => {
      close()
      reject(error)
    }
    const onAbort = (): void => {
      fail(new Error('aborted'))
    }
    signal.addEventListener('abort', onAbort, { once: true })
    socket.once('secureConnect', () => {
      const problem = to.trust === 'look-only' ? null : pinProblem(to.trust, socket)
      if (problem === null) resolve({ socket, close })
      else fail(problem)
    })
    socket.on('error', fail)
    socket.once('end', () => {
      fail(Object.assign(new Error('closed during the handshake'), { code: 'ECONNRESET' }))
    })
  })
}

/** The facts of a certificate that was refused; empty when the server does not even show one. */
async function shownCertificate(to: Peer, signal: AbortSignal): Promise<Detail[]> {
  try {
    const { socket, close } = await handshake({ ...to, trust: 'look-only' }, signal)
    const details = certificateDetails(socket.getPeerCertificate())
    close()
    return details
  } catch {
    return [] // the refusal itself is what the step reports
  }
}

function certificateDetails(certificate: PeerCertificate): Detail[] {
  return [
    { name: 'subject', value: distinguishedName(certificate.subject) },
    { name: 'issuer', value: distinguishedName(certificate.issuer) },
    { name: 'validFrom', value: isoDate(certificate.valid_from) },
    { name: 'validTo', value: isoDate(certificate.valid_to) },
    { name: 'fingerprint', value: certificate.fingerprint256 },
  ]
}

function distinguishedName(name: object | undefined): string {
  return Object.entries(name ?? {})
    .map(([key, value]) => `${key}=${Array.isArray(value) ? value.join('+') : String(value)}`)
    .join(', ')
}

/** OpenSSL's `Nov 23 10:00:00 2026 GMT` as an instant; as it is where it is no date. */
function isoDate(text: string): string {
  const milliseconds = Date.parse(text)
  return Number.isNaN(milliseconds) ? text : new Date(milliseconds).toISOString()
}
