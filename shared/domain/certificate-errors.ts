/** Which errors are about the certificate of a server. Without zod, for the window. */
import type { ErrorCode } from '../errors.ts'

/** Errors about the certificate of a server, which a person may decide about after a look at it. */
export const CERTIFICATE_ERRORS = [
  'tls.self-signed',
  'tls.untrusted-issuer',
  'tls.expired',
  'tls.not-yet-valid',
  'tls.wrong-name',
  'tls.chain-incomplete',
  'tls.intercepted',
  'tls.pin-mismatch',
  'connector.certificate-changed',
] as const satisfies readonly ErrorCode[]

export function isAboutCertificate(code: ErrorCode): boolean {
  return (CERTIFICATE_ERRORS as readonly ErrorCode[]).includes(code)
}
