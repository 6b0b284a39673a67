/**
 * What has changed in one folder, in order, for SyncFolderItems and SyncFolderHierarchy.
 *
 * A log of entries with the mailbox's sequence numbers. Only the last entry of each kind counts per entity;
 * older ones are stale and are removed when they are the majority, so reading the changes after a position
 * costs a binary search and the entries read. An entity is reported as created at the place of its creation
 * with its present content; what happened to it before that is not reported again within the same page.
 *
 * Like Exchange, and unlike an ideal server, it may repeat itself across pages (an update of an item that was
 * given with this content already) and may report the deletion of an entity that the client was never given.
 * Rejected: remembering the exact set of ids given to each client (what Exchange's idset does), because it
 * makes every state as large as a fragmented mailbox.
 */

const CHANGES = ['created', 'updated', 'read', 'deleted'] as const
export type Change = (typeof CHANGES)[number]

/** Sequence numbers of the last change of each kind; 0 means never. */
export type Tracked<T> = {
  readonly id: string
  /** Undefined once deleted, so that the log does not keep deleted content in memory. */
  value: T | undefined
  created: number
  updated: number
  read: number
  deleted: number
}

export type ReportedChange<T> =
  | { readonly kind: 'created' | 'updated' | 'read'; readonly id: string; readonly value: T }
  | { readonly kind: 'deleted'; readonly id: string }

type Entry<T> = {
  readonly sequence: number
  readonly change: Change
  readonly tracked: Tracked<T>
}

const COMPACT_ABOVE = 1024 // stale entries; below that a compaction saves nothing worth having

export class ChangeLog<T> {
  #entries: Entry<T>[] = []
  #stale = 0
  readonly #onDidRecord: ((tracked: Tracked<T>) => void) | undefined

  /** @param onDidRecord called after every change, with all that is to be known about the entity */
  constructor(onDidRecord?: (tracked: Tracked<T>) => void) {
    this.#onDidRecord = onDidRecord
  }

  /** Starts to follow an entity that was just created. */
  create(id: string, value: T, sequence: number): Tracked<T> {
    const tracked: Tracked<T> = { id, value, created: 0, updated: 0, read: 0, deleted: 0 }
    this.record(tracked, 'created', sequence)
    return tracked
  }

  /** Takes up what is known from an earlier life of the mailbox, in any order. */
  restore(known: readonly Tracked<T>[]): void {
    this.#entries = known
      .flatMap((tracked) => CHANGES.map((change) => ({ sequence: tracked[change], change, tracked })))
      .filter(({ sequence }) => sequence !== 0)
      .sort((one, other) => one.sequence - other.sequence)
  }

  /** Notes a change; `sequence` is greater than every earlier one. */
  record(tracked: Tracked<T>, change: Change, sequence: number): void {
    if (tracked[change] !== 0) this.#stale++
    tracked[change] = sequence
    if (change === 'deleted') tracked.value = undefined
    this.#entries.push({ sequence, change, tracked })
    if (this.#stale > COMPACT_ABOVE && this.#stale * 2 > this.#entries.length) {
      this.#entries = this.#entries.filter((entry) => entry.tracked[entry.change] === entry.sequence)
      this.#stale = 0
    }
    this.#onDidRecord?.(tracked)
  }

  /**
   * The changes after a position, oldest first.
   * @param limit the most changes to give
   * @param ignored ids that are passed over
   * @returns the changes, the position to go on from, and whether there are more
   */
  since(
    position: number,
    limit: number,
    ignored?: ReadonlySet<string>,
  ): { readonly changes: ReportedChange<T>[]; readonly position: number; readonly more: boolean } {
    const changes: ReportedChange<T>[] = []
    let reached = position
    for (let index = this.#firstAfter(position); index < this.#entries.length; index++) {
      const entry = this.#entries[index]
      if (entry === undefined) break
      const change = reportable(entry, position)
      if (change !== undefined && ignored?.has(change.id) !== true) {
        if (changes.length >= limit) return { changes, position: reached, more: true }
        changes.push(change)
      }
      reached = entry.sequence
    }
    return { changes, position: reached, more: false }
  }

  #firstAfter(position: number): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const entry = this.#entries[middle]
      if (entry !== undefined && entry.sequence <= position) low = middle + 1
      else high = middle
    }
    return low
  }
}

function reportable<T>(entry: Entry<T>, position: number): ReportedChange<T> | undefined {
  const { tracked, change, sequence } = entry
  const { id, value } = tracked
  if (tracked[change] !== sequence) return undefined
  if (change === 'deleted') return tracked.created > position ? undefined : { kind: 'deleted', id }
  if (value === undefined) return undefined
  if (change === 'created') return { kind: 'created', id, value }
  // Created after the position: the creation was given on this page and carries everything since.
  if (tracked.created > position) return undefined
  if (change === 'updated') return { kind: 'updated', id, value }
  // An update after the position carries the read flag as well.
  return tracked.updated > position ? undefined : { kind: 'read', id, value }
}
