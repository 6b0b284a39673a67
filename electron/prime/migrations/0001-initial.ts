import type { Kysely, Migration } from 'kysely'

/** E-mail accounts, e-mails, and the status of the synchronisation. */
export const initial: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('email_account')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('address_key', 'text', (c) => c.notNull().unique())
      .addColumn('owner_kind', 'text', (c) => c.notNull())
      .addColumn('owner_name', 'text', (c) => c.notNull())
      .execute()

    await db.schema
      .createTable('email')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('email_account_id', 'text', (c) => c.notNull().references('email_account.id'))
      .addColumn('folder', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('sender', 'text')
      .addColumn('to_recipients', 'text', (c) => c.notNull())
      .addColumn('cc_recipients', 'text', (c) => c.notNull())
      .addColumn('sent_at', 'text')
      .addColumn('received_at', 'text')
      .addColumn('is_read', 'integer', (c) => c.notNull())
      .addColumn('importance', 'text', (c) => c.notNull())
      .addColumn('categories', 'text', (c) => c.notNull())
      .addColumn('internet_message_id', 'text')
      .addColumn('item_class', 'text', (c) => c.notNull())
      .addColumn('attachments', 'text', (c) => c.notNull())
      .addColumn('attachment_count', 'integer', (c) => c.notNull())
      .addColumn('mime', 'text', (c) => c.notNull())
      .addColumn('size', 'integer', (c) => c.notNull())
      .execute()
    await db.schema
      .createIndex('email_by_date')
      .on('email')
      .columns(['email_account_id', 'received_at desc', 'id'])
      .execute()

    await db.schema
      .createTable('sync_folder')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('email_account_id', 'text', (c) => c.notNull().references('email_account.id'))
      .addColumn('mailbox', 'text', (c) => c.notNull())
      .addColumn('folder', 'text', (c) => c.notNull())
      .addColumn('sync_state', 'text')
      .addColumn('pass', 'integer', (c) => c.notNull())
      .addColumn('pass_open', 'integer', (c) => c.notNull())
      .addUniqueConstraint('sync_folder_pair', ['email_account_id', 'mailbox', 'folder'])
      .execute()

    await db.schema
      .createTable('item_link')
      .addColumn('sync_folder_id', 'text', (c) => c.notNull().references('sync_folder.id'))
      .addColumn('exchange_item_id', 'text', (c) => c.notNull())
      .addColumn('change_key', 'text')
      .addColumn('prime_item_id', 'text', (c) => c.references('email.id'))
      .addColumn('content_hash', 'text')
      .addColumn('pass', 'integer', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('error', 'text')
      .addPrimaryKeyConstraint('item_link_key', ['sync_folder_id', 'exchange_item_id'])
      .execute()
    await db.schema.createIndex('item_link_by_prime_item').on('item_link').column('prime_item_id').execute()
  },
}
