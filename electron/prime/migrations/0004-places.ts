/** What the view of the data asks for: e-mails by folder, appointments by time, and when an object was synchronised. */
import type { Kysely, Migration } from 'kysely'

export const places: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createIndex('email_by_folder')
      .on('email')
      // The last two let the counts of the folders be read from the index alone.
      .columns(['email_account_id', 'folder', 'received_at desc', 'id', 'is_read'])
      .execute()
    await db.schema
      .createIndex('appointment_by_start')
      .on('appointment')
      .columns(['email_account_id', 'starts'])
      .execute()
    await db.schema.alterTable('item_link').addColumn('synchronised_at', 'text').execute()
  },
}
