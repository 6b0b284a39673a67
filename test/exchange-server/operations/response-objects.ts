/**
 * The answers to a message that CreateItem takes in the place of an item: ReplyToItem, ReplyAllToItem, ForwardItem
 * (MS-OXWSMSG 2.2.4), read as the new message that they stand for. SuppressReadReceipt makes none.
 *
 * A body of its own replaces that of the message that is answered; NewBodyContent goes before it.
 */
import type { Body } from '../mailbox/compose-mime.ts'
import type { Address, Item } from '../mailbox/item.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { type MessageDetails, readMessageDetails } from '../mailbox/message-envelope.ts'
import { type ItemInput, emptyInput } from '../shapes/item-input.ts'
import { readProperty } from '../shapes/read-item.ts'
import { ResponseError } from '../soap/fault.ts'
import type { XmlElement } from '../soap/xml-tree.ts'

export const MESSAGE_ANSWERS: ReadonlySet<string> = new Set(['ReplyToItem', 'ReplyAllToItem', 'ForwardItem'])

/** @throws ResponseError when the item cannot be answered so */
export async function readMessageAnswer(
  requested: XmlElement,
  mailbox: Mailbox,
  original: Item,
): Promise<ItemInput> {
  const { from, sender, replyTo, internetMessageId, references } = original
  if (original.isDraft || !/Message|^Meeting|^PostItem/.test(original.element)) {
    throw new ResponseError(
      'ErrorInvalidItemForOperationCreateItem',
      `${requested.name} is not possible for a draft or an item of this kind.`,
    )
  }
  const isForward = requested.name === 'ForwardItem'
  const input = emptyInput('Message')
  const details = await readMessageDetails(original.content.bytes)
  let newContent: XmlElement | undefined
  for (const property of requested.children) {
    if (property.name === 'NewBodyContent') newContent = property
    else if (property.name !== 'ReferenceItemId') await readProperty(input, property)
  }
  const { envelope } = input
  envelope.subject ??= prefixed(isForward ? 'FW' : 'RE', original.subject)
  if (internetMessageId !== undefined) {
    envelope.inReplyTo ??= internetMessageId
    envelope.references ??= [references, internetMessageId].filter((part) => part !== undefined).join(' ')
  }
  if (!isForward) {
    const author = from ?? sender
    envelope.to ??= replyTo.length > 0 ? replyTo : author === undefined ? [] : [author]
  }
  if (requested.name === 'ReplyAllToItem') {
    const known = new Set([mailbox.address, ...(envelope.to ?? []).map(({ address }) => address)].map(lower))
    const isOther = ({ address }: Address): boolean => !known.has(lower(address))
    envelope.to = [...(envelope.to ?? []), ...original.to.filter(isOther)]
    envelope.cc ??= original.cc.filter(isOther)
  }
  input.body ??= answeredBody(original, details, newContent)
  if (isForward) input.attachments.push(...details.attachments)
  return input
}

const lower = (address: string): string => address.toLowerCase()

const prefixed = (prefix: string, subject: string): string =>
  subject.toUpperCase().startsWith(`${prefix}:`) ? subject : `${prefix}: ${subject}`

function answeredBody(original: Item, { html, plain }: MessageDetails, added: XmlElement | undefined): Body {
  const head = [
    `From: ${original.from?.name ?? ''} <${original.from?.address ?? ''}>`,
    `Sent: ${new Date(original.sentAt ?? original.receivedAt).toISOString()}`,
    `Subject: ${original.subject}`,
  ]
  if (html === undefined && added?.attributes.BodyType !== 'HTML') {
    return { type: 'Text', text: [added?.text ?? '', '', ...head, '', plain ?? ''].join('\r\n') }
  }
  const addedHtml = added?.attributes.BodyType === 'HTML' ? added.text : escaped(added?.text ?? '')
  const quoted = html ?? `<pre>${escaped(plain ?? '')}</pre>`
  return { type: 'HTML', text: `${addedHtml}<hr><p>${head.map(escaped).join('<br>')}</p>${quoted}` }
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
