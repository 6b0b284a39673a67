/**
 * The EWS client of one account: a transport, a credential and the operations. Filled in operation by operation;
 * every call answers with a `Result`, and failures of single elements of a batch are data of that element.
 */
import type { Result } from '#shared/result.ts'
import type { FetchedAttachment } from './attachment.ts'
import type { Folder, FolderChangesPage, FolderReference } from './folder.ts'
import type { AttachmentId, ExchangeItemId, SubscriptionId } from './ids.ts'
import type { ExchangeItem } from './item.ts'
import type { ItemShape } from './item-shape.ts'
import type { BatchElement, FetchedItem, ItemChangesPage } from './message.ts'
import type { Notification, SubscribeRequest } from './notification.ts'
import type { FindItemRequest, FoundItems } from './restriction.ts'

export type { DistinguishedFolder, Folder, FolderReference } from './folder.ts'
export type { ChangeKey, ExchangeFolderId, ExchangeItemId } from './ids.ts'
export type { FetchedItem, GetItemElement, ItemChange, ItemChangesPage, Person } from './message.ts'

/** What the server told about itself with the last answer. */
export type ServerInfo = {
  /** HTTP status. */
  readonly status: number
  readonly version: string | null
  readonly server: string | null
  /** The `client-request-id` of the call, also to be found in the log of the server. */
  readonly requestId: string
  /** Characters that XML cannot carry, dropped from all answers so far. */
  readonly illegalCharacters: number
}

/** Called for each element as it is read; reading goes on when it has settled. */
type OnElement<Id, T> = (element: BatchElement<Id, T>) => Promise<void> | void

export type ExchangeClient = {
  /**
   * @param properties `id` asks for nothing but that the folder exists, `size` also for its bytes (`sizeOf`). Default:
   * `counts`, with its name.
   */
  getFolder(
    folder: FolderReference,
    signal: AbortSignal,
    properties?: 'id' | 'counts' | 'size',
  ): Promise<Result<Folder>>
  /** Changes of the folders below `folder`; `null` is the whole tree of the user's own mailbox. */
  syncFolderHierarchy(
    request: { folder: FolderReference | null; syncState: string | null },
    signal: AbortSignal,
  ): Promise<Result<FolderChangesPage>>
  /** IdOnly with `item:Size`; at most 512 changes a page whatever is asked (MS-OXWSSYNC). */
  syncFolderItems(
    request: { folder: FolderReference; syncState: string | null; maxChanges: number },
    signal: AbortSignal,
  ): Promise<Result<ItemChangesPage>>
  /** One page of a folder's items, at most 1,000, or the appointments of a time. */
  findItems(request: FindItemRequest, signal: AbortSignal): Promise<Result<FoundItems>>
  /**
   * Messages with their MIME content. Yields exactly one element per distinct id, as they are parsed, so that one
   * large batch need not be held in memory. When the answer breaks off, the elements given so far are good and the
   * call answers with the error.
   */
  getItems(
    ids: readonly ExchangeItemId[],
    signal: AbortSignal,
    onElement: OnElement<ExchangeItemId, FetchedItem>,
  ): Promise<Result<void>>
  /** Items of any kind by their properties; elements as with `getItems`. */
  getItemProperties(
    request: { ids: readonly ExchangeItemId[]; shape: ItemShape },
    signal: AbortSignal,
    onElement: OnElement<ExchangeItemId, ExchangeItem>,
  ): Promise<Result<void>>
  /** Attachments with their content; elements as with `getItems`. */
  getAttachments(
    ids: readonly AttachmentId[],
    signal: AbortSignal,
    onElement: OnElement<AttachmentId, FetchedAttachment>,
  ): Promise<Result<void>>
  subscribe(request: SubscribeRequest, signal: AbortSignal): Promise<Result<SubscriptionId>>
  unsubscribe(id: SubscriptionId, signal: AbortSignal): Promise<Result<void>>
  /**
   * Holds a connection open for up to 30 minutes and tells what happens. Ends with success when the server ended it
   * in order.
   */
  getStreamingEvents(
    request: { subscriptionIds: readonly [SubscriptionId, ...SubscriptionId[]]; minutes: number },
    signal: AbortSignal,
    onNotification: (notification: Notification) => Promise<void> | void,
  ): Promise<Result<void>>
  serverInfo(): ServerInfo | null
  close(): Promise<void>
}
