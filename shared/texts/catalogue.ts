/**
 * The texts that more than one process needs: errors, steps and verdicts of the connection test. The words of
 * the screens are in `renderer/i18n`; both are joined there. A missing text does not compile.
 *
 * `what` says what happened, `todo` what to do about it. `{{name}}` is filled in from the params (i18next).
 */
import type {
  DETAILS,
  TestOutcome,
  TestReport,
  TestStep,
  TestStepGroup,
  TestStepId,
  VERDICTS,
  WARNINGS,
} from '../domain/connection-test.ts'
import type { AttemptMethod, AttemptOutcome } from '../domain/discovery.ts'
import type { Finding, OverallState } from '../domain/overview.ts'
import type { PolicyName, PolicySource } from '../domain/policies.ts'
import type { SyncOutcome } from '../domain/sync.ts'
import type { ErrorCode } from '../errors.ts'

export type ErrorText = { readonly what: string; readonly todo: string }

/** In files of their own, `oauth2-….ts`. */
export type OAuth2Texts = Readonly<Record<Extract<ErrorCode, `oauth2.${string}`>, ErrorText>>

/** In files of their own, `settings-….ts`. */
export type SettingsErrorTexts = Readonly<
  Record<Extract<ErrorCode, `${'background' | 'log' | 'data-folder' | 'support'}.${string}`>, ErrorText>
>

/** In files of their own, `updates-….ts`. */
export type UpdateErrorTexts = Readonly<Record<Extract<ErrorCode, `updates.${string}`>, ErrorText>>

/** In files of their own, `policies-….ts`. */
export type PolicyErrorTexts = Readonly<Record<Extract<ErrorCode, `policy.${string}`>, ErrorText>>

/** Names of the policies as an editor of group policies shows them. In the same files. */
export type PolicyTitles = Readonly<Record<PolicyName, string>>

/** In files of their own, `command-….ts`. */
export type CommandErrorTexts = Readonly<Record<Extract<ErrorCode, `command.${string}`>, ErrorText>>

/** In files of their own, `failures-….ts`. */
export type FailureTexts = Readonly<
  Record<Extract<ErrorCode, `${'application' | 'window'}.${string}`>, ErrorText>
>

/** In files of their own, `network-….ts`. */
export type NetworkTexts = Readonly<
  Record<Extract<ErrorCode, `${'network' | 'proxy' | 'tls' | 'http'}.${string}`>, ErrorText>
>

/** Causes of problems that are no errors. In files of their own, `findings-….ts`. */
export type FindingTexts = Readonly<Record<Finding, ErrorText>>

/** In files of their own, `account-import-….ts`. */
export type AccountImportTexts = Readonly<Record<Extract<ErrorCode, `import.${string}`>, ErrorText>>

/** Words of a sign-in outside of the window: the page in the browser, and notifications. */
type SignInWord =
  | 'pageSucceededTitle'
  | 'pageSucceededText'
  | 'pageFailedTitle'
  | 'pageForeignTitle'
  | 'pageForeignText'
  | 'pageClose'
  | 'notificationTitle'
  | 'notificationOne'
  | 'notificationMany'

type NotificationWord =
  'incident' | 'failing' | 'failingOne' | 'failingMany' | 'givenUp' | 'update' | 'updateText'

/** Words of the application outside of its window: icon beside the clock, menu, notifications. `background-….ts`. */
type BackgroundWord =
  | 'open'
  | 'syncAll'
  | 'pause'
  | 'resume'
  | 'quit'
  | 'menu'
  | 'closeWindow'
  | 'starting'
  | 'ending'
  | OverallState
  | 'paused'
  | 'problemsOne'
  | 'problemsMany'
  | 'underWayOne'
  | 'underWayMany'
  | 'stillRunningTitle'
  | 'stillRunning'
  | 'endingTitle'
  | 'endingSlowly'
  | 'certificateEnds'
  | 'applicationCertificateEnds'
  | 'applicationSecretEnds'
  | 'endsInDays'
  | 'endsInOneDay'
  | 'endsToday'

/** In files of their own, `connection-test-….ts`. */
export type ConnectionTestTexts = {
  readonly stepGroups: Readonly<Record<TestStepGroup, string>>
  readonly steps: Readonly<Record<TestStepId, string>>
  readonly verdicts: Readonly<Record<(typeof VERDICTS)[number], string>>
  readonly warnings: Readonly<Record<(typeof WARNINGS)[number], ErrorText>>
  readonly details: Readonly<Record<(typeof DETAILS)[number], string>>
  /** What stands in `proxySetting` where no server and no script is named. */
  readonly proxySettings: Readonly<Record<'system' | 'none', string>>
  readonly testOutcomes: Readonly<Record<TestOutcome, string>>
}

/** Words of a report of a connection test, on the screen and as a file. In files of their own, `test-report-….ts`. */
export type TestReportTexts = {
  readonly testStates: Readonly<Record<TestStep['state'], string>>
  readonly testHeadlines: Readonly<Record<'failedAt' | 'withWarning' | 'withWarnings', string>>
  readonly testSubjects: Readonly<Record<keyof TestReport['subject'], string>>
  readonly testChanges: Readonly<Record<TestChangeWord, string>>
  readonly testReport: Readonly<Record<TestReportWord, string>>
}
type TestChangeWord = 'since' | 'nothing' | 'replaced' | 'added' | 'removed' | 'addedAndRemoved' | 'state'
type TestReportWord =
  | 'title'
  | 'product'
  | 'platform'
  | 'startedAt'
  | 'duration'
  | 'outcome'
  | 'cause'
  | 'todo'
  | 'steps'
  | 'exchanges'
  | 'exchange'
  | 'exchangesGone'
  | 'requestHeaders'
  | 'requestBody'
  | 'responseHeaders'
  | 'responseBody'
  | 'noAnswer'
  | 'notKept'
  | 'noBody'
  | 'redactionNote'
  | 'namesReplaced'
  | 'without'
  | 'person'

/** Words of the search for a server; the window and the command line say the same. */
type DiscoveryWord =
  | 'signedIn'
  | 'url'
  | 'external'
  | 'internal'
  | 'both'
  | 'unreachable'
  | 'kind'
  | 'version'
  | 'offered'
  | 'mailbox'
  | 'source'
  | 'notTold'
  | 'namedBy'
  | 'foreignHost'
  | 'plainHost'
  | 'mayGetAddress'
  | 'mayGetCredentials'

/** In files of their own, `discovery-….ts`. */
export type DiscoveryTexts = {
  readonly attemptMethods: Readonly<Record<AttemptMethod, string>>
  /** What a failed one has to say is the error. */
  readonly attemptOutcomes: Readonly<Record<Exclude<AttemptOutcome['kind'], 'failed'>, string>>
  readonly discovery: Readonly<Record<DiscoveryWord, string>>
}

export type SharedTexts = ConnectionTestTexts &
  DiscoveryTexts &
  TestReportTexts & {
    readonly errors: Readonly<Record<ErrorCode, ErrorText>>
    readonly findings: FindingTexts
    readonly syncOutcomes: Readonly<Record<SyncOutcome, string>>
    readonly signIn: Readonly<Record<SignInWord, string>>
    /** Of the desktop, outside of the window. */
    readonly notifications: Readonly<Record<NotificationWord, string>>
    readonly background: Readonly<Record<BackgroundWord, string>>
    readonly policyTitles: PolicyTitles
    /** As they stand after "by the policy X": where it comes from. */
    readonly policySources: Readonly<Record<PolicySource, string>>
  }
