/**
 * From what Node, OpenSSL and undici throw to the codes of this product.
 *
 * The connection test and the transport share this table, so that one cause has one name wherever it shows.
 * A failure over several addresses ("happy eyeballs") comes as an `AggregateError`; the most telling of its
 * causes is taken: a refusal tells more than silence, silence more than a missing route.
 *
 * Rejected: reading messages instead of codes. They change between versions; only where OpenSSL gives no code of
 * its own (alerts about the protocol version) the message is looked at.
 */
import type { AppError, ErrorCode } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { PinMismatch } from './tls-trust.ts'

/** Where the connection was to lead, and how long each phase was allowed to take, in milliseconds. */
export type Destination = {
  readonly host: string
  readonly port: number
  readonly timeouts: { readonly connect: number; readonly firstByte: number; readonly idle: number }
}

const BY_CODE: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'network.host-not-found',
  EAI_AGAIN: 'network.host-not-found',
  EAI_NODATA: 'network.host-not-found',
  EAI_NONAME: 'network.host-not-found',
  ECONNREFUSED: 'network.connection-refused',
  EHOSTUNREACH: 'network.unreachable',
  ENETUNREACH: 'network.unreachable',
  EHOSTDOWN: 'network.unreachable',
  ENETDOWN: 'network.unreachable',
  EADDRNOTAVAIL: 'network.unreachable',
  ETIMEDOUT: 'network.timeout',
  ESOCKETTIMEDOUT: 'network.timeout',
  UND_ERR_CONNECT_TIMEOUT: 'network.timeout',
  UND_ERR_HEADERS_TIMEOUT: 'network.timeout',
  UND_ERR_BODY_TIMEOUT: 'network.timeout',
  ECONNRESET: 'network.connection-lost',
  ECONNABORTED: 'network.connection-lost',
  EPIPE: 'network.connection-lost',
  UND_ERR_SOCKET: 'network.connection-lost',
  UND_ERR_CLOSED: 'network.connection-lost',
  UND_ERR_DESTROYED: 'network.connection-lost',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'network.connection-lost',
  ERR_STREAM_PREMATURE_CLOSE: 'network.connection-lost',
  Z_BUF_ERROR: 'network.connection-lost', // the compressed body ended too early

  // OpenSSL's verification errors under Node's names (X509_V_ERR_…).
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls.self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls.untrusted-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls.untrusted-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'tls.untrusted-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls.untrusted-issuer',
  CERT_UNTRUSTED: 'tls.untrusted-issuer',
  INVALID_CA: 'tls.untrusted-issuer',
  CERT_HAS_EXPIRED: 'tls.expired',
  CERT_NOT_YET_VALID: 'tls.not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls.wrong-name',
  HOSTNAME_MISMATCH: 'tls.wrong-name',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'tls.old-protocol',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls.old-protocol',
  ERR_SSL_VERSION_TOO_LOW: 'tls.old-protocol',
  EPROTO: 'tls.failed',
  CERT_REVOKED: 'tls.revoked',
  CERT_CHAIN_TOO_LONG: 'tls.failed',
  CERT_SIGNATURE_FAILURE: 'tls.failed',
  INVALID_PURPOSE: 'tls.failed',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'network.timeout',

  // Our own, see tls-trust.ts and node-connector.ts.
  PIN_MISMATCH: 'tls.pin-mismatch',
  PROXY_UNREACHABLE: 'proxy.unreachable',
  PROXY_SIGN_IN_REFUSED: 'proxy.sign-in-refused',
  PROXY_TUNNEL_FAILED: 'proxy.tunnel-failed',
}

/** Of several causes the first of these is told; anything else tells more than all of them. */
const LEAST_TELLING: readonly ErrorCode[] = [
  'network.failed',
  'network.unreachable',
  'network.timeout',
  'network.connection-refused',
]

/** The `AppError` of whatever a socket, TLS, DNS or the HTTP client threw. */
export function networkError(cause: unknown, to: Destination): AppError {
  if (cause instanceof AggregateError && cause.errors.length > 0) {
    const rank = (error: AppError): number => {
      const index = LEAST_TELLING.indexOf(error.code)
      return index === -1 ? LEAST_TELLING.length : index
    }
    return cause.errors
      .map((each) => networkError(each, to))
      .reduce((best, each) => (rank(each) > rank(best) ? each : best))
  }
  const systemCode = codeOf(cause)
  const known = systemCode === null ? undefined : BY_CODE[systemCode]
  if (known === undefined || known === 'tls.failed') {
    const inner = cause instanceof Error ? cause.cause : undefined
    if (known === undefined && inner !== undefined && inner !== cause) return networkError(inner, to)
    return unnamedError(cause, systemCode, to)
  }
  const { host, port } = to
  switch (known) {
    case 'network.connection-refused':
      return appError(known, { host, port })
    case 'network.timeout':
      return appError(known, { host, seconds: seconds(allowed(systemCode, to)) })
    case 'tls.wrong-name':
      return appError(known, { host, names: certificateNames(cause).join(', ') || '?' })
    case 'tls.pin-mismatch': {
      const { pinned, fingerprint } = cause instanceof PinMismatch ? cause : { pinned: '?', fingerprint: '?' }
      return appError(known, { host, pinned, fingerprint })
    }
    default:
      return appError(known, { host })
  }
}

/** Milliseconds as the texts show them. */
export function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10
}

/** What a client of TLS says to an answer in another language, in the words of OpenSSL and BoringSSL. */
const NOT_TLS = /wrong.version.number|packet.length.too.long|http.request|record.layer.failure/i

function unnamedError(cause: unknown, systemCode: string | null, to: Destination): AppError {
  const { host } = to
  const message = cause instanceof Error ? cause.message : String(cause)
  if (/alert protocol version|unsupported protocol|version too low/i.test(message)) {
    return appError('tls.old-protocol', { host })
  }
  const reason = systemCode === null ? firstLine(message) : `${systemCode}: ${firstLine(message)}`
  if (NOT_TLS.test(`${systemCode} ${message}`)) return appError('tls.not-tls', { host, port: to.port })
  const isTls = systemCode !== null && /^(ERR_SSL|ERR_TLS|CERT_|EPROTO|INVALID_PURPOSE)/.test(systemCode)
  return appError(isTls ? 'tls.failed' : 'network.failed', { host, reason })
}

function allowed(systemCode: string | null, { timeouts }: Destination): number {
  if (systemCode === 'UND_ERR_HEADERS_TIMEOUT') return timeouts.firstByte
  if (systemCode === 'UND_ERR_BODY_TIMEOUT') return timeouts.idle
  return timeouts.connect
}

function codeOf(cause: unknown): string | null {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return null
  return typeof cause.code === 'string' ? cause.code : null
}

/** The names for which the certificate was issued, as Node attaches it to the error. */
function certificateNames(cause: unknown): string[] {
  if (typeof cause !== 'object' || cause === null || !('cert' in cause)) return []
  const certificate = cause.cert as { subjectaltname?: unknown; subject?: { CN?: unknown } } | undefined
  const alternatives = certificate?.subjectaltname
  if (typeof alternatives === 'string' && alternatives !== '') {
    return alternatives.split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''))
  }
  const commonName = certificate?.subject?.CN
  return typeof commonName === 'string' ? [commonName] : []
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').trim().slice(0, 200)
}
