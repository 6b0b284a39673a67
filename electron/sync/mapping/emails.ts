/**
 * E-mails: the fields of a Winoffice Prime e-mail and the properties of an Exchange message.
 *
 * Two versions of a message are compared by `contentDigest` and never by raw MIME: a real server regenerates MIME
 * with a new random boundary on every GetItem. While the digest is the same, the MIME content in the store stays as
 * it came first, byte for byte.
 *
 * What a message says changes only while it is a draft. What was sent or received is the same on both sides for
 * ever, whatever somebody does to one copy of it: so content goes down always, up only from a draft.
 *
 * Encrypted and signed messages (S/MIME by class or content type, PGP as multipart/encrypted or as armour in the
 * text) are marked with how they are protected and are otherwise handled as any other: nothing is taken apart but
 * to list it. Signed S/MIME is marked too, since changing it would break the signature.
 *
 * Restoring from the recycle bin is not synchronised: what was last equal lay in the deleted items, so the folder is
 * not mirrored any more. Rejected: asking where the item lies now, which after the first restoring says `inbox` and
 * would let the next change move the item back into the bin.
 */
import { createHash } from 'node:crypto'
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import type { EmailPerson } from '#shared/domain/prime.ts'
import type { MailFolder } from '#shared/domain/sync-kinds.ts'
import { type Result, ok } from '#shared/result.ts'
import type { FetchedItem } from '../../exchange/exchange-client.ts'
import { type MessageOutline, outlineOf } from '../../prime/message-outline.ts'
import type { NewContent } from '../../prime/prime-store.ts'
import { type FieldTable, digestOfValue } from './field-table.ts'

const IN_THE_BIN = digestOfValue('deleted' satisfies MailFolder)

export const EMAIL_FIELDS: FieldTable<EmailRecord> = [
  {
    name: 'folder',
    prime: { de: 'Ordner', en: 'Folder' },
    exchange: 'item:ParentFolderId',
    direction: 'both',
    lost: {
      de: 'Das Wiederherstellen aus dem Papierkorb; nicht gewählte Ordner.',
      en: 'Restoring from the deleted items; folders that were not chosen.',
    },
    keys: ['folder'],
    comparable: ({ folder }) => folder,
    // What is no draft cannot be sent again, and Outlook sends what it finds in the outbox.
    isExported: ({ folder, isDraft }) => folder !== 'outbox' || isDraft,
    isMirrored: (base) => base.folder !== IN_THE_BIN,
    // It was to be sent, and it has been, even if we did not hear of it.
    isFulfilled: (prime, exchange) =>
      prime.folder === 'outbox' && exchange.folder === 'sent' && !exchange.isDraft,
  },
  {
    name: 'isRead',
    prime: { de: 'Gelesen', en: 'Read' },
    exchange: 'message:IsRead',
    direction: 'both',
    lost: { de: 'Lesebestätigungen: Es wird nie eine ausgelöst.', en: 'Read receipts: none is ever sent.' },
    keys: ['isRead'],
  },
  {
    name: 'flag',
    prime: { de: 'Kennzeichnung', en: 'Flag' },
    exchange: 'item:Flag',
    direction: 'both',
    lost: {
      de: 'Beginn, Fälligkeit und Erinnerung der Kennzeichnung.',
      en: 'Start, due date and reminder of the flag.',
    },
    keys: ['flag'],
  },
  {
    name: 'importance',
    prime: { de: 'Wichtigkeit', en: 'Importance' },
    exchange: 'item:Importance',
    direction: 'both',
    lost: null,
    keys: ['importance'],
  },
  {
    name: 'categories',
    prime: { de: 'Kategorien', en: 'Categories' },
    exchange: 'item:Categories',
    direction: 'both',
    lost: { de: 'Farben der Kategorien.', en: 'Colours of the categories.' },
    keys: ['categories'],
    comparable: ({ categories }) => [...new Set(categories)].sort(),
  },
  {
    name: 'content',
    prime: {
      de: 'Inhalt: Betreff, Absender, Empfänger, Text, Anhänge',
      en: 'Content: subject, sender, recipients, text, attachments',
    },
    exchange: 'item:MimeContent',
    direction: 'both',
    lost: {
      de: 'Nichts. Nach Exchange gehen nur Änderungen von Entwürfen; verschlüsselte Nachrichten bleiben, wie sie sind.',
      en: 'Nothing. Only changes of drafts go to Exchange; encrypted messages stay as they are.',
    },
    keys: [
      'subject',
      'from',
      'to',
      'cc',
      'bcc',
      'attachments',
      'itemClass',
      'encryption',
      'mime',
      'size',
      'contentDigest',
    ],
    // Exchange keeps the subject beside the content, where Outlook changes it.
    comparable: ({ subject, contentDigest }) => [subject, contentDigest],
    isExported: ({ isDraft }) => isDraft,
  },
  {
    name: 'isDraft',
    prime: { de: 'Entwurf', en: 'Draft' },
    exchange: 'item:IsDraft',
    direction: 'down',
    lost: null,
    keys: ['isDraft'],
  },
  {
    name: 'sentAt',
    prime: { de: 'Gesendet am', en: 'Sent at' },
    exchange: 'item:DateTimeSent',
    direction: 'down',
    lost: null,
    keys: ['sentAt'],
  },
  {
    name: 'receivedAt',
    prime: { de: 'Empfangen am', en: 'Received at' },
    exchange: 'item:DateTimeReceived',
    direction: 'down',
    lost: null,
    keys: ['receivedAt'],
  },
  {
    name: 'internetMessageId',
    prime: { de: 'Nachrichten-ID', en: 'Message id' },
    exchange: 'message:InternetMessageId',
    direction: 'down',
    lost: null,
    keys: ['internetMessageId'],
  },
  {
    name: 'mustBeEncrypted',
    prime: { de: 'Verschlüsselt senden', en: 'To be sent encrypted' },
    exchange: '–',
    direction: 'up',
    lost: {
      de: 'Exchange erfährt nichts davon: Die Nachricht wird nicht gesendet.',
      en: 'Exchange does not hear of it: the message is not sent.',
    },
    keys: ['mustBeEncrypted'],
    comparable: () => 'kept by Winoffice Prime alone',
  },
]

