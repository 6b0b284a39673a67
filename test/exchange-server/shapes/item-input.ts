/** What a client wrote of an item, on its way into the mailbox. */
import type { Body } from '../mailbox/compose-mime.ts'
import type { ItemElement, MessageEnvelope, MessageState } from '../mailbox/item.ts'
import type { MessageAttachment } from '../mailbox/message-envelope.ts'
import type { XmlElement } from '../soap/xml-tree.ts'

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

export type ItemInput = {
  readonly element: ItemElement
  readonly state: Partial<Mutable<MessageState>>
  readonly envelope: Partial<Mutable<MessageEnvelope>>
  readonly fields: Map<string, XmlElement>
  body: Body | undefined
  mime: Uint8Array | undefined
  attachments: MessageAttachment[]
  /** Of a series that came as iCalendar, by original start (milliseconds since 1970). */
  exceptions: ReadonlyMap<number, 'deleted' | ItemInput>
}

export function emptyInput(kind: ItemElement): ItemInput {
  return {
    element: kind,
    state: {},
    envelope: {},
    fields: new Map(),
    body: undefined,
    mime: undefined,
    attachments: [],
    exceptions: new Map(),
  }
}
