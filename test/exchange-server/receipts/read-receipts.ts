/**
 * Read receipts (MS-OXCMSG 3.2.5.8, RFC 8098): who asked for one is told once, as soon as the message is read, or when it is
 * deleted for good without having been read. A request that says SuppressReadReceipts ends the wish unheard.
 *
 * Moving to Deleted Items is no deletion in this sense: the message can still be read there.
 */
import { randomUUID } from 'node:crypto'
import { encoded } from '../mailbox/compose-message.ts'
import type { Delivery } from '../mailbox/delivery.ts'
import type { Address, Fields, Item } from '../mailbox/item.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { readMessageEnvelope } from '../mailbox/message-envelope.ts'
import { newMessage } from '../mailbox/new-message.ts'
import { madeElement } from '../soap/copy-element.ts'
import { isTrue } from '../soap/xml-tree.ts'

const WISH = 'IsReadReceiptRequested'

/** The address to tell; undefined when nobody wants to know. */
function recipientOf(mailbox: Mailbox, { fields, readReceiptTo, from, isDraft }: Item): Address | undefined {
  const to = readReceiptTo ?? from
  const isOwn = from?.address.toLowerCase() === mailbox.address.toLowerCase()
  return fields.get(WISH)?.text === 'true' && !isDraft && !isOwn ? to : undefined
}

/** The properties of an item whose sender has been told, or will never be. */
export function settled(fields: Fields): Fields {
  return new Map(fields).set(WISH, madeElement(WISH, 'false'))
}

export type Receipts = 'send' | 'suppress'

/**
 * Tells the sender of a message that becomes read, if he asked for it and receipts are not suppressed.
 * @returns whether his wish has come to its end; the item must then be kept with `settled` properties
 */
export async function settleReceipt(
  mailbox: Mailbox,
  item: Item,
  isRead: boolean | undefined,
  receipts: Receipts,
  delivery: Delivery,
): Promise<boolean> {
  const to = isRead === true && !item.isRead ? recipientOf(mailbox, item) : undefined
  if (to !== undefined && receipts === 'send') await send(mailbox, item, to, 'displayed', delivery)
  return to !== undefined
}

/** What the attribute or element SuppressReadReceipts of a request says. */
export const receiptsOf = (suppresses: string | undefined): Receipts =>
  isTrue(suppresses) ? 'suppress' : 'send'

/** Tells the sender of a message that is about to be deleted for good that nobody read it. */
export async function tellDeletedUnread(mailbox: Mailbox, item: Item, delivery: Delivery): Promise<void> {
  const to = item.isRead ? undefined : recipientOf(mailbox, item)
  if (to !== undefined) await send(mailbox, item, to, 'deleted', delivery)
}

async function send(
  mailbox: Mailbox,
  item: Item,
  to: Address,
  disposition: 'displayed' | 'deleted',
  delivery: Delivery,
): Promise<void> {
  const subject = `${disposition === 'displayed' ? 'Read' : 'Not read'}: ${item.subject}`
  const outcome = disposition === 'displayed' ? 'was read' : 'was deleted without being read'
  const boundary = `report-${randomUUID()}`
  const lines = [
    `From: <${mailbox.address}>`,
    `To: <${to.address}>`,
    `Subject: ${encoded(subject)}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomUUID()}@contoso.example>`,
    ...(item.internetMessageId === undefined ? [] : [`In-Reply-To: ${item.internetMessageId}`]),
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=disposition-notification; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `Your message ${outcome}.`,
    `--${boundary}`,
    'Content-Type: message/disposition-notification',
    '',
    `Final-Recipient: rfc822;${mailbox.address}`,
    ...(item.internetMessageId === undefined ? [] : [`Original-Message-ID: ${item.internetMessageId}`]),
    `Disposition: automatic-action/MDN-sent-automatically; ${disposition}`,
    `--${boundary}--`,
    '',
  ]
  const mime = Buffer.from(lines.join('\r\n'), 'ascii')
  const owner = { name: mailbox.displayName, address: mailbox.address }
  const envelope = { ...(await readMessageEnvelope(mime)), from: owner, sender: owner, to: [to] }
  await delivery.send(mailbox.address, newMessage(mime, envelope, {}))
}
