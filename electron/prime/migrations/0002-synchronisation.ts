/**
 * All kinds of objects with a change feed, and the status of the synchronisation as pending changes.
 *
 * E-mail accounts and e-mails are taken along. So are their links, but without change keys and SyncState: the next
 * run goes through each folder once from the start, reads every message again onto the e-mail that it is linked to,
 * and so fills in what version 1 did not keep (drafts, flags, encryption). Rejected: dropping the links and matching
 * by key, which doubles messages without a Message-ID.
 */
import type { Kysely, Migration } from 'kysely'
import { carryOver } from './carry-over-v1.ts'
import { createItemTables } from './item-tables.ts'
import { createStatusTables } from './status-tables.ts'

export const synchronisation: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.dropIndex('email_by_date').execute()
    await db.schema.dropIndex('item_link_by_prime_item').execute()
    for (const table of ['email', 'sync_folder', 'item_link'] as const)
      await db.schema.alterTable(table).renameTo(`${table}_v1`).execute()
    await createItemTables(db)
    await createStatusTables(db)
    await carryOver(db)
    for (const table of ['item_link_v1', 'sync_folder_v1', 'email_v1'])
      await db.schema.dropTable(table).execute()
  },
}
