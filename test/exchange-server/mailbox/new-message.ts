/** A message that has just come in, with what holds for messages of which nothing else is said. */
import type { Item, MessageEnvelope, MessageState } from './item.ts'
import type { NewItem } from './mailbox.ts'
import { MimeContent } from './mime-content.ts'

export function newMessage(
  bytes: Uint8Array,
  envelope: MessageEnvelope,
  state: Partial<MessageState & Pick<Item, 'element' | 'fields'>>,
): NewItem {
  const now = Date.now()
  return {
    ...envelope,
    itemClass: 'IPM.Note',
    isRead: false,
    isDraft: false,
    importance: 'Normal',
    sensitivity: 'Normal',
    categories: [],
    receivedAt: envelope.sentAt ?? now,
    extendedProperties: [],
    element: 'Message',
    fields: new Map(),
    ...state,
    createdAt: now,
    modifiedAt: now,
    content: new MimeContent(bytes),
  }
}
