/**
 * One item of a mailbox, of any kind.
 *
 * The MIME content is kept byte for byte; of items that are no messages it holds subject, body and attachments. What EWS shows beside it (subject, addresses) was read from
 * the MIME content when the message was added, see message-envelope.ts. Every other property is kept as the element
 * that the client wrote (`fields`), because a server of a protocol has no opinion of its own about most of them.
 */
import type { XmlElement } from '../soap/xml-tree.ts'
import type { MimeContent } from './mime-content.ts'

export type Address = {
  readonly name: string
  readonly address: string
}

export type Importance = 'Low' | 'Normal' | 'High'
export type Sensitivity = 'Normal' | 'Personal' | 'Private' | 'Confidential'

/** A property addressed by t:ExtendedFieldURI; the path's attributes are kept as the caller wrote them. */
export type ExtendedProperty = {
  readonly path: Readonly<Record<string, string>>
  readonly value: string | readonly string[]
}

/** What is read from the MIME content of a message. */
export type MessageEnvelope = {
  readonly subject: string
  readonly from: Address | undefined
  readonly sender: Address | undefined
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  readonly bcc: readonly Address[]
  readonly replyTo: readonly Address[]
  readonly internetMessageId: string | undefined
  readonly inReplyTo: string | undefined
  readonly references: string | undefined
  /** Milliseconds since 1970, undefined when the Date header is missing or no date. */
  readonly sentAt: number | undefined
  /** Exchange does not count images that the text shows. */
  readonly hasAttachments: boolean
  /** Whom to tell that the message was read. */
  readonly readReceiptTo?: Address
}

/** What the mailbox knows about a message besides its content. Times are milliseconds since 1970. */
export type MessageState = {
  readonly itemClass: string
  readonly isRead: boolean
  readonly isDraft: boolean
  readonly importance: Importance
  readonly sensitivity: Sensitivity
  readonly categories: readonly string[]
  readonly receivedAt: number
  readonly extendedProperties: readonly ExtendedProperty[]
}

/** Local names of the elements of items. */
export const ITEM_ELEMENTS = [
  'Item',
  'Message',
  'CalendarItem',
  'Contact',
  'DistributionList',
  'MeetingRequest',
  'MeetingResponse',
  'MeetingCancellation',
  'Task',
  'PostItem',
  'SharingMessage',
  'RoleMember',
  'Network',
  'Person',
] as const
export type ItemElement = (typeof ITEM_ELEMENTS)[number]

/** Properties by the local name of their element, for example Start or Recurrence. */
export type Fields = ReadonlyMap<string, XmlElement>

/** What differs from the rule in a series, by original start (milliseconds since 1970). */
export type Exceptions = {
  readonly modified: ReadonlyMap<number, Item>
  readonly deleted: ReadonlySet<number>
}

export type Item = {
  readonly element: ItemElement
  readonly id: string
  readonly changeKey: string
  readonly folderId: string
  /** Order of creation in the mailbox. */
  readonly number: number
  readonly createdAt: number
  readonly modifiedAt: number
  readonly content: MimeContent
  readonly fields: Fields
  /** PidTagSearchKey, base64: stays with an item that is moved, and its copies have it too (MS-OXCPRPT 2.2.1.9). */
  readonly searchKey: string
  /** Of the master of a series. */
  readonly exceptions?: Exceptions
} & MessageEnvelope &
  MessageState
