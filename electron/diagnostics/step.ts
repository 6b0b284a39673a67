/**
 * One step of the connection test. A step is one file that exports one `Step`, and one line in `steps.ts`.
 *
 * A step changes nothing, unless a person allowed it for this very test (`mayWrite`), and then it leaves nothing
 * behind (`atEnd`). It never throws for what a network or a server can do: it answers with a verdict or an error. What
 * later steps need it leaves in the findings.
 */
import type {
  Detail,
  Offer,
  TestReport,
  TestStepId,
  Verdict,
  Warning,
} from '#shared/domain/connection-test.ts'
import type { AuthenticationMethod } from '#shared/domain/connector.ts'
import type { MailboxAccess } from '#shared/domain/ews-account.ts'
import type { AccountSync } from '#shared/domain/sync-settings.ts'
import type { Trust } from '#shared/domain/trust.ts'
import type { AppError } from '#shared/errors.ts'
import type { Credential } from '../exchange/credential.ts'
import type { ExchangeConnection } from '../exchange/create-exchange-client.ts'
import type { ExchangeFolderId, Folder, FolderReference } from '../exchange/exchange-client.ts'
import type { InspectCertificate } from '../exchange/transport/inspect-certificate.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { ResolveProxy, RoutedProxy } from '../exchange/transport/resolve-proxy.ts'
import type { SignInAttempts } from '../exchange/transport/sign-in-gate.ts'
import type { Observations } from './observations.ts'

export type TestAccount = {
  readonly mailbox: string
  readonly access: MailboxAccess
  readonly credential: Credential
  readonly attempts?: SignInAttempts
  /** What the account takes part with: which folders are looked at, and how far back. */
  readonly sync: AccountSync
  /** Whether a folder of our own and a draft in it may be created and removed. */
  readonly mayWrite: boolean
}

export type TestTarget = {
  readonly url: URL
  /** What a person typed, where it was completed. Default: the URL. */
  readonly entered?: string
  readonly authenticationMethod: AuthenticationMethod
  /** `null`: only the server is tested. */
  readonly account: TestAccount | null
  readonly trust: Trust
  /** The way on which the synchronisation goes as well. */
  readonly openTransport: OpenTransport
  /** Looks at the certificate on that way. */
  readonly inspectCertificate: InspectCertificate
  /** IANA names of the zones of Winoffice Prime and of this machine. */
  readonly zones: { readonly prime: string; readonly machine: string }
  /** Id of the application that signs in with OAuth2; `null` with any other method. */
  readonly applicationId: string | null
  /** Minutes between two runs, for which changes wait where the server does not tell of them. */
  readonly syncIntervalMinutes: number
  /** The clock of this machine: milliseconds since 1970. */
  readonly now: () => number
  /** Which proxy server lies on it. */
  readonly resolveProxy: ResolveProxy
}

/** Both go through one transport and one sign-in; closing one closes it. */
export type TestClients = {
  /** As the user who signs in. */
  readonly caller: ExchangeConnection
  /** As the synchronisation goes to the mailbox: by impersonation acting as its owner. */
  readonly mailbox: ExchangeConnection
}

/** What earlier steps found out and later ones use. */
export type Findings = {
  /** `null`: straight to the server. A proxy looks up the name and connects by itself. */
  proxy: RoutedProxy | null
  addresses: readonly { address: string; family: 4 | 6 }[]
  /** The product that breaks up the encryption, by the certificate; `null`: none that is known. */
  interceptedBy: string | null
  /** How a request without a user was answered; `null` while unknown. */
  unsigned: { readonly status: number; readonly challenges: readonly string[] } | null
  /** The clients that the steps with an account share; made by the first of them, closed by the runner. */
  clients: TestClients | null
  /** The root of the mailbox of the user who signed in; `null` while unknown or when that user has none. */
  ownRoot: ExchangeFolderId | null
  /** The folders of the account that are there, as they were asked for. */
  readonly folders: Map<FolderReference, Folder>
  /** What the answers say beside their content. */
  readonly observations: Observations
  /** What must be put in order before the connection closes, however the test ends. Each gets a few seconds. */
  readonly atEnd: ((signal: AbortSignal) => Promise<void>)[]
}

type Found = { readonly details: readonly Detail[]; readonly offers?: readonly Offer[] }

export type StepOutcome =
  | ({ readonly state: 'passed'; readonly verdict: Verdict } & Found)
  | ({ readonly state: 'warning'; readonly verdict: Warning } & Found)
  | ({ readonly state: 'failed'; readonly error: AppError } & Found)
  | { readonly state: 'skipped'; readonly verdict: Verdict }

type StepBase = {
  readonly id: TestStepId
  /** Milliseconds. The runner ends the step after them, whatever it is waiting for. */
  readonly timeout: number
  /** `go-on`: what comes after does not rely on this step. Default: a failure ends the test. */
  readonly onFailure?: 'stop' | 'go-on'
  /** `not-kept`: the answers are mail, which has no business in a report. Default: kept, redacted. */
  readonly bodies?: 'kept' | 'not-kept'
}

/** `needsAccount` tells the runner which steps are left out, and the type what they may rely on. */
export type Step =
  | (StepBase & {
      readonly needsAccount: false
      run(target: TestTarget, findings: Findings, signal: AbortSignal): Promise<StepOutcome>
    })
  | (StepBase & {
      readonly needsAccount: true
      run(
        target: TestTarget,
        account: TestAccount,
        findings: Findings,
        signal: AbortSignal,
      ): Promise<StepOutcome>
    })

export function subjectOf({ url, authenticationMethod, account }: TestTarget): TestReport['subject'] {
  return { url: url.href, authenticationMethod, mailbox: account?.mailbox ?? null }
}

/** The port that is connected to: the one of the URL, or that of its scheme. */
export function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
}

/** The host as DNS and sockets want it: an IPv6 literal without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1')
}
