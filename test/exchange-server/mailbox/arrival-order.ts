/**
 * The items of a folder by the time of their arrival, for the first listing of SyncFolderItems.
 *
 * Made at the first listing and kept in order from then on, by binary search, so that a mailbox that changes between
 * the pages of a listing is not sorted again for each of them. The oldest come first, because what is added is mostly
 * the newest and then goes to the end. Rejected: sorting when something changed (a page would cost the whole folder).
 */
import type { Item } from './item.ts'

/** The place of an item in the order; items that arrived together follow their numbers. */
export type Arrival = Pick<Item, 'receivedAt' | 'number'>

const compare = (one: Arrival, other: Arrival): number =>
  one.receivedAt - other.receivedAt || one.number - other.number

export class ArrivalOrder {
  readonly #items: ReadonlyMap<string, Item>
  #oldestFirst: Item[] | undefined

  /** @param items by id; read when the order is asked for the first time */
  constructor(items: ReadonlyMap<string, Item>) {
    this.#items = items
  }

  /** From the newest item on, or from the one that arrived just before a place. */
  *newestFirst(before?: Arrival): Generator<Item> {
    this.#oldestFirst ??= [...this.#items.values()].sort(compare)
    const items = this.#oldestFirst
    for (let index = before === undefined ? items.length : place(items, before); index > 0; index--) {
      const item = items[index - 1]
      if (item !== undefined) yield item
    }
  }

  add(item: Item): void {
    this.#oldestFirst?.splice(place(this.#oldestFirst, item), 0, item)
  }

  remove(item: Item): void {
    this.#oldestFirst?.splice(place(this.#oldestFirst, item), 1)
  }

  replace(before: Item, after: Item): void {
    if (this.#oldestFirst === undefined) return
    if (before.receivedAt === after.receivedAt) {
      this.#oldestFirst[place(this.#oldestFirst, before)] = after
      return
    }
    this.remove(before)
    this.add(after)
  }
}

/** How many items come before a place. */
function place(items: readonly Item[], arrival: Arrival): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = items[middle]
    if (item !== undefined && compare(item, arrival) < 0) low = middle + 1
    else high = middle
  }
  return low
}
