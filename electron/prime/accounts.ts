/** E-mail accounts of Winoffice Prime with their owners. */
import { randomUUID } from 'node:crypto'
import type { PrimeEmailAccountId } from '#shared/domain/ids.ts'
import type { PrimeEmailAccount, PrimeEmailAccountDraft } from '#shared/domain/prime.ts'
import { fieldError } from '#shared/domain/validation.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { PrimeDatabase } from './database.ts'

export async function listEmailAccounts(database: PrimeDatabase): Promise<PrimeEmailAccount[]> {
  const rows = await database.selectFrom('email_account').selectAll().orderBy('address_key').execute()
  return rows.map((row) => ({
    id: row.id as PrimeEmailAccountId,
    address: row.address,
    owner: { kind: row.owner_kind, name: row.owner_name },
  }))
}

/** @returns `prime-email-account.address-taken` when the address (ignoring case) exists */
export async function createEmailAccount(
  database: PrimeDatabase,
  draft: PrimeEmailAccountDraft,
): Promise<Result<PrimeEmailAccount>> {
  const account: PrimeEmailAccount = { id: randomUUID() as PrimeEmailAccountId, ...draft }
  const inserted = await database
    .insertInto('email_account')
    .values({
      id: account.id,
      address: draft.address,
      address_key: draft.address.toLowerCase(),
      owner_kind: draft.owner.kind,
      owner_name: draft.owner.name,
    })
    .onConflict((conflict) => conflict.column('address_key').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 0n
    ? failure(fieldError('address', 'prime-email-account.address-taken'))
    : ok(account)
}

export async function hasEmailAccount(database: PrimeDatabase, id: PrimeEmailAccountId): Promise<boolean> {
  const row = await database.selectFrom('email_account').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}
