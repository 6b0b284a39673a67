/**
 * Items as GetItem, FindItem and GetAttachment answer them, by kind.
 *
 * What was not asked for, or not answered, is `null` or empty. What a server tells beyond these properties is in
 * `others` as it came, and so is a known property whose value nobody understands: nothing is lost on the way.
 */
import type { Instant } from '#shared/domain/ids.ts'
import type { CalendarProperties, MeetingProperties } from './appointment.ts'
import type { ExtendedProperty } from './extended-property.ts'
import type { AttachmentId, ChangeKey, ExchangeFolderId, ExchangeItemId } from './ids.ts'
import type { Person } from './message.ts'
import type { XmlElement } from './soap/xml-element.ts'
import type { TaskProperties } from './task.ts'

export type ExchangeItem = ItemProperties &
  (
    | ({ readonly kind: 'appointment' } & CalendarProperties)
    | ({ readonly kind: 'task' } & TaskProperties)
    /** Request, response, cancellation; which one says `itemKind`. */
    | ({ readonly kind: 'meeting-message' } & MessageProperties & MeetingProperties & CalendarProperties)
    | ({ readonly kind: 'message' } & MessageProperties)
    /** Contacts, posts, and kinds that nobody knows yet. */
    | { readonly kind: 'other' }
  )

/** What every item may have (MS-OXWSCORE 2.2.4.24). */
export type ItemProperties = {
  /** The name of its element, for example `CalendarItem` or `MeetingRequest`. */
  readonly itemKind: string
  readonly id: ExchangeItemId
  readonly changeKey: ChangeKey | null
  readonly parentFolderId: ExchangeFolderId | null
  readonly itemClass: string | null
  readonly subject: string | null
  readonly body: ItemBody | null
  readonly sensitivity: Sensitivity | null
  readonly importance: Importance | null
  readonly categories: readonly string[]
  readonly reminder: Reminder | null
  readonly hasAttachments: boolean | null
  readonly attachments: readonly AttachmentProperties[]
  /** Bytes. */
  readonly size: number | null
  readonly createdAt: Instant | null
  readonly sentAt: Instant | null
  readonly receivedAt: Instant | null
  readonly lastModifiedAt: Instant | null
  readonly extendedProperties: readonly ExtendedProperty[]
  readonly others: readonly XmlElement[]
}

export type ItemBody = {
  readonly kind: 'text' | 'html'
  readonly text: string
  /** The server left out the end. */
  readonly isTruncated: boolean
}

export type Sensitivity = 'normal' | 'personal' | 'private' | 'confidential'
export type Importance = 'low' | 'normal' | 'high'

export type Reminder = {
  readonly isSet: boolean
  readonly dueBy: Instant | null
  readonly minutesBeforeStart: number | null
}

export type AttachmentProperties = {
  /** `FileAttachment`, `ItemAttachment`, `ReferenceAttachment`, or what nobody knows yet. */
  readonly attachmentKind: string
  readonly id: AttachmentId
  readonly name: string
  readonly contentType: string | null
  readonly contentId: string | null
  /** Bytes. */
  readonly size: number | null
  readonly isInline: boolean
  readonly lastModifiedAt: Instant | null
}

export type MessageProperties = {
  readonly from: Person | null
  readonly sender: Person | null
  readonly to: readonly Person[]
  readonly cc: readonly Person[]
  readonly isRead: boolean | null
  readonly internetMessageId: string | null
}
