/** The connection test: its steps, their states, and the report that grows while the test runs. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { connectionTestIdSchema, connectorIdSchema, ewsAccountIdSchema, instantSchema } from './ids.ts'
import { connectorDraftSchema, usesPasswords } from './connector.ts'
import { mailboxAccessSchema } from './ews-account.ts'
import { mailboxSchema } from './mailbox.ts'
import { code } from './validation.ts'

/** In the order in which they run. */
export const TEST_STEPS = [
  'name-resolution',
  'tcp',
  'tls',
  'sign-in-methods',
  'authentication',
  'mailbox',
  'inbox',
] as const
export const testStepIdSchema = z.enum(TEST_STEPS)
export type TestStepId = z.infer<typeof testStepIdSchema>

/**
 * One line that says what a passed, warned or skipped step found; the text is found by this name in the
 * catalogue (`verdicts`), with `params` filled in.
 */
export const VERDICTS = [
  'addresses-found',
  'connected',
  'certificate-valid',
  'certificate-expires-soon',
  'not-encrypted-loopback',
  'methods-offered',
  'methods-not-told',
  'signed-in',
  'mailbox-found',
  'mailbox-of-another',
  'inbox-found',
  'skipped-after-failure',
  'skipped-without-account',
  'cancelled',
] as const
export const verdictSchema = z.object({
  name: z.enum(VERDICTS),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Verdict = z.infer<typeof verdictSchema>

/** Facts behind the verdict, shown when the step is opened. `name` is found in the catalogue (`details`). */
export const DETAILS = [
  'host',
  'port',
  'address',
  'protocol',
  'cipher',
  'subject',
  'issuer',
  'validFrom',
  'validTo',
  'fingerprint',
  'userName',
  'offeredMethods',
  'status',
  'server',
  'serverVersion',
  'requestId',
  'folder',
  'itemCount',
  'unreadCount',
  'reason',
] as const
export const detailSchema = z.object({ name: z.enum(DETAILS), value: z.string() })
export type Detail = z.infer<typeof detailSchema>

const finished = { durationMilliseconds: z.number().nonnegative(), details: z.array(detailSchema) }

export const testStepSchema = z.discriminatedUnion('state', [
  z.object({ id: testStepIdSchema, state: z.literal('pending') }),
  z.object({ id: testStepIdSchema, state: z.literal('running') }),
  z.object({ id: testStepIdSchema, state: z.literal('passed'), verdict: verdictSchema, ...finished }),
  z.object({ id: testStepIdSchema, state: z.literal('warning'), verdict: verdictSchema, ...finished }),
  z.object({ id: testStepIdSchema, state: z.literal('failed'), error: appErrorSchema, ...finished }),
  z.object({ id: testStepIdSchema, state: z.literal('skipped'), verdict: verdictSchema }),
])
export type TestStep = z.infer<typeof testStepSchema>

export const testOutcomeSchema = z.enum(['passed', 'failed', 'cancelled', 'incomplete'])
/** `incomplete`: nothing failed, but without an account the test could not go beyond the server. */
export type TestOutcome = z.infer<typeof testOutcomeSchema>

export const testReportSchema = z.object({
  id: connectionTestIdSchema,
  startedAt: instantSchema,
  steps: z.array(testStepSchema),
  /** `null` while the test runs. */
  outcome: testOutcomeSchema.nullable(),
})
export type TestReport = z.infer<typeof testReportSchema>

/** The password of a test: typed in the form, the stored one, or none. */
export const testPasswordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('given'), value: z.string().max(1024) }),
  z.object({ kind: z.literal('stored'), accountId: ewsAccountIdSchema }),
])
export type TestPassword = z.infer<typeof testPasswordSchema>

/** What is tested: the values of the form, saved or not. */
export const testRequestSchema = z
  .object({
    connector: connectorDraftSchema,
    account: z
      .object({
        mailbox: mailboxSchema,
        access: mailboxAccessSchema,
        userName: z.string().trim().max(256, code('field.too-long')),
        password: testPasswordSchema,
      })
      .nullable(),
    /** Where the result is remembered, if the tested values are the saved ones. */
    connectorId: connectorIdSchema.nullable(),
    accountId: ewsAccountIdSchema.nullable(),
    /** Ends the pause after too many refused sign-ins first. */
    resumes: z.boolean(),
  })
  .superRefine(({ connector, account }, context) => {
    if (usesPasswords(connector) && account?.userName === '') {
      const path = ['account', 'userName']
      context.addIssue({ code: 'custom', path, message: code('user-name.required') })
    }
  })
export type TestRequest = z.infer<typeof testRequestSchema>
