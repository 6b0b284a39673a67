/** Makes the content of an item from what a client wrote, and makes it anew when that changes. */
import type { ItemInput } from '../shapes/item-input.ts'
import { type Body, composeMime } from './compose-mime.ts'
import type { Item, MessageEnvelope } from './item.ts'
import type { ItemChange, Mailbox } from './mailbox.ts'
import { type MessageAttachment, readMessageDetails, readMessageEnvelope } from './message-envelope.ts'
import { MimeContent } from './mime-content.ts'

/** The MIME content of a new item and what is read from it. MIME content that the client wrote is kept as it is. */
export async function newContent(
  input: ItemInput,
  mailbox: Mailbox,
): Promise<{ readonly bytes: Uint8Array; readonly envelope: MessageEnvelope }> {
  const owner = { name: mailbox.displayName, address: mailbox.address }
  const parts = {
    from: owner,
    sender: input.envelope.from ?? owner,
    ...input.envelope,
    body: input.body,
    attachments: input.attachments,
  }
  const bytes = input.mime ?? (await composeMime(parts))
  const read = await readMessageEnvelope(bytes)
  return { bytes, envelope: { ...read, from: read.from ?? owner, ...input.envelope } }
}

/** The change that the input asks for; the MIME content is written anew only when something in it changes. */
export async function itemChange(item: Item, input: ItemInput): Promise<ItemChange> {
  const fields = new Map([...item.fields, ...input.fields])
  const change: ItemChange = { ...input.state, ...input.envelope, fields }
  if (input.mime !== undefined) {
    return {
      ...(await readMessageEnvelope(input.mime)),
      ...change,
      content: new MimeContent(input.mime),
    }
  }
  if (
    input.body === undefined &&
    input.attachments.length === 0 &&
    Object.keys(input.envelope).length === 0
  ) {
    return change
  }
  const { body, attachments } = await bodyAndAttachments(item)
  return {
    ...change,
    ...(await withContent({ ...item, ...input.envelope }, input.body ?? body, [
      ...attachments,
      ...input.attachments,
    ])),
  }
}

/** The change that gives an item other attachments. */
export async function attachmentsChange(
  item: Item,
  change: (attachments: readonly MessageAttachment[]) => readonly MessageAttachment[],
): Promise<ItemChange> {
  const { body, attachments } = await bodyAndAttachments(item)
  return await withContent(item, body, change(attachments))
}

async function withContent(
  envelope: MessageEnvelope,
  body: Body,
  attachments: readonly MessageAttachment[],
): Promise<ItemChange> {
  const bytes = await composeMime({ ...envelope, body, attachments })
  const { hasAttachments, internetMessageId } = await readMessageEnvelope(bytes)
  return { content: new MimeContent(bytes), hasAttachments, internetMessageId }
}

async function bodyAndAttachments(
  item: Item,
): Promise<{ readonly body: Body; readonly attachments: readonly MessageAttachment[] }> {
  const { html, plain, attachments } = await readMessageDetails(item.content.bytes)
  const body: Body = html === undefined ? { type: 'Text', text: plain ?? '' } : { type: 'HTML', text: html }
  return { body, attachments }
}
