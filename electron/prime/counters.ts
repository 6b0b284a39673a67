/**
 * Numbers that only grow. Whoever takes one holds the counter's row until the transaction ends, so that revisions
 * become visible in their order, in PostgreSQL too: a reader of the change feed never steps over one.
 */
import type { PrimeTransaction } from './database.ts'

/** @returns the first of `count` numbers in a row that are the caller's */
export async function takeNumbers(
  transaction: PrimeTransaction,
  name: 'revision' | 'pending',
  count: number,
): Promise<number> {
  const { value } = await transaction
    .updateTable('counter')
    .set((e) => ({ value: e('value', '+', count) }))
    .where('name', '=', name)
    .returning('value')
    .executeTakeFirstOrThrow()
  return value - count + 1
}
