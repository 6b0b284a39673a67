/** Writes the body and the list of attachments of a message. */
import type { Item } from '../mailbox/item.ts'
import type { MessageDetails } from '../mailbox/message-envelope.ts'
import { type Xml, all, element, leaf, text } from '../soap/xml-writer.ts'

/** t:Body, or another element for a body, in the wanted type; Best gives HTML when the message has it. */
export function bodyXml(
  { html, plain }: MessageDetails,
  wanted: 'Best' | 'HTML' | 'Text',
  name = 't:Body',
): Xml {
  if (wanted === 'Text' || (wanted === 'Best' && html === undefined)) {
    return element(name, { BodyType: 'Text' }, text(plain ?? withoutTags(html ?? '')))
  }
  return element(name, { BodyType: 'HTML' }, text(html ?? asHtml(plain ?? '')))
}

/** t:Attachments without content; undefined when there are none, because the schema wants at least one. */
export function attachmentsXml(item: Item, { attachments }: MessageDetails): Xml | undefined {
  if (attachments.length === 0) return undefined
  return element(
    't:Attachments',
    {},
    all(
      attachments.map((attachment, index) =>
        element(
          't:FileAttachment',
          {},
          element('t:AttachmentId', { Id: attachmentId(item.id, index) }),
          leaf('t:Name', attachment.name),
          leaf('t:ContentType', attachment.contentType),
          attachment.contentId === undefined ? undefined : leaf('t:ContentId', attachment.contentId),
          leaf('t:Size', attachment.bytes.length),
          leaf('t:IsInline', attachment.isInline),
        ),
      ),
    ),
  )
}

/** As in Exchange the id of an attachment begins with the bytes of its item's id. */
export function attachmentId(itemId: string, index: number): string {
  const number = Buffer.alloc(18)
  number.writeUInt16BE(index, 16)
  return Buffer.concat([Buffer.from(itemId, 'base64'), number]).toString('base64')
}

function withoutTags(html: string): string {
  return html.replace(/<(style|script)[^>]*>.*?<\/\1>/gis, '').replace(/<[^>]*>/g, '')
}

function asHtml(plain: string): string {
  const escaped = plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return `<html><body><div>${escaped.replace(/\r?\n/g, '<br>\r\n')}</div></body></html>`
}
