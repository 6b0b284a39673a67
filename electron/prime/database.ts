/** The tables, as Kysely sees them. Names are those of the domain in snake case; times are ISO instants. */
import type { Kysely } from 'kysely'

export type Database = {
  email_account: EmailAccountTable
  email: EmailTable
  sync_folder: SyncFolderTable
  item_link: ItemLinkTable
}

type EmailAccountTable = {
  id: string
  address: string
  /** The address in lower case, unique. */
  address_key: string
  owner_kind: 'employee' | 'team'
  owner_name: string
}

type EmailTable = {
  id: string
  email_account_id: string
  folder: string
  subject: string
  /** JSON of `EmailPerson`, or null. */
  sender: string | null
  /** JSON arrays of `EmailPerson`. */
  to_recipients: string
  cc_recipients: string
  sent_at: string | null
  received_at: string | null
  is_read: number
  importance: string
  /** JSON array of strings. */
  categories: string
  internet_message_id: string | null
  item_class: string
  /** JSON array of `EmailAttachment`. */
  attachments: string
  attachment_count: number
  mime: string
  size: number
}

type SyncFolderTable = {
  email_account_id: string
  mailbox: string
  folder: string
  id: string
  sync_state: string | null
  pass: number
  pass_open: number
}

type ItemLinkTable = {
  sync_folder_id: string
  exchange_item_id: string
  change_key: string | null
  prime_item_id: string | null
  content_hash: string | null
  pass: number
  attempts: number
  /** JSON of the `AppError` of the last failed attempt. */
  error: string | null
}

export type PrimeDatabase = Kysely<Database>
