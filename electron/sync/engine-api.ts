/**
 * What the engine can do and what it asks back, with the schemas of both: the contract of the message port between
 * main and the sync host. Nothing here is a secret but the answer to `passwordOf`, which crosses only in memory.
 */
import { z } from 'zod'
import { authenticationMethodSchema } from '#shared/domain/connector.ts'
import { ewsAccountIdSchema, primeEmailAccountIdSchema, primeItemIdSchema } from '#shared/domain/ids.ts'
import {
  emailContentSchema,
  emailPageSchema,
  primeEmailAccountDraftSchema,
  primeEmailAccountSchema,
} from '#shared/domain/prime.ts'
import { syncProgressSchema, type SyncProgress } from '#shared/domain/sync.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { Result } from '#shared/result.ts'

/** One account's run, with everything it needs but the password. */
export const syncJobSchema = z.object({
  accountId: ewsAccountIdSchema,
  primeEmailAccountId: primeEmailAccountIdSchema,
  mailbox: z.string(),
  url: z.string(),
  authenticationMethod: authenticationMethodSchema,
  /** As it is sent, the domain already in it. */
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

/** Calls from the engine back to main. */
export const callbackContract = {
  passwordOf: { input: ewsAccountIdSchema, output: z.string() },
} as const

export const progressSchema = syncProgressSchema

type Method = Exclude<keyof typeof engineContract, 'close'>

export type EngineApi = {
  readonly [M in Method]: (
    input: z.output<(typeof engineContract)[M]['input']>,
  ) => Promise<Result<z.output<(typeof engineContract)[M]['output']>>>
} & { close(): Promise<void> }

export type EngineCallbacks = {
  /** The password of an account, when a run needs it; it is kept no longer than that run. */
  passwordOf(accountId: EwsAccountId): Promise<Result<string>>
  onProgress(progress: SyncProgress): void
}
