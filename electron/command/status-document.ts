/**
 * What `status --json` tells: a document for monitoring systems. Version 1 only ever gets further members; what is
 * renamed or removed makes another version. The help describes it (article `monitoring`).
 */
import { z } from 'zod'
import { ewsAccountIdSchema, instantSchema } from '#shared/domain/ids.ts'
import {
  endingSchema,
  overallStateSchema,
  overviewSchema,
  problemKindSchema,
  urgencySchema,
} from '#shared/domain/overview.ts'
import { accountScheduleSchema } from '#shared/domain/sync-schedule.ts'
import { syncOutcomeSchema, syncTriggerSchema } from '#shared/domain/sync.ts'

export const STATUS_VERSION = 1

/** The number is that of a Nagios plug-in, so that every system can set its thresholds on it. */
export const LEVELS = ['ok', 'warning', 'critical', 'unknown'] as const
export type Level = (typeof LEVELS)[number]

const count = z.number().int().nonnegative()

const accountStatusSchema = z.object({
  id: ewsAccountIdSchema,
  mailbox: z.string(),
  connector: z.string(),
  /** As the schedule has it; `running` where it runs now or waits for its turn. */
  state: z.enum([...accountScheduleSchema.shape.state.options, 'running']),
  /** It has not run for three intervals, and for half an hour at the least. */
  isLate: z.boolean(),
  /** Since the end of its last run; `null`: it never ran. */
  minutesSinceLastRun: count.nullable(),
  nextAt: instantSchema.nullable(),
  lastRun: z
    .object({
      startedAt: instantSchema,
      endedAt: instantSchema,
      outcome: syncOutcomeSchema,
      trigger: syncTriggerSchema,
      created: count,
      updated: count,
      moved: count,
      deleted: count,
      failed: count,
      givenUp: count,
      /** A code of the errors in the help. */
      error: z.string().nullable(),
    })
    .nullable(),
  /** Of those in `problems`, without what was dismissed. */
  problemCount: count,
})
export type AccountStatus = z.infer<typeof accountStatusSchema>

const problemStatusSchema = z.object({
  id: z.string(),
  urgency: urgencySchema,
  kind: problemKindSchema,
  /** A code of the errors in the help, or the name of a finding. */
  code: z.string(),
  text: z.string(),
  todo: z.string(),
  since: instantSchema,
  connector: z.string().nullable(),
  mailboxes: z.array(z.string()),
  /** A person has looked at it and put it aside: it counts for nothing. */
  isDismissed: z.boolean(),
})

export const statusDocumentSchema = z.object({
  ok: z.literal(true),
  document: z.literal('status'),
  version: z.literal(STATUS_VERSION),
  at: instantSchema,
  program: z.object({
    version: z.string(),
    /** Whether the application runs, so that accounts synchronise by themselves. */
    isRunning: z.boolean(),
  }),
  level: z.enum(LEVELS),
  levelNumber: z.number().int().min(0).max(3),
  /** One sentence. */
  summary: z.string(),
  state: overallStateSchema,
  synchronisation: overviewSchema.shape.sync,
  counts: z.object({
    accounts: overviewSchema.shape.accounts.extend({ total: count, late: count }),
    connectors: overviewSchema.shape.connectors.extend({ total: count }),
    problems: z.object({ critical: count, warning: count, notice: count }),
  }),
  /** The longest of the accounts that synchronise by themselves; `null`: none has run yet. */
  oldestRunMinutes: count.nullable(),
  problems: z.array(problemStatusSchema),
  /** Ends of certificates, of credentials of applications, and of EWS; days may be negative. */
  endings: z.array(endingSchema.extend({ connector: z.string(), days: z.number().int() })),
  accounts: z.array(accountStatusSchema),
  error: z.null(),
})
export type StatusDocument = z.infer<typeof statusDocumentSchema>
