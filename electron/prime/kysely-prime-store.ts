/**
 * The `PrimeStore` over Kysely: one set of queries, whatever database is below. What belongs to one idea lies in a
 * file of its own (`items/`, `status/`, `change-feed.ts`); here transactions and errors are put around it.
 */
import type { AccountContents, CalendarRange, TaskPage } from '#shared/domain/data.ts'
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type {
  AppointmentRecord,
  ContentHash,
  EmailRecord,
  PrimeRecord,
  Revision,
} from '#shared/domain/prime-items.ts'
import type {
  EmailPage,
  EmailSummary,
  PrimeEmailAccount,
  PrimeEmailAccountDraft,
} from '#shared/domain/prime.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { createEmailAccount, listEmailAccounts } from './accounts.ts'
import { changesSince, listItems } from './change-feed.ts'
import { collectContents } from './collect-contents.ts'
import type { ContentStore } from './content-store.ts'
import type { PrimeDatabase, PrimeTransaction } from './database.ts'
import { reading, readingResult, writing, writingResult } from './guarded.ts'
import { accountContents } from './items/account-contents.ts'
import { appointmentsNear } from './items/calendar-range.ts'
import { createItem, deleteItem, updateItem } from './items/edit-items.ts'
import { emailPage, emailSummary, type EmailPageQuery } from './items/email-list.ts'
import { loadItems } from './items/items.ts'
import { taskPage } from './items/task-list.ts'
import { KyselySyncStatus } from './kysely-sync-status.ts'
import type { FeedChange, NewContent, PrimeStore, StoredItem } from './prime-store.ts'
import type { SyncStatus } from './sync-status.ts'

export class KyselyPrimeStore implements PrimeStore {
  readonly status: SyncStatus
  readonly notice: AppError | null
  readonly #database: PrimeDatabase
  readonly #contents: ContentStore

  constructor(database: PrimeDatabase, contents: ContentStore, notice: AppError | null) {
    this.status = new KyselySyncStatus(database)
    this.notice = notice
    this.#database = database
    this.#contents = contents
  }

  listEmailAccounts(): Promise<Result<PrimeEmailAccount[]>> {
    return reading(() => listEmailAccounts(this.#database))
  }

  createEmailAccount(draft: PrimeEmailAccountDraft): Promise<Result<PrimeEmailAccount>> {
    return writingResult(() => createEmailAccount(this.#database, draft))
  }

  createItem(
    primeEmailAccountId: PrimeEmailAccountId,
    record: PrimeRecord,
    id?: PrimeItemId,
  ): Promise<Result<StoredItem>> {
    return this.#writing((transaction) => createItem(transaction, primeEmailAccountId, record, id))
  }

  updateItem(id: PrimeItemId, record: PrimeRecord, expected: Revision | null): Promise<Result<StoredItem>> {
    return this.#writing((transaction) => updateItem(transaction, id, record, expected))
  }

  deleteItem(id: PrimeItemId, expected: Revision | null): Promise<Result<null>> {
    return this.#writing((transaction) => deleteItem(transaction, id, expected))
  }

  findItem(id: PrimeItemId): Promise<Result<StoredItem>> {
    return this.#reading(async (transaction) => {
      const item = (await loadItems(transaction, [id])).get(id)
      return item ? ok(item) : failure(appError('prime-item.not-found'))
    })
  }

  listItems(query: {
    primeEmailAccountId: PrimeEmailAccountId
    kind: SyncKind
    after: Revision | null
    limit: number
  }): Promise<Result<StoredItem[]>> {
    return this.#reading(async (transaction) => ok(await listItems(transaction, query)))
  }

  changesSince(query: {
    primeEmailAccountId: PrimeEmailAccountId
    after: Revision
    limit: number
  }): Promise<Result<FeedChange[]>> {
    return reading(() => changesSince(this.#database, query))
  }

  listEmails(query: EmailPageQuery): Promise<Result<EmailPage>> {
    return this.#reading(async (transaction) => ok(await emailPage(transaction, query)))
  }

  accountContents(account: PrimeEmailAccountId): Promise<Result<AccountContents>> {
    return this.#reading(async (transaction) => ok(await accountContents(transaction, account)))
  }

  appointmentsNear(
    account: PrimeEmailAccountId,
    range: CalendarRange,
  ): Promise<Result<StoredItem<AppointmentRecord>[]>> {
    return this.#reading(async (transaction) => {
      const items = await loadItems(transaction, await appointmentsNear(transaction, account, range))
      return ok([...items.values()].filter(isAppointment))
    })
  }

  listTasks(query: {
    primeEmailAccountId: PrimeEmailAccountId
    offset: number
    limit: number
  }): Promise<Result<TaskPage>> {
    return this.#reading(async (transaction) => ok(await taskPage(transaction, query)))
  }

  findEmail(id: PrimeItemId): Promise<Result<{ summary: EmailSummary; record: EmailRecord }>> {
    return this.#reading(async (transaction) => {
      const record = (await loadItems(transaction, [id])).get(id)?.record
      const summary = await emailSummary(transaction, id)
      return summary && record?.kind === 'email'
        ? ok({ summary, record })
        : failure(appError('email.not-found'))
    })
  }

  readMime(mime: ContentHash): Promise<Result<Uint8Array>> {
    return reading(() => this.#contents.get(mime))
  }

  storeContents(contents: readonly NewContent[]): Promise<Result<void>> {
    return writing(() => this.#contents.put(contents))
  }

  collectContents(): Promise<Result<{ files: number; bytes: number }>> {
    return writing(() => collectContents(this.#database, this.#contents))
  }

  async close(): Promise<void> {
    this.#contents.close()
    await this.#database.destroy()
  }

  /** Several queries that must see one state. */
  #reading<T>(action: (transaction: PrimeTransaction) => Promise<Result<T>>): Promise<Result<T>> {
    return readingResult(() => this.#database.transaction().execute(action))
  }

  #writing<T>(action: (transaction: PrimeTransaction) => Promise<Result<T>>): Promise<Result<T>> {
    return writingResult(() => this.#database.transaction().execute(action))
  }
}

function isAppointment(item: StoredItem): item is StoredItem<AppointmentRecord> {
  return item.record.kind !== 'email' && item.record.kind !== 'task'
}
