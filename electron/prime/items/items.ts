/**
 * Objects of all kinds: the head that every object has (`prime_item`), which is the change feed at once, and the
 * record in the tables of its kind.
 */
import { randomUUID } from 'node:crypto'
import { instantOf, type Instant, type PrimeEmailAccountId, type PrimeItemId } from '#shared/domain/ids.ts'
import type { PrimeRecord, Revision } from '#shared/domain/prime-items.ts'
import { SYNC_KINDS, type SyncKind } from '#shared/domain/sync-kinds.ts'
import { takeNumbers } from '../counters.ts'
import { partsOf, type PrimeDatabase, type PrimeTransaction } from '../database.ts'
import type { StoredItem } from '../prime-store.ts'
import { APPOINTMENTS } from './appointments.ts'
import { EMAILS } from './emails.ts'
import type { ItemTable, NewRow } from './item-table.ts'
import { TASKS } from './tasks.ts'

/** The table of a kind takes only records of its kind, which `kindOf` sees to. */
const TABLES = { emails: EMAILS, calendar: APPOINTMENTS, tasks: TASKS } as unknown as Readonly<
  Record<SyncKind, ItemTable<PrimeRecord>>
>

/** What is known of an object without its record. */
export type ItemHead = {
  readonly id: PrimeItemId
  readonly primeEmailAccountId: PrimeEmailAccountId
  readonly kind: SyncKind
  readonly revision: Revision
  readonly modifiedAt: Instant
  readonly isDeleted: boolean
}

export function kindOf(record: PrimeRecord): SyncKind {
  switch (record.kind) {
    case 'email':
      return 'emails'
    case 'task':
      return 'tasks'
    default:
      return 'calendar'
  }
}

export function newItemId(): PrimeItemId {
  return randomUUID() as PrimeItemId
}

/** The heads of objects that are there or were once. */
export async function itemHeads(
  database: PrimeDatabase,
  ids: readonly PrimeItemId[],
): Promise<Map<PrimeItemId, ItemHead>> {
  const heads = new Map<PrimeItemId, ItemHead>()
  for (const part of partsOf(ids)) {
    const rows = await database.selectFrom('prime_item').selectAll().where('id', 'in', part).execute()
    for (const row of rows)
      heads.set(row.id as PrimeItemId, {
        id: row.id as PrimeItemId,
        primeEmailAccountId: row.email_account_id as PrimeEmailAccountId,
        kind: row.kind,
        revision: row.revision as Revision,
        modifiedAt: row.modified_at as Instant,
        isDeleted: row.is_deleted !== 0,
      })
  }
  return heads
}

/** Objects that are there, with their records. */
export async function loadItems(
  database: PrimeDatabase,
  ids: readonly PrimeItemId[],
): Promise<Map<PrimeItemId, StoredItem>> {
  const items = new Map<PrimeItemId, StoredItem>()
  for (const part of partsOf(ids)) {
    const heads = [...(await itemHeads(database, part)).values()].filter(({ isDeleted }) => !isDeleted)
    for (const kind of SYNC_KINDS) {
      const group = heads.filter((head) => head.kind === kind)
      if (group.length === 0) continue
      const records = await TABLES[kind].load(
        database,
        group.map(({ id }) => id),
      )
      for (const { id, primeEmailAccountId, revision, modifiedAt } of group) {
        const record = records.get(id)
        if (!record) throw new Error(`The object ${id} has no record.`)
        items.set(id, { id, primeEmailAccountId, revision, modifiedAt, record })
      }
    }
  }
  return items
}

/** Writes records, of new objects and of such that are there. @returns them as they are stored now */
export async function saveItems(
  transaction: PrimeTransaction,
  rows: readonly NewRow<PrimeRecord>[],
): Promise<StoredItem[]> {
  const heads = rows.map(({ id, account, record }) => ({ id, account, kind: kindOf(record) }))
  const { first, modifiedAt } = await writeHeads(transaction, heads, 'saved')
  for (const kind of SYNC_KINDS)
    for (const part of partsOf(rows.filter(({ record }) => kindOf(record) === kind)))
      await TABLES[kind].save(transaction, part)
  return rows.map(({ id, account, record }, index) => ({
    id,
    primeEmailAccountId: account,
    revision: (first + index) as Revision,
    modifiedAt,
    record,
  }))
}

/** Removes objects; each keeps its line in the change feed. @returns the revision of each */
export async function deleteItems(
  transaction: PrimeTransaction,
  items: readonly NewHead[],
): Promise<Revision[]> {
  if (items.length === 0) return []
  const { first } = await writeHeads(transaction, items, 'deleted')
  for (const kind of SYNC_KINDS) {
    const ids = items.filter((item) => item.kind === kind).map(({ id }) => id)
    for (const part of partsOf(ids)) await TABLES[kind].remove(transaction, part)
  }
  return items.map((_, index) => (first + index) as Revision)
}

type NewHead = {
  readonly id: PrimeItemId
  readonly account: PrimeEmailAccountId
  readonly kind: SyncKind
}

async function writeHeads(
  transaction: PrimeTransaction,
  items: readonly NewHead[],
  change: 'saved' | 'deleted',
): Promise<{ first: number; modifiedAt: Instant }> {
  const first = await takeNumbers(transaction, 'revision', items.length)
  const modifiedAt = instantOf(new Date())
  const heads = items.map(({ id, account, kind }, index) => ({
    id,
    email_account_id: account,
    kind,
    revision: first + index,
    modified_at: modifiedAt,
    is_deleted: change === 'deleted' ? 1 : 0,
  }))
  for (const part of partsOf(heads))
    await transaction
      .insertInto('prime_item')
      .values(part)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((e) => ({
          revision: e.ref('excluded.revision'),
          modified_at: e.ref('excluded.modified_at'),
          is_deleted: e.ref('excluded.is_deleted'),
        })),
      )
      .execute()
  return { first, modifiedAt }
}
