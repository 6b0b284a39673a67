/**
 * Whom TLS trusts: the authorities that Node brings along, and those that the administrator adds. Verification
 * cannot be switched off here, not even by `NODE_TLS_REJECT_UNAUTHORIZED`, which an explicit option overrules.
 *
 * Without additions no list is given, because a list would replace what `NODE_EXTRA_CA_CERTS` adds. The context
 * is made once per client: reading some 140 authorities for every connection costs more than the handshake.
 */
import { type SecureContext, createSecureContext, rootCertificates } from 'node:tls'

export type TlsTrust = {
  readonly secureContext: SecureContext
  readonly rejectUnauthorized: true
}

/**
 * @param extraAuthorities PEM, one or several certificates each
 * @throws when one of them is no certificate
 */
export function tlsTrust(extraAuthorities: readonly string[]): TlsTrust {
  const secureContext = createSecureContext({
    minVersion: 'TLSv1.2', // older ones are switched off on Exchange 2019 and forbidden by RFC 8996
    ...(extraAuthorities.length === 0 ? {} : { ca: [...rootCertificates, ...extraAuthorities] }),
  })
  return { secureContext, rejectUnauthorized: true }
}
