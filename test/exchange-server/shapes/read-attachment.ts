/** Reads t:FileAttachment and t:ItemAttachment; an attached item becomes a message in the MIME content. */
import { composeMime } from '../mailbox/compose-mime.ts'
import type { MessageAttachment } from '../mailbox/message-envelope.ts'
import { schemaValidationFault } from '../soap/fault.ts'
import { type XmlElement, child, childText, isTrue } from '../soap/xml-tree.ts'
import { readItemInput } from './read-item.ts'

export async function readAttachment(attachment: XmlElement): Promise<MessageAttachment> {
  const known = {
    name: childText(attachment, 'Name') ?? '',
    contentId: childText(attachment, 'ContentId'),
    isInline: isTrue(childText(attachment, 'IsInline')),
  }
  if (attachment.name === 'FileAttachment') {
    return {
      ...known,
      contentType: childText(attachment, 'ContentType') ?? 'application/octet-stream',
      bytes: Buffer.from(child(attachment, 'Content')?.text ?? '', 'base64'),
    }
  }
  const item = attachment.children.at(-1)
  if (attachment.name !== 'ItemAttachment' || item === undefined) {
    throw schemaValidationFault(`The element '${attachment.name}' is no attachment.`)
  }
  const input = await readItemInput(item)
  const { envelope, body, attachments } = input
  const bytes = input.mime ?? (await composeMime({ ...envelope, body, attachments }))
  return { ...known, contentType: 'message/rfc822', bytes }
}
