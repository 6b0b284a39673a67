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
import type { SyncOutcome } from '../domain/sync.ts'
import type { ErrorCode } from '../errors.ts'

export type ErrorText = { readonly what: string; readonly todo: string }

/** In files of their own, `oauth2-….ts`. */
export type OAuth2Texts = Readonly<Record<Extract<ErrorCode, `oauth2.${string}`>, ErrorText>>

/** In files of their own, `network-….ts`. */
export type NetworkTexts = Readonly<
  Record<Extract<ErrorCode, `${'network' | 'proxy' | 'tls' | 'http'}.${string}`>, ErrorText>
>

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

type NotificationWord = 'incident' | 'failing' | 'failingOne' | 'failingMany'

/** In files of their own, `connection-test-….ts`. */
export type ConnectionTestTexts = {
  readonly stepGroups: Readonly<Record<TestStepGroup, string>>
  readonly steps: Readonly<Record<TestStepId, string>>
  readonly verdicts: Readonly<Record<(typeof VERDICTS)[number], string>>
  readonly warnings: Readonly<Record<(typeof WARNINGS)[number], ErrorText>>
  readonly details: Readonly<Record<(typeof DETAILS)[number], string>>
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
    readonly syncOutcomes: Readonly<Record<SyncOutcome, string>>
    readonly signIn: Readonly<Record<SignInWord, string>>
    /** Of the desktop, outside of the window. */
    readonly notifications: Readonly<Record<NotificationWord, string>>
  }
