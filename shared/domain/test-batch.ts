/** Connection tests of many accounts at once: what is asked, and the line of the table that each account has. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { connectorDraftSchema } from './connector.ts'
import { type TestReport, testOutcomeSchema, testStepIdSchema, testStepSchema } from './connection-test.ts'
import { connectionTestIdSchema, connectorIdSchema, ewsAccountIdSchema, instantSchema } from './ids.ts'
import { confirmedServersSchema } from './new-servers.ts'
import { durationOf, firstFailedOf, warningsOf } from './test-headline.ts'

export const testBatchIdSchema = z.uuid().brand<'TestBatchId'>()
export type TestBatchId = z.infer<typeof testBatchIdSchema>

/** Saved accounts, with the connector as it stands in its form, saved or not. */
export const testBatchRequestSchema = z.object({
  connector: connectorDraftSchema,
  /** Where the results are remembered, if the draft is what is saved. */
  connectorId: connectorIdSchema.nullable(),
  accountIds: z.array(ewsAccountIdSchema).min(1),
  confirmedServers: confirmedServersSchema,
})
export type TestBatchRequest = z.infer<typeof testBatchRequestSchema>

const ofAccount = { accountId: ewsAccountIdSchema }
export const testBatchRowSchema = z.discriminatedUnion('state', [
  /** `until`: the server asked for a pause; the account is tried once more after it. */
  z.object({ ...ofAccount, state: z.literal('waiting'), until: instantSchema.nullable() }),
  z.object({ ...ofAccount, state: z.literal('running'), step: testStepIdSchema.nullable() }),
  z.object({
    ...ofAccount,
    state: z.literal('ended'),
    /** Under which its whole report is asked for by `connectionTests.report`. */
    test: connectionTestIdSchema,
    outcome: testOutcomeSchema,
    /** The first step that failed, else the first that warns. */
    finding: testStepSchema.nullable(),
    warnings: z.number().int().nonnegative(),
    durationMilliseconds: z.number().nonnegative(),
  }),
  /** The test could not begin. */
  z.object({ ...ofAccount, state: z.literal('refused'), error: appErrorSchema }),
  z.object({ ...ofAccount, state: z.literal('cancelled') }),
])
export type TestBatchRow = z.infer<typeof testBatchRowSchema>

/** What has changed since the last one. */
export const testBatchProgressSchema = z.object({
  id: testBatchIdSchema,
  rows: z.array(testBatchRowSchema),
  /** Whether nothing runs or waits any more. */
  isOver: z.boolean(),
})
export type TestBatchProgress = z.infer<typeof testBatchProgressSchema>

/** The line of an account whose test has ended. */
export function endedRow(
  accountId: TestBatchRow['accountId'],
  { id: test, outcome, steps }: TestReport,
): TestBatchRow {
  if (outcome === null) throw new Error('the test has not ended')
  if (outcome === 'cancelled') return { accountId, state: 'cancelled' }
  const finding = firstFailedOf(steps) ?? steps.find(({ state }) => state === 'warning') ?? null
  const [warnings, durationMilliseconds] = [warningsOf(steps), durationOf(steps)]
  return { accountId, state: 'ended', test, outcome, finding, warnings, durationMilliseconds }
}
