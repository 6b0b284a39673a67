/** The attempts of one search, visible while they run. */
import { type AppError, appError } from '#shared/errors.ts'
import type { Attempt, AttemptMethod, AttemptOutcome } from '#shared/domain/discovery.ts'

export type RunningAttempt = {
  /** Takes what came of it; only the first counts. */
  end(outcome: AttemptOutcome, status?: number): void
  failed(error: AppError, status?: number): void
}

export class AttemptLog {
  readonly #attempts: Attempt[] = []
  readonly #now: () => number
  readonly #onDidChange: (attempts: readonly Attempt[]) => void
  #ended = false

  /** @param now milliseconds of a clock that only goes forward */
  constructor(onDidChange: (attempts: readonly Attempt[]) => void, now: () => number) {
    this.#onDidChange = onDidChange
    this.#now = now
  }

  begin(method: AttemptMethod, url: string, signedIn: boolean): RunningAttempt {
    const index = this.#attempts.length
    const startedAt = this.#now()
    const running: Attempt = {
      method,
      url,
      signedIn,
      status: null,
      outcome: { kind: 'running' },
      milliseconds: 0,
    }
    this.#attempts.push(running)
    this.#changed()
    const end: RunningAttempt['end'] = (outcome, status) => {
      if (this.#ended || this.#attempts[index]?.outcome.kind !== 'running') return
      const milliseconds = Math.round(this.#now() - startedAt)
      this.#attempts[index] = { ...running, outcome, status: status ?? null, milliseconds }
      this.#changed()
    }
    return {
      end,
      failed: (error, status) => {
        end({ kind: 'failed', error }, status)
      },
    }
  }

  /** Nothing was sent because somebody did not want it. */
  declined(method: AttemptMethod, url: string, host: string): AppError {
    const error = appError('discovery.host-declined', { host })
    this.begin(method, url, false).failed(error)
    return error
  }

  /** What still runs is no longer needed. */
  end(): readonly Attempt[] {
    this.#ended = true
    return this.#attempts.map((attempt) =>
      attempt.outcome.kind === 'running' ? { ...attempt, outcome: { kind: 'unneeded' } } : attempt,
    )
  }

  #changed(): void {
    if (!this.#ended) this.#onDidChange([...this.#attempts])
  }
}
