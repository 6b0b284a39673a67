/** The secret or certificate of a connector's application: what the window may say about it, and what it is told. */
import { z } from 'zod'
import { secretStateSchema } from './ews-account.ts'
import { instantSchema } from './ids.ts'

/** Secrets go one way, like passwords. A certificate travels with its private key, both as PEM. */
export const applicationCredentialChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set-secret'), secret: z.string().min(1).max(1024) }),
  z.object({
    kind: z.literal('set-certificate'),
    certificate: z.string().min(1).max(32_768),
    privateKey: z.string().min(1).max(32_768),
  }),
  z.object({ kind: z.literal('clear') }),
])
export type ApplicationCredentialChange = z.infer<typeof applicationCredentialChangeSchema>

/** Whether one is stored, and which; never the secret itself. */
export const applicationCredentialStateSchema = z.object({
  state: secretStateSchema,
  /** `null` when there is none that can be read. */
  kind: z.enum(['secret', 'certificate']).nullable(),
  /** When a certificate ends; `null` for a secret, whose end the identity provider alone knows. */
  validTo: instantSchema.nullable(),
})
export type ApplicationCredentialState = z.infer<typeof applicationCredentialStateSchema>
