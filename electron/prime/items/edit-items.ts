/** What people and the ERP do to single objects. */
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { PrimeRecord, Revision } from '#shared/domain/prime-items.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { hasEmailAccount } from '../accounts.ts'
import type { PrimeTransaction } from '../database.ts'
import type { StoredItem } from '../prime-store.ts'
import { deleteItems, itemHeads, kindOf, newItemId, saveItems, type ItemHead } from './items.ts'

export async function createItem(
  transaction: PrimeTransaction,
  account: PrimeEmailAccountId,
  record: PrimeRecord,
  id: PrimeItemId | undefined,
): Promise<Result<StoredItem>> {
  if (!(await hasEmailAccount(transaction, account)))
    return failure(appError('prime-email-account.not-found'))
  if (id !== undefined) {
    const head = (await itemHeads(transaction, [id])).get(id)
    if (head && (!head.isDeleted || head.primeEmailAccountId !== account))
      return failure(appError('prime-item.changed-meanwhile'))
  }
  return ok(await save(transaction, id ?? newItemId(), account, record))
}

export async function updateItem(
  transaction: PrimeTransaction,
  id: PrimeItemId,
  record: PrimeRecord,
  expected: Revision | null,
): Promise<Result<StoredItem>> {
  const head = await livingHead(transaction, id, expected)
  if (!head.ok) return head
  if (head.value.kind !== kindOf(record)) throw new Error(`The object ${id} is one of ${head.value.kind}.`)
  return ok(await save(transaction, id, head.value.primeEmailAccountId, record))
}

export async function deleteItem(
  transaction: PrimeTransaction,
  id: PrimeItemId,
  expected: Revision | null,
): Promise<Result<null>> {
  const head = await livingHead(transaction, id, expected)
  if (!head.ok) return head
  await deleteItems(transaction, [{ id, kind: head.value.kind, account: head.value.primeEmailAccountId }])
  return ok(null)
}

async function save(
  transaction: PrimeTransaction,
  id: PrimeItemId,
  account: PrimeEmailAccountId,
  record: PrimeRecord,
): Promise<StoredItem> {
  const [item] = await saveItems(transaction, [{ id, account, record }])
  if (!item) throw new Error(`The object ${id} was not saved.`)
  return item
}

/** @returns `prime-item.not-found`, `prime-item.changed-meanwhile` */
async function livingHead(
  transaction: PrimeTransaction,
  id: PrimeItemId,
  expected: Revision | null,
): Promise<Result<ItemHead>> {
  const head = (await itemHeads(transaction, [id])).get(id)
  if (!head || head.isDeleted) return failure(appError('prime-item.not-found'))
  return expected !== null && head.revision !== expected
    ? failure(appError('prime-item.changed-meanwhile'))
    : ok(head)
}
