/** The connection test: its steps, their states, and the report that grows while the test runs. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { connectionTestIdSchema, connectorIdSchema, ewsAccountIdSchema, instantSchema } from './ids.ts'
import { authenticationMethodSchema, connectorDraftSchema, usesPasswords } from './connector.ts'
import { mailboxAccessSchema, ownUrlSchema } from './ews-account.ts'
import { mailboxSchema } from './mailbox.ts'
import { confirmedServersSchema } from './new-servers.ts'
import { accountSyncSchema } from './sync-settings.ts'
import { code } from './validation.ts'

/** The tree of the steps, in the order in which they run. */
export const TEST_STEP_GROUPS = {
  connection: ['address', 'proxy', 'name-resolution', 'tcp', 'tls', 'http'],
  'sign-in': ['sign-in-methods', 'clock', 'authentication', 'server-version', 'exchange-online'],
  mailbox: ['mailbox', 'primary-address', 'folders', 'write-access', 'time-zones', 'read-receipts'],
  operation: ['mailbox-size', 'notifications', 'throttling'],
} as const
export type TestStepGroup = keyof typeof TEST_STEP_GROUPS
export const TEST_STEPS = [
  ...TEST_STEP_GROUPS.connection,
  ...TEST_STEP_GROUPS['sign-in'],
  ...TEST_STEP_GROUPS.mailbox,
  ...TEST_STEP_GROUPS.operation,
] as const
export const testStepIdSchema = z.enum(TEST_STEPS)
export type TestStepId = z.infer<typeof testStepIdSchema>

/**
 * One line that says what a passed, warned or skipped step found; the text is found by this name in the
 * catalogue (`verdicts`), with `params` filled in.
 */
export const VERDICTS = [
  'address-on-premises',
  'address-exchange-online',
  'no-proxy',
  'proxy-works',
  'addresses-found',
  'through-proxy',
  'connected',
  'certificate-valid',
  'exchange-answers',
  'service-answers',
  'methods-offered',
  'clock-agrees',
  'clock-not-told',
  'signed-in',
  'server-supported',
  'server-online',
  'server-version-unknown',
  'server-version-not-told',
  'only-exchange-online',
  'mailbox-found',
  'primary-address-confirmed',
  'primary-address-not-told',
  'folders-found',
  'write-access-proven',
  'write-access-not-checked',
  'write-access-not-needed',
  'time-zones-agree',
  'time-zone-not-told',
  'calendar-not-synchronised',
  'emails-not-synchronised',
  'read-receipts-on-one-side',
  'read-receipts-not-requested',
  'mailbox-measured',
  'mailbox-empty',
  'notifications-arrive',
  'not-throttled',
  'skipped-after-failure',
  'skipped-without-account',
  'cancelled',
] as const

/** What works, but not as it should. Each has a second text in the catalogue that says what to do (`advice`). */
export const WARNINGS = [
  'foreign-path',
  'incomplete-path',
  'unusual-path',
  'portal-host',
  'address-is-ip',
  'name-is-this-machine',
  'some-addresses-dead',
  'certificate-expires-soon',
  'certificate-intercepted',
  'certificate-not-public',
  'certificate-not-shown',
  'chain-incomplete',
  'not-encrypted-loopback',
  'old-web-server',
  'methods-not-told',
  'only-ntlm',
  'windows-through-interception',
  'clock-differs',
  'server-out-of-support',
  'server-extended-support',
  'ews-retires',
  'mailbox-of-another',
  'mailbox-alias',
  'folders-missing',
  'time-zones-differ',
  'all-day-items-shift',
  'read-receipts-on-both-sides',
  'first-sync-long',
  'notifications-silent',
  'notifications-not-available',
  'throttled',
] as const

const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()]))
export const verdictSchema = z.object({ name: z.enum(VERDICTS), params: paramsSchema })
export type Verdict = z.infer<typeof verdictSchema>
export const warningSchema = z.object({ name: z.enum(WARNINGS), params: paramsSchema })
export type Warning = z.infer<typeof warningSchema>
export type WarningName = Warning['name']

