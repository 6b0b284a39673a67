/**
 * A page of Exchange's changes becomes pending changes. The page is gone through in memory, in the server's order,
 * over what is known of its items; then the difference is written in a few statements, because a first
 * synchronisation streams a hundred thousand items through here.
 *
 * Of several changes of an item the last one decides. A deletion counts only where the item is known to lie: an id
 * that survives a move is deleted in one folder after it has appeared in the other.
 */
import type { ChangeKey, ExchangeItemId, ItemChange } from '../../exchange/exchange-client.ts'
import { partsOf, type PrimeTransaction } from '../database.ts'
import type { ObservedPage, PendingExchange, SyncPairId } from '../sync-status.ts'
import { recordUnseen } from './gone-items.ts'
import { liveLinksByExchangeItem, type LinkRow } from './links.ts'
import { folderStatus, saveFolderStatus } from './pairs.ts'
import { pendingExchangeById, putPendingExchange, removePendingExchange } from './pending-exchange.ts'

export async function recordObserved(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  page: ObservedPage,
): Promise<{ pending: number; deleted: number; startsOver: boolean }> {
  const before = await folderStatus(transaction, pair, page.status.folder)
  const isInPass = before.passOpen || page.status.passOpen || page.status.pass > before.pass
  const ids = [...new Set(page.changes.map(({ id }) => id))]
  const links = await liveLinksByExchangeItem(transaction, pair, ids)
  const known = await pendingExchangeById(transaction, pair, ids)
  const observed = new Observed(page, links, known, await readFlagsOf(transaction, page, links))
  for (const change of page.changes) observed.apply(change)

  const put = observed.put()
  await putPendingExchange(transaction, pair, page.kind, put)
  await removePendingExchange(transaction, pair, observed.removed())
  await markSeen(transaction, pair, observed.seen, isInPass ? page.status.pass : null)
  await saveFolderStatus(transaction, pair, page.status)
  const swept =
    isInPass && !page.status.passOpen ? await recordUnseen(transaction, pair, page.kind, page.status) : 0
  return {
    pending: put.length + swept,
    deleted: put.filter(({ state }) => state.kind === 'deleted').length + swept,
    startsOver: !isInPass && observed.startsOver,
  }
}

/** What a page makes of the pending changes. */
class Observed {
  startsOver = false
  /** Links of the folder whose item the page has told of, not as deleted. */
  readonly seen = new Set<LinkRow>()
  readonly #pending: Map<ExchangeItemId, PendingExchange | null>

  constructor(
    private readonly page: ObservedPage,
    private readonly links: ReadonlyMap<ExchangeItemId, LinkRow>,
    private readonly known: ReadonlyMap<ExchangeItemId, PendingExchange>,
    private readonly readFlags: ReadonlyMap<ExchangeItemId, boolean>,
  ) {
    this.#pending = new Map(known)
  }

  apply(change: ItemChange): void {
    const link = this.links.get(change.id) ?? null
    const pending = this.#pending.get(change.id) ?? null
    if (link?.folder === this.page.status.folder && change.kind !== 'delete') this.seen.add(link)
    // What we have replaced stays to be removed, whatever becomes of it until then.
    if (pending?.state.kind === 'obsolete' && change.kind !== 'delete') return
    const after = this.#after(change, link, pending)
    if (after === null) this.#pending.delete(change.id)
    else this.#pending.set(change.id, after)
  }

  put(): PendingExchange[] {
    return [...this.#pending.values()].filter(
      (pending): pending is PendingExchange =>
        pending !== null && this.known.get(pending.exchangeItemId) !== pending,
    )
  }

  removed(): ExchangeItemId[] {
    return [...this.known.keys()].filter((id) => !this.#pending.has(id))
  }

  #after(change: ItemChange, link: LinkRow | null, pending: PendingExchange | null): PendingExchange | null {
    switch (change.kind) {
      case 'delete':
        return this.#afterDelete(change.id, link, pending)
      case 'read-flag':
        return this.#afterReadFlag(change, link, pending)
      default:
        return this.#afterChange(change, link, pending)
    }
  }

