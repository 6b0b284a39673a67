/**
 * The port to the Winoffice Prime side: e-mail accounts, their objects, the change feed by revision, and the status
 * of the synchronisation (`sync-status.ts`). README.md describes it for whoever connects the real Winoffice Prime.
 *
 * The status lives behind the same port because an object that was written and the link that says so must commit in
 * one transaction; two stores could disagree after a crash.
 *
 * Everything here is what people and the ERP do; what the synchronisation writes goes through `status.commit`, and
 * is told apart by its revision: a link knows the revision that it wrote.
 *
 * Adapter: `kysely-prime-store.ts`, one set of queries for SQLite now and PostgreSQL later.
 */
import type { AccountContents, CalendarRange, TaskPage } from '#shared/domain/data.ts'
import type { Instant, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
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
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'
import type { EmailPageQuery } from './items/email-list.ts'
import type { SyncStatus } from './sync-status.ts'

/** A content to be stored, already hashed. A file must lie on the file system of the store, which takes it over. */
export type NewContent = {
  /** Bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
  readonly place:
    { readonly kind: 'memory'; readonly bytes: Uint8Array } | { readonly kind: 'file'; readonly path: string }
}

/** An object as it is stored. */
export type StoredItem<R extends PrimeRecord = PrimeRecord> = {
  readonly id: PrimeItemId
  readonly primeEmailAccountId: PrimeEmailAccountId
  /** Of the last change of this object, whoever made it. */
  readonly revision: Revision
  readonly modifiedAt: Instant
  readonly record: R
}

/** One line of the change feed: the latest change of an object. An object that was deleted keeps one line. */
export type FeedChange = {
  readonly revision: Revision
  readonly itemId: PrimeItemId
  readonly kind: SyncKind
  readonly change: 'saved' | 'deleted'
}

export type PrimeStore = {
  listEmailAccounts(): Promise<Result<PrimeEmailAccount[]>>
  /** @returns `prime-email-account.address-taken` when the address (ignoring case) exists. */
  createEmailAccount(draft: PrimeEmailAccountDraft): Promise<Result<PrimeEmailAccount>>

  /** @param id given, an object that was deleted comes back under its own id: it is restored */
  createItem(
    primeEmailAccountId: PrimeEmailAccountId,
    record: PrimeRecord,
    id?: PrimeItemId,
  ): Promise<Result<StoredItem>>
  /**
   * Replaces the record; the kind of an object never changes beyond appointment, meeting and absence.
   * @param expected the revision that the caller has read; `null` overwrites whatever is there
   * @returns `prime-item.changed-meanwhile` when it is another one by now, `prime-item.not-found`
   */
  updateItem(id: PrimeItemId, record: PrimeRecord, expected: Revision | null): Promise<Result<StoredItem>>
  /** @returns as `updateItem` */
  deleteItem(id: PrimeItemId, expected: Revision | null): Promise<Result<null>>
  findItem(id: PrimeItemId): Promise<Result<StoredItem>>
  /** In the order of their revisions; `after` goes on behind one. */
  listItems(query: {
    primeEmailAccountId: PrimeEmailAccountId
    kind: SyncKind
    after: Revision | null
    limit: number
  }): Promise<Result<StoredItem[]>>
  /** The change feed of an account: objects that have changed since a revision, in the order of revisions. */
  changesSince(query: {
    primeEmailAccountId: PrimeEmailAccountId
    after: Revision
    limit: number
  }): Promise<Result<FeedChange[]>>

  listEmails(query: EmailPageQuery): Promise<Result<EmailPage>>
  /** How much an account holds. */
  accountContents(primeEmailAccountId: PrimeEmailAccountId): Promise<Result<AccountContents>>
  /** Appointments, meetings and absences that may touch a range; a series when its recurrence does. */
  appointmentsNear(
    primeEmailAccountId: PrimeEmailAccountId,
    range: CalendarRange,
  ): Promise<Result<StoredItem<AppointmentRecord>[]>>
  /** What is open by the day it is due, then what is done. */
  listTasks(query: {
    primeEmailAccountId: PrimeEmailAccountId
    offset: number
    limit: number
  }): Promise<Result<TaskPage>>
  findEmail(id: PrimeItemId): Promise<Result<{ summary: EmailSummary; record: EmailRecord }>>

  readMime(mime: ContentHash): Promise<Result<Uint8Array>>
  /** Stores contents durably before the rows that name them are committed. The same content is stored once. */
  storeContents(contents: readonly NewContent[]): Promise<Result<void>>
  /** Removes contents that no object names any more. @returns how many files and bytes */
  collectContents(): Promise<Result<{ files: number; bytes: number }>>

  readonly status: SyncStatus
  /** What people must know of how it was opened: a damaged database was repaired (`prime.repaired`). */
  readonly notice: AppError | null
  close(): Promise<void>
}
