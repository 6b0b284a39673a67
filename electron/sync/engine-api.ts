/**
 * What the engine can do, with the schemas: the contract of the message port between main and the sync host. Nothing
 * here is a secret; requests to servers go another way (wire/), on which main signs them in.
 */
import { z } from 'zod'
import { mailboxAccessSchema } from '#shared/domain/ews-account.ts'
import { ewsAccountIdSchema, primeEmailAccountIdSchema, primeItemIdSchema } from '#shared/domain/ids.ts'
import {
  emailContentSchema,
  emailPageSchema,
  primeEmailAccountDraftSchema,
  primeEmailAccountSchema,
} from '#shared/domain/prime.ts'
import type { SyncProgress } from '#shared/domain/sync.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { Result } from '#shared/result.ts'
import type { Transport } from '../exchange/transport/transport.ts'

/** One account's run, with everything it needs but the way to the server. */
export const syncJobSchema = z.object({
  accountId: ewsAccountIdSchema,
  primeEmailAccountId: primeEmailAccountIdSchema,
  mailbox: z.string(),
  access: mailboxAccessSchema,
  url: z.string(),
  /** As whom the account signs in, for the texts of errors. */
  userName: z.string(),
})
export type SyncJob = z.infer<typeof syncJobSchema>

const emailQuerySchema = z.object({
  primeEmailAccountId: primeEmailAccountIdSchema,
  offset: z.number().int().nonnegative(),
  limit: z.number().int().positive(),
})
export type EmailQuery = z.infer<typeof emailQuerySchema>

/** Calls from main to the engine. */
export const engineContract = {
  listEmailAccounts: { input: z.null(), output: z.array(primeEmailAccountSchema) },
  createEmailAccount: { input: primeEmailAccountDraftSchema, output: primeEmailAccountSchema },
  listEmails: { input: emailQuerySchema, output: emailPageSchema },
  openEmail: { input: z.object({ id: primeItemIdSchema }), output: emailContentSchema },
  exportEmail: { input: z.object({ id: primeItemIdSchema, path: z.string() }), output: z.null() },
  startSync: { input: z.object({ jobs: z.array(syncJobSchema) }), output: z.array(ewsAccountIdSchema) },
  cancelSync: { input: z.object({ accountIds: z.array(ewsAccountIdSchema).nullable() }), output: z.null() },
  close: { input: z.null(), output: z.null() },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

type Method = Exclude<keyof typeof engineContract, 'close'>

export type EngineApi = {
  readonly [M in Method]: (
    input: z.output<(typeof engineContract)[M]['input']>,
  ) => Promise<Result<z.output<(typeof engineContract)[M]['output']>>>
} & { close(): Promise<void> }

export type EngineCallbacks = {
  /** A way to the server of an account, for one run that closes it; it signs in by itself. */
  transportFor(accountId: EwsAccountId): Promise<Result<Transport>>
  onProgress(progress: SyncProgress): void
}
