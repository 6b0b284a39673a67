/** How an application proves itself: a secret, or a certificate with its private key. Kept in the vault as JSON. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { plainDateSchema, type ConnectorId } from '#shared/domain/ids.ts'
import { fieldError } from '#shared/domain/validation.ts'
import { failure, ok, type Result } from '#shared/result.ts'

const credentialSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('secret'), secret: z.string(), validUntil: plainDateSchema.optional() }),
  z.object({
    kind: z.literal('certificate'),
    /** PEM. */
    certificate: z.string(),
    privateKey: z.string(),
    /** SHA-256, as hexadecimal digits. */
    thumbprint: z.string(),
  }),
])
export type ApplicationCredential = z.infer<typeof credentialSchema>

/** Belongs to the connector, and is erased with it. */
export function applicationSecretId(connectorId: ConnectorId): string {
  return `${connectorId}/oauth2-application`
}

export function storedCredential(credential: ApplicationCredential): string {
  return JSON.stringify(credential)
}

/** @throws when the text is not one that was stored */
export function readCredential(stored: string): ApplicationCredential {
  return credentialSchema.parse(JSON.parse(stored))
}

/** Checks that both belong together, before the identity provider would say so in its own words. */
export function certificateCredential(
  certificate: string,
  privateKey: string,
): Result<ApplicationCredential> {
  let parsed: X509Certificate
  try {
    parsed = new X509Certificate(certificate)
  } catch {
    return failure(fieldError('certificate', 'oauth2.certificate-invalid'))
  }
  let key: KeyObject
  try {
    key = createPrivateKey(privateKey)
  } catch {
    return failure(fieldError('privateKey', 'oauth2.private-key-invalid'))
  }
  // msal signs its assertions with RSA only.
  if (key.asymmetricKeyType !== 'rsa') return failure(fieldError('privateKey', 'oauth2.private-key-invalid'))
  if (!parsed.checkPrivateKey(key)) return failure(fieldError('privateKey', 'oauth2.private-key-mismatch'))
  return ok({
    kind: 'certificate',
    certificate: certificate.trim(),
    privateKey: privateKey.trim(),
    thumbprint: parsed.fingerprint256.replaceAll(':', ''),
  })
}
