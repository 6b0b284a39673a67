/**
 * One step of the connection test. A step is one file that exports one `Step`, and one line in `steps.ts`.
 *
 * A step never changes anything, anywhere, and never throws for what a network or a server can do: it answers
 * with a verdict or an error. What later steps need it leaves in the findings.
 */
import type { Detail, TestStepId, Verdict } from '#shared/domain/connection-test.ts'
import type { AuthenticationMethod } from '#shared/domain/connector.ts'
import type { MailboxAccess } from '#shared/domain/ews-account.ts'
import type { Trust } from '#shared/domain/trust.ts'
import type { AppError } from '#shared/errors.ts'
import type { Credential } from '../exchange/credential.ts'
import type { ExchangeClient, ExchangeFolderId } from '../exchange/exchange-client.ts'
import type { InspectCertificate } from '../exchange/transport/inspect-certificate.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { SignInAttempts } from '../exchange/transport/sign-in-gate.ts'

export type TestAccount = {
  readonly mailbox: string
  readonly access: MailboxAccess
  readonly credential: Credential
  readonly attempts?: SignInAttempts
}

export type TestTarget = {
  readonly url: URL
  readonly authenticationMethod: AuthenticationMethod
  /** `null`: only the server is tested. */
  readonly account: TestAccount | null
  readonly trust: Trust
  /** The way on which the synchronisation goes as well. */
  readonly openTransport: OpenTransport
  /** Looks at the certificate on that way. */
  readonly inspectCertificate: InspectCertificate
}

/** Both go through one transport and one sign-in; closing one closes it. */
export type TestClients = {
  /** As the user who signs in. */
  readonly caller: ExchangeClient
  /** As the synchronisation goes to the mailbox: by impersonation acting as its owner. */
  readonly mailbox: ExchangeClient
}

/** What earlier steps found out and later ones use. */
export type Findings = {
  addresses: readonly { address: string; family: 4 | 6 }[]
  /** The clients that the steps with an account share; made by the first of them, closed by the runner. */
  clients: TestClients | null
  /** The root of the mailbox of the user who signed in; `null` while unknown or when that user has none. */
  ownRoot: ExchangeFolderId | null
}

export type StepOutcome =
  | { readonly state: 'passed' | 'warning'; readonly verdict: Verdict; readonly details: readonly Detail[] }
  | { readonly state: 'failed'; readonly error: AppError; readonly details: readonly Detail[] }
  | { readonly state: 'skipped'; readonly verdict: Verdict }

type StepBase = {
  readonly id: TestStepId
  /** Milliseconds. The runner ends the step after them, whatever it is waiting for. */
  readonly timeout: number
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

/** The port that is connected to: the one of the URL, or that of its scheme. */
export function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
}

/** The host as DNS and sockets want it: an IPv6 literal without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1')
}
