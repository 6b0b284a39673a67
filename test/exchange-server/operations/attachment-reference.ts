/** Finds the attachment that a t:AttachmentId names. */
import type { Item } from '../mailbox/item.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { type MessageAttachment, readMessageDetails } from '../mailbox/message-envelope.ts'
import { readAttachmentId } from '../shapes/message-content.ts'
import { ResponseError } from '../soap/fault.ts'
import type { XmlElement } from '../soap/xml-tree.ts'
import { type OperationContext, locateItem } from './operation.ts'

export type LocatedAttachment = {
  readonly mailbox: Mailbox
  readonly item: Item
  readonly index: number
  readonly attachment: MessageAttachment
}

/** @throws ResponseError */
export async function locateAttachment(
  reference: XmlElement,
  context: OperationContext,
): Promise<LocatedAttachment> {
  const read = readAttachmentId(reference.attributes.Id ?? '')
  if (read === undefined) throw new ResponseError('ErrorInvalidAttachmentId', 'The attachment ID is invalid.')
  const { mailbox, item } = locateItem({ ...reference, attributes: { Id: read.itemId } }, context)
  const { attachments } = await readMessageDetails(item.content.bytes)
  const attachment = attachments[read.index]
  if (attachment === undefined) {
    throw new ResponseError('ErrorItemNotFound', 'The specified object was not found in the store.')
  }
  return { mailbox, item, index: read.index, attachment }
}
