/**
 * The port to the Winoffice Prime side: e-mail accounts, e-mails, and the status of the synchronisation.
 *
 * The status (SyncState, ItemLinks) lives behind the same port because a page of changes and the new SyncState
 * must commit in one transaction; two stores could disagree after a crash.
 *
 * Adapter: `kysely-prime-store.ts`, one set of queries for SQLite now and PostgreSQL later.
 */
import type {
  EmailFolder,
  EmailPerson,
  EmailAttachment,
  EmailPage,
  EmailSummary,
  PrimeEmailAccount,
  PrimeEmailAccountDraft,
} from '#shared/domain/prime.ts'
import type { Instant, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'
import type { ChangeKey, ExchangeItemId } from '../exchange/exchange-client.ts'

/** SHA-256 of a content in the content store, lower-case hex. */
export type ContentHash = string & { readonly __brand: 'ContentHash' }

/** A content to be stored, already hashed. A file must lie on the file system of the store, which takes it over. */
export type NewContent = {
  /** Bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
  readonly place:
    { readonly kind: 'memory'; readonly bytes: Uint8Array } | { readonly kind: 'file'; readonly path: string }
}

/** An e-mail as Winoffice Prime keeps it. */
export type EmailRecord = {
  readonly folder: EmailFolder
  readonly subject: string
  readonly from: EmailPerson | null
  readonly to: readonly EmailPerson[]
  readonly cc: readonly EmailPerson[]
  readonly sentAt: Instant | null
  readonly receivedAt: Instant | null
  readonly isRead: boolean
  readonly importance: 'low' | 'normal' | 'high'
  readonly categories: readonly string[]
  readonly internetMessageId: string | null
  readonly itemClass: string
  readonly attachments: readonly EmailAttachment[]
  /** The MIME content in the content store, byte for byte as the server served it. */
  readonly mime: ContentHash
  /** Bytes of the MIME content. */
  readonly size: number
}

/**
 * Which pair a status belongs to. An EWS account that is pointed at another mailbox starts with a status of its own;
 * one that is removed and made anew for the same pair goes on where the old one ended, so that nothing is doubled.
 */
export type SyncPair = {
  readonly primeEmailAccountId: PrimeEmailAccountId
  readonly mailbox: string
  readonly folder: EmailFolder
}

export type FolderStatus = {
  /** The cookie after the last committed page, `null` before the first. */
  readonly syncState: string | null
  /**
   * The number of the full pass that is under way or was last. A full pass begins without a SyncState; links that
   * it has not seen when it ends belong to items that are gone.
   */
  readonly pass: number
  /** Whether that pass still runs: deletions wait for its end. */
  readonly passOpen: boolean
}

/** The status row that ties a `PrimeItem` to an `ExchangeItem`, as of the last *synchronised* version. */
export type ItemLink = {
  readonly exchangeItemId: ExchangeItemId
  readonly changeKey: ChangeKey | null
  readonly pass: number
  readonly state:
    | { readonly kind: 'linked'; readonly primeItemId: PrimeItemId; readonly contentHash: string }
    /** Not imported: the item failed; tried again until the attempts are used up. */
    | {
        readonly kind: 'failed'
        readonly attempts: number
        readonly error: AppError
        readonly linked: Linked | null
      }
}

/** What a failed update still is linked to. */
export type Linked = { readonly primeItemId: PrimeItemId; readonly contentHash: string }

/** One write of a page; all writes of a page commit together. */
export type EmailWrite =
  | {
      readonly kind: 'save'
      readonly link: NewLink
      readonly email: EmailRecord
      readonly contentHash: string
    }
  /** Same content, new change key: the link moves on, and the read flag follows where the server told it. */
  | { readonly kind: 'confirm'; readonly link: NewLink; readonly isRead: boolean | null }
  | { readonly kind: 'set-read'; readonly exchangeItemId: ExchangeItemId; readonly isRead: boolean }
  | { readonly kind: 'delete'; readonly exchangeItemId: ExchangeItemId }
  | { readonly kind: 'fail'; readonly link: NewLink; readonly error: AppError }

export type NewLink = { readonly exchangeItemId: ExchangeItemId; readonly changeKey: ChangeKey | null }

export type PageCommit = {
  readonly writes: readonly EmailWrite[]
  readonly status: FolderStatus
  /** At the end of a full pass: delete what the pass has not seen. */
  readonly sweep: 'nothing' | 'unseen'
}

export type CommitCounts = { readonly created: number; readonly updated: number; readonly deleted: number }

export type PrimeStore = {
  listEmailAccounts(): Promise<Result<PrimeEmailAccount[]>>
  /** @returns `prime-email-account.address-taken` when the address (ignoring case) exists. */
  createEmailAccount(draft: PrimeEmailAccountDraft): Promise<Result<PrimeEmailAccount>>

  /** Newest first. */
  listEmails(query: {
    primeEmailAccountId: PrimeEmailAccountId
    offset: number
    limit: number
  }): Promise<Result<EmailPage>>
  findEmail(id: PrimeItemId): Promise<Result<{ summary: EmailSummary; record: EmailRecord }>>
  readMime(mime: ContentHash): Promise<Result<Uint8Array>>
  /** Stores a content durably before the rows that name it are committed. The same content is stored once. */
  storeMime(content: NewContent): Promise<Result<ContentHash>>

  folderStatus(pair: SyncPair): Promise<Result<FolderStatus>>
  links(pair: SyncPair, ids: readonly ExchangeItemId[]): Promise<Result<Map<ExchangeItemId, ItemLink>>>
  /** Failed items that have been tried fewer than `maxAttempts` times. */
  failedLinks(pair: SyncPair, maxAttempts: number): Promise<Result<ItemLink[]>>
  /** Writes a page and its SyncState in one transaction: all of it or nothing. */
  commitPage(pair: SyncPair, page: PageCommit): Promise<Result<CommitCounts>>
  close(): Promise<void>
}

export const NEW_FOLDER_STATUS: FolderStatus = { syncState: null, pass: 1, passOpen: true }
