/**
 * Lists of e-mails: a page of one folder or of all, found by words, and how many each folder holds.
 *
 * Words are looked for in subject and people. SQLite compares without case only what is ASCII, so each word is looked
 * for in lower and in upper case: that also finds «Übersicht» by «übersicht». Rejected: FTS5, which PostgreSQL does
 * not have and which finds no parts of words.
 */
import { sql, type Selectable } from 'kysely'
import type { EmailOrder, MailFolderCount } from '#shared/domain/data.ts'
import type { Instant, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import { emailRecordSchema } from '#shared/domain/prime-items.ts'
import {
  emailPersonSchema,
  mailFolderSchema,
  type EmailPage,
  type EmailSummary,
  type MailFolder,
} from '#shared/domain/prime.ts'
import type { Database, PrimeDatabase } from '../database.ts'
import { jsonOf } from './item-table.ts'

export type EmailPageQuery = {
  readonly primeEmailAccountId: PrimeEmailAccountId
  /** Default, and `null`: all folders. */
  readonly folder?: MailFolder | null
  /** Words that all must be in subject, sender or recipients. */
  readonly search?: string
  /** Default: the newest first. */
  readonly order?: EmailOrder
  readonly offset: number
  readonly limit: number
}

const SUMMARY_COLUMNS = [
  'id',
  'folder',
  'subject',
  'sender',
  'to_recipients',
  'sent_at',
  'received_at',
  'is_read',
  'is_draft',
  'encryption',
  'attachment_count',
  'size',
] as const

export async function emailPage(database: PrimeDatabase, query: EmailPageQuery): Promise<EmailPage> {
  const { folder = null, search = '', order = 'newest' } = query
  let emails = database.selectFrom('email').where('email_account_id', '=', query.primeEmailAccountId)
  if (folder !== null) emails = emails.where('folder', '=', folder)
  for (const word of search.split(/\s+/).filter((each) => each !== ''))
    emails = emails.where((e) => e.or(PLACES.flatMap((place) => patternsOf(word).map((text) => place(text)))))
  const { total } = await emails.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await emails
    .select(SUMMARY_COLUMNS)
    // What has not been sent yet was never received.
    .orderBy(
      folder === 'drafts' || folder === 'outbox' ? sql`coalesce(received_at, sent_at)` : 'received_at',
      (by) => (order === 'newest' ? by.desc().nullsLast() : by.asc().nullsFirst()),
    )
    .orderBy('id')
    .limit(query.limit)
    .offset(query.offset)
    .execute()
  return { total, emails: rows.map(summaryOf) }
}

const PLACES = [
  (pattern: string) => sql<boolean>`subject like ${pattern} escape '\\'`,
  (pattern: string) => sql<boolean>`${peopleOf('sender')} like ${pattern} escape '\\'`,
  (pattern: string) => sql<boolean>`${peopleOf('to_recipients')} like ${pattern} escape '\\'`,
]

/** People are JSON; the names of its fields and its quotes are not what anybody searches for. */
function peopleOf(column: 'sender' | 'to_recipients') {
  const unnamed = sql`replace(replace(${sql.ref(column)}, '"name":', ''), '"address":', '')`
  return sql`replace(${unnamed}, '"', '')`
}

function patternsOf(word: string): string[] {
  const escaped = word.replace(/[\\%_]/g, '\\$&')
  return [...new Set([escaped.toLowerCase(), escaped.toUpperCase()])].map((text) => `%${text}%`)
}

/** Folders that hold something, with what of it is unread. */
export async function folderCounts(
  database: PrimeDatabase,
  primeEmailAccountId: PrimeEmailAccountId,
): Promise<MailFolderCount[]> {
  const rows = await database
    .selectFrom('email')
    .select((e) => ['folder', e.fn.countAll<number>().as('total'), e.fn.sum<number>('is_read').as('read')])
    .where('email_account_id', '=', primeEmailAccountId)
    .groupBy('folder')
    .execute()
  return rows.map(({ folder, total, read }) => ({
    folder: mailFolderSchema.parse(folder),
    total,
    unread: total - read,
  }))
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

type Row = Pick<Selectable<Database['email']>, (typeof SUMMARY_COLUMNS)[number]>

/** Nobody reads more in a list, and a message to a million people must not fill the memory of its reader. */
const MOST_RECIPIENTS = 100

function summaryOf(row: Row): EmailSummary {
  const recipients = emailPersonSchema.array().parse(jsonOf(row.to_recipients))
  return {
    id: row.id as PrimeItemId,
    folder: mailFolderSchema.parse(row.folder),
    subject: row.subject,
    from: row.sender === null ? null : emailPersonSchema.parse(jsonOf(row.sender)),
    to: recipients.slice(0, MOST_RECIPIENTS),
    furtherTo: Math.max(0, recipients.length - MOST_RECIPIENTS),
    sentAt: row.sent_at as Instant | null,
    receivedAt: row.received_at as Instant | null,
    isRead: row.is_read !== 0,
    isDraft: row.is_draft !== 0,
    encryption: emailRecordSchema.shape.encryption.parse(row.encryption),
    attachmentCount: row.attachment_count,
    size: row.size,
  }
}