/** Facts behind the verdict, shown when the step is opened. `name` is found in the catalogue (`details`). */
export const DETAILS = [
  'entered',
  'url',
  'service',
  'proxySetting',
  'proxyAnswer',
  'proxy',
  'host',
  'port',
  'address',
  'connectTime',
  'protocol',
  'cipher',
  'certificate',
  'subject',
  'issuer',
  'names',
  'validFrom',
  'validTo',
  'fingerprint',
  'userName',
  'offeredMethods',
  'status',
  'server',
  'software',
  'frontEndServer',
  'backEndServer',
  'outlookVersion',
  'contentType',
  'pageTitle',
  'redirectTarget',
  'diagnostics',
  'serverVersion',
  'requestId',
  'product',
  'endOfSupport',
  'serverTime',
  'machineTime',
  'clockDifference',
  'applicationId',
  'primaryAddress',
  'folderCounts',
  'missingFolder',
  'writtenStep',
  'mailboxZone',
  'primeZone',
  'machineZone',
  'shiftingItem',
  'sentByPrime',
  'sentByOthers',
  'mailboxBytes',
  'sampleCount',
  'sampleBytes',
  'sampleMilliseconds',
  'windowDays',
  'throttlingHeader',
  'reason',
] as const
export const detailSchema = z.object({ name: z.enum(DETAILS), value: z.string() })
export type Detail = z.infer<typeof detailSchema>

/** A value that the test found to be better than the one in the form. Nobody takes it over but a person. */
export const offerSchema = z.discriminatedUnion('field', [
  z.object({ field: z.literal('url'), value: z.string() }),
  z.object({ field: z.literal('authenticationMethod'), value: authenticationMethodSchema }),
  z.object({ field: z.literal('mailbox'), value: z.string() }),
  z.object({ field: z.literal('access'), value: mailboxAccessSchema }),
])
export type Offer = z.infer<typeof offerSchema>

const finished = {
  durationMilliseconds: z.number().nonnegative(),
  details: z.array(detailSchema),
  offers: z.array(offerSchema),
  /** How many requests went out; they are asked for by `connectionTests.exchanges`. */
  exchangeCount: z.number().int().nonnegative(),
}

export const testStepSchema = z.discriminatedUnion('state', [
  z.object({ id: testStepIdSchema, state: z.literal('pending') }),
  z.object({
    id: testStepIdSchema,
    state: z.literal('running'),
    /** The step has ended by then, whatever it waits for. */
    timeoutMilliseconds: z.number().positive(),
  }),
  z.object({ id: testStepIdSchema, state: z.literal('passed'), verdict: verdictSchema, ...finished }),
  z.object({ id: testStepIdSchema, state: z.literal('warning'), verdict: warningSchema, ...finished }),
  z.object({ id: testStepIdSchema, state: z.literal('failed'), error: appErrorSchema, ...finished }),
  z.object({ id: testStepIdSchema, state: z.literal('skipped'), verdict: verdictSchema }),
])
export type TestStep = z.infer<typeof testStepSchema>
export type FinishedStep = Extract<TestStep, { readonly offers: unknown }>

/** The steps of a report as the tree shows them, without the groups that have none. */
export function stepGroupsOf(steps: readonly TestStep[]): { group: TestStepGroup; steps: TestStep[] }[] {
  const groups = Object.entries(TEST_STEP_GROUPS) as [TestStepGroup, readonly TestStepId[]][]
  return groups
    .map(([group, ids]) => ({ group, steps: steps.filter(({ id }) => ids.includes(id)) }))
    .filter(({ steps: ofGroup }) => ofGroup.length > 0)
}

export const testOutcomeSchema = z.enum(['passed', 'failed', 'cancelled', 'incomplete'])
/** `incomplete`: nothing failed, but without an account the test could not go beyond the server. */
export type TestOutcome = z.infer<typeof testOutcomeSchema>

/** What was tested, so that a report can be read without the form. */
const testSubjectSchema = z.object({
  url: z.string(),
  authenticationMethod: authenticationMethodSchema,
  mailbox: z.string().nullable(),
})

export const testReportSchema = z.object({
  id: connectionTestIdSchema,
  startedAt: instantSchema,
  subject: testSubjectSchema,
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
        /** Where the mailbox lives elsewhere than the connector says; empty: it does not. */
        url: ownUrlSchema,
        userName: z.string().trim().max(256, code('field.too-long')),
        password: testPasswordSchema,
        /** What the account takes part with: which folders are looked at, and how far back. */
        sync: accountSyncSchema,
      })
      .nullable(),
    /** Where the result is remembered, if the tested values are the saved ones. */
    connectorId: connectorIdSchema.nullable(),
    accountId: ewsAccountIdSchema.nullable(),
    /** Ends the pause after too many refused sign-ins first. */
    resumes: z.boolean(),
    /** `allowed`: a folder of our own and a draft in it may be created and removed, to prove that it can be written. */
    writing: z.enum(['not-asked', 'allowed']),
    confirmedServers: confirmedServersSchema,
  })
  .superRefine(({ connector, account }, context) => {
    if (usesPasswords(connector) && account?.userName === '') {
      const path = ['account', 'userName']
      context.addIssue({ code: 'custom', path, message: code('user-name.required') })
    }
  })
export type TestRequest = z.infer<typeof testRequestSchema>
