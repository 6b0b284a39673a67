/**
 * Whom TLS trusts for one connector, beside what the operating system trusts: further certificate authorities, or
 * exactly one certificate by its fingerprint.
 *
 * A fingerprint is exclusive: it was compared by a person, so exactly that certificate is accepted, whoever issued it,
 * for whatever name and however old, and no other, not even one that everybody trusts. There is no value that turns
 * the check off; that is the point of having a type for it.
 */
import { z } from 'zod'
import { code } from './validation.ts'

/** SHA-256 of the certificate (DER) as `openssl x509 -fingerprint` shows it; case and separators do not matter. */
export const fingerprintSchema = z
  .string()
  .transform((text) => text.replace(/[\s:-]/g, '').toUpperCase())
  .refine((hex) => /^[0-9A-F]{64}$/.test(hex), code('field.invalid'))
  .transform((hex) => (hex.match(/../g) ?? []).join(':'))

export const trustSchema = z.object({
  /** PEM, one or several certificates each. */
  authorities: z.array(z.string().includes('-----BEGIN CERTIFICATE-----', code('field.invalid'))),
  /** `null`: the issuer decides. */
  fingerprint: fingerprintSchema.nullable(),
})
export type Trust = z.infer<typeof trustSchema>

/** What the operating system trusts, and nothing else. */
export const SYSTEM_TRUST: Trust = { authorities: [], fingerprint: null }

export function sameTrust(one: Trust, other: Trust): boolean {
  return (
    one.fingerprint === other.fingerprint &&
    one.authorities.length === other.authorities.length &&
    one.authorities.every((authority, index) => authority === other.authorities[index])
  )
}
