/** What stands in a certificate, and what about it is wrong whoever issued it. Pure. */
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Certificate } from '#shared/domain/certificate.ts'
import { instantOf } from '#shared/domain/ids.ts'
import { appError, type AppError } from '#shared/errors.ts'

export function certificateFacts(certificate: X509Certificate): Certificate {
  return {
    subject: distinguishedName(certificate.subject),
    issuer: distinguishedName(certificate.issuer),
    names: namesOf(certificate),
    validFrom: instantOf(new Date(certificate.validFrom)),
    validTo: instantOf(new Date(certificate.validTo)),
    fingerprint: certificate.fingerprint256,
    isAuthority: certificate.ca,
    pem: certificate.toString(),
  }
}

/** The certificates of a PEM text; with a single certificate in DER as well. Throws when there is none. */
export function readCertificates(content: Buffer): X509Certificate[] {
  const blocks = pemBlocks(content.toString('latin1'))
  return blocks.length > 0 ? blocks.map((pem) => new X509Certificate(pem)) : [new X509Certificate(content)]
}

export function pemBlocks(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
}

/** Ended, not yet valid, or issued for other names. */
export function certificateFaults(certificate: X509Certificate, host: string, now: Date): AppError[] {
  const faults: AppError[] = []
  if (new Date(certificate.validTo) < now) faults.push(appError('tls.expired', { host }))
  if (new Date(certificate.validFrom) > now) faults.push(appError('tls.not-yet-valid', { host }))
  if (!isIssuedFor(certificate, host)) {
    faults.push(appError('tls.wrong-name', { host, names: namesOf(certificate).join(', ') || '?' }))
  }
  return faults
}

export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.issuer === certificate.subject && certificate.verify(certificate.publicKey)
}

export function isIssuedFor(certificate: X509Certificate, host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  return (isIP(bare) === 0 ? certificate.checkHost(bare) : certificate.checkIP(bare)) !== undefined
}

export function namesOf({ subjectAltName, subject }: X509Certificate): string[] {
  if (subjectAltName !== undefined) {
    return subjectAltName.split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''))
  }
  return /^CN=(.*)$/m.exec(subject)?.slice(1) ?? []
}

/** Node gives one part a line, the most general first. */
function distinguishedName(name: string): string {
  return name.split('\n').reverse().join(', ')
}
