/**
 * Is it well, what is wrong, what can be done: the state of the whole, and every problem with its cause and its way
 * out. Computed in main from what is known (`electron/services/overview`), so that the start screen, the navigation
 * and the icon beside the clock say the same.
 */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { connectorIdSchema, ewsAccountIdSchema, instantSchema } from './ids.ts'

/**
 * `unused`: nothing is set up yet. `stopped`: accounts should synchronise by themselves, and none does. `attention`:
 * something is wrong or will be. `healthy`: nothing is to be done.
 */
export const OVERALL_STATES = ['unused', 'stopped', 'attention', 'healthy'] as const
export const overallStateSchema = z.enum(OVERALL_STATES)
export type OverallState = z.infer<typeof overallStateSchema>

/**
 * From the most urgent. `critical`: something does not synchronise, or data is at stake. `warning`: it works, but not
 * wholly or not for long. `notice`: good to know.
 */
export const URGENCIES = ['critical', 'warning', 'notice'] as const
export const urgencySchema = z.enum(URGENCIES)
export type Urgency = z.infer<typeof urgencySchema>

/** What a problem is about, for whoever wants those of one kind. */
export const PROBLEM_KINDS = [
  'sign-in',
  'certificate',
  'application-credential',
  'synchronisation',
  'objects',
  'schedule',
  'network',
  'retirement',
  /** Something that happened to the application itself. */
  'incident',
  /** Something that is so since the application started. */
  'application',
] as const
export const problemKindSchema = z.enum(PROBLEM_KINDS)
export type ProblemKind = z.infer<typeof problemKindSchema>

/** Causes that are no errors. Their texts stand in the catalogue by name (`findings`). */
export const FINDINGS = [
  'not-begun',
  'all-paused',
  'accounts-paused',
  'all-inactive',
  'offline',
  'test-failed',
  'server-test-failed',
  'certificate-ends',
  'certificate-ended',
  'application-certificate-ends',
  'application-certificate-ended',
  'application-secret-ends',
  'application-secret-ended',
  'ews-retires',
  'ews-retired',
] as const
export const findingSchema = z.enum(FINDINGS)
export type Finding = z.infer<typeof findingSchema>

export const problemCauseSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('error'), error: appErrorSchema }),
  z.object({
    is: z.literal('finding'),
    name: findingSchema,
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
])
export type ProblemCause = z.infer<typeof problemCauseSchema>

/** Ways out, which a person can take by a button; every problem can be dismissed besides. */
export const PROBLEM_ACTIONS = [
  'sign-in',
  /** Ends the pause after refused passwords. */
  'resume-logon',
  'review-certificate',
  /** Opens its account or its connector. */
  'open',
  /** Synchronises its accounts now. */
  'retry',
  /** Lets the objects that were given up be tried again, and synchronises. */
  'retry-objects',
  /** Shows what would be deleted. */
  'review-deletion',
  /** Lets paused accounts synchronise by themselves again. */
  'resume-sync',
] as const
export const problemActionSchema = z.enum(PROBLEM_ACTIONS)
export type ProblemAction = z.infer<typeof problemActionSchema>

export const problemSchema = z.object({
  /** The same as long as it is the same problem. */
  id: z.string(),
  /** Its content. A dismissed problem comes back with another one, or when it befalls a further account. */
  fingerprint: z.string(),
  kind: problemKindSchema,
  urgency: urgencySchema,
  cause: problemCauseSchema,
  since: instantSchema,
  connector: z.object({ id: connectorIdSchema, name: z.string() }).nullable(),
  /** Whom it befalls; one problem, however many they are. */
  accounts: z.array(z.object({ id: ewsAccountIdSchema, mailbox: z.string() })),
  /** The first is the one to offer first. */
  actions: z.array(problemActionSchema),
  isDismissed: z.boolean(),
})
export type Problem = z.infer<typeof problemSchema>

/** What ends on a day, whether soon or not. */
export const endingSchema = z.object({
  kind: z.enum(['certificate', 'application-certificate', 'application-secret', 'ews']),
  connector: z.object({ id: connectorIdSchema, name: z.string() }),
  at: instantSchema,
})
export type Ending = z.infer<typeof endingSchema>

const count = z.number().int().nonnegative()

export const overviewSchema = z.object({
  state: overallStateSchema,
  /** The most urgent first; those that were dismissed too. */
  problems: z.array(problemSchema),
  sync: z.object({
    /** Accounts that run now or wait for their turn. */
    underWay: count,
    /** When the next account runs by itself. */
    nextAt: instantSchema.nullable(),
    allPaused: z.boolean(),
  }),
  connectors: z.object({ well: count, troubled: count, inactive: count }),
  /** Each account counts once; one with a problem counts as troubled, whatever else it is. */
  accounts: z.object({ well: count, troubled: count, notBegun: count, paused: count, inactive: count }),
  /** The earliest first. */
  endings: z.array(endingSchema),
})
export type Overview = z.infer<typeof overviewSchema>
