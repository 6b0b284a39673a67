/**
 * From Chromium's network errors (`net::ERR_…`, net/base/net_error_list.h) to the codes of this product; the
 * counterpart of network-errors.ts for Node, and like there codes are read, never sentences.
 *
 * Errors of certificates are not in the table: what was wrong with one is known better where it was looked at, see
 * certificate-verdict.ts.
 */
import type { AppError, ErrorCode } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'

const BY_CODE: Readonly<Record<string, ErrorCode>> = {
  ERR_NAME_NOT_RESOLVED: 'network.host-not-found',
  ERR_NAME_RESOLUTION_FAILED: 'network.host-not-found',
  ERR_ICANN_NAME_COLLISION: 'network.host-not-found',
  ERR_DNS_TIMED_OUT: 'network.host-not-found',
  ERR_CONNECTION_REFUSED: 'network.connection-refused',
  ERR_ADDRESS_UNREACHABLE: 'network.unreachable',
  ERR_ADDRESS_INVALID: 'network.unreachable',
  ERR_INTERNET_DISCONNECTED: 'network.unreachable',
  ERR_NETWORK_ACCESS_DENIED: 'network.unreachable',
  ERR_CONNECTION_TIMED_OUT: 'network.timeout',
  ERR_TIMED_OUT: 'network.timeout',
  ERR_CONNECTION_RESET: 'network.connection-lost',
  ERR_CONNECTION_CLOSED: 'network.connection-lost',
  ERR_CONNECTION_ABORTED: 'network.connection-lost',
  ERR_EMPTY_RESPONSE: 'network.connection-lost',
  ERR_CONTENT_LENGTH_MISMATCH: 'network.connection-lost',
  ERR_INCOMPLETE_CHUNKED_ENCODING: 'network.connection-lost',
  ERR_SOCKET_NOT_CONNECTED: 'network.connection-lost',
  ERR_NETWORK_CHANGED: 'network.connection-lost',
  ERR_NETWORK_IO_SUSPENDED: 'network.connection-lost',
  ERR_ABORTED: 'network.connection-lost',
  ERR_CONTENT_DECODING_FAILED: 'exchange.malformed-response',
  ERR_CONTENT_DECODING_INIT_FAILED: 'exchange.malformed-response',
  ERR_INVALID_HTTP_RESPONSE: 'exchange.malformed-response',
  ERR_INVALID_CHUNKED_ENCODING: 'exchange.malformed-response',
  ERR_SSL_VERSION_OR_CIPHER_MISMATCH: 'tls.old-protocol',
  ERR_CERT_REVOKED: 'tls.revoked',
  ERR_SSL_OBSOLETE_VERSION: 'tls.old-protocol',
  ERR_PROXY_CONNECTION_FAILED: 'proxy.unreachable',
  ERR_MANDATORY_PROXY_CONFIGURATION_FAILED: 'proxy.unreachable',
  ERR_PAC_SCRIPT_FAILED: 'proxy.unreachable',
  ERR_TUNNEL_CONNECTION_FAILED: 'proxy.tunnel-failed',
  ERR_PROXY_CERTIFICATE_INVALID: 'proxy.tunnel-failed',
  ERR_PROXY_AUTH_UNSUPPORTED: 'proxy.sign-in-refused',
  ERR_PROXY_AUTH_REQUESTED: 'proxy.sign-in-refused',
}

export type NetDestination = {
  readonly host: string
  readonly port: number
  /** For a time-out of Chromium's own. */
  readonly seconds: number
}

/** The `AppError` of whatever `net.request` reported. */
export function netError(cause: unknown, { host, port, seconds }: NetDestination): AppError {
  const message = cause instanceof Error ? cause.message : String(cause)
  const name = /ERR_[A-Z0-9_]+/.exec(message)?.[0]
  const code = name === undefined ? undefined : BY_CODE[name]
  switch (code) {
    case undefined: {
      const isTls = name !== undefined && /^ERR_(SSL|CERT|TLS|BAD_SSL|ECH)_/.test(name)
      return appError(isTls ? 'tls.failed' : 'network.failed', {
        host,
        reason: name ?? message.slice(0, 200),
      })
    }
    case 'network.connection-refused':
      return appError(code, { host, port })
    case 'network.timeout':
      return appError(code, { host, seconds })
    case 'exchange.malformed-response':
      return appError(code, { reason: name ?? '' })
    default:
      return appError(code, { host })
  }
}
