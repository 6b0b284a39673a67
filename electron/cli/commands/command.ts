/** What every command gets beside its call. */
import type { ApplicationCredentialChange } from '#shared/domain/application-credential.ts'
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'
import type { ProxyServer } from '../../exchange/transport/node-connector.ts'
import type { Ask } from '../ask.ts'
import type { Progress } from '../progress.ts'
import type { Translate } from '../texts.ts'

export type CommandContext = {
  /** Ctrl+C. */
  readonly signal: AbortSignal
  readonly authorities: readonly string[]
  /** `null`: straight to the server. */
  readonly proxy: ProxyServer | null
  readonly password: () => Promise<Result<string>>
  /** With which an application signs in; `null` where a user does. */
  readonly applicationCredential: ApplicationCredentialChange | null
  /** Tells a person something that is no progress and no result. */
  readonly say: (line: string) => void
  readonly progress: Progress
  /** What happened beside the answer and must be told with it. */
  readonly onIncident: (incident: AppError) => void
  /** Asks a person; `null` where nobody sits at a terminal. */
  readonly ask: Ask | null
  readonly t: Translate
}

/** Cancels on Ctrl+C, also when it was pressed already. */
export function onInterrupt(signal: AbortSignal, cancel: () => unknown): void {
  if (signal.aborted) cancel()
  else signal.addEventListener('abort', () => void cancel(), { once: true })
}
