/** What the status of the synchronisation tells people: objects that fail, and versions that lost a conflict. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { instantSchema, primeItemIdSchema } from './ids.ts'
import { primeRecordSchema } from './prime-items.ts'
import { folderKeySchema, syncKindSchema } from './sync-kinds.ts'

/** By what an object is named to try it again: one of the two ids is there. */
export const problemItemSchema = z.object({
  exchangeItemId: z.string().nullable(),
  primeItemId: primeItemIdSchema.nullable(),
})
export type ProblemItem = z.infer<typeof problemItemSchema>

/** An object that is no longer tried by itself, or failed and will be. */
export const syncProblemSchema = problemItemSchema.extend({
  kind: syncKindSchema,
  /** On which side the change waits: `exchange` is to be imported, `prime` to be exported. */
  side: z.enum(['exchange', 'prime']),
  folder: folderKeySchema.nullable(),
  subject: z.string().nullable(),
  attempts: z.number().int().nonnegative(),
  /** When its first attempt failed; `null` where an earlier version did not note it. */
  since: instantSchema.nullable(),
  givenUp: z.boolean(),
  error: appErrorSchema,
})
export type SyncProblem = z.infer<typeof syncProblemSchema>

/** Both sides had changed the same field: the version that lost is kept. */
export const syncConflictSchema = z.object({
  id: z.string(),
  at: instantSchema,
  kind: syncKindSchema,
  primeItemId: primeItemIdSchema,
  winner: z.enum(['exchange', 'prime']),
  /** Names of the fields in the record. */
  fields: z.array(z.string()),
  winning: primeRecordSchema,
  losing: primeRecordSchema,
  restoredAt: instantSchema.nullable(),
})
export type SyncConflict = z.infer<typeof syncConflictSchema>
