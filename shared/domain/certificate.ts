/** What a person gets to see of the certificate of a server, to decide whether to trust it. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { instantSchema } from './ids.ts'

export const certificateSchema = z.object({
  /** Distinguished names, for example `CN=mail.contoso.example, O=Contoso`. */
  subject: z.string(),
  issuer: z.string(),
  /** Hosts and addresses for which it was issued. */
  names: z.array(z.string()),
  validFrom: instantSchema,
  validTo: instantSchema,
  /** SHA-256 as `openssl x509 -fingerprint` shows it. */
  fingerprint: z.string(),
  /** Whether it may issue others. */
  isAuthority: z.boolean(),
  pem: z.string(),
})
export type Certificate = z.infer<typeof certificateSchema>

export const inspectedCertificateSchema = z.object({
  host: z.string(),
  /** The server's own certificate, then what it sent along. */
  chain: z.array(certificateSchema).min(1),
  /** Why it is not accepted with the trust that was given, the verdict first; empty: it is accepted. */
  problems: z.array(appErrorSchema),
})
export type InspectedCertificate = z.infer<typeof inspectedCertificateSchema>

/** The certificate that a connector's server showed when it was last looked at. */
export const seenCertificateSchema = z.object({
  at: instantSchema,
  host: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validTo: instantSchema,
  fingerprint: z.string(),
})
export type SeenCertificate = z.infer<typeof seenCertificateSchema>

/** Another certificate than the pinned one: the connector stands still until a person has decided. */
export const changedCertificateSchema = z.object({
  at: instantSchema,
  host: z.string(),
  pinned: z.string(),
  shown: z.string(),
})
export type ChangedCertificate = z.infer<typeof changedCertificateSchema>
