/**
 * Looks at the certificate of a server, for a person who has to decide, or to know when it ends.
 *
 * The handshake is let through to its end whatever the certificate is, and closed before a byte is sent: nobody is
 * signed in to and nothing is asked. The verdict is OpenSSL's with the trust of the connector; beside it everything
 * else that is wrong, because an unknown issuer hides a wrong name and an ended validity.
 *
 * Port and adapter of Node; the application's own (`electron/chromium/chromium-inspector.ts`) takes the chain from
 * here and the verdict from Chromium, which knows the certificate store of the system.
 */
import { isIP, type Socket } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import type { X509Certificate } from 'node:crypto'
import type { InspectedCertificate } from '#shared/domain/certificate.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { certificateFacts, certificateFaults } from './certificate-facts.ts'
import { networkError, type Destination } from './network-errors.ts'
import { openTunnel, type ProxyServer } from './node-connector.ts'
import { portOf } from './request-headers.ts'
import { tlsTrust } from './tls-trust.ts'

export type InspectionTarget = {
  /** Of the EWS service, `https`. */
  readonly url: string
  readonly trust: Trust
  readonly signal: AbortSignal
}

/** @returns errors of the network, or `url.not-https`; a certificate that is not accepted is no error here */
export type InspectCertificate = (target: InspectionTarget) => Promise<Result<InspectedCertificate>>

const TIMEOUT = 15_000 // ms, for the way to the server and the handshake

export function nodeInspector(proxyFor: (url: string) => Promise<ProxyServer | null>): InspectCertificate {
  return async (target) => {
    const url = new URL(target.url)
    if (url.protocol !== 'https:') return failure(appError('url.not-https'))
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
    const port = portOf(url)
    const to = { host, port, timeouts: { connect: TIMEOUT, firstByte: TIMEOUT, idle: TIMEOUT } }
    let socket: TLSSocket | undefined
    try {
      const proxy = await proxyFor(target.url)
      const tunnel = proxy === null ? null : await openTunnel(proxy, `${url.hostname}:${port}`, TIMEOUT)
      socket = await handshake({ host, port, tunnel, trust: target.trust }, target.signal)
      const chain = chainOf(socket)
      const facts = chain.map(certificateFacts)
      const [own] = chain
      if (!own) return failure(appError('tls.failed', { host, reason: 'no certificate' }))
      return ok({
        host,
        chain: facts,
        problems: withFaults(verdictOf(socket, own, to, target.trust), own, host),
      })
    } catch (cause) {
      return failure(target.signal.aborted ? appError('test.cancelled') : networkError(cause, to))
    } finally {
      socket?.destroy()
    }
  }
}

/** The verdict, and what it hides. A pin stands for itself: it was compared by a person. */
export function withFaults(verdict: AppError | null, own: X509Certificate, host: string): AppError[] {
  if (verdict === null) return []
  if (verdict.code === 'tls.pin-mismatch') return [verdict]
  const faults = certificateFaults(own, host, new Date())
  // The fault tells more than a code of OpenSSL: the names of the certificate.
  const told = faults.find(({ code }) => code === verdict.code) ?? verdict
  return [told, ...faults.filter(({ code }) => code !== verdict.code)]
}

type Way = {
  readonly host: string
  readonly port: number
  readonly tunnel: Socket | null
  readonly trust: Trust
}

function handshake({ host, port, tunnel, trust }: Way, signal: AbortSignal): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      ...(tunnel === null ? { host, port } : { socket: tunnel }),
      ...tlsTrust(trust),
      rejectUnauthorized: false, // only to look; nothing is ever sent on this connection
      // Addresses are no legal SNI (RFC 6066).
      ...(isIP(host) === 0 ? { servername: host } : {}),
    })
    const fail = (error: Error): void => {
      ended()
      socket.destroy()
      reject(error)
    }
    const onAbort = (): void => {
      fail(new Error('aborted'))
    }
    const ended = (): void => {
      clearTimeout(limit)
      signal.removeEventListener('abort', onAbort)
    }
    const limit = setTimeout(() => {
      fail(Object.assign(new Error('no handshake in time'), { code: 'ETIMEDOUT' }))
    }, TIMEOUT)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    socket.once('secureConnect', () => {
      ended()
      resolve(socket)
    })
    socket.on('error', fail)
    socket.once('end', () => {
      fail(Object.assign(new Error('closed during the handshake'), { code: 'ECONNRESET' }))
    })
  })
}

const LONGEST_CHAIN = 10 // certificates; a server that sends more is not worth following

/** To be asked once: Node gives neither the chain nor `getPeerCertificate` a second time after this. */
function chainOf(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = []
  let next = socket.getPeerX509Certificate()
  while (
    next &&
    chain.length < LONGEST_CHAIN &&
    !chain.some((known) => known.raw.equals(next?.raw ?? known.raw))
  ) {
    chain.push(next)
    next = next.issuerCertificate
  }
  return chain
}

function verdictOf(socket: TLSSocket, own: X509Certificate, to: Destination, trust: Trust): AppError | null {
  const { fingerprint: pinned } = trust
  if (pinned !== null) {
    const { host } = to
    const fingerprint = own.fingerprint256
    return fingerprint === pinned ? null : appError('tls.pin-mismatch', { host, pinned, fingerprint })
  }
  // A string at run time, whatever the type says: the code of OpenSSL, or of the check of the name.
  const code: unknown = socket.authorizationError
  return code === null || code === undefined ? null : networkError({ code }, to)
}
