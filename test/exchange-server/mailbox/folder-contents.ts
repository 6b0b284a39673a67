/**
 * One folder with its items: who is in it, how many are unread, what changed when, and the pages of both the first
 * listing and the changes that SyncFolderItems gives.
 *
 * The counts belong to the folder, so every change of an item moves the folder's change key; the hierarchy, whose log
 * is the tree's, does not change by that.
 */
import { ArrivalOrder, type Arrival } from './arrival-order.ts'
import { ChangeLog, type ReportedChange, type Tracked } from './change-log.ts'
import type { Folder, FolderState } from './folder.ts'
import type { IdFactory } from './ids.ts'
import type { Item } from './item.ts'
import type { MailboxStorage } from './mailbox-storage.ts'

/** One page of changes for SyncFolderItems. */
export type ItemChanges = {
  readonly changes: ReportedChange<Item>[]
  readonly position: ItemSyncPosition
  readonly more: boolean
}

/** How far a client has come: the changes seen, and while it reads the folder for the first time, the items. */
export type ItemSyncPosition = {
  readonly sequence: number
  /** The last item given of the first listing, which goes from the newest to the oldest. */
  readonly initial?: Arrival | 'start'
}

export class FolderContents {
  readonly state: FolderState
  readonly #ids: IdFactory
  readonly #tracked = new Map<string, Tracked<Item>>()
  readonly #items = new Map<string, Item>()
  readonly #log: ChangeLog<Item>
  readonly #order = new ArrivalOrder(this.#items)

  constructor(state: FolderState, ids: IdFactory, storage: MailboxStorage | undefined) {
    this.state = state
    this.#ids = ids
    this.#log = new ChangeLog(
      storage &&
        ((tracked) => {
          storage.putItem(state.id, tracked)
        }),
    )
  }

  /** Takes up the items of an earlier life and the tombstones of those that were deleted, in order of creation. */
  restore(known: readonly Tracked<Item>[], folder: Tracked<Folder>): void {
    this.#log.restore(known)
    let last = Math.max(folder.created, folder.updated)
    for (const tracked of known) {
      last = Math.max(last, tracked.created, tracked.updated, tracked.read, tracked.deleted)
      if (tracked.value === undefined) continue
      this.#items.set(tracked.id, tracked.value)
      this.#tracked.set(tracked.id, tracked)
      this.state.totalCount++
      if (!tracked.value.isRead) this.state.unreadCount++
    }
    this.#touch(last)
  }

  get count(): number {
    return this.#items.size
  }

  /** In the order in which they came. */
  items(): Item[] {
    return [...this.#items.values()]
  }

  itemIds(): Iterable<string> {
    return this.#items.keys()
  }

  item(id: string): Item | undefined {
    return this.#items.get(id)
  }

  add(item: Item, sequence: number): void {
    this.#items.set(item.id, item)
    this.#order.add(item)
    this.state.totalCount++
    if (!item.isRead) this.state.unreadCount++
    this.#tracked.set(item.id, this.#log.create(item.id, item, sequence))
    this.#touch(sequence)
  }

  replace(item: Item, kind: 'updated' | 'read', sequence: number): void {
    const { tracked, value: before } = this.#require(item.id)
    if (item.isRead !== before.isRead) this.state.unreadCount += item.isRead ? -1 : 1
    this.#items.set(item.id, item)
    this.#order.replace(before, item)
    tracked.value = item
    this.#log.record(tracked, kind, sequence)
    this.#touch(sequence)
  }

  remove(id: string, sequence: number): Item {
    const { tracked, value } = this.#require(id)
    this.#items.delete(id)
    this.#tracked.delete(id)
    this.#order.remove(value)
    this.state.totalCount--
    if (!value.isRead) this.state.unreadCount--
    this.#log.record(tracked, 'deleted', sequence)
    this.#touch(sequence)
    return value
  }

  /**
   * The changes after a position.
   * @param from where a client is; `initial` while it lists the folder for the first time, from the newest item on
   * @param limit the most changes to give
   */
  changes(from: ItemSyncPosition, limit: number, ignored?: ReadonlySet<string>): ItemChanges {
    if (from.initial !== undefined) return this.#firstListing(from.sequence, from.initial, limit, ignored)
    const { changes, position, more } = this.#log.since(from.sequence, limit, ignored)
    return { changes, position: { sequence: position }, more }
  }

  #firstListing(
    sequence: number,
    initial: Arrival | 'start',
    limit: number,
    ignored: ReadonlySet<string> | undefined,
  ): ItemChanges {
    if (limit === 0) return { changes: [], position: { sequence, initial }, more: true }
    const changes: ReportedChange<Item>[] = []
    let last: Arrival | undefined = initial === 'start' ? undefined : initial
    for (const item of this.#order.newestFirst(last)) {
      if (changes.length >= limit && last !== undefined) {
        const { receivedAt, number } = last
        return { changes, position: { sequence, initial: { receivedAt, number } }, more: true }
      }
      last = item
      // What came after the listing began is reported as a change when it has ended.
      if ((this.#tracked.get(item.id)?.created ?? 0) > sequence || ignored?.has(item.id) === true) continue
      changes.push({ kind: 'created', id: item.id, value: item })
    }
    return { changes, position: { sequence }, more: this.#log.since(sequence, 0, ignored).more }
  }

  #touch(sequence: number): void {
    this.state.changeKey = this.#ids.changeKey('folder', sequence)
  }

  #require(id: string): { readonly tracked: Tracked<Item>; readonly value: Item } {
    const tracked = this.#tracked.get(id)
    if (tracked?.value === undefined)
      throw new Error(`the folder ${this.state.displayName} has no item ${id}`)
    return { tracked, value: tracked.value }
  }
}
