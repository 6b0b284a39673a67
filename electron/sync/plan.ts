/**
 * What a page of changes means, given the links: a pure function, and the decision table of the import.
 *
 * | change     | link           | change key | operation                                       |
 * | ---------- | -------------- | ---------- | ----------------------------------------------- |
 * | create     | none           |            | fetch                                           |
 * | create     | linked         | same       | confirm, once in a pass (a server starts over)  |
 * | create     | linked         | other      | fetch                                           |
 * | update     | none           |            | fetch                                           |
 * | update     | linked         | same       | confirm, once in a pass                         |
 * | update     | linked         | other      | fetch                                           |
 * | create, upd| failed         |            | fetch                                           |
 * | read-flag  | linked         |            | set-read                                        |
 * | read-flag  | none or failed |            | fetch                                           |
 * | delete     | linked, failed |            | delete                                          |
 * | delete     | none           |            | nothing                                         |
 *
 * Order within a page counts: of several changes of one item the last one decides, a deletion beats all that came
 * before it. Whether a fetched item really changed is decided by its content hash, when it has been fetched.
 */
import type { ChangeKey, ExchangeItemId, ItemChange } from '../exchange/exchange-client.ts'
import type { ItemLink } from '../prime/prime-store.ts'

export type ImportOperation =
  | { readonly kind: 'fetch'; readonly id: ExchangeItemId; readonly size: number | null }
  | { readonly kind: 'confirm'; readonly id: ExchangeItemId; readonly changeKey: ChangeKey | null }
  | { readonly kind: 'set-read'; readonly id: ExchangeItemId; readonly isRead: boolean }
  | { readonly kind: 'delete'; readonly id: ExchangeItemId }

/**
 * @param changes in the server's order
 * @param links what is known of the items in `changes`
 * @param pass the number of the current pass: a link of an earlier pass must be confirmed, or it would be swept
 */
export function planImport(
  changes: readonly ItemChange[],
  links: ReadonlyMap<ExchangeItemId, ItemLink>,
  pass: number,
): ImportOperation[] {
  const operations = new Map<ExchangeItemId, ImportOperation>()
  for (const change of changes) {
    const earlier = operations.get(change.id)
    const operation = decide(change, links.get(change.id), earlier, pass)
    // Keep the position of the latest decision, so that the order of the server is the order of the writes.
    operations.delete(change.id)
    if (operation) operations.set(change.id, operation)
  }
  return [...operations.values()]
}

function decide(
  change: ItemChange,
  link: ItemLink | undefined,
  earlier: ImportOperation | undefined,
  pass: number,
): ImportOperation | undefined {
  switch (change.kind) {
    case 'delete':
      return link ? { kind: 'delete', id: change.id } : undefined
    case 'read-flag':
      if (earlier?.kind === 'fetch') return earlier
      return link?.state.kind === 'linked'
        ? { kind: 'set-read', id: change.id, isRead: change.isRead }
        : { kind: 'fetch', id: change.id, size: null }
    case 'create':
    case 'update': {
      const unchanged =
        link?.state.kind === 'linked' && change.changeKey !== null && link.changeKey === change.changeKey
      if (!unchanged) return { kind: 'fetch', id: change.id, size: change.size }
      // Deleted and back again under the same id: it stays.
      if (earlier && earlier.kind !== 'delete') return earlier
      return link.pass === pass ? undefined : { kind: 'confirm', id: change.id, changeKey: change.changeKey }
    }
  }
}

/** At most this many ids in one GetItem; larger batches time out on loaded servers. */
export const MAX_ITEMS_PER_BATCH = 100
/** A batch is cut here, so that one answer stays a few megabytes. */
export const MAX_BYTES_PER_BATCH = 4 * 1024 * 1024
/** Assumed for an item whose size the server did not tell; the median of real mail. */
const ASSUMED_ITEM_BYTES = 15 * 1024

/** Cuts what must be fetched into batches bounded by number and bytes; an oversized item is a batch of its own. */
export function batchesOf(items: readonly { id: ExchangeItemId; size: number | null }[]): ExchangeItemId[][] {
  const batches: ExchangeItemId[][] = []
  let batch: ExchangeItemId[] = []
  let bytes = 0
  for (const item of items) {
    const size = item.size ?? ASSUMED_ITEM_BYTES
    if (batch.length > 0 && (batch.length >= MAX_ITEMS_PER_BATCH || bytes + size > MAX_BYTES_PER_BATCH)) {
      batches.push(batch)
      batch = []
      bytes = 0
    }
    batch.push(item.id)
    bytes += size
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}
