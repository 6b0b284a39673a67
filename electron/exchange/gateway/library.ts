/**
 * The only place that loads `ews-javascript-api`, and the types of the inner parts that we use of it.
 *
 * The library supplies the vocabulary (items, recurrences, property definitions, folders) and writes requests in
 * the order of the schema. It never sends one and never reads an answer: both would lose what our transport and
 * our readers keep (`test/unit/exchange/gateway` shows each loss). So of its request classes only `WriteToXml` is
 * called, with our writer.
 *
 * Loading takes about 300 ms and 95 MB, so it happens with the first write and in the sync host only.
 *
 * Rejected: an `IXHRApi` over our transport. The library would read the answers then, and a fault with status 200,
 * or fewer messages than asked for, would become a TypeError; and its writer cannot be exchanged from outside but
 * by changing its prototype for everyone.
 */
import type * as Ews from 'ews-javascript-api'

/** Writes elements and attributes; `strict-writer.ts` is the one that is used. */
export type LibraryWriter = {
  WriteStartElement(namespace: number, localName: string): void
  WriteEndElement(): void
  WriteElementValue(namespace: number, localName: string, value: unknown): void
  WriteAttributeString(...nameAndValue: string[]): void
  WriteValue(value: string, name: string | null): void
  CloseTag(): void
  GetXML(): string
  /** What is written so far. */
  soapData: string
}

export type Writable = { WriteToXml(writer: LibraryWriter): void }

export type PropertyDefinition = Writable & {
  WritePropertyValueToXml(writer: LibraryWriter, bag: PropertyBag, isUpdate: boolean): void
}

export type PropertyBag = { _setItem(definition: PropertyDefinition, value: unknown): void }

/** An item or folder of the library, with what it keeps to itself. */
export type ServiceObject = Writable & { PropertyBag: PropertyBag; GetXmlElementName(): string }

/** What a request writes in the place of an updated item. */
export type WritableChange = {
  GetIsTimeZoneHeaderRequired(): boolean
  WriteToXmlForUpdate(writer: LibraryWriter): void
}

export type LibraryRequest = Writable & { readonly EmitTimeZoneHeader: boolean }

type IdList = { Add(id: unknown): void }
type RequestClass<Fields> = new (service: Ews.ExchangeService) => LibraryRequest & Fields

type Internals = {
  readonly XmlNamespace: { readonly Types: number }
  readonly EwsServiceXmlWriter: new (service: Ews.ExchangeService) => LibraryWriter
  readonly CreateItemRequest: RequestClass<{
    Items: Writable[]
    ParentFolderId: Ews.FolderId | null
    MessageDisposition: number | null
    SendInvitationsMode: number | null
  }>
  readonly UpdateItemRequest: RequestClass<{
    readonly Items: WritableChange[]
    ConflictResolutionMode: number
    MessageDisposition: number | null
    SendInvitationsOrCancellationsMode: number | null
    SuppressReadReceipts: boolean
  }>
  readonly DeleteItemRequest: RequestClass<{
    readonly ItemIds: IdList
    DeleteMode: number
    AffectedTaskOccurrences: number | null
    SendCancellationsMode: number | null
    SuppressReadReceipts: boolean
  }>
  readonly MoveItemRequest: MoveCopyRequestClass
  readonly CopyItemRequest: MoveCopyRequestClass
  readonly SendItemRequest: RequestClass<{
    Items: { readonly Id: Ews.ItemId }[]
    SavedCopyDestinationFolderId: Ews.FolderId | null
  }>
  readonly CreateAttachmentRequest: RequestClass<{
    ParentItemId: string
    readonly Attachments: unknown[]
  }>
  readonly DeleteAttachmentRequest: RequestClass<{ readonly Attachments: { readonly Id: string }[] }>
  readonly FileAttachment: new (service: Ews.ExchangeService) => Ews.FileAttachment
  readonly ItemAttachment: new (service: Ews.ExchangeService) => Ews.ItemAttachment
  readonly CreateFolderRequest: RequestClass<{ Folders: ServiceObject[]; ParentFolderId: Ews.FolderId }>
  readonly UpdateFolderRequest: RequestClass<{ readonly Folders: WritableChange[] }>
  readonly DeleteFolderRequest: RequestClass<{ readonly FolderIds: IdList; DeleteMode: number }>
  readonly ResolveNamesRequest: RequestClass<{
    NameToResolve: string
    SearchLocation: number
    ReturnFullContactData: boolean
  }>
  readonly GetServerTimeZonesRequest: RequestClass<{ Ids: readonly string[] | null }>
  readonly GetUserConfigurationRequest: RequestClass<{
    Name: string
    ParentFolderId: Ews.FolderId
    Properties: number
  }>
  readonly FindItemRequest: RequestClass<{
    readonly ParentFolderIds: IdList
    SearchFilter: Ews.SearchFilter
    View: Ews.ItemView
  }>
}

type MoveCopyRequestClass = RequestClass<{
  readonly ItemIds: IdList
  DestinationFolderId: Ews.FolderId
  ReturnNewItemIds: boolean
}>

/** `ews-javascript-api` with those of its inner parts typed that its declarations leave out. */
export type Library = Omit<typeof Ews, keyof Internals> & Internals

let loading: Promise<Library> | null = null

/** Loads the library once; a load that failed is tried again. */
export function loadLibrary(): Promise<Library> {
  loading ??= importLibrary().catch((cause: unknown) => {
    loading = null
    throw cause
  })
  return loading
}

async function importLibrary(): Promise<Library> {
  const imported = (await import('ews-javascript-api')) as unknown as Library | { readonly default: Library }
  // CommonJS: Node and the bundler put it under `default`, tsx gives it as it is.
  return 'default' in imported ? imported.default : imported
}
