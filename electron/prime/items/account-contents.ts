/** How much an account holds of each kind. */
import type { AccountContents } from '#shared/domain/data.ts'
import type { PrimeEmailAccountId } from '#shared/domain/ids.ts'
import type { PrimeDatabase } from '../database.ts'
import { folderCounts } from './email-list.ts'

export async function accountContents(
  database: PrimeDatabase,
  account: PrimeEmailAccountId,
): Promise<AccountContents> {
  const count = async (table: 'appointment' | 'task'): Promise<number> => {
    const { total } = await database
      .selectFrom(table)
      .select((e) => e.fn.countAll<number>().as('total'))
      .where('email_account_id', '=', account)
      .executeTakeFirstOrThrow()
    return total
  }
  return {
    folders: await folderCounts(database, account),
    appointments: await count('appointment'),
    tasks: await count('task'),
  }
}
