/** What people ask about the synchronisation of many accounts at once: pages of the history, problems, conflicts. */
import { z } from 'zod'
import { ewsAccountIdSchema, instantSchema } from './ids.ts'
import { syncConflictSchema, syncProblemSchema } from './sync-report.ts'
import { syncOutcomeSchema, syncRunSchema, syncTriggerSchema } from './sync.ts'

const count = z.number().int().nonnegative()
const limit = z.number().int().positive().max(500)

/** `null`: all accounts. */
export const whichAccountsSchema = z.array(ewsAccountIdSchema).nullable()

/** Behind which entry the next page begins: entries are ordered by time, and those of one moment by their id. */
export const timeCursorSchema = z.object({ at: instantSchema, id: z.string() })
export type TimeCursor = z.infer<typeof timeCursorSchema>

/** Which runs of the history are shown; `null`: whatever it is. */
export const runFilterSchema = z.object({
  accountIds: whichAccountsSchema,
  outcome: syncOutcomeSchema.nullable(),
  trigger: syncTriggerSchema.nullable(),
  /** Runs that began at this moment or later. */
  since: instantSchema.nullable(),
  /** Runs that began before this moment. */
  until: instantSchema.nullable(),
  /** Without those that found nothing to do, of which there are hundreds a day. */
  onlyEventful: z.boolean(),
})
export type RunFilter = z.infer<typeof runFilterSchema>

export const NO_RUN_FILTER: RunFilter = {
  accountIds: null,
  outcome: null,
  trigger: null,
  since: null,
  until: null,
  onlyEventful: false,
}

export const runQuerySchema = runFilterSchema.extend({ after: timeCursorSchema.nullable(), limit })
export type RunQuery = z.infer<typeof runQuerySchema>

export const keptRunSchema = syncRunSchema.extend({ id: z.string() })
export type KeptRun = z.infer<typeof keptRunSchema>

/** Newest first. */
export const runPageSchema = z.object({ runs: z.array(keptRunSchema), next: timeCursorSchema.nullable() })
export type RunPage = z.infer<typeof runPageSchema>

/** Problems that are told at once; there may be more when a server fails in everything. */
export const PROBLEMS_MAX = 1_000

export const accountProblemSchema = syncProblemSchema.extend({ accountId: ewsAccountIdSchema })
export type AccountProblem = z.infer<typeof accountProblemSchema>

export const problemListSchema = z.object({
  /** Those that were given up first. */
  problems: z.array(accountProblemSchema).max(PROBLEMS_MAX),
  /** How many there are altogether. */
  total: count,
})
export type ProblemList = z.infer<typeof problemListSchema>

export const accountConflictSchema = syncConflictSchema.extend({ accountId: ewsAccountIdSchema })
export type AccountConflict = z.infer<typeof accountConflictSchema>

export const conflictQuerySchema = z.object({
  accountIds: whichAccountsSchema,
  after: timeCursorSchema.nullable(),
  limit,
})
export type ConflictQuery = z.infer<typeof conflictQuerySchema>

/** Newest first. */
export const conflictPageSchema = z.object({
  conflicts: z.array(accountConflictSchema),
  next: timeCursorSchema.nullable(),
})
export type ConflictPage = z.infer<typeof conflictPageSchema>
