/**
 * The EWS client of one account: a transport, a credential and the operations. Filled in operation by operation;
 * every call answers with a `Result`, and failures of single elements of a batch are data of that element.
 */
import type { Result } from '#shared/result.ts'

/** Ids of Exchange are opaque; branded so that an item's id is never passed for a folder's. */
export type ExchangeItemId = string & { readonly __brand: 'ExchangeItemId' }
export type ExchangeFolderId = string & { readonly __brand: 'ExchangeFolderId' }
export type ChangeKey = string & { readonly __brand: 'ChangeKey' }

/** A folder by its well-known name in a mailbox, or by its id. */
export type FolderReference =
  | { readonly kind: 'distinguished'; readonly name: DistinguishedFolder; readonly mailbox: string | null }
  | { readonly kind: 'id'; readonly id: ExchangeFolderId }

export type DistinguishedFolder =
  | 'msgfolderroot'
  | 'inbox'
  | 'drafts'
  | 'outbox'
  | 'sentitems'
  | 'junkemail'
  | 'deleteditems'
  | 'calendar'
  | 'tasks'

export type Folder = {
  readonly id: ExchangeFolderId
  readonly changeKey: ChangeKey | null
  readonly displayName: string
  readonly totalCount: number | null
  readonly unreadCount: number | null
}

/** One change, in the server's order. Unknown item kinds come through with their element name. */
export type ItemChange =
  | {
      readonly kind: 'create' | 'update'
      readonly itemKind: string
      readonly id: ExchangeItemId
      readonly changeKey: ChangeKey | null
      /** Bytes, as the server tells; `null` when it does not. */
      readonly size: number | null
    }
  | { readonly kind: 'delete'; readonly id: ExchangeItemId }
  | { readonly kind: 'read-flag'; readonly id: ExchangeItemId; readonly isRead: boolean }

export type ItemChangesPage = {
  readonly syncState: string
  readonly includesLastItemInRange: boolean
  readonly changes: readonly ItemChange[]
}

export type Person = { readonly name: string; readonly address: string }

/** A message as GetItem answers it. */
export type FetchedItem = {
  readonly itemKind: string
  readonly id: ExchangeItemId
  readonly changeKey: ChangeKey | null
  readonly itemClass: string
  readonly subject: string
  readonly from: Person | null
  readonly isRead: boolean
  readonly importance: 'low' | 'normal' | 'high'
  readonly categories: readonly string[]
  readonly sentAt: string | null
  readonly receivedAt: string | null
  readonly internetMessageId: string | null
  readonly hasAttachments: boolean
  /** The MIME content exactly as the server serves it, decoded from base64. */
  readonly mime: Uint8Array
}

/**
 * One element of a GetItem batch. Items come in the order of the answer as they are read; elements that failed
 * come after them, because only the end of the answer tells for certain which ids got none.
 */
export type GetItemElement = { readonly id: ExchangeItemId; readonly result: Result<FetchedItem> }

/** What the server told about itself with the last answer. */
export type ServerInfo = {
  /** HTTP status. */
  readonly status: number
  readonly version: string | null
  readonly server: string | null
  /** The `client-request-id` of the call, also to be found in the log of the server. */
  readonly requestId: string
}

export type ExchangeClient = {
  /** @param properties `id` asks for nothing but that the folder exists. Default: `counts`, with its name. */
  getFolder(
    folder: FolderReference,
    signal: AbortSignal,
    properties?: 'id' | 'counts',
  ): Promise<Result<Folder>>
  /** IdOnly with `item:Size`; at most 512 changes a page whatever is asked (MS-OXWSSYNC). */
  syncFolderItems(
    request: { folder: FolderReference; syncState: string | null; maxChanges: number },
    signal: AbortSignal,
  ): Promise<Result<ItemChangesPage>>
  /**
   * Yields exactly one element per distinct id, as they are parsed, so that one large batch need not be held in
   * memory. When the answer breaks off, the elements given so far are good and the call answers with the error.
   */
  getItems(
    ids: readonly ExchangeItemId[],
    signal: AbortSignal,
    onElement: (element: GetItemElement) => Promise<void> | void,
  ): Promise<Result<void>>
  serverInfo(): ServerInfo | null
  close(): Promise<void>
}
