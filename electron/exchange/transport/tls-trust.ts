/**
 * A `Trust` in the terms of Node's TLS: the authorities that Node brings along and those that the administrator adds,
 * or the one certificate that was pinned. `NODE_TLS_REJECT_UNAUTHORIZED` has no say, an explicit option overrules it.
 *
 * Without additions no list is given, because a list would replace what `NODE_EXTRA_CA_CERTS` adds. The context
 * is made once per transport: reading some 140 authorities for every connection costs more than the handshake.
 *
 * With a pin OpenSSL must not judge the chain, it would refuse a self-signed certificate before anybody could look at
 * it. So the handshake is let through and `pinProblem` decides before the first byte of a request is written.
 */
import { type SecureContext, type TLSSocket, createSecureContext, rootCertificates } from 'node:tls'
import type { Trust } from '#shared/domain/trust.ts'

export type TlsTrust = {
  readonly secureContext: SecureContext
  readonly rejectUnauthorized: boolean
}

/** @throws when one of the authorities is no certificate */
export function tlsTrust({ authorities, fingerprint }: Trust): TlsTrust {
  const secureContext = createSecureContext({
    minVersion: 'TLSv1.2', // older ones are switched off on Exchange 2019 and forbidden by RFC 8996
    ...(authorities.length === 0 ? {} : { ca: [...rootCertificates, ...authorities] }),
  })
  return { secureContext, rejectUnauthorized: fingerprint === null }
}

/** Why a connection must not be used although the handshake succeeded, or `null`. */
export function pinProblem({ fingerprint }: Trust, socket: TLSSocket): PinMismatch | null {
  if (fingerprint === null) return null
  // Absent where the peer showed no certificate at all, whatever the type says.
  const shown = (socket.getPeerCertificate() as { fingerprint256?: string } | undefined)?.fingerprint256
  return shown === fingerprint ? null : new PinMismatch(fingerprint, shown ?? '?')
}

export class PinMismatch extends Error {
  readonly code = 'PIN_MISMATCH'
  readonly pinned: string
  readonly fingerprint: string

  /** @param fingerprint of the certificate that was shown instead */
  constructor(pinned: string, fingerprint: string) {
    super('another certificate than the pinned one')
    this.name = 'PinMismatch'
    this.pinned = pinned
    this.fingerprint = fingerprint
  }
}
