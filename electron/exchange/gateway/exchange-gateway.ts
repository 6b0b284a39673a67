/**
 * The gateway: what we write to a mailbox and manage in it, in the words of the domain. No type of the library that
 * stands behind it gets through.
 *
 * Every call answers with one result per element, in the order of the request; the call itself fails only when
 * there is no telling what became of the single elements. A call whose answer is lost may have had its effect:
 * what was to be created is then looked for with `findByClientId`.
 */
import type { Result } from '#shared/result.ts'
import type { ChangeKey, ExchangeFolderId, ExchangeItemId, Person } from '../exchange-client.ts'
import type {
  CreateAttachmentsRequest,
  CreateFoldersRequest,
  CreateItemsRequest,
  DeleteFoldersRequest,
  DeleteItemsRequest,
  FindByClientIdRequest,
  GetServerTimeZonesRequest,
  GetUserConfigurationRequest,
  ResolveNamesRequest,
  RespondToMeetingRequest,
  SendItemsRequest,
  TransferItemsRequest,
  UpdateFoldersRequest,
  UpdateItemsRequest,
} from './requests.ts'
import type { AttachmentId, ClientId, TimeZoneId } from './values.ts'

/** One result per element of the request, in its order. */
export type ElementResults<T> = readonly Result<T>[]

export type StoredItem = { readonly id: ExchangeItemId; readonly changeKey: ChangeKey | null }

/** `changeKey` is the one of the item that the attachment hangs on, which has changed with it. */
export type StoredAttachment = { readonly id: AttachmentId; readonly itemChangeKey: ChangeKey | null }

export type StoredFolder = { readonly id: ExchangeFolderId; readonly changeKey: ChangeKey | null }

export type FoundItem = StoredItem & { readonly clientId: ClientId }

export type NamedTimeZone = { readonly id: TimeZoneId; readonly name: string }

export type UserConfiguration = {
  /** Values as their text in XML, by key. */
  readonly dictionary: ReadonlyMap<string, string>
  readonly xmlData: Uint8Array | null
  readonly binaryData: Uint8Array | null
}

export type ExchangeGateway = {
  /** `null` for what was sent without a copy. */
  createItems(
    request: CreateItemsRequest,
    signal: AbortSignal,
  ): Promise<Result<ElementResults<StoredItem | null>>>
  updateItems(
    request: UpdateItemsRequest,
    signal: AbortSignal,
  ): Promise<Result<ElementResults<StoredItem | null>>>
  deleteItems(request: DeleteItemsRequest, signal: AbortSignal): Promise<Result<ElementResults<null>>>
  /** Moved items have new ids; `null` where Exchange does not tell, as in another mailbox. */
  moveItems(
    request: TransferItemsRequest,
    signal: AbortSignal,
  ): Promise<Result<ElementResults<StoredItem | null>>>
  copyItems(
    request: TransferItemsRequest,
    signal: AbortSignal,
  ): Promise<Result<ElementResults<StoredItem | null>>>
  /** Mails the items: calling it is saying so. */
  sendItems(request: SendItemsRequest, signal: AbortSignal): Promise<Result<ElementResults<null>>>
  createAttachments(
    request: CreateAttachmentsRequest,
    signal: AbortSignal,
  ): Promise<Result<ElementResults<StoredAttachment>>>
  /** Answers with the change key that the item has then. */
  deleteAttachments(
    attachments: readonly AttachmentId[],
    signal: AbortSignal,
  ): Promise<Result<ElementResults<ChangeKey | null>>>
  /** Answers with the meeting in the calendar, where Exchange names it. */
  respondToMeeting(request: RespondToMeetingRequest, signal: AbortSignal): Promise<Result<StoredItem | null>>
  createFolders(
    request: CreateFoldersRequest,
    signal: AbortSignal,
  ): Promise<Result<ElementResults<StoredFolder>>>
  updateFolders(
    request: UpdateFoldersRequest,
    signal: AbortSignal,
  ): Promise<Result<ElementResults<StoredFolder>>>
  deleteFolders(request: DeleteFoldersRequest, signal: AbortSignal): Promise<Result<ElementResults<null>>>
  /** Nobody found is an empty list; Exchange gives 100 at most. */
  resolveNames(request: ResolveNamesRequest, signal: AbortSignal): Promise<Result<readonly Person[]>>
  getServerTimeZones(
    request: GetServerTimeZonesRequest,
    signal: AbortSignal,
  ): Promise<Result<readonly NamedTimeZone[]>>
  getUserConfiguration(
    request: GetUserConfigurationRequest,
    signal: AbortSignal,
  ): Promise<Result<UserConfiguration>>
  /** The items of the folder that carry one of the client ids; usually none or one for each. */
  findByClientId(request: FindByClientIdRequest, signal: AbortSignal): Promise<Result<readonly FoundItem[]>>
}
