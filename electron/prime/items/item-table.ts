/** How the records of one kind lie in their tables: one file per kind beside this one. */
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { PrimeDatabase, PrimeTransaction } from '../database.ts'

export type NewRow<R extends PrimeRecord> = {
  readonly id: PrimeItemId
  readonly account: PrimeEmailAccountId
  readonly record: R
}

/** All calls take as many objects as fit into one statement. */
export type ItemTable<R extends PrimeRecord> = {
  /** Writes records, whether the objects are there or not. */
  save(transaction: PrimeTransaction, rows: readonly NewRow<R>[]): Promise<void>
  remove(transaction: PrimeTransaction, ids: readonly PrimeItemId[]): Promise<void>
  /** Records of the objects that are there. */
  load(database: PrimeDatabase, ids: readonly PrimeItemId[]): Promise<Map<PrimeItemId, R>>
}

/** The rows of a list that belong to one object, in their order. */
export function grouped<Row extends { readonly position: number }>(
  rows: readonly Row[],
  ownerOf: (row: Row) => string,
): (owner: string) => Row[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(ownerOf(row))
    if (group) group.push(row)
    else groups.set(ownerOf(row), [row])
  }
  return (owner) => (groups.get(owner) ?? []).sort((one, other) => one.position - other.position)
}

export function jsonOf(text: string | null): unknown {
  return text === null ? null : JSON.parse(text)
}
