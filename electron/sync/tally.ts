/** What a run has done so far. Counted when it has been committed, never before. */
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import {
  NO_COUNTS,
  type ItemCounts,
  type SyncCounts,
  type SyncDirection,
  withItems,
} from '#shared/domain/sync.ts'

export class Tally {
  #counts: SyncCounts = NO_COUNTS
  /** Objects that the present phase is through with, and how many there will be. */
  #done = 0
  #total: number | null = null
  readonly #onChange: () => void

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get counts(): SyncCounts {
    return this.#counts
  }

  get done(): number {
    return this.#done
  }

  get total(): number | null {
    return this.#total
  }

  count(kind: SyncKind, direction: SyncDirection, what: keyof ItemCounts): void {
    this.#counts = withItems(this.#counts, kind, direction, { [what]: 1 })
    this.countDone()
  }

  countConflict(): void {
    this.#counts = { ...this.#counts, conflicts: this.#counts.conflicts + 1 }
  }

  countBytes(bytes: number, direction: SyncDirection): void {
    const before = this.#counts.bytes
    this.#counts = { ...this.#counts, bytes: { ...before, [direction]: before[direction] + bytes } }
  }

  countDone(): void {
    this.#done += 1
    this.#onChange()
  }

  beginPhase(total: number | null): void {
    this.#done = 0
    this.#total = total
  }
}
