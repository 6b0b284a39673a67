/**
 * Whether the certificate that a server shows is accepted, in Chromium's network stack: its own verdict with the
 * system's store, corrected by what the connector trusts beside it.
 *
 * Pure but for the cryptography; `session-pool.ts` asks. Chromium names only the worst fault, and an unknown issuer
 * hides a wrong name and an ended validity, so these are looked at again before an authority of the connector's own
 * may excuse the issuer.
 */
import { X509Certificate } from 'node:crypto'
import type { Trust } from '#shared/domain/trust.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { certificateFaults, isSelfSigned } from '../exchange/transport/certificate-facts.ts'
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
    const pinned = trust.fingerprint
    return fingerprint === pinned ? null : appError('tls.pin-mismatch', { host, pinned, fingerprint })
  }
  if (verdict === 'net::OK') return null
  const isUnknownIssuer = verdict === 'net::ERR_CERT_AUTHORITY_INVALID'
  if (isUnknownIssuer && !(await issuedByAuthority(chain, trust.authorities, now))) {
    return appError(isSelfSigned(certificate) ? 'tls.self-signed' : 'tls.untrusted-issuer', { host })
  }
  const faults = certificateFaults(certificate, host, now)
  const isHidden = (fault: AppError): boolean => isUnknownIssuer || VERDICTS[fault.code] === verdict
  const fault = faults.find(isHidden)
  if (fault) return fault
  if (verdict === 'net::ERR_CERT_REVOKED') return appError('tls.revoked', { host })
  return isUnknownIssuer ? null : appError('tls.failed', { host, reason: verdict.replace(/^net::/, '') })
}

/** Chromium's names for the faults that are looked at again. */
const VERDICTS: Readonly<Record<string, string>> = {
  'tls.expired': 'net::ERR_CERT_DATE_INVALID',
  'tls.not-yet-valid': 'net::ERR_CERT_DATE_INVALID',
  'tls.wrong-name': 'net::ERR_CERT_COMMON_NAME_INVALID',
}
