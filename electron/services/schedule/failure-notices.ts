/**
 * Tells on the desktop that accounts no longer synchronise by themselves: the window may be closed for weeks.
 *
 * When a server is down all its accounts fail, so what fails for the same reason in one connector within a minute is
 * one notification with a count, and an account is told once until it works again or fails for another reason. What
 * passes by itself (a network that was away for a moment) is told when it fails a second time in a row. A run that a
 * person started is before their eyes, and a sign-in with OAuth2 has a notification of its own (`SignInProblems`).
 */
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import type { AppError } from '#shared/errors.ts'
import type { ScheduleClock } from './clock.ts'
import { isFailing } from './due.ts'
import { Gathering } from './gathering.ts'

/** What may be over at the next run. */
const PASSING: readonly AppError['category'][] = ['transient', 'throttled']

export type FailureNotice = {
  readonly connectorId: ConnectorId
  readonly error: AppError
  readonly accountIds: readonly EwsAccountId[]
}

type Failing = { readonly connectorId: ConnectorId; readonly error: AppError; runs: number; isTold: boolean }

export class FailureNotices {
  readonly #notify: (notice: FailureNotice) => void
  readonly #failing = new Map<EwsAccountId, Failing>()
  readonly #gathering: Gathering

  constructor(clock: Pick<ScheduleClock, 'after'>, notify: (notice: FailureNotice) => void) {
    this.#notify = notify
    this.#gathering = new Gathering(clock, () => {
      this.#tell()
    })
  }

  /** A run has ended. */
  ended(accountId: EwsAccountId, connectorId: ConnectorId, result: SyncResult): void {
    const { error, outcome, trigger } = result
    if (!isFailing(result) || error === null || error.code.startsWith('oauth2.')) {
      if (outcome !== 'cancelled') this.#failing.delete(accountId)
      return
    }
    const known = this.#failing.get(accountId)
    const isSame = known?.connectorId === connectorId && known.error.code === error.code
    const failing = isSame ? known : { connectorId, error, runs: 0, isTold: trigger === 'manual' }
    failing.runs += 1
    this.#failing.set(accountId, failing)
    if (isUntold(failing)) this.#gathering.begin()
  }

  close(): void {
    this.#gathering.close()
  }

  #tell(): void {
    const untold = [...this.#failing].filter(([, failing]) => isUntold(failing))
    const groups = new Map<string, FailureNotice>()
    for (const [accountId, failing] of untold) {
      const { connectorId, error } = failing
      const cause = `${connectorId} ${error.code}`
      const accountIds = [...(groups.get(cause)?.accountIds ?? []), accountId]
      groups.set(cause, { connectorId, error, accountIds })
      failing.isTold = true
    }
    for (const notice of groups.values()) this.#notify(notice)
  }
}

function isUntold({ error, runs, isTold }: Failing): boolean {
  return !isTold && runs >= (PASSING.includes(error.category) ? 2 : 1)
}
