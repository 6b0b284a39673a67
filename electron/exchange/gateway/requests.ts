/**
 * What the gateway is asked for. Whatever can mail someone has a parameter that says so and has no default: the
 * caller writes `nobody`, or whom.
 */
import type { ChangeKey, ExchangeFolderId, ExchangeItemId, FolderReference } from '../exchange-client.ts'
import type {
  Body,
  ExtendedProperty,
  ExtendedPropertyName,
  ItemKind,
  NewItem,
  PropertiesOf,
} from './content.ts'
import type { ClientId, ItemReference, TimeZoneId } from './values.ts'

/** Who of the attendees gets a mail, and whether a copy of it is kept in the sent items. */
export type MailedAttendees =
  'nobody' | { readonly to: 'all' | 'changed'; readonly copy: 'none' | 'sent-items' }

export type CreateItemsRequest =
  | {
      readonly kind: 'message'
      /** At least one. */
      readonly items: readonly NewItem<'message'>[]
      /** `null`: where Exchange puts items of this kind by itself. */
      readonly folder: FolderReference | null
      /** `save` mails nobody; `send` keeps no copy; `send-and-save` keeps one in the folder. */
      readonly disposition: 'save' | 'send' | 'send-and-save'
    }
  | {
      readonly kind: 'appointment'
      readonly items: readonly NewItem<'appointment'>[]
      readonly folder: FolderReference | null
      readonly mailed: 'nobody' | { readonly to: 'all'; readonly copy: 'none' | 'sent-items' }
    }
  | {
      readonly kind: 'task'
      readonly items: readonly NewItem<'task'>[]
      readonly folder: FolderReference | null
    }

/** To what an update can add, instead of replacing it (MS-OXWSCORE 2.2.4.5). */
export type AppendableProperties<K extends ItemKind> = Partial<
  Pick<
    PropertiesOf[K],
    keyof PropertiesOf[K] &
      ('body' | 'to' | 'cc' | 'bcc' | 'replyTo' | 'requiredAttendees' | 'optionalAttendees' | 'resources')
  >
>

/** An update of one item; at least one property is named. */
export type ItemUpdate<K extends ItemKind = ItemKind> = {
  readonly item: ItemReference
  readonly set?: Partial<PropertiesOf[K]>
  readonly append?: AppendableProperties<K>
  readonly delete?: readonly (keyof PropertiesOf[K])[]
  readonly setExtended?: readonly ExtendedProperty[]
  readonly deleteExtended?: readonly ExtendedPropertyName[]
}

/** What happens when the item has changed since the change key (MS-OXWSCDATA 2.2.5.2). */
export type ConflictResolution = 'never-overwrite' | 'auto-resolve' | 'always-overwrite'

type UpdateOf<K extends ItemKind> = {
  readonly kind: K
  /** At least one. */
  readonly updates: readonly ItemUpdate<K>[]
  /** All but `always-overwrite` need change keys. */
  readonly conflict: ConflictResolution
  /** A message that becomes read tells its sender so only when this is `send`. */
  readonly readReceipts: 'suppress' | 'send'
}

export type UpdateItemsRequest =
  UpdateOf<'message'> | (UpdateOf<'appointment'> & { readonly mailed: MailedAttendees }) | UpdateOf<'task'>

export type DeleteMode = 'hard-delete' | 'soft-delete' | 'move-to-deleted-items'

export type DeleteItemsRequest = {
  /** At least one. */
  readonly items: readonly ItemReference[]
  readonly mode: DeleteMode
  /** Whether attendees hear that a meeting is cancelled. */
  readonly mailed: 'nobody' | { readonly to: 'all'; readonly copy: 'none' | 'sent-items' }
  readonly readReceipts: 'suppress' | 'send'
  /** For recurring tasks. */
  readonly affectedTaskOccurrences: 'all' | 'this-one'
}

export type TransferItemsRequest = {
  /** At least one. */
  readonly items: readonly ItemReference[]
  readonly to: FolderReference
}

export type SendItemsRequest = {
  /** At least one; each with its change key. */
  readonly items: readonly { readonly id: ExchangeItemId; readonly changeKey: ChangeKey }[]
  /** Where the copy goes; `null` keeps none. */
  readonly copyTo: FolderReference | null
}

/** What hangs on an item needs no client id: it is found with the item. */
export type AttachedItem<K extends ItemKind> = Omit<NewItem<K>, 'clientId'>

export type NewAttachment =
  | {
      readonly kind: 'file'
      readonly name: string
      readonly contentType: string
      readonly content: Uint8Array
      /** What `cid:` in the body refers to; given, the attachment is shown inside the text. */
      readonly inlineContentId?: string
    }
  | { readonly kind: 'message'; readonly name: string; readonly item: AttachedItem<'message'> }
  | { readonly kind: 'appointment'; readonly name: string; readonly item: AttachedItem<'appointment'> }
  | { readonly kind: 'task'; readonly name: string; readonly item: AttachedItem<'task'> }

export type CreateAttachmentsRequest = {
  readonly item: ExchangeItemId
  /** At least one. */
  readonly attachments: readonly NewAttachment[]
}

export type RespondToMeetingRequest = {
  /** The request in the mailbox, or the meeting in the calendar. */
  readonly meeting: { readonly id: ExchangeItemId; readonly changeKey: ChangeKey | null }
  readonly answer: 'accept' | 'tentative' | 'decline'
  /** `nobody`: only the own calendar changes. */
  readonly mailed: 'nobody' | 'organizer'
  /** Text of the answer. */
  readonly body?: Body
}

export type FolderClass = 'IPF.Note' | 'IPF.Appointment' | 'IPF.Task' | 'IPF.Contact'

export type CreateFoldersRequest = {
  readonly parent: FolderReference
  /** At least one. */
  readonly folders: readonly { readonly displayName: string; readonly folderClass: FolderClass }[]
}

export type UpdateFoldersRequest = {
  /** At least one. */
  readonly folders: readonly {
    readonly id: ExchangeFolderId
    readonly changeKey: ChangeKey | null
    readonly displayName: string
  }[]
}

export type DeleteFoldersRequest = {
  /** At least one. */
  readonly folders: readonly ExchangeFolderId[]
  readonly mode: DeleteMode
}

export type ResolveNamesRequest = {
  /** Part of a name or of an address. */
  readonly name: string
  readonly searchIn: 'directory' | 'contacts' | 'directory-then-contacts'
}

export type GetServerTimeZonesRequest = {
  /** `all`, or at least one. */
  readonly ids: 'all' | readonly TimeZoneId[]
}

export type GetUserConfigurationRequest = { readonly folder: FolderReference; readonly name: string }

export type FindByClientIdRequest = {
  readonly folder: FolderReference
  /** Any number; they are searched for in portions. */
  readonly clientIds: readonly ClientId[]
}
