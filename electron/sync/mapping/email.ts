/**
 * E-mail: Exchange message → Winoffice Prime e-mail.
 *
 * | Prime field                     | Exchange                                   | what is lost                    |
 * | ------------------------------- | ------------------------------------------ | ------------------------------- |
 * | subject, from, is read          | Subject, From, IsRead                      | nothing                         |
 * | importance, categories          | Importance, Categories                     | nothing                         |
 * | sent at, received at            | DateTimeSent, DateTimeReceived             | nothing                         |
 * | to, cc, attachments (name, size)| read from the MIME content                 | nothing: the MIME content stays |
 * | MIME content                    | MimeContent                                | nothing, byte for byte          |
 *
 * `contentHash` covers the normalised properties and the decoded parts, never raw MIME: real servers regenerate it
 * with a new random boundary on every GetItem. Nor does it cover the read flag, which changes without a fetch
 * (ReadFlagChange) and is written by itself.
 */
import { createHash } from 'node:crypto'
import type { EmailAttachment, EmailFolder, EmailPerson } from '#shared/domain/prime.ts'
import { instantOf, type Instant } from '#shared/domain/ids.ts'
import type { FetchedItem } from '../../exchange/exchange-client.ts'
import { readMessage } from '../../prime/mime-message.ts'
import type { ContentHash, EmailRecord } from '../../prime/prime-store.ts'

export type MappedEmail = { readonly email: EmailRecord; readonly contentHash: string }

/** @param mime where the MIME content of `item` has been stored */
export async function emailOf(
  item: FetchedItem,
  folder: EmailFolder,
  mime: ContentHash,
): Promise<MappedEmail> {
  const message = await readMessage(item.mime)
  const attachments: EmailAttachment[] = message.attachments.map(({ name, contentType, content }) => ({
    name,
    contentType,
    size: content.byteLength,
  }))
  const email: EmailRecord = {
    folder,
    subject: item.subject,
    from: personOf(item.from) ?? message.from,
    to: message.to,
    cc: message.cc,
    sentAt: instantOrNull(item.sentAt),
    receivedAt: instantOrNull(item.receivedAt),
    isRead: item.isRead,
    importance: item.importance,
    categories: item.categories,
    internetMessageId: item.internetMessageId,
    itemClass: item.itemClass,
    attachments,
    mime,
    size: item.mime.byteLength,
  }
  const hash = createHash('sha256')
  const { mime: _mime, size: _size, isRead: _isRead, ...properties } = email
  hash.update(JSON.stringify(properties))
  hash.update(JSON.stringify([message.text, message.html]))
  for (const attachment of message.attachments) hash.update(attachment.content)
  return { email, contentHash: hash.digest('hex') }
}

function personOf(person: FetchedItem['from']): EmailPerson | null {
  return person && (person.name !== '' || person.address !== '')
    ? { name: person.name, address: person.address }
    : null
}

/** Exchange writes `xs:dateTime` with 0 to 9 digits of fraction; what cannot be read is treated as not told. */
function instantOrNull(text: string | null): Instant | null {
  if (text === null) return null
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? null : instantOf(date)
}
