/**
 * Whether the certificate that a server shows is accepted, in Chromium's network stack: its own verdict with the
 * system's store, corrected by what the connector trusts beside it.
 *
 * Pure but for the cryptography; `session-pool.ts` asks. Chromium names only the worst fault, and an unknown issuer
 * hides a wrong name and an ended validity, so these are looked at again before an authority of the connector's own
 * may excuse the issuer.
 */
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Trust } from '#shared/domain/trust.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { issuedByAuthority } from './private-authority.ts'

export type ShownCertificate = {
  readonly host: string
  /** PEM: the server's own certificate, then what it sent along. */
  readonly chain: readonly [string, ...string[]]
  /** Chromium's own verdict, `net::OK` or an error. */
  readonly verdict: string
}

/** @returns `null` when it is accepted */
export async function certificateProblem(
  { host, chain, verdict }: ShownCertificate,
  trust: Trust,
  now = new Date(),
): Promise<AppError | null> {
  const certificate = new X509Certificate(chain[0])
  if (trust.fingerprint !== null) {
    const fingerprint = certificate.fingerprint256
    return fingerprint === trust.fingerprint ? null : appError('tls.pin-mismatch', { host, fingerprint })
  }
  if (verdict === 'net::OK') return null
  const isUnknownIssuer = verdict === 'net::ERR_CERT_AUTHORITY_INVALID'
  if (isUnknownIssuer && !(await issuedByAuthority(chain, trust.authorities, now))) {
    const isOwnIssuer =
      certificate.issuer === certificate.subject && certificate.verify(certificate.publicKey)
    return appError(isOwnIssuer ? 'tls.self-signed' : 'tls.untrusted-issuer', { host })
  }
  if (isUnknownIssuer || verdict === 'net::ERR_CERT_DATE_INVALID') {
    if (new Date(certificate.validTo) < now) return appError('tls.expired', { host })
    if (new Date(certificate.validFrom) > now) return appError('tls.not-yet-valid', { host })
  }
  if (isUnknownIssuer || verdict === 'net::ERR_CERT_COMMON_NAME_INVALID') {
    if (!isIssuedFor(certificate, host)) {
      return appError('tls.wrong-name', { host, names: namesOf(certificate).join(', ') || '?' })
    }
  }
  return isUnknownIssuer ? null : appError('tls.failed', { host, reason: verdict.replace(/^net::/, '') })
}

function isIssuedFor(certificate: X509Certificate, host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  return (isIP(bare) === 0 ? certificate.checkHost(bare) : certificate.checkIP(bare)) !== undefined
}

function namesOf({ subjectAltName, subject }: X509Certificate): string[] {
  if (subjectAltName !== undefined) {
    return subjectAltName.split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''))
  }
  return /^CN=(.*)$/m.exec(subject)?.slice(1) ?? []
}
