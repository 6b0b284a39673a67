/**
 * Step 3: the TLS handshake with full verification, with the same trust as the client. A certificate that fails
 * is looked at once more on the way of the synchronisation (`inspect-certificate.ts`), which shows its facts and has
 * the last word about it.
 *
 * `http`, allowed for this machine only, passes with a warning.
 */
import { type PeerCertificate, type TLSSocket, connect } from 'node:tls'
import { isIP } from 'node:net'
import type { Certificate } from '#shared/domain/certificate.ts'
import { daysLeft, isExpiringSoon } from '#shared/domain/certificate-validity.ts'
import type { Detail } from '#shared/domain/connection-test.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { networkError } from '../exchange/transport/network-errors.ts'
import { pinProblem, tlsTrust } from '../exchange/transport/tls-trust.ts'
import { reasonOf } from './name-resolution.ts'
import { type Step, type StepOutcome, hostOf, portOf } from './step.ts'

const TIMEOUT = 15_000 // ms

type Handshake = { readonly socket: TLSSocket; readonly close: () => void }

export const tls: Step = {
  id: 'tls',
  timeout: TIMEOUT,
  needsAccount: false,
  run: async ({ url, trust, inspectCertificate }, { addresses }, signal) => {
    if (url.protocol !== 'https:') {
      return { state: 'warning', verdict: { name: 'not-encrypted-loopback', params: {} }, details: [] }
    }
    const host = hostOf(url)
    const port = portOf(url)
    const address = addresses[0]?.address ?? host
    try {
      const { socket, close } = await handshake({ host, address, port, trust }, signal)
      const certificate = socket.getPeerCertificate()
      const protocol = socket.getProtocol() ?? ''
      const details: Detail[] = [
        { name: 'protocol', value: protocol },
        { name: 'cipher', value: socket.getCipher().standardName },
        ...certificateDetails(certificate),
      ]
      close()
      return accepted(isoDate(certificate.valid_to), protocol, details)
    } catch (cause) {
      const timeouts = { connect: TIMEOUT, firstByte: TIMEOUT, idle: TIMEOUT }
      const error = networkError(cause, { host, port, timeouts })
      const inspected = error.code.startsWith('tls.')
        ? await inspectCertificate({ url: url.href, trust, signal })
        : null
      const { chain, problems } = inspected?.ok ? inspected.value : { chain: [], problems: [error] }
      const [own] = chain
      const details = own ? factsOf(own) : []
      // The system knows more authorities than Node; the synchronisation goes by the system.
      if (own && problems.length === 0) return accepted(own.validTo, 'TLS', details)
      return {
        state: 'failed',
        error: problems[0] ?? error,
        details: [...details, ...reasonOf(cause)],
      }
    }
  },
}

function accepted(validUntil: string, protocol: string, details: readonly Detail[]): StepOutcome {
  const params = { protocol, validTo: validUntil.slice(0, 10), days: daysLeft(validUntil, Date.now()) }
  return isExpiringSoon(validUntil, Date.now())
    ? { state: 'warning', verdict: { name: 'certificate-expires-soon', params }, details }
    : { state: 'passed', verdict: { name: 'certificate-valid', params }, details }
}

type Peer = { readonly host: string; readonly address: string; readonly port: number }

function handshake(to: Peer & { readonly trust: Trust }, signal: AbortSignal): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: to.address,
      port: to.port,
      // The name goes along even where an address is connected to; addresses are no legal SNI (RFC 6066).
      ...(isIP(to.host) === 0 ? { servername: to.host } : {}),
      ...tlsTrust(to.trust),
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
      const problem = pinProblem(to.trust, socket)
      if (problem === null) resolve({ socket, close })
      else fail(problem)
    })
    socket.on('error', fail)
    socket.once('end', () => {
      fail(Object.assign(new Error('closed during the handshake'), { code: 'ECONNRESET' }))
    })
  })
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

function factsOf({ subject, issuer, validFrom, validTo, fingerprint }: Certificate): Detail[] {
  return Object.entries({ subject, issuer, validFrom, validTo, fingerprint }).map(([name, value]) => ({
    name: name as Detail['name'],
    value,
  }))
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
