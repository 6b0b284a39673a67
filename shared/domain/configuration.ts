/**
 * What an exported configuration holds, and what is shown of one before it is imported.
 *
 * Objects go without their ids: names connect them, and the importing side gives new ids. The shape follows those of
 * connector and account, so that a new setting travels along by itself. It is strict: what this version does not know
 * is refused rather than dropped.
 */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { connectorSchema } from './connector.ts'
import { ewsAccountSchema } from './ews-account.ts'
import { primeEmailAccountSchema } from './prime.ts'

const MAX_SECRET = 65_536 // characters; a certificate with its private key has some thousand
const secretSchema = z.string().min(1).max(MAX_SECRET)

export const exportedAccountSchema = ewsAccountSchema
  .omit({ id: true, connectorId: true, primeEmailAccountId: true, changedAt: true })
  .extend({
    primeEmailAccount: primeEmailAccountSchema.omit({ id: true }).strict(),
    password: secretSchema.optional(),
  })
  .strict()
export type ExportedAccount = z.infer<typeof exportedAccountSchema>

export const exportedConnectorSchema = connectorSchema
  .omit({ id: true, changedAt: true })
  .extend({
    accounts: z.array(exportedAccountSchema).max(10_000),
    /** Secret or certificate with which its application signs in with OAuth2. */
    applicationCredential: secretSchema.optional(),
  })
  .strict()
export type ExportedConnector = z.infer<typeof exportedConnectorSchema>

export const configurationSchema = z.strictObject({ connectors: z.array(exportedConnectorSchema).max(1_000) })
export type Configuration = z.infer<typeof configurationSchema>

/** Long enough that guessing costs more than what it protects is worth; only the length is checked. */
export const PASSPHRASE_MIN = 12
export const passphraseSchema = z.string().min(PASSPHRASE_MIN).max(1_024)

export const exportSecretsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('passphrase'), passphrase: passphraseSchema }),
])
export type ExportSecrets = z.infer<typeof exportSecretsSchema>

const counts = {
  connectors: z.number().int().nonnegative(),
  accounts: z.number().int().nonnegative(),
  secrets: z.number().int().nonnegative(),
}
export const exportResultSchema = z.object({
  ...counts,
  path: z.string(),
  /** Stored secrets that could not be opened here and are not in the file. */
  unreadableSecrets: z.number().int().nonnegative(),
})
export type ExportResult = z.infer<typeof exportResultSchema>

export const importResultSchema = z.object(counts)
export type ImportResult = z.infer<typeof importResultSchema>

/** `existing`: would replace what is there; `refused`: cannot be imported, for the reason in `problem`. */
const stateOf = {
  state: z.enum(['new', 'existing', 'refused']),
  problem: appErrorSchema.nullable(),
}
export const importPreviewSchema = z.object({
  connectors: z.array(
    z.object({
      name: z.string(),
      url: z.string(),
      /** Where its users sign in with OAuth2; empty with other methods. */
      authority: z.string(),
      /** Of a certificate that is trusted without an authority; empty: none. */
      fingerprint: z.string(),
      /** How many authorities of its own it brings along. */
      authorities: z.number().int().nonnegative(),
      ...stateOf,
      hasSecret: z.boolean(),
      accounts: z.array(
        z.object({
          mailbox: z.string(),
          primeAddress: z.string(),
          /** Empty: that of the connector. */
          url: z.string(),
          ...stateOf,
          hasSecret: z.boolean(),
        }),
      ),
    }),
  ),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

export const configurationImportIdSchema = z.uuid().brand<'ConfigurationImportId'>()
export type ConfigurationImportId = z.infer<typeof configurationImportIdSchema>

/** A file that was opened: what is in it, or that it waits for its passphrase. */
export const openedConfigurationSchema = z.object({
  id: configurationImportIdSchema,
  file: z.string(),
  preview: importPreviewSchema.nullable(),
})
export type OpenedConfiguration = z.infer<typeof openedConfigurationSchema>

/** By their places in the preview. */
export const importSelectionSchema = z.object({
  connectors: z.array(z.number().int().nonnegative()).max(1_000),
  accounts: z
    .array(z.object({ connector: z.number().int().nonnegative(), account: z.number().int().nonnegative() }))
    .max(20_000),
})
export type ImportSelection = z.infer<typeof importSelectionSchema>
