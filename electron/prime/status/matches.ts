/**
 * What is known of unknown items by their keys: links whose item is gone, tombstones, and objects without a link.
 * The surest key first; a key that several have (the copy of a message has its Message-ID and search key) gives each
 * of them once.
 */
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import { partsOf, type PrimeDatabase } from '../database.ts'
import { loadItems } from '../items/items.ts'
import type { Intent, ItemLink, Match, MatchKeys, SyncPairId } from '../sync-status.ts'
import { itemLinkOf, linkOf } from './links.ts'
import { accountOf } from './pairs.ts'
import { intentOf } from './pending-prime.ts'

/** In the order in which they are believed. */
const KEYS = ['clientId', 'uid', 'searchKey', 'internetMessageId'] as const
type Key = (typeof KEYS)[number]

const LINK_COLUMNS = {
  clientId: 'client_id',
  uid: 'uid_key',
  searchKey: 'search_key',
  internetMessageId: 'internet_message_id',
} as const satisfies Record<Key, string>

type Candidate =
  | { readonly kind: 'moved' | 'restored'; readonly primeItemId: PrimeItemId; readonly link: ItemLink }
  | { readonly kind: 'existing'; readonly primeItemId: PrimeItemId; readonly intent: Intent | null }
  | { readonly kind: 'replacement'; readonly primeItemId: PrimeItemId; readonly intent: Intent }

/** Of candidates with the same key: a living one before one that would have to come back. */
const PREFERENCE = ['moved', 'existing', 'replacement', 'restored'] as const

export async function findMatches(
  database: PrimeDatabase,
  pair: SyncPairId,
  kind: SyncKind,
  keys: readonly MatchKeys[],
): Promise<(Match | null)[]> {
  const search = { database, pair, kind, account: await accountOf(database, pair) }
  const candidates: Record<Key, Map<string, Candidate[]>> = {
    clientId: new Map(),
    uid: new Map(),
    searchKey: new Map(),
    internetMessageId: new Map(),
  }
  for (const key of KEYS) {
    const values = [...new Set(keys.flatMap((one) => comparable(key, one) ?? []))]
    for (const part of partsOf(values)) {
      await addLinks(search, key, part, candidates[key])
      await addObjects(search, key, part, candidates[key])
      if (key === 'clientId' && kind === 'emails') await addReplacements(search, part, candidates[key])
    }
    for (const list of candidates[key].values())
      list.sort((one, other) => PREFERENCE.indexOf(one.kind) - PREFERENCE.indexOf(other.kind))
  }
  const used = new Set<PrimeItemId>()
  const chosen = keys.map((one) => {
    for (const key of KEYS) {
      const list = candidates[key].get(comparable(key, one) ?? '') ?? []
      const candidate = list.find(({ primeItemId }) => !used.has(primeItemId))
      if (candidate) {
        used.add(candidate.primeItemId)
        return candidate
      }
    }
    return null
  })
  const existing = chosen.flatMap((one) => (one?.kind === 'existing' ? one.primeItemId : []))
  const items = await loadItems(database, existing)
  return chosen.map((one, index): Match | null => {
    if (one?.kind === 'replacement') return { kind: one.kind, intent: one.intent }
    if (one?.kind !== 'existing') return one && { kind: one.kind, link: one.link }
    const item = items.get(one.primeItemId)
    const isIntended = one.intent !== null && one.intent.clientId === keys[index]?.clientId
    return item ? { kind: 'existing', item, intent: isIntended ? one.intent : null } : null
  })
}

type Search = {
  readonly database: PrimeDatabase
  readonly pair: SyncPairId
  readonly kind: SyncKind
  readonly account: string
}

/** Links whose item on Exchange is gone, and tombstones of objects that are. */
async function addLinks(
  { database, pair, kind }: Search,
  key: Key,
  values: readonly string[],
  to: Map<string, Candidate[]>,
): Promise<void> {
  const column = `item_link.${LINK_COLUMNS[key]}` as const
  const rows = await database
    .selectFrom('item_link')
    .innerJoin('prime_item', 'prime_item.id', 'item_link.prime_item_id')
    .leftJoin('pending_exchange', (join) =>
      join
        .onRef('pending_exchange.sync_pair_id', '=', 'item_link.sync_pair_id')
        .onRef('pending_exchange.exchange_item_id', '=', 'item_link.exchange_item_id')
        .on('pending_exchange.state', '=', 'deleted'),
    )
    .selectAll('item_link')
    .where('item_link.sync_pair_id', '=', pair)
    .where('item_link.kind', '=', kind)
    .where(column, 'in', values)
    .where((e) =>
      e.or([
        e.and([
          e('item_link.deleted_at', 'is', null),
          e('pending_exchange.exchange_item_id', 'is not', null),
        ]),
        e.and([e('item_link.deleted_at', 'is not', null), e('prime_item.is_deleted', '=', 1)]),
      ]),
    )
    .execute()
  for (const row of rows) {
    const link = itemLinkOf(linkOf(row))
    add(to, comparable(key, link.keys), {
      kind: link.deletedAt === null ? 'moved' : 'restored',
      primeItemId: link.primeItemId,
      link,
    })
  }
}

