/** Rows of the database to objects of the domain and back. */
import type { Insertable, Selectable } from 'kysely'
import { z } from 'zod'
import type { Instant, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import {
  emailAttachmentSchema,
  emailFolderSchema,
  emailPersonSchema,
  type EmailPerson,
  type EmailSummary,
  type PrimeEmailAccount,
} from '#shared/domain/prime.ts'
import { appErrorSchema } from '#shared/errors.ts'
import type { ChangeKey, ExchangeItemId } from '../exchange/exchange-client.ts'
import type { Database } from './database.ts'
import type { ContentHash, EmailRecord, ItemLink, Linked } from './prime-store.ts'

type EmailRow = Selectable<Database['email']>

const people = z.array(emailPersonSchema)

export function primeEmailAccountOf(row: Selectable<Database['email_account']>): PrimeEmailAccount {
  return {
    id: row.id as PrimeEmailAccountId,
    address: row.address,
    owner: { kind: row.owner_kind, name: row.owner_name },
  }
}

export function emailRowOf(
  id: PrimeItemId,
  account: PrimeEmailAccountId,
  email: EmailRecord,
): Insertable<Database['email']> {
  return {
    id,
    email_account_id: account,
    folder: email.folder,
    subject: email.subject,
    sender: email.from ? JSON.stringify(email.from) : null,
    to_recipients: JSON.stringify(email.to),
    cc_recipients: JSON.stringify(email.cc),
    sent_at: email.sentAt,
    received_at: email.receivedAt,
    is_read: email.isRead ? 1 : 0,
    importance: email.importance,
    categories: JSON.stringify(email.categories),
    internet_message_id: email.internetMessageId,
    item_class: email.itemClass,
    attachments: JSON.stringify(email.attachments),
    attachment_count: email.attachments.length,
    mime: email.mime,
    size: email.size,
  }
}

type SummaryRow = Pick<
  EmailRow,
  'id' | 'folder' | 'subject' | 'sender' | 'received_at' | 'is_read' | 'attachment_count' | 'size'
>

export function emailSummaryOf(row: SummaryRow): EmailSummary {
  return {
    id: row.id as PrimeItemId,
    folder: emailFolderSchema.parse(row.folder),
    subject: row.subject,
    from: personOf(row.sender),
    receivedAt: row.received_at as Instant | null,
    isRead: row.is_read !== 0,
    attachmentCount: row.attachment_count,
    size: row.size,
  }
}

export function emailRecordOf(row: EmailRow): EmailRecord {
  return {
    folder: emailFolderSchema.parse(row.folder),
    subject: row.subject,
    from: personOf(row.sender),
    to: people.parse(JSON.parse(row.to_recipients)),
    cc: people.parse(JSON.parse(row.cc_recipients)),
    sentAt: row.sent_at as Instant | null,
    receivedAt: row.received_at as Instant | null,
    isRead: row.is_read !== 0,
    importance: z.enum(['low', 'normal', 'high']).parse(row.importance),
    categories: z.array(z.string()).parse(JSON.parse(row.categories)),
    internetMessageId: row.internet_message_id,
    itemClass: row.item_class,
    attachments: z.array(emailAttachmentSchema).parse(JSON.parse(row.attachments)),
    mime: row.mime as ContentHash,
    size: row.size,
  }
}

export function itemLinkOf(row: Selectable<Database['item_link']>): ItemLink {
  const linked: Linked | null =
    row.prime_item_id !== null && row.content_hash !== null
      ? { primeItemId: row.prime_item_id as PrimeItemId, contentHash: row.content_hash }
      : null
  return {
    exchangeItemId: row.exchange_item_id as ExchangeItemId,
    changeKey: row.change_key as ChangeKey | null,
    pass: row.pass,
    state:
      linked && row.error === null
        ? { kind: 'linked', ...linked }
        : { kind: 'failed', attempts: row.attempts, error: errorOf(row.error), linked },
  }
}

function errorOf(json: string | null) {
  return appErrorSchema.parse(JSON.parse(json ?? 'null'))
}

function personOf(json: string | null): EmailPerson | null {
  return json === null ? null : emailPersonSchema.parse(JSON.parse(json))
}
