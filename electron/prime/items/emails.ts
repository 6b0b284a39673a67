/** E-mails: a row each, and one for every attachment. The content lies in the content store. */
import type { Insertable, Selectable } from 'kysely'
import type { Instant, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import { emailRecordSchema, type EmailRecord } from '#shared/domain/prime-items.ts'
import {
  emailPersonSchema,
  mailFolderSchema,
  type EmailPage,
  type EmailSummary,
} from '#shared/domain/prime.ts'
import { partsOf, truth, type Database, type PrimeDatabase } from '../database.ts'
import { grouped, jsonOf, type ItemTable, type NewRow } from './item-table.ts'

type Row = Selectable<Database['email']>
type AttachmentRow = Selectable<Database['email_attachment']>

const SUMMARY_COLUMNS = [
  'id',
  'folder',
  'subject',
  'sender',
  'received_at',
  'is_read',
  'attachment_count',
  'size',
] as const

export const EMAILS: ItemTable<EmailRecord> = {
  async save(transaction, rows) {
    await this.remove(
      transaction,
      rows.map(({ id }) => id),
    )
    await transaction.insertInto('email').values(rows.map(rowOf)).execute()
    for (const part of partsOf(rows.flatMap(attachmentRowsOf)))
      await transaction.insertInto('email_attachment').values(part).execute()
  },

  async remove(transaction, ids) {
    await transaction.deleteFrom('email').where('id', 'in', ids).execute()
  },

  async load(database, ids) {
    const rows = await database.selectFrom('email').selectAll().where('id', 'in', ids).execute()
    const attachments = await database
      .selectFrom('email_attachment')
      .selectAll()
      .where('email_id', 'in', ids)
      .execute()
    const attachmentsFor = grouped(attachments, ({ email_id }) => email_id)
    return new Map(rows.map((row) => [row.id as PrimeItemId, recordOf(row, attachmentsFor(row.id))]))
  },
}

/** One page of an account's e-mails, the newest first. */
export async function emailPage(
  database: PrimeDatabase,
  query: { primeEmailAccountId: PrimeEmailAccountId; offset: number; limit: number },
): Promise<EmailPage> {
  const emails = database.selectFrom('email').where('email_account_id', '=', query.primeEmailAccountId)
  const { total } = await emails.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await emails
    .select(SUMMARY_COLUMNS)
    .orderBy('received_at', (order) => order.desc().nullsLast())
    .orderBy('id')
    .limit(query.limit)
    .offset(query.offset)
    .execute()
  return { total, emails: rows.map(summaryOf) }
}

export async function emailSummary(
  database: PrimeDatabase,
  id: PrimeItemId,
): Promise<EmailSummary | undefined> {
  const row = await database
    .selectFrom('email')
    .select(SUMMARY_COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && summaryOf(row)
}

function rowOf({ id, account, record }: NewRow<EmailRecord>): Insertable<Database['email']> {
  return {
    id,
    email_account_id: account,
    folder: record.folder,
    subject: record.subject,
    sender: record.from ? JSON.stringify(record.from) : null,
    to_recipients: JSON.stringify(record.to),
    cc_recipients: JSON.stringify(record.cc),
    bcc_recipients: JSON.stringify(record.bcc),
    sent_at: record.sentAt,
    received_at: record.receivedAt,
    is_read: truth(record.isRead),
    is_draft: truth(record.isDraft),
    flag: record.flag,
    importance: record.importance,
    categories: JSON.stringify(record.categories),
    internet_message_id: record.internetMessageId,
    item_class: record.itemClass,
    encryption: record.encryption,
    must_be_encrypted: truth(record.mustBeEncrypted),
    attachment_count: record.attachments.length,
    mime: record.mime,
    size: record.size,
    content_digest: record.contentDigest,
  }
}

function attachmentRowsOf({ id, record }: NewRow<EmailRecord>): Insertable<Database['email_attachment']>[] {
  return record.attachments.map(({ name, contentType, size }, position) => ({
    email_id: id,
    position,
    name,
    content_type: contentType,
    size,
  }))
}

function recordOf(row: Row, attachments: readonly AttachmentRow[]): EmailRecord {
  return emailRecordSchema.parse({
    kind: 'email',
    folder: row.folder,
    subject: row.subject,
    from: jsonOf(row.sender),
    to: jsonOf(row.to_recipients),
    cc: jsonOf(row.cc_recipients),
    bcc: jsonOf(row.bcc_recipients),
    sentAt: row.sent_at,
    receivedAt: row.received_at,
    isRead: row.is_read !== 0,
    isDraft: row.is_draft !== 0,
    flag: row.flag,
    importance: row.importance,
    categories: jsonOf(row.categories),
    internetMessageId: row.internet_message_id,
    itemClass: row.item_class,
    encryption: row.encryption,
    mustBeEncrypted: row.must_be_encrypted !== 0,
    attachments: attachments.map(({ name, content_type, size }) => ({
      name,
      contentType: content_type,
      size,
    })),
    mime: row.mime,
    size: row.size,
    contentDigest: row.content_digest,
  })
}

function summaryOf(row: Pick<Row, (typeof SUMMARY_COLUMNS)[number]>): EmailSummary {
  return {
    id: row.id as PrimeItemId,
    folder: mailFolderSchema.parse(row.folder),
    subject: row.subject,
    from: row.sender === null ? null : emailPersonSchema.parse(jsonOf(row.sender)),
    receivedAt: row.received_at as Instant | null,
    isRead: row.is_read !== 0,
    attachmentCount: row.attachment_count,
    size: row.size,
  }
}
