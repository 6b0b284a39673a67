/** E-mails: a row each, and one for every attachment. The content lies in the content store. */
import type { Insertable, Selectable } from 'kysely'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import { emailRecordSchema, type EmailRecord } from '#shared/domain/prime-items.ts'
import { partsOf, truth, type Database } from '../database.ts'
import { grouped, jsonOf, type ItemTable, type NewRow } from './item-table.ts'

type Row = Selectable<Database['email']>
type AttachmentRow = Selectable<Database['email_attachment']>

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
