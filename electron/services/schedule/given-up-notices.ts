/**
 * Tells on the desktop that objects were given up: their accounts go on, so nothing else tells that they need a person.
 *
 * An account is told when it has more of them than before, not as long as their number stays or falls; what comes
 * within a minute in one connector is one notification. How many there were is what the last result says, also over a
 * restart. Only runs that went through count: one that could not begin says 0 whatever there is. A run that a person
 * started is before their eyes.
 */
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import { appError } from '#shared/errors.ts'
import type { ScheduleClock } from './clock.ts'
import type { FailureNotice } from './failure-notices.ts'
import { Gathering } from './gathering.ts'

type Untold = { readonly connectorId: ConnectorId; readonly givenUp: number }

export class GivenUpNotices {
  readonly #notify: (notice: FailureNotice) => void
  readonly #known = new Map<EwsAccountId, number>()
  readonly #untold = new Map<EwsAccountId, Untold>()
  readonly #gathering: Gathering

  constructor(clock: Pick<ScheduleClock, 'after'>, notify: (notice: FailureNotice) => void) {
    this.#notify = notify
    this.#gathering = new Gathering(clock, () => {
      this.#tell()
    })
  }

  /** A run has ended. @param before the result of the last one */
  ended(
    accountId: EwsAccountId,
    connectorId: ConnectorId,
    { outcome, givenUp, trigger }: SyncResult,
    before: SyncResult | null,
  ): void {
    if (!isThrough(outcome)) return
    const known = this.#known.get(accountId) ?? knownFrom(before) ?? givenUp
    this.#known.set(accountId, givenUp)
    if (trigger === 'manual' || givenUp === 0) this.#untold.delete(accountId)
    else if (givenUp > known || this.#untold.has(accountId)) {
      this.#untold.set(accountId, { connectorId, givenUp })
      this.#gathering.begin()
    }
  }

  close(): void {
    this.#gathering.close()
  }

  #tell(): void {
    const groups = new Map<ConnectorId, { accountIds: EwsAccountId[]; count: number }>()
    for (const [accountId, { connectorId, givenUp }] of this.#untold) {
      const { accountIds, count } = groups.get(connectorId) ?? { accountIds: [], count: 0 }
      groups.set(connectorId, { accountIds: [...accountIds, accountId], count: count + givenUp })
    }
    this.#untold.clear()
    for (const [connectorId, { accountIds, count }] of groups)
      this.#notify({ connectorId, accountIds, error: appError('sync.items-given-up', { count }) })
  }
}

function isThrough(outcome: SyncResult['outcome']): boolean {
  return outcome === 'succeeded' || outcome === 'incomplete'
}

/** `null`: it is not known. */
function knownFrom(before: SyncResult | null): number | null {
  if (before === null) return 0
  return isThrough(before.outcome) || before.givenUp > 0 ? before.givenUp : null
}
