/** The tables of the objects, for migration 0002. */
import type { CreateTableBuilder, Kysely } from 'kysely'

export async function createItemTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('counter')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'bigint', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('prime_item')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('email_account_id', 'text', (c) => c.notNull().references('email_account.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('revision', 'bigint', (c) => c.notNull())
    .addColumn('modified_at', 'text', (c) => c.notNull())
    .addColumn('is_deleted', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('prime_item_by_kind')
    .on('prime_item')
    .columns(['email_account_id', 'kind', 'revision'])
    .execute()
  await db.schema
    .createIndex('prime_item_by_revision')
    .on('prime_item')
    .columns(['email_account_id', 'revision'])
    .execute()

  await createEmails(db)
  await createAppointments(db)
  await createTasks(db)
}

async function createEmails(db: Kysely<unknown>): Promise<void> {
  await object(db, 'email')
    .addColumn('folder', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('sender', 'text')
    .addColumn('to_recipients', 'text', (c) => c.notNull())
    .addColumn('cc_recipients', 'text', (c) => c.notNull())
    .addColumn('bcc_recipients', 'text', (c) => c.notNull())
    .addColumn('sent_at', 'text')
    .addColumn('received_at', 'text')
    .addColumn('is_read', 'integer', (c) => c.notNull())
    .addColumn('is_draft', 'integer', (c) => c.notNull())
    .addColumn('flag', 'text', (c) => c.notNull())
    .addColumn('importance', 'text', (c) => c.notNull())
    .addColumn('categories', 'text', (c) => c.notNull())
    .addColumn('internet_message_id', 'text')
    .addColumn('item_class', 'text', (c) => c.notNull())
    .addColumn('encryption', 'text', (c) => c.notNull())
    .addColumn('must_be_encrypted', 'integer', (c) => c.notNull())
    .addColumn('attachment_count', 'integer', (c) => c.notNull())
    .addColumn('mime', 'text', (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('content_digest', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('email_by_date')
    .on('email')
    .columns(['email_account_id', 'received_at desc', 'id'])
    .execute()
  await db.schema.createIndex('email_by_mime').on('email').column('mime').execute()
  await db.schema
    .createIndex('email_by_message_id')
    .on('email')
    .columns(['email_account_id', 'internet_message_id'])
    .execute()

  await part(db, 'email_attachment', 'email_id', 'email')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('content_type', 'text', (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .execute()
}

async function createAppointments(db: Kysely<unknown>): Promise<void> {
  await details(object(db, 'appointment'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('uid', 'text')
    .addColumn('uid_key', 'text')
    .addColumn('organizer', 'text')
    .addColumn('is_organizer', 'integer')
    .addColumn('my_response', 'text')
    .addColumn('is_cancelled', 'integer')
    .addColumn('is_response_requested', 'integer')
    .addColumn('recurrence', 'text')
    .execute()
  await db.schema
    .createIndex('appointment_by_uid')
    .on('appointment')
    .columns(['email_account_id', 'uid_key'])
    .execute()

  await part(db, 'attendee', 'appointment_id', 'appointment')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('response', 'text', (c) => c.notNull())
    .addColumn('responded_at', 'text')
    .execute()
  await details(part(db, 'appointment_exception', 'appointment_id', 'appointment'))
    .addColumn('original', 'text', (c) => c.notNull())
    .execute()
  await part(db, 'deleted_occurrence', 'appointment_id', 'appointment')
    .addColumn('original', 'text', (c) => c.notNull())
    .execute()
}

async function createTasks(db: Kysely<unknown>): Promise<void> {
  await object(db, 'task')
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('start_date', 'text')
    .addColumn('due_date', 'text')
    .addColumn('completed_date', 'text')
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('percent_complete', 'integer', (c) => c.notNull())
    .addColumn('importance', 'text', (c) => c.notNull())
    .addColumn('sensitivity', 'text', (c) => c.notNull())
    .addColumn('categories', 'text', (c) => c.notNull())
    .addColumn('reminder_at', 'text')
    .addColumn('total_work_minutes', 'integer', (c) => c.notNull())
    .addColumn('actual_work_minutes', 'integer', (c) => c.notNull())
    .addColumn('recurrence', 'text')
    .execute()
}

function object(db: Kysely<unknown>, table: string) {
  return db.schema
    .createTable(table)
    .addColumn('id', 'text', (c) => c.primaryKey().references('prime_item.id'))
    .addColumn('email_account_id', 'text', (c) => c.notNull().references('email_account.id'))
}

/** Rows that belong to an object and go with it. */
function part(db: Kysely<unknown>, table: string, key: string, owner: string) {
  return db.schema
    .createTable(table)
    .addColumn(key, 'text', (c) => c.notNull().references(`${owner}.id`).onDelete('cascade'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint(`${table}_key`, [key, 'position'] as never)
}

function details<T extends string, C extends string>(table: CreateTableBuilder<T, C>) {
  return table
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('location', 'text', (c) => c.notNull())
    .addColumn('times_kind', 'text', (c) => c.notNull())
    .addColumn('starts', 'text', (c) => c.notNull())
    .addColumn('ends', 'text', (c) => c.notNull())
    .addColumn('time_zone', 'text')
    .addColumn('free_busy', 'text', (c) => c.notNull())
    .addColumn('sensitivity', 'text', (c) => c.notNull())
    .addColumn('importance', 'text', (c) => c.notNull())
    .addColumn('categories', 'text', (c) => c.notNull())
    .addColumn('reminder_minutes', 'integer')
}
