/**
 * Deletes connectors and accounts, and brings them back for a few seconds.
 *
 * What is deleted leaves the lists and stops synchronising at once. Its secrets, results, histories, traces and the
 * decisions about its schedule stay where they are until the time is over; the objects themselves are kept in memory
 * alone. So the end of the process in between, orderly or not, is the end of the time: the vault has noted whose
 * secrets go (`eraseLater`), and the next start finishes what is noted.
 *
 * The time belongs to main, since the window may be closed or hang; a window that somebody is about to use can hold
 * it, but not for ever.
 *
 * Rejected: a mark "deleted" at the stored objects. Every list, the 1:1 rule, the schedule and the export would have to
 * know it, and a copy of the settings file would bring deleted accounts back.
 */
import { randomUUID } from 'node:crypto'
import { UNDO_MILLISECONDS, type Deletion, type DeletionId, type Restored } from '#shared/domain/deletion.ts'
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import type { CertificateService } from './certificate-service.ts'
import type { EmitEvent } from './events.ts'
import type { LastResults } from './last-results.ts'
import type { OAuth2Accounts } from './oauth2-accounts.ts'
import { restoration, type Placed, type Removed } from './restoration.ts'
import { systemClock, type ScheduleClock } from './schedule/clock.ts'
import type { TraceService } from './trace-service.ts'

export type DeletionsParts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly results: LastResults
  readonly traces: Pick<TraceService, 'forget'>
  readonly certificates: Pick<CertificateService, 'forget'>
  readonly oauth2: Pick<OAuth2Accounts, 'forget' | 'forgetTokens' | 'forgetApplication'>
  readonly emit: EmitEvent
  readonly stopSync: (accountIds: EwsAccountId[]) => Promise<unknown>
  readonly clock?: ScheduleClock | undefined
}

/** However long somebody holds a deletion: secrets that nobody wants any more do not stay for hours. */
const LONGEST_HOLD = 10 * 60_000 // ms

type Pending = {
  removed: Removed
  /** When it was last let run or held, and what was left of the time then, in milliseconds. */
  since: number
  remaining: number
  isHeld: boolean
  stopTimer: () => void
}

export class Deletions {
  readonly #parts: DeletionsParts
  readonly #clock: ScheduleClock
  readonly #pending = new Map<DeletionId, Pending>()

  constructor(parts: DeletionsParts) {
    this.#parts = parts
    this.#clock = parts.clock ?? systemClock
  }

  /** Ends what the end of the process interrupted; only while the connections are known for certain. */
  finishLeftovers(): void {
    const { connections } = this.#parts.documents
    if (connections.notice !== null) return
    const gone = this.#parts.vault.finishErasing((owner) => this.#exists(owner))
    // A file that cannot be written keeps the note for the start after this one.
    if (gone.ok) this.#forget(gone.value)
  }

