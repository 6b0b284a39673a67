/** The secret or certificate of a connector's application: what the window may say about it, and what it is told. */
import { z } from 'zod'
import { secretStateSchema } from './ews-account.ts'
import { instantSchema, plainDateSchema } from './ids.ts'

/** Secrets go one way, like passwords. A certificate travels with its private key, both as PEM. */
export const applicationCredentialChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('set-secret'),
    secret: z.string().min(1).max(1024),
    /** Its last day. The identity provider shows it to people alone; without it nobody is warned. */
    validUntil: plainDateSchema.optional(),
  }),
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
  /** When it ends; `null` for a secret whose last day nobody has entered. */
  validTo: instantSchema.nullable(),
})
export type ApplicationCredentialState = z.infer<typeof applicationCredentialStateSchema>
