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
import { ok, type Result } from '#shared/result.ts'
import type { FetchedItem } from '../../exchange/exchange-client.ts'
import { outlineOf } from '../../prime/message-outline.ts'
import type { ContentHash, EmailRecord } from '../../prime/prime-store.ts'

export type MappedEmail = { readonly email: EmailRecord; readonly contentHash: string }

/** @returns `prime.unreadable` when the file of a large message cannot be read */
export async function emailOf(item: FetchedItem, folder: EmailFolder): Promise<Result<MappedEmail>> {
  const outlined = await outlineOf(item.mime)
  if (!outlined.ok) return outlined
  const message = outlined.value
  const attachments: EmailAttachment[] = message.attachments.map(({ name, contentType, size }) => ({
    name,
    contentType,
    size,
  }))
  const email: EmailRecord = {
    folder,
    subject: item.subject,
    from: personOf(item.from) ?? message.from,
    to: message.to,
    cc: message.cc,
    sentAt: item.sentAt,
    receivedAt: item.receivedAt,
    isRead: item.isRead,
    importance: item.importance,
    categories: item.categories,
    internetMessageId: item.internetMessageId,
    itemClass: item.itemClass,
    attachments,
    mime: item.mime.sha256 as ContentHash,
    size: item.mime.size,
  }
  const hash = createHash('sha256')
  const { mime: _mime, size: _size, isRead: _isRead, ...properties } = email
  hash.update(JSON.stringify(properties))
  hash.update(JSON.stringify([message.text, message.html]))
  for (const { digest } of message.attachments) hash.update(digest)
  return ok({ email, contentHash: hash.digest('hex') })
}

function personOf(person: FetchedItem['from']): EmailPerson | null {
  return person && (person.name !== '' || person.address !== '')
    ? { name: person.name, address: person.address }
    : null
}