/** What the MIME content alone tells of an e-mail. */
export type EmailContentFields = Pick<
  EmailRecord,
  | 'subject'
  | 'from'
  | 'to'
  | 'cc'
  | 'bcc'
  | 'sentAt'
  | 'internetMessageId'
  | 'itemClass'
  | 'encryption'
  | 'attachments'
  | 'contentDigest'
>

/** @returns `prime.unreadable` when the file of a large message cannot be read */
export async function contentFieldsOf(content: NewContent): Promise<Result<EmailContentFields>> {
  const outlined = await outlineOf(content)
  return outlined.ok ? ok(fieldsOf(outlined.value, itemClassOf(outlined.value), [])) : outlined
}

/**
 * @param item its content must not have been stored yet, which takes the file of a large one away
 * @returns `prime.unreadable` when that file cannot be read
 */
export async function emailOf(item: FetchedItem, folder: MailFolder): Promise<Result<EmailRecord>> {
  const outlined = await outlineOf(item.mime)
  if (!outlined.ok) return outlined
  const fields = fieldsOf(outlined.value, item.itemClass, item.bcc)
  const { isRead, isDraft, flag, importance, categories, sentAt, receivedAt } = item
  return ok({
    ...fields,
    kind: 'email',
    folder,
    subject: item.subject,
    from: personOf(item.from) ?? fields.from,
    sentAt,
    receivedAt,
    isRead,
    isDraft,
    flag,
    importance,
    categories: [...categories],
    internetMessageId: item.internetMessageId,
    mustBeEncrypted: false,
    mime: item.mime.sha256 as EmailRecord['mime'],
    size: item.mime.size,
  })
}

function fieldsOf(
  message: MessageOutline,
  itemClass: string,
  knownBcc: readonly EmailPerson[],
): EmailContentFields {
  const bcc = knownBcc.length > 0 ? knownBcc : message.bcc
  return {
    subject: message.subject,
    from: message.from,
    to: [...message.to],
    cc: [...message.cc],
    bcc: [...bcc],
    sentAt: message.sentAt,
    internetMessageId: message.messageId,
    itemClass,
    encryption: encryptionOf(itemClass, message),
    attachments: message.attachments.map(({ name, contentType, size }) => ({ name, contentType, size })),
    contentDigest: contentDigestOf({ ...message, bcc }),
  }
}

/** Without what servers write in their own way: line ends, names of people whose address says who they are. */
function contentDigestOf(message: MessageOutline): string {
  const { subject, from, to, cc, bcc, text, html, attachments } = message
  const people = [from === null ? [] : [from], to, cc, bcc].map((list) => list.map(addressOf))
  const texts = [text, html].map((each) => each?.replace(/\r\n?/g, '\n').trimEnd() ?? '')
  const parts = attachments.map(({ name, contentType, size, digest }) => [
    name,
    contentType.toLowerCase(),
    size,
    digest,
  ])
  const said = JSON.stringify([subject.replace(/\s+/g, ' ').trim(), people, texts, parts])
  return createHash('sha256').update(said).digest('hex')
}

function addressOf({ name, address }: EmailPerson): string {
  return address === '' ? name : address.toLowerCase()
}

const PGP_ARMOUR = /^-----BEGIN PGP MESSAGE-----/m

function encryptionOf(itemClass: string, message: MessageOutline): EmailRecord['encryption'] {
  const { contentType, text, html } = message
  if (/^IPM\.Note\.SMIME\b/i.test(itemClass) || itemClassOf(message) !== MESSAGE) return 'smime'
  if (contentType.startsWith('multipart/encrypted')) return 'pgp'
  return PGP_ARMOUR.test(text ?? '') || PGP_ARMOUR.test(html ?? '') ? 'pgp' : 'none'
}

const MESSAGE = 'IPM.Note'

/** As Exchange classifies a message by its MIME content (MS-OXOSMIME 2.1.3). */
function itemClassOf({ contentType }: MessageOutline): string {
  if (/^application\/(x-)?pkcs7-mime/.test(contentType)) return `${MESSAGE}.SMIME`
  const isSigned = contentType.startsWith('multipart/signed') && contentType.includes('pkcs7-signature')
  return isSigned ? `${MESSAGE}.SMIME.MultipartSigned` : MESSAGE
}

function personOf(person: FetchedItem['from']): EmailPerson | null {
  return person && (person.name !== '' || person.address !== '')
    ? { name: person.name, address: person.address }
    : null
}
