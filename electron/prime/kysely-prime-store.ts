/** The `PrimeStore` over Kysely: one set of queries, whatever database is below. */
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type {
  EmailPage,
  EmailSummary,
  PrimeEmailAccount,
  PrimeEmailAccountDraft,
} from '#shared/domain/prime.ts'
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import { fieldError } from '#shared/domain/validation.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { ExchangeItemId } from '../exchange/exchange-client.ts'
import type { ContentStore } from './content-store.ts'
import type { Database, PrimeDatabase } from './database.ts'
import { commitPage } from './commit-page.ts'
import { readError, writeError } from './prime-errors.ts'
import {
  NEW_FOLDER_STATUS,
  type CommitCounts,
  type ContentHash,
  type EmailRecord,
  type FolderStatus,
  type ItemLink,
  type NewContent,
  type PageCommit,
  type PrimeStore,
  type SyncPair,
} from './prime-store.ts'
import { emailRecordOf, emailSummaryOf, itemLinkOf, primeEmailAccountOf } from './rows.ts'

/** SQLite's default limit of bound values is 32,766, PostgreSQL's 65,535; a page has 512 changes. */
const IDS_PER_QUERY = 1_000

export class KyselyPrimeStore implements PrimeStore {
  readonly #database: PrimeDatabase
  readonly #contents: ContentStore

  constructor(database: PrimeDatabase, contents: ContentStore) {
    this.#database = database
    this.#contents = contents
  }

  listEmailAccounts(): Promise<Result<PrimeEmailAccount[]>> {
    return reading(async () => {
      const rows = await this.#database
        .selectFrom('email_account')
        .selectAll()
        .orderBy('address_key')
        .execute()
      return ok(rows.map(primeEmailAccountOf))
    })
  }

  createEmailAccount(draft: PrimeEmailAccountDraft): Promise<Result<PrimeEmailAccount>> {
    return writing(async () => {
      const account: PrimeEmailAccount = { id: randomUUID() as PrimeEmailAccountId, ...draft }
      const inserted = await this.#database
        .insertInto('email_account')
        .values({
          id: account.id,
          address: draft.address,
          address_key: draft.address.toLowerCase(),
          owner_kind: draft.owner.kind,
          owner_name: draft.owner.name,
        })
        .onConflict((conflict) => conflict.column('address_key').doNothing())
        .executeTakeFirst()
      return inserted.numInsertedOrUpdatedRows === 0n
        ? failure(fieldError('address', 'prime-email-account.address-taken'))
        : ok(account)
    })
  }

  listEmails(query: {
    primeEmailAccountId: PrimeEmailAccountId
    offset: number
    limit: number
  }): Promise<Result<EmailPage>> {
    return reading(async () => {
      const emails = this.#database
        .selectFrom('email')
        .where('email_account_id', '=', query.primeEmailAccountId)
      const { total } = await emails
        .select((e) => e.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      const rows = await emails
        .select(['id', 'folder', 'subject', 'sender', 'received_at', 'is_read', 'attachment_count', 'size'])
        .orderBy('received_at', 'desc')
        .orderBy('id')
        .limit(query.limit)
        .offset(query.offset)
        .execute()
      return ok({ total, emails: rows.map(emailSummaryOf) })
    })
  }

  findEmail(id: PrimeItemId): Promise<Result<{ summary: EmailSummary; record: EmailRecord }>> {
    return reading(async () => {
      const row = await this.#database.selectFrom('email').selectAll().where('id', '=', id).executeTakeFirst()
      return row
        ? ok({ summary: emailSummaryOf(row), record: emailRecordOf(row) })
        : failure(appError('email.not-found'))
    })
  }

  readMime(mime: ContentHash): Promise<Result<Uint8Array>> {
    return reading(async () => ok(await this.#contents.get(mime)))
  }

  storeMime(content: NewContent): Promise<Result<ContentHash>> {
    return writing(async () => ok(await this.#contents.put(content)))
  }

  folderStatus(pair: SyncPair): Promise<Result<FolderStatus>> {
    return reading(async () => {
      const row = await findFolder(this.#database, pair)
      return ok(
        row
          ? { syncState: row.sync_state, pass: row.pass, passOpen: row.pass_open !== 0 }
          : NEW_FOLDER_STATUS,
      )
    })
  }

  links(pair: SyncPair, ids: readonly ExchangeItemId[]): Promise<Result<Map<ExchangeItemId, ItemLink>>> {
    return reading(async () => {
      const found = new Map<ExchangeItemId, ItemLink>()
      const folder = await findFolder(this.#database, pair)
      for (let start = 0; folder && start < ids.length; start += IDS_PER_QUERY) {
        const rows = await this.#database
          .selectFrom('item_link')
          .selectAll()
          .where('sync_folder_id', '=', folder.id)
          .where('exchange_item_id', 'in', ids.slice(start, start + IDS_PER_QUERY))
          .execute()
        for (const link of rows.map(itemLinkOf)) found.set(link.exchangeItemId, link)
      }
      return ok(found)
    })
  }

  failedLinks(pair: SyncPair, maxAttempts: number): Promise<Result<ItemLink[]>> {
    return reading(async () => {
      const folder = await findFolder(this.#database, pair)
      if (!folder) return ok([])
      const rows = await this.#database
        .selectFrom('item_link')
        .selectAll()
        .where('sync_folder_id', '=', folder.id)
        .where('error', 'is not', null)
        .where('attempts', '<', maxAttempts)
        .execute()
      return ok(rows.map(itemLinkOf))
    })
  }

  commitPage(pair: SyncPair, page: PageCommit): Promise<Result<CommitCounts>> {
    return writing(async () =>
      ok(
        await this.#database.transaction().execute(async (transaction) => {
          const folderId = await saveFolder(transaction, pair, page.status)
          return await commitPage(transaction, folderId, pair, page)
        }),
      ),
    )
  }

  async close(): Promise<void> {
    await this.#database.destroy()
  }
}

async function findFolder(database: PrimeDatabase, pair: SyncPair) {
  return await database
    .selectFrom('sync_folder')
    .selectAll()
    .where('email_account_id', '=', pair.primeEmailAccountId)
    .where('mailbox', '=', pair.mailbox.toLowerCase())
    .where('folder', '=', pair.folder)
    .executeTakeFirst()
}

async function saveFolder(
  transaction: Transaction<Database>,
  pair: SyncPair,
  status: FolderStatus,
): Promise<string> {
  const values = { sync_state: status.syncState, pass: status.pass, pass_open: status.passOpen ? 1 : 0 }
  const { id } = await transaction
    .insertInto('sync_folder')
    .values({
      id: randomUUID(),
      email_account_id: pair.primeEmailAccountId,
      mailbox: pair.mailbox.toLowerCase(),
      folder: pair.folder,
      ...values,
    })
    .onConflict((conflict) => conflict.columns(['email_account_id', 'mailbox', 'folder']).doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function reading<T>(action: () => Promise<Result<T>>): Promise<Result<T>> {
  return guarded(action, readError)
}

function writing<T>(action: () => Promise<Result<T>>): Promise<Result<T>> {
  return guarded(action, writeError)
}

async function guarded<T>(
  action: () => Promise<Result<T>>,
  toError: (thrown: unknown) => AppError,
): Promise<Result<T>> {
  try {
    return await action()
  } catch (thrown) {
    return failure(toError(thrown))
  }
}
