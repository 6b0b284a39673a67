/** What is to be done, object by object, and how much of it there is. */
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { FolderKey, SyncKind } from '#shared/domain/sync-kinds.ts'
import type { PrimeDatabase } from '../database.ts'
import { loadItems } from '../items/items.ts'
import type {
  AttemptLimits,
  ItemLink,
  PendingCounts,
  PendingExchange,
  PendingGroup,
  PendingPrime,
  SyncPairId,
} from '../sync-status.ts'
import { itemLinkOf, linksByPrimeItem, liveLinksByExchangeItem, tombstonesByExchangeItem } from './links.ts'
import { pendingExchangeOf } from './pending-exchange.ts'
import { pendingPrimeById, pendingPrimeOf } from './pending-prime.ts'

export type PendingQuery = {
  readonly kind: SyncKind
  readonly side: 'exchange' | 'prime'
  readonly states?: readonly PendingExchange['state']['kind'][]
  readonly after: string | null
  readonly limit: number
  readonly limits: AttemptLimits
}

type Page = { groups: PendingGroup[]; next: string | null }

export function pendingGroups(database: PrimeDatabase, pair: SyncPairId, query: PendingQuery): Promise<Page> {
  return query.side === 'exchange'
    ? exchangeGroups(database, pair, query)
    : primeGroups(database, pair, query)
}

async function exchangeGroups(database: PrimeDatabase, pair: SyncPairId, query: PendingQuery): Promise<Page> {
  let select = database
    .selectFrom('pending_exchange')
    .selectAll()
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', query.kind)
    .where('position', '>', Number(query.after ?? 0))
    .where('attempts', '<', query.limits.down)
  if (query.states) select = select.where('state', 'in', query.states)
  const rows = await select.orderBy('position').limit(query.limit).execute()
  const changes = rows.map(pendingExchangeOf)
  const ids = changes.map(({ exchangeItemId }) => exchangeItemId)
  const live = await liveLinksByExchangeItem(database, pair, ids)
  const unlinked = ids.filter((id) => !live.has(id))
  const tombstones = await tombstonesByExchangeItem(database, pair, query.kind, unlinked)
  const links = new Map([...tombstones, ...live])
  const primeIds = [...links.values()].map(({ primeItemId }) => primeItemId)
  const primeChanges = await pendingPrimeById(database, pair, primeIds)
  const groups = changes.map((exchange) => {
    const link = links.get(exchange.exchangeItemId)
    const prime = link && primeChanges.get(link.primeItemId)
    return { exchange, link: link ? itemLinkOf(link) : null, prime: prime ? withoutRevision(prime) : null }
  })
  return {
    groups: await withItems(database, query.kind, groups),
    next: nextAfter(query, rows.at(-1)?.position, rows.length),
  }
}

async function primeGroups(database: PrimeDatabase, pair: SyncPairId, query: PendingQuery): Promise<Page> {
  const rows = await database
    .selectFrom('pending_prime')
    .leftJoin('item_link', (join) =>
      join
        .onRef('item_link.sync_pair_id', '=', 'pending_prime.sync_pair_id')
        .onRef('item_link.prime_item_id', '=', 'pending_prime.prime_item_id')
        .on('item_link.deleted_at', 'is', null),
    )
    .leftJoin('pending_exchange', (join) =>
      join
        .onRef('pending_exchange.sync_pair_id', '=', 'item_link.sync_pair_id')
        .onRef('pending_exchange.exchange_item_id', '=', 'item_link.exchange_item_id'),
    )
    .selectAll('pending_prime')
    .where('pending_prime.sync_pair_id', '=', pair)
    .where('pending_prime.kind', '=', query.kind)
    .where('pending_prime.revision', '>', Number(query.after ?? 0))
    .where('pending_prime.attempts', '<', query.limits.up)
    .where('pending_prime.is_given_up', '=', 0)
    .where('pending_exchange.exchange_item_id', 'is', null)
    .orderBy('pending_prime.revision')
    .limit(query.limit)
    .execute()
  const changes = rows.map(pendingPrimeOf)
  const links = await linksByPrimeItem(
    database,
    pair,
    changes.map(({ primeItemId }) => primeItemId),
  )
  const groups = changes.map((prime) => {
    const link = links.get(prime.primeItemId)
    return { exchange: null, link: link ? itemLinkOf(link) : null, prime }
  })
  return {
    groups: await withItems(database, query.kind, groups),
    next: nextAfter(query, rows.at(-1)?.revision, rows.length),
  }
}

async function withItems(
  database: PrimeDatabase,
  kind: SyncKind,
  groups: readonly {
    link: ItemLink | null
    exchange: PendingExchange | null
    prime: PendingPrime | null
  }[],
): Promise<PendingGroup[]> {
  const ids = groups.flatMap(({ link, prime }) => link?.primeItemId ?? prime?.primeItemId ?? [])
  const items = await loadItems(database, ids)
  const itemOf = (id: PrimeItemId | undefined) => (id && items.get(id)) ?? null
  return groups.map((group) => ({
    kind,
    ...group,
    item: itemOf(group.link?.primeItemId ?? group.prime?.primeItemId),
  }))
}

function nextAfter(query: PendingQuery, last: number | undefined, found: number): string | null {
  return last === undefined || found < query.limit ? null : String(last)
}

function withoutRevision({
  revision: _revision,
  ...prime
}: PendingPrime & { revision: unknown }): PendingPrime {
  return prime
}

export async function pendingCounts(
  database: PrimeDatabase,
  pair: SyncPairId,
  kind: SyncKind,
  limits: AttemptLimits,
): Promise<PendingCounts> {
  const exchange = await database
    .selectFrom('pending_exchange')
    .select((e) => [
      'state',
      e('attempts', '<', limits.down).as('is_tried'),
      e.fn.countAll<number>().as('count'),
    ])
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', kind)
    .groupBy(['state', 'is_tried'])
    .execute()
  const prime = await database
    .selectFrom('pending_prime')
    .select((e) => [
      'change',
      e.and([e('attempts', '<', limits.up), e('is_given_up', '=', 0)]).as('is_tried'),
      e.fn.countAll<number>().as('count'),
    ])
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', kind)
    .groupBy(['change', 'is_tried'])
    .execute()
  const onExchange = (state: string) => sum(exchange.filter((row) => row.is_tried && row.state === state))
  const inPrime = (change: string) => sum(prime.filter((row) => row.is_tried && row.change === change))
  return {
    kind,
    exchange: {
      changed: onExchange('changed'),
      readFlags: onExchange('read-flag'),
      deleted: onExchange('deleted'),
    },
    prime: { saved: inPrime('saved'), deleted: inPrime('deleted') },
    givenUp: sum([...exchange, ...prime].filter((row) => !row.is_tried)),
  }
}

/** How many objects are to be imported from each folder. */
export async function folderCounts(
  database: PrimeDatabase,
  pair: SyncPairId,
  kind: SyncKind,
  limits: AttemptLimits,
): Promise<Map<FolderKey, number>> {
  const rows = await database
    .selectFrom('pending_exchange')
    .select((e) => ['folder', e.fn.countAll<number>().as('count')])
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', kind)
    .where('state', 'in', ['changed', 'read-flag'])
    .where('attempts', '<', limits.down)
    .groupBy('folder')
    .execute()
  return new Map(rows.map(({ folder, count }) => [folder as FolderKey, count]))
}

function sum(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0)
}