/** Objects without a live link. */
async function addObjects(
  search: Search,
  key: Key,
  values: readonly string[],
  to: Map<string, Candidate[]>,
): Promise<void> {
  const { database, pair } = search
  const keyed = await objectsByKey(search, key, values)
  if (keyed.length === 0) return
  const rows = await database
    .selectFrom('prime_item')
    .leftJoin('item_link', (join) =>
      join
        .onRef('item_link.prime_item_id', '=', 'prime_item.id')
        .on('item_link.sync_pair_id', '=', pair)
        .on('item_link.deleted_at', 'is', null),
    )
    .leftJoin('pending_prime', (join) =>
      join
        .onRef('pending_prime.prime_item_id', '=', 'prime_item.id')
        .on('pending_prime.sync_pair_id', '=', pair),
    )
    .where(
      'prime_item.id',
      'in',
      keyed.map(({ id }) => id),
    )
    .where('prime_item.is_deleted', '=', 0)
    .where('item_link.prime_item_id', 'is', null)
    .select(['prime_item.id', 'intent_step', 'intent_client_id', 'intent_folder'])
    .execute()
  const unlinked = new Map(rows.map((row) => [row.id, row]))
  for (const { id, value } of keyed) {
    const row = unlinked.get(id)
    if (row) add(to, value, { kind: 'existing', primeItemId: id as PrimeItemId, intent: intentOf(row) })
  }
}

/** What was being created for objects that have a live link to their older version. */
async function addReplacements(
  { database, pair, kind }: Search,
  clientIds: readonly string[],
  to: Map<string, Candidate[]>,
): Promise<void> {
  const rows = await database
    .selectFrom('pending_prime')
    .innerJoin('item_link', (join) =>
      join
        .onRef('item_link.sync_pair_id', '=', 'pending_prime.sync_pair_id')
        .onRef('item_link.prime_item_id', '=', 'pending_prime.prime_item_id')
        .on('item_link.deleted_at', 'is', null),
    )
    .where('pending_prime.sync_pair_id', '=', pair)
    .where('pending_prime.kind', '=', kind)
    .where('intent_step', '=', 'creating')
    .where('intent_client_id', 'in', clientIds)
    .select(['pending_prime.prime_item_id as id', 'intent_step', 'intent_client_id', 'intent_folder'])
    .execute()
  for (const row of rows) {
    const intent = intentOf(row)
    if (intent === null) continue
    add(to, intent.clientId, { kind: 'replacement', primeItemId: row.id as PrimeItemId, intent })
  }
}

/** Objects by their own keys, by the client id of an intent, by the keys of a tombstone that they outlived. */
async function objectsByKey(
  { database, pair, kind, account }: Search,
  key: Key,
  values: readonly string[],
): Promise<{ id: string; value: string | null }[]> {
  const column = LINK_COLUMNS[key]
  const found = await database
    .selectFrom('item_link')
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', kind)
    .where(column, 'in', values)
    .where('deleted_at', 'is not', null)
    .select(['prime_item_id as id', `${column} as value`])
    .execute()
  if (key === 'clientId')
    found.push(
      ...(await database
        .selectFrom('pending_prime')
        .where('sync_pair_id', '=', pair)
        .where('kind', '=', kind)
        .where('intent_client_id', 'in', values)
        .select(['prime_item_id as id', 'intent_client_id as value'])
        .execute()),
    )
  if (key === 'uid' && kind === 'calendar')
    found.push(
      ...(await database
        .selectFrom('appointment')
        .where('email_account_id', '=', account)
        .where('uid_key', 'in', values)
        .select(['id', 'uid_key as value'])
        .execute()),
    )
  if (key === 'internetMessageId' && kind === 'emails')
    found.push(
      ...(await database
        .selectFrom('email')
        .where('email_account_id', '=', account)
        .where('internet_message_id', 'in', values)
        .select(['id', 'internet_message_id as value'])
        .execute()),
    )
  return found
}

function add(to: Map<string, Candidate[]>, key: string | null, candidate: Candidate): void {
  if (key === null) return
  const list = to.get(key)
  if (list) list.push(candidate)
  else to.set(key, [candidate])
}

function comparable(key: Key, keys: MatchKeys): string | null {
  return key === 'uid' ? (keys.uid?.toLowerCase() ?? null) : keys[key]
}

/**
 * Whether `findMatches` could find anything at all. Objects and links are only counted, deleted objects too: it may
 * say yes in vain, never no.
 */
export async function hasCandidates(
  database: PrimeDatabase,
  pair: SyncPairId,
  kind: SyncKind,
): Promise<boolean> {
  const gone = await database
    .selectFrom('pending_exchange')
    .select('exchange_item_id')
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', kind)
    .where('state', '=', 'deleted')
    .limit(1)
    .executeTakeFirst()
  if (gone) return true
  const tombstone = await database
    .selectFrom('item_link')
    .select('prime_item_id')
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', kind)
    .where('deleted_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  if (tombstone) return true
  const intended = await database
    .selectFrom('pending_prime')
    .select('prime_item_id')
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', kind)
    .where('intent_step', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  if (intended) return true
  const { objects } = await database
    .selectFrom('prime_item')
    .select((e) => e.fn.countAll<number>().as('objects'))
    .where('email_account_id', '=', await accountOf(database, pair))
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  const { links } = await database
    .selectFrom('item_link')
    .select((e) => e.fn.countAll<number>().as('links'))
    .where('sync_pair_id', '=', pair)
    .where('kind', '=', kind)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return objects > links
}
