/** The rows of links. A link is live until one side's deletion was carried out; then it stays as a tombstone. */
import type { Insertable, Selectable } from 'kysely'
import { z } from 'zod'
import { instantOf, type Instant, type PrimeItemId } from '#shared/domain/ids.ts'
import type { Revision } from '#shared/domain/prime-items.ts'
import type { FolderKey, SyncKind } from '#shared/domain/sync-kinds.ts'
import type { ChangeKey, ExchangeItemId } from '../../exchange/exchange-client.ts'
import type { ClientId } from '../../exchange/gateway/values.ts'
import { partsOf, truth, type Database, type PrimeDatabase, type PrimeTransaction } from '../database.ts'
import type { ItemLink, NewLink, SyncPairId } from '../sync-status.ts'

/** A link with what only the store keeps of it. */
export type LinkRow = ItemLink & {
  /** The last full pass of its folder that has seen the item. */
  readonly pass: number
  /** Whether a page of changes has ever told of the item under this id. */
  readonly isObserved: boolean
}

const fieldDigests = z.record(z.string(), z.string())

export async function linksByPrimeItem(
  database: PrimeDatabase,
  pair: SyncPairId,
  ids: readonly PrimeItemId[],
): Promise<Map<PrimeItemId, LinkRow>> {
  const links = await linksOf(ids, (part) => linksOfPair(database, pair).where('prime_item_id', 'in', part))
  return new Map(links.map((link) => [link.primeItemId, link]))
}

export async function liveLinksByExchangeItem(
  database: PrimeDatabase,
  pair: SyncPairId,
  ids: readonly ExchangeItemId[],
): Promise<Map<ExchangeItemId, LinkRow>> {
  const links = await linksOf(ids, (part) =>
    linksOfPair(database, pair).where('exchange_item_id', 'in', part).where('deleted_at', 'is', null),
  )
  return new Map(links.map((link) => [link.exchangeItemId, link]))
}

/** Of items that are linked no longer: their tombstones, the latest of each. */
export async function tombstonesByExchangeItem(
  database: PrimeDatabase,
  pair: SyncPairId,
  kind: SyncKind,
  ids: readonly ExchangeItemId[],
): Promise<Map<ExchangeItemId, LinkRow>> {
  const links = await linksOf(ids, (part) =>
    linksOfPair(database, pair)
      .where('kind', '=', kind)
      .where('exchange_item_id', 'in', part)
      .where('deleted_at', 'is not', null)
      .orderBy('deleted_at'),
  )
  return new Map(links.map((link) => [link.exchangeItemId, link]))
}

export async function linkedCount(
  database: PrimeDatabase,
  pair: SyncPairId,
  kind: SyncKind,
): Promise<number> {
  const { linked } = await database
    .selectFrom('item_link')
    .select((e) => e.fn.countAll<number>().as('linked'))
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', kind)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return linked
}

function linksOfPair(database: PrimeDatabase, pair: SyncPairId) {
  return database.selectFrom('item_link').selectAll().where('sync_pair_id', '=', pair)
}

async function linksOf<Id>(
  ids: readonly Id[],
  query: (part: readonly Id[]) => ReturnType<typeof linksOfPair>,
): Promise<LinkRow[]> {
  const links: LinkRow[] = []
  for (const part of partsOf(ids)) links.push(...(await query(part).execute()).map(linkOf))
  return links
}

/** Writes live links; one that the object has already is replaced. */
export async function saveLinks(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  links: readonly {
    readonly kind: SyncKind
    readonly primeItemId: PrimeItemId
    readonly primeRevision: Revision
    readonly link: NewLink
    readonly pass: number
    readonly isObserved: boolean
  }[],
): Promise<void> {
  const now = instantOf(new Date())
  const rows = links.map(({ kind, primeItemId, primeRevision, link, pass, isObserved }) => ({
    sync_pair_id: pair,
    prime_item_id: primeItemId,
    kind,
    ...columnsOf(link),
    prime_revision: primeRevision,
    deleted_at: null,
    synchronised_at: now,
    pass,
    is_observed: truth(isObserved),
  }))
  // Removed first, not updated in place: two links that exchange their items would meet in the unique index.
  const ids = links.map(({ primeItemId }) => primeItemId)
  for (const part of partsOf(ids))
    await transaction
      .deleteFrom('item_link')
      .where('sync_pair_id', '=', pair)
      .where('prime_item_id', 'in', part)
      .execute()
  for (const part of partsOf(rows)) await transaction.insertInto('item_link').values(part).execute()
}

/** Makes tombstones. `revision` is that of the deletion in Winoffice Prime, where there was one. */
export async function buryLinks(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  links: readonly { readonly primeItemId: PrimeItemId; readonly revision: Revision | null }[],
  at: Instant,
): Promise<void> {
  for (const { primeItemId, revision } of links)
    await transaction
      .updateTable('item_link')
      .set({ deleted_at: at, ...(revision === null ? {} : { prime_revision: revision }) })
      .where('sync_pair_id', '=', pair)
      .where('prime_item_id', '=', primeItemId)
      .execute()
}

export async function removeLink(
  transaction: PrimeTransaction,
  pair: SyncPairId,
  primeItemId: PrimeItemId,
): Promise<void> {
  await transaction
    .deleteFrom('item_link')
    .where('sync_pair_id', '=', pair)
    .where('prime_item_id', '=', primeItemId)
    .execute()
}

export function linkOf(row: Selectable<Database['item_link']>): LinkRow {
  return {
    kind: row.kind,
    primeItemId: row.prime_item_id as PrimeItemId,
    primeRevision: row.prime_revision as Revision,
    exchangeItemId: row.exchange_item_id as ExchangeItemId,
    changeKey: row.change_key as ChangeKey | null,
    folder: row.folder as FolderKey,
    fields: fieldDigests.parse(JSON.parse(row.fields)),
    keys: {
      clientId: row.client_id as ClientId | null,
      searchKey: row.search_key,
      uid: row.uid,
      internetMessageId: row.internet_message_id,
    },
    deletedAt: row.deleted_at as Instant | null,
    pass: row.pass,
    isObserved: row.is_observed !== 0,
  }
}

/** The link as the engine knows it. */
export function itemLinkOf({ pass: _pass, isObserved: _isObserved, ...link }: LinkRow): ItemLink {
  return link
}

function columnsOf(
  link: NewLink,
): Pick<
  Insertable<Database['item_link']>,
  | 'exchange_item_id'
  | 'change_key'
  | 'folder'
  | 'fields'
  | 'client_id'
  | 'search_key'
  | 'uid'
  | 'uid_key'
  | 'internet_message_id'
> {
  return {
    exchange_item_id: link.exchangeItemId,
    change_key: link.changeKey,
    folder: link.folder,
    fields: JSON.stringify(link.fields),
    client_id: link.keys.clientId,
    search_key: link.keys.searchKey,
    uid: link.keys.uid,
    uid_key: link.keys.uid?.toLowerCase() ?? null,
    internet_message_id: link.keys.internetMessageId,
  }
}
