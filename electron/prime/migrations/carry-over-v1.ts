/** Takes the objects and links of version 1 into the tables of migration 0002. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import { emailAttachmentSchema } from '#shared/domain/prime.ts'
import { SYNC_KINDS } from '#shared/domain/sync-kinds.ts'
import { partsOf, type Database } from '../database.ts'

type EmailV1 = {
  id: string
  email_account_id: string
  folder: string
  subject: string
  sender: string | null
  to_recipients: string
  cc_recipients: string
  sent_at: string | null
  received_at: string | null
  is_read: number
  importance: string
  categories: string
  internet_message_id: string | null
  item_class: string
  attachments: string
  attachment_count: number
  mime: string
  size: number
}

type SyncFolderV1 = { id: string; email_account_id: string; mailbox: string; folder: string; pass: number }

type ItemLinkV1 = { sync_folder_id: string; exchange_item_id: string; prime_item_id: string | null }

export type Version1 = Database & {
  email_v1: EmailV1
  sync_folder_v1: SyncFolderV1
  item_link_v1: ItemLinkV1
}

const EMAILS_PER_STEP = 250

export async function carryOver(db: Kysely<Version1>): Promise<void> {
  await db
    .insertInto('counter')
    .values([
      { name: 'revision', value: 0 },
      { name: 'pending', value: 0 },
    ])
    .execute()
  const revision = await carryEmails(db)
  await db.updateTable('counter').set({ value: revision }).where('name', '=', 'revision').execute()
  for (const folder of await db.selectFrom('sync_folder_v1').selectAll().execute())
    await carryFolder(db, folder)
}

/** @returns the greatest revision that was given */
async function carryEmails(db: Kysely<Version1>): Promise<number> {
  const modifiedAt = new Date().toISOString()
  let revision = 0
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('email_v1')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(EMAILS_PER_STEP)
      .execute()
    const last = rows.at(-1)
    if (!last) return revision
    after = last.id
    const heads = rows.map(({ id, email_account_id }) => ({
      id,
      email_account_id,
      kind: 'emails' as const,
      revision: ++revision,
      modified_at: modifiedAt,
      is_deleted: 0,
    }))
    await db.insertInto('prime_item').values(heads).execute()
    await db.insertInto('email').values(rows.map(emailOf)).execute()
    for (const part of partsOf(rows.flatMap(attachmentsOf)))
      await db.insertInto('email_attachment').values(part).execute()
  }
}

function emailOf({ attachments: _attachments, ...row }: Selectable<EmailV1>) {
  return {
    ...row,
    bcc_recipients: '[]',
    is_draft: row.folder === 'drafts' ? 1 : 0,
    flag: 'none',
    encryption: 'none',
    must_be_encrypted: 0,
    content_digest: '',
  }
}

function attachmentsOf({ id, attachments }: Selectable<EmailV1>) {
  return z
    .array(emailAttachmentSchema)
    .parse(JSON.parse(attachments))
    .map(({ name, contentType, size }, position) => ({
      email_id: id,
      position,
      name,
      content_type: contentType,
      size,
    }))
}

async function carryFolder(db: Kysely<Version1>, folder: Selectable<SyncFolderV1>): Promise<void> {
  const pair = await pairOf(db, folder)
  const pass = folder.pass + 1
  await db
    .insertInto('sync_folder')
    .values({ sync_pair_id: pair, folder: folder.folder, sync_state: null, pass, pass_open: 1 })
    .execute()
  const links = await db
    .selectFrom('item_link_v1')
    .innerJoin('prime_item', 'prime_item.id', 'item_link_v1.prime_item_id')
    .innerJoin('email', 'email.id', 'prime_item.id')
    .where('item_link_v1.sync_folder_id', '=', folder.id)
    .select(['exchange_item_id', 'prime_item.id', 'revision', 'internet_message_id'])
    .execute()
  const values = links.map((link) => ({
    sync_pair_id: pair,
    prime_item_id: link.id,
    kind: 'emails' as const,
    exchange_item_id: link.exchange_item_id,
    change_key: null,
    folder: folder.folder,
    fields: '{}',
    client_id: null,
    search_key: null,
    uid: null,
    uid_key: null,
    internet_message_id: link.internet_message_id,
    prime_revision: link.revision,
    deleted_at: null,
    pass: folder.pass,
    is_observed: 1,
  }))
  for (const part of partsOf(values)) await db.insertInto('item_link').values(part).execute()
}

async function pairOf(db: Kysely<Version1>, folder: Selectable<SyncFolderV1>): Promise<string> {
  const { email_account_id, mailbox } = folder
  const known = await db
    .selectFrom('sync_pair')
    .select('id')
    .where('email_account_id', '=', email_account_id)
    .where('mailbox', '=', mailbox)
    .executeTakeFirst()
  if (known) return known.id
  const id = randomUUID()
  await db.insertInto('sync_pair').values({ id, email_account_id, mailbox, window_start: null }).execute()
  await db
    .insertInto('sync_pair_kind')
    .values(
      SYNC_KINDS.map((kind) => ({
        sync_pair_id: id,
        kind,
        observed_revision: 0,
        first_sync_ended_at: null,
      })),
    )
    .execute()
  return id
}
