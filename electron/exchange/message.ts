/** Changes of a folder's items, and messages with their MIME content. */
import type { Instant } from '#shared/domain/ids.ts'
import type { Result } from '#shared/result.ts'
import type { ReceivedContent } from './content-sink.ts'
import type { ChangeKey, ExchangeItemId } from './ids.ts'
import type { ItemKeys } from './item-keys.ts'

/** One change, in the server's order. Unknown item kinds come through with their element name. */
export type ItemChange =
  | {
      readonly kind: 'create' | 'update'
      readonly itemKind: string
      readonly id: ExchangeItemId
      readonly changeKey: ChangeKey | null
      /** Bytes, as the server tells; `null` when it does not. */
      readonly size: number | null
      /** Of e-mails. */
      readonly receivedAt: Instant | null
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
export type FetchedItem = ItemKeys & {
  readonly itemKind: string
  readonly id: ExchangeItemId
  readonly changeKey: ChangeKey | null
  readonly itemClass: string
  readonly subject: string
  readonly from: Person | null
  readonly isRead: boolean
  readonly importance: 'low' | 'normal' | 'high'
  readonly categories: readonly string[]
  readonly sentAt: Instant | null
  readonly receivedAt: Instant | null
  readonly internetMessageId: string | null
  readonly hasAttachments: boolean
  /** Not told by the MIME content of what was sent. */
  readonly bcc: readonly Person[]
  readonly isDraft: boolean
  readonly flag: 'none' | 'flagged' | 'complete'
  readonly createdAt: Instant | null
  readonly lastModifiedAt: Instant | null
  /**
   * The MIME content exactly as the server serves it, decoded from base64. A file is there until the taker of the
   * item has settled.
   */
  readonly mime: ReceivedContent
}

/**
 * One element of a batch. They come in the order of the answer as they are read; those that failed come after them,
 * because only the end of the answer tells for certain which ids got none.
 */
export type BatchElement<Id, T> = { readonly id: Id; readonly result: Result<T> }

export type GetItemElement = BatchElement<ExchangeItemId, FetchedItem>
