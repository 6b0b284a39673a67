/**
 * Whose turn it is: accounts run side by side up to a limit, the others wait in the order in which they came; an
 * account never runs twice at a time, and planning takes a place like a run.
 */
import type { EwsAccountId } from '#shared/domain/ids.ts'

/** What one process bears. Whose turn it is among hundreds decides the schedule, which starts fewer at a time. */
const MAX_CONCURRENT_ACCOUNTS = 24

export type QueuedRun = {
  readonly accountId: EwsAccountId
  readonly abort: AbortController
  /** Must not throw. */
  readonly run: () => Promise<void>
  /** Instead of `run`, when it is cancelled before its turn. */
  readonly onCancelled: () => void
}

export class RunQueue {
  readonly #waiting: QueuedRun[] = []
  readonly #running = new Map<EwsAccountId, QueuedRun>()
  #idle: (() => void)[] = []

  /** @returns whether it runs or waits now; `false` when the account does so already */
  add(queued: QueuedRun): boolean {
    const { accountId } = queued
    if (this.#running.has(accountId)) return false
    if (this.#waiting.some((waiting) => waiting.accountId === accountId)) return false
    this.#waiting.push(queued)
    return true
  }

  /** Lets those run who have a place; called after what was added has been told. */
  next(): void {
    while (this.#running.size < MAX_CONCURRENT_ACCOUNTS) {
      const queued = this.#waiting.shift()
      if (!queued) break
      this.#running.set(queued.accountId, queued)
      void queued.run().finally(() => {
        if (this.#running.get(queued.accountId) === queued) this.leave(queued.accountId)
        this.next()
      })
    }
  }

  /** Frees the place of an account before its end is told, so that whoever hears of it can start it again. */
  leave(accountId: EwsAccountId): void {
    this.#running.delete(accountId)
    if (this.#running.size === 0) for (const resolve of this.#idle.splice(0)) resolve()
  }

  /** @param accountIds `null`: all */
  cancel(accountIds: readonly EwsAccountId[] | null): void {
    const isMeant = ({ accountId }: QueuedRun) => accountIds?.includes(accountId) ?? true
    for (const queued of this.#waiting.filter(isMeant)) {
      this.#waiting.splice(this.#waiting.indexOf(queued), 1)
      queued.onCancelled()
    }
    for (const queued of this.#running.values()) if (isMeant(queued)) queued.abort.abort()
  }

  /** Settles when nothing runs any more. */
  async ended(): Promise<void> {
    if (this.#running.size === 0) return
    await new Promise<void>((resolve) => {
      this.#idle.push(resolve)
    })
  }
}
