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
import { connect, createSecureContext, type TLSSocket } from 'node:tls'
import type { X509Certificate } from 'node:crypto'
import type { InspectedCertificate } from '#shared/domain/certificate.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { certificateFacts, certificateFaults } from './certificate-facts.ts'
import { networkError, type Destination } from './network-errors.ts'
import { openTunnel, type ProxyServer } from './node-connector.ts'
import { portOf } from './request-headers.ts'
import { tlsTrust, type TlsTrust } from './tls-trust.ts'

export type InspectionTarget = {
  /** Of the EWS service, `https`. */
  readonly url: string
  readonly trust: Trust
  readonly signal: AbortSignal
}

/** What a look shows beside the certificate. */
export type Inspection = InspectedCertificate & {
  /** `TLSv1.3` and the like, and the name of the cipher suite. */
  readonly protocol: string
  readonly cipher: string
}

/** @returns errors of the network, or `url.not-https`; a certificate that is not accepted is no error here */
export type InspectCertificate = (target: InspectionTarget) => Promise<Result<Inspection>>

/** Milliseconds for the way to the server and the handshake together. */
export const INSPECTION_TIMEOUT = 10_000
const TIMEOUTS = {
  connect: INSPECTION_TIMEOUT,
  firstByte: INSPECTION_TIMEOUT,
  idle: INSPECTION_TIMEOUT,
}
const ADDRESS_ATTEMPT = 1_000 // ms per address of a host, as in node-connector.ts

export function nodeInspector(proxyFor: (url: string) => Promise<ProxyServer | null>): InspectCertificate {
  return async (target) => {
    const url = new URL(target.url)
    if (url.protocol !== 'https:') return failure(appError('url.not-https'))
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
    const port = portOf(url)
    const to = { host, port, timeouts: TIMEOUTS }
    // Not `AbortSignal.timeout`: nothing would hold it inside of `any`, and once collected it never ends anything (Node 20).
    const limit = new AbortController()
    const timer = setTimeout(() => {
      limit.abort()
    }, INSPECTION_TIMEOUT)
    const signal = AbortSignal.any([target.signal, limit.signal])
    const wayTo = async (): Promise<Way> => {
      const proxy = await proxyFor(target.url)
      const tunnel =
        proxy === null ? null : await openTunnel(proxy, `${url.hostname}:${port}`, INSPECTION_TIMEOUT)
      return { host, port, tunnel }
    }
    let socket: TLSSocket | undefined
    try {
      socket = await handshake(await wayTo(), tlsTrust(target.trust), signal)
      const chain = chainOf(socket)
      const facts = chain.map(certificateFacts)
      const [own] = chain
      if (!own) return failure(appError('tls.failed', { host, reason: 'no certificate' }))
      return ok({
        ...{ host, protocol: socket.getProtocol() ?? '', cipher: socket.getCipher().standardName },
        chain: facts,
        problems: withFaults(verdictOf(socket, own, to, target.trust), own, host),
      })
    } catch (cause) {
      if (target.signal.aborted) return failure(appError('test.cancelled'))
      const error = networkError(cause, to)
      if (error.code !== 'tls.old-protocol') return failure(error)
      const protocol = await oldProtocol(wayTo, signal)
      return failure(protocol === null ? error : appError('tls.only-old-versions', { host, protocol }))
    } finally {
      clearTimeout(timer)
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
}

/** What an outdated server speaks, for a person to read; `null` where it cannot be told. */
async function oldProtocol(wayTo: () => Promise<Way>, signal: AbortSignal): Promise<string | null> {
  try {
    const context = createSecureContext({
      ...{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1' },
      // OpenSSL 3 speaks old versions on its lowest level only; the library of Electron knows no levels.
      ...('electron' in process.versions ? {} : { ciphers: 'DEFAULT@SECLEVEL=0' }),
    })
    const socket = await handshake(await wayTo(), { secureContext: context }, signal)
    const protocol = socket.getProtocol()
    socket.destroy()
    return protocol
  } catch {
    return null // the error that led here stands
  }
}

function handshake(
  { host, port, tunnel }: Way,
  { secureContext }: Pick<TlsTrust, 'secureContext'>,
  signal: AbortSignal,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      ...(tunnel === null
        ? { host, port, autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT }
        : { socket: tunnel }),
      secureContext,
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
      fail(Object.assign(new Error('no handshake in time'), { code: 'ETIMEDOUT' }))
    }
    const ended = (): void => {
      signal.removeEventListener('abort', onAbort)
    }
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
