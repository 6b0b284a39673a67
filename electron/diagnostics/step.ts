/**
 * One step of the connection test. A step is one file that exports one `Step`, and one line in `steps.ts`.
 *
 * A step never changes anything, anywhere, and never throws for what a network or a server can do: it answers
 * with a verdict or an error. What later steps need it leaves in the findings.
 */
import type { Detail, TestStepId, Verdict } from '#shared/domain/connection-test.ts'
import type { Trust } from '#shared/domain/trust.ts'
import type { AppError } from '#shared/errors.ts'
import type { Credential } from '../exchange/credential.ts'
import type { ExchangeClient } from '../exchange/exchange-client.ts'
import type { InspectCertificate } from '../exchange/transport/inspect-certificate.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'

export type TestAccount = { readonly mailbox: string; readonly credential: Credential }

export type TestTarget = {
  readonly url: URL
  readonly authenticationMethod: 'oauth2' | 'basic' | 'windows'
  /** `null`: only the server is tested. */
  readonly account: TestAccount | null
  readonly trust: Trust
  /** The way on which the synchronisation goes as well. */
  readonly openTransport: OpenTransport
  /** Looks at the certificate on that way. */
  readonly inspectCertificate: InspectCertificate
}

/** What earlier steps found out and later ones use. */
export type Findings = {
  addresses: readonly { address: string; family: 4 | 6 }[]
  /** The client that the steps with an account share; made by the first of them, closed by the runner. */
  client: ExchangeClient | null
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
