/**
 * One step of the connection test. A step is one file that exports one `Step`, and one line in `steps.ts`.
 *
 * A step never changes anything, anywhere, and never throws for what a network or a server can do: it answers
 * with a verdict or an error. What later steps need it leaves in the findings.
 */
import type { Detail, TestStepId, Verdict } from '#shared/domain/connection-test.ts'
import type { AppError } from '#shared/errors.ts'
import type { Credential } from '../exchange/credential.ts'

export type TestTarget = {
  readonly url: URL
  readonly authenticationMethod: 'oauth2' | 'basic' | 'windows'
  /** `null`: only the server is tested. */
  readonly account: { readonly mailbox: string; readonly credential: Credential } | null
  /** Further certificate authorities to trust, as PEM; the system's stay trusted. */
  readonly extraAuthorities: readonly string[]
}

/** What earlier steps found out and later ones use. */
export type Findings = { addresses: readonly { address: string; family: 4 | 6 }[] }

export type StepOutcome =
  | { readonly state: 'passed' | 'warning'; readonly verdict: Verdict; readonly details: readonly Detail[] }
  | { readonly state: 'failed'; readonly error: AppError; readonly details: readonly Detail[] }
  | { readonly state: 'skipped'; readonly verdict: Verdict }

export type Step = {
  readonly id: TestStepId
  run(target: TestTarget, findings: Findings, signal: AbortSignal): Promise<StepOutcome>
}