  #afterChange(
    change: Extract<ItemChange, { kind: 'create' | 'update' }>,
    link: LinkRow | null,
    pending: PendingExchange | null,
  ): PendingExchange | null {
    if (link && isSame(change.changeKey, link.changeKey) && link.folder === this.page.status.folder) {
      if (change.kind === 'create' && link.isObserved) this.startsOver = true
      return pending?.state.kind === 'read-flag' ? pending : null
    }
    const isKnown =
      pending?.state.kind === 'changed' &&
      isSame(change.changeKey, pending.state.changeKey) &&
      pending.folder === this.page.status.folder
    if (isKnown) return pending
    const { itemKind, changeKey, size, receivedAt } = change
    return this.#pendingOf(change.id, { kind: 'changed', itemKind, changeKey, size, receivedAt })
  }

  #afterReadFlag(
    change: Extract<ItemChange, { kind: 'read-flag' }>,
    link: LinkRow | null,
    pending: PendingExchange | null,
  ): PendingExchange | null {
    if (pending?.state.kind === 'changed') return pending
    const isRead = this.readFlags.get(change.id)
    const concerns = link ? isRead !== undefined && isRead !== change.isRead : this.page.kind === 'emails'
    return concerns ? this.#pendingOf(change.id, { kind: 'read-flag', isRead: change.isRead }) : null
  }

  #afterDelete(
    id: ExchangeItemId,
    link: LinkRow | null,
    pending: PendingExchange | null,
  ): PendingExchange | null {
    const folder = pending?.folder ?? link?.folder ?? this.page.status.folder
    if (folder !== this.page.status.folder) return pending
    if (!link) return null
    return pending?.state.kind === 'deleted' ? pending : this.#pendingOf(id, { kind: 'deleted' })
  }

  #pendingOf(exchangeItemId: ExchangeItemId, state: PendingExchange['state']): PendingExchange {
    return { exchangeItemId, folder: this.page.status.folder, state, attempts: 0, error: null }
  }
}

function isSame(one: ChangeKey | null, other: ChangeKey | null): boolean {
  return one !== null && one === other
}

/** Whether the linked e-mails of which a page tells the read flag are read in Winoffice Prime. */
async function readFlagsOf(
  transaction: PrimeTransaction,
  page: ObservedPage,
  links: ReadonlyMap<ExchangeItemId, LinkRow>,
): Promise<Map<ExchangeItemId, boolean>> {
  const flags = new Map<ExchangeItemId, boolean>()
  const linked = page.changes.flatMap(({ kind, id }) => (kind === 'read-flag' ? (links.get(id) ?? []) : []))
  for (const part of partsOf(linked)) {
    const rows = await transaction
      .selectFrom('email')
      .select(['id', 'is_read'])
      .where(
        'id',
        'in',
        part.map(({ primeItemId }) => primeItemId),
      )
      .execute()
    const isRead = new Map(rows.map((row) => [row.id, row.is_read !== 0]))
    for (const { exchangeItemId, primeItemId } of part) {
      const flag = isRead.get(primeItemId)
      if (flag !== undefined) flags.set(exchangeItemId, flag)
    }
  }
  return flags
}

/** Notes that items were told of, and by which full pass while one is open. */
async function markSeen(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  seen: ReadonlySet<LinkRow>,
  pass: number | null,
): Promise<void> {
  const stale = [...seen].filter((link) => !link.isObserved || (pass !== null && link.pass !== pass))
  for (const part of partsOf(stale))
    await transaction
      .updateTable('item_link')
      .set({ is_observed: 1, ...(pass === null ? {} : { pass }) })
      .where('sync_pair_id', '=', pair)
      .where(
        'prime_item_id',
        'in',
        part.map(({ primeItemId }) => primeItemId),
      )
      .execute()
}