  /** Connectors with all their accounts, and accounts; those that do not exist are nothing to it. */
  async remove(
    connectorIds: readonly ConnectorId[],
    accountIds: readonly EwsAccountId[],
  ): Promise<Result<Deletion>> {
    const { documents, vault, oauth2, emit, stopSync } = this.#parts
    await stopSync(this.#removed(connectorIds, accountIds).accounts.map(({ value }) => value.id))
    // Read again: something may have changed while the runs came to their end.
    const removed = this.#removed(connectorIds, accountIds)
    const [connectors, accounts] = [idsOf(removed.connectors), idsOf(removed.accounts)]
    oauth2.forgetTokens(accounts)
    for (const id of connectors) oauth2.forgetApplication(id)
    const stored = vault.eraseLater([...connectors, ...accounts], () =>
      documents.connections.update((current) => ({
        connectors: current.connectors.filter(({ id }) => !connectors.includes(id)),
        accounts: current.accounts.filter(({ id }) => !accounts.includes(id)),
      })),
    )
    if (!stored.ok) return stored
    const id = randomUUID() as DeletionId
    this.#pending.set(id, {
      removed,
      since: this.#clock.now(),
      remaining: UNDO_MILLISECONDS,
      isHeld: false,
      stopTimer: this.#endsAfter(id, UNDO_MILLISECONDS),
    })
    emit('connectors.onDidChange', null)
    return ok({ id, remainingMilliseconds: UNDO_MILLISECONDS })
  }

  /** Stops the time while somebody is about to decide, and lets it run again. @returns `deletion.over` */
  hold(id: DeletionId, isHeld: boolean): Result<Deletion> {
    const pending = this.#pending.get(id)
    if (!pending) return failure(appError('deletion.over'))
    const now = this.#clock.now()
    if (!pending.isHeld) pending.remaining = Math.max(0, pending.remaining - (now - pending.since))
    pending.stopTimer()
    Object.assign(pending, { since: now, isHeld })
    pending.stopTimer = this.#endsAfter(id, isHeld ? LONGEST_HOLD : pending.remaining)
    return ok({ id, remainingMilliseconds: pending.remaining })
  }

  /**
   * Brings back what was deleted, as far as its place is free. What cannot come back stays deleted, and can be asked
   * for again until the time is over.
   * @returns `deletion.over`, or why nothing could come back
   */
  undo(id: DeletionId): Result<Restored> {
    const pending = this.#pending.get(id)
    if (!pending) return failure(appError('deletion.over'))
    const { documents, vault, emit } = this.#parts
    const { connections, left, renamed, refused } = restoration(pending.removed, documents.connections.get())
    const [reason] = refused
    if (reason && countOf(left) === countOf(pending.removed)) return failure(reason)
    const stored = documents.connections.update(() => connections)
    if (!stored.ok) return stored
    const leftIds = new Set<string>(ownersOf(left))
    const back = ownersOf(pending.removed).filter((owner) => !leftIds.has(owner))
    // Only their notes go: all of them are there again. A note that stays is settled by the next start.
    vault.finishErasing((owner) => this.#exists(owner), back)
    pending.removed = left
    if (leftIds.size === 0) this.#settle(id, pending)
    emit('connectors.onDidChange', null)
    return ok({ renamed, refused })
  }

  /** Accounts that may come back. */
  recoverable(): EwsAccountId[] {
    return [...this.#pending.values()].flatMap(({ removed }) => idsOf(removed.accounts))
  }

  /** Waits for nobody any longer. */
  finishAll(): void {
    for (const id of [...this.#pending.keys()]) this.#finish(id)
  }

  #finish(id: DeletionId): void {
    const pending = this.#pending.get(id)
    if (!pending) return
    this.#settle(id, pending)
    const owners = ownersOf(pending.removed)
    // What cannot be erased now stays noted for the next start.
    this.#parts.vault.finishErasing((owner) => this.#exists(owner), owners)
    this.#forget(owners)
  }

  #settle(id: DeletionId, pending: Pending): void {
    pending.stopTimer()
    this.#pending.delete(id)
  }

  #forget(owners: readonly string[]): void {
    if (owners.length === 0) return
    const { results, traces, certificates, oauth2 } = this.#parts
    // Of two kinds, and each of these knows its own.
    const ids = owners as readonly (ConnectorId & EwsAccountId)[]
    results.forget(ids)
    traces.forget(ids)
    certificates.forget(ids)
    oauth2.forget(ids)
  }

  #endsAfter(id: DeletionId, milliseconds: number): () => void {
    return this.#clock.after(milliseconds, () => {
      this.#finish(id)
    })
  }

  #exists(owner: string): boolean {
    const { connectors, accounts } = this.#parts.documents.connections.get()
    return [...connectors, ...accounts].some(({ id }) => id === owner)
  }

  #removed(connectorIds: readonly ConnectorId[], accountIds: readonly EwsAccountId[]): Removed {
    const { connectors, accounts } = this.#parts.documents.connections.get()
    return {
      connectors: placed(connectors).filter(({ value }) => connectorIds.includes(value.id)),
      accounts: placed(accounts).filter(
        ({ value }) => accountIds.includes(value.id) || connectorIds.includes(value.connectorId),
      ),
    }
  }
}

function placed<T>(values: readonly T[]): Placed<T>[] {
  return values.map((value, index) => ({ value, index }))
}

function idsOf<I>(values: readonly Placed<{ readonly id: I }>[]): I[] {
  return values.map(({ value }) => value.id)
}

function ownersOf({ connectors, accounts }: Removed): string[] {
  return [...idsOf(connectors), ...idsOf(accounts)]
}

function countOf({ connectors, accounts }: Removed): number {
  return connectors.length + accounts.length
}
