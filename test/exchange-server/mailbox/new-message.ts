/** A message that has just come in, with what holds for messages of which nothing else is said. */
import { madeElement } from '../soap/copy-element.ts'
import { itemClassOf } from './item-class.ts'
import type { Item, MessageEnvelope, MessageState } from './item.ts'
import type { NewItem } from './mailbox.ts'
import { MimeContent } from './mime-content.ts'

const READ_RECEIPT = 'IsReadReceiptRequested'

export function newMessage(
  bytes: Uint8Array,
  envelope: MessageEnvelope,
  state: Partial<MessageState & Pick<Item, 'element' | 'fields'>>,
): NewItem {
  const now = Date.now()
  const fields = new Map(state.fields)
  if (envelope.readReceiptTo !== undefined && !fields.has(READ_RECEIPT)) {
    fields.set(READ_RECEIPT, madeElement(READ_RECEIPT, 'true'))
  }
  return {
    ...envelope,
    itemClass: state.itemClass ?? itemClassOf(bytes),
    isRead: false,
    isDraft: false,
    importance: 'Normal',
    sensitivity: 'Normal',
    categories: [],
    receivedAt: envelope.sentAt ?? now,
    extendedProperties: [],
    element: 'Message',
    ...state,
    fields,
    createdAt: now,
    modifiedAt: now,
    content: new MimeContent(bytes),
  }
}
