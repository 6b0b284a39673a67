/** Progress and results of a synchronisation, per account. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { ewsAccountIdSchema, instantSchema } from './ids.ts'

export const syncCountsSchema = z.object({
  created: z.number().int().nonnegative(),
  updated: z.number().int().nonnegative(),
  deleted: z.number().int().nonnegative(),
  /** Objects that failed in this run; they are tried again in the next one. */
  failed: z.number().int().nonnegative(),
  /** Bytes of MIME content that were fetched. */
  bytes: z.number().int().nonnegative(),
})
export type SyncCounts = z.infer<typeof syncCountsSchema>

export const NO_COUNTS: SyncCounts = { created: 0, updated: 0, deleted: 0, failed: 0, bytes: 0 }

/**
 * `failed`: the run ended early; what was committed stays. `incomplete`: the run went through, single objects
 * failed. `cancelled`: a person stopped it.
 */
export const syncOutcomeSchema = z.enum(['succeeded', 'incomplete', 'failed', 'cancelled'])
export type SyncOutcome = z.infer<typeof syncOutcomeSchema>

export const syncResultSchema = z.object({
  startedAt: instantSchema,
  endedAt: instantSchema,
  outcome: syncOutcomeSchema,
  counts: syncCountsSchema,
  error: appErrorSchema.nullable(),
})
export type SyncResult = z.infer<typeof syncResultSchema>

export const syncProgressSchema = z.discriminatedUnion('state', [
  z.object({ accountId: ewsAccountIdSchema, state: z.literal('waiting') }),
  z.object({
    accountId: ewsAccountIdSchema,
    state: z.literal('running'),
    /** Changes done so far, and how many there will be; `null` while the server has not told. */
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative().nullable(),
    counts: syncCountsSchema,
  }),
  z.object({ accountId: ewsAccountIdSchema, state: z.literal('ended'), result: syncResultSchema }),
])
export type SyncProgress = z.infer<typeof syncProgressSchema>
