/** Writes the body and the list of attachments of a message. */
import type { Item } from '../mailbox/item.ts'
import { isWellFormedId } from '../mailbox/ids.ts'
import {
  type MessageAttachment,
  type MessageDetails,
  readMessageDetails,
  readMessageEnvelope,
} from '../mailbox/message-envelope.ts'
import { type Xml, all, base64, element, leaf, text } from '../soap/xml-writer.ts'

/** t:Body, or another element for a body, in the wanted type; Best gives HTML when the message has it. */
export function bodyXml(
  { html, plain }: MessageDetails,
  wanted: 'Best' | 'HTML' | 'Text',
  name = 't:Body',
): Xml {
  if (wanted === 'Text' || (wanted === 'Best' && html === undefined)) {
    return element(name, { BodyType: 'Text' }, text(plainText({ html, plain })))
  }
  return element(name, { BodyType: 'HTML' }, text(html ?? asHtml(plain ?? '')))
}

/** The text of a message, without the tags of a body that is HTML alone. */
export function plainText({ html, plain }: Pick<MessageDetails, 'html' | 'plain'>): string {
  return plain ?? withoutTags(html ?? '')
}

/** t:Attachments without content; undefined when there are none, because the schema wants at least one. */
export function attachmentsXml(item: Item, { attachments }: MessageDetails): Xml | undefined {
  if (attachments.length === 0) return undefined
  return element(
    't:Attachments',
    {},
    all(attachments.map((attachment, index) => attachmentXml(item, index, attachment))),
  )
}

/**
 * One attachment.
 * @param more.withRoot also tells the item's id and new change key, as CreateAttachment does
 * @param more.content what follows the properties: the content of a file, or the attached item
 */
export function attachmentXml(
  item: Item,
  index: number,
  { name, contentType, contentId, isInline, bytes }: MessageAttachment,
  more: { readonly withRoot?: boolean; readonly content?: Xml } = {},
): Xml {
  return element(
    contentType === 'message/rfc822' ? 't:ItemAttachment' : 't:FileAttachment',
    {},
    element('t:AttachmentId', {
      Id: attachmentId(item.id, index),
      RootItemId: more.withRoot === true ? item.id : undefined,
      RootItemChangeKey: more.withRoot === true ? item.changeKey : undefined,
    }),
    leaf('t:Name', name),
    leaf('t:ContentType', contentType),
    contentId === undefined ? undefined : leaf('t:ContentId', contentId),
    leaf('t:Size', bytes.length),
    leaf('t:IsInline', isInline),
    more.content,
  )
}

/** One attachment with its content. */
export async function fullAttachmentXml(
  item: Item,
  index: number,
  attachment: MessageAttachment,
): Promise<Xml> {
  const encoded = base64(Buffer.from(attachment.bytes).toString('base64'))
  if (attachment.contentType !== 'message/rfc822') {
    return attachmentXml(item, index, attachment, { content: element('t:Content', {}, encoded) })
  }
  const { subject, to } = await readMessageEnvelope(attachment.bytes)
  const content = element(
    't:Message',
    {},
    element('t:MimeContent', { CharacterSet: 'UTF-8' }, encoded),
    leaf('t:ItemClass', 'IPM.Note'),
    leaf('t:Subject', subject),
    bodyXml(await readMessageDetails(attachment.bytes), 'Best'),
    to.length === 0
      ? undefined
      : leaf('t:DisplayTo', to.map(({ name, address }) => name || address).join('; ')),
  )
  return attachmentXml(item, index, attachment, { content })
}

const NUMBER_BYTES = 18

/** As in Exchange the id of an attachment begins with the bytes of its item's id. */
export function attachmentId(itemId: string, index: number): string {
  const number = Buffer.alloc(NUMBER_BYTES)
  number.writeUInt16BE(index, NUMBER_BYTES - 2)
  return Buffer.concat([Buffer.from(itemId, 'base64'), number]).toString('base64')
}

/** The item and the place in it that an id of an attachment names; undefined when it is none. */
export function readAttachmentId(
  id: string,
): { readonly itemId: string; readonly index: number } | undefined {
  const bytes = Buffer.from(id, 'base64')
  if (bytes.length <= NUMBER_BYTES || !isWellFormedId(id)) return undefined
  const itemId = bytes.subarray(0, -NUMBER_BYTES).toString('base64')
  return { itemId, index: bytes.readUInt16BE(bytes.length - 2) }
}

function withoutTags(html: string): string {
  return html.replace(/<(style|script)[^>]*>.*?<\/\1>/gis, '').replace(/<[^>]*>/g, '')
}

function asHtml(plain: string): string {
  const escaped = plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return `<html><body><div>${escaped.replace(/\r?\n/g, '<br>\r\n')}</div></body></html>`
}
