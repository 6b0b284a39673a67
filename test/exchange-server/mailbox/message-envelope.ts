/**
 * Reads from a MIME message what EWS lists beside it, leniently: a broken message is listed with what could be
 * read, and never refused. The bytes themselves are left alone.
 */
import PostalMime, { type Address as ParsedAddress, type Email, addressParser } from 'postal-mime'
import type { Address, MessageEnvelope } from './item.ts'

export type MessageAttachment = {
  readonly name: string
  readonly contentType: string
  readonly contentId: string | undefined
  readonly isInline: boolean
  readonly bytes: Uint8Array
}

/** What is only read when a request asks for it. */
export type MessageDetails = {
  readonly html: string | undefined
  readonly plain: string | undefined
  readonly attachments: readonly MessageAttachment[]
}

// What MAPI can hold as a time (MS-OXCDATA 2.11.1, PtypTime) and EWS writes with four digits.
const EARLIEST = Date.UTC(1601, 0, 1)
const LATEST = Date.UTC(4500, 0, 1)

const EMPTY: MessageEnvelope = {
  subject: '',
  from: undefined,
  sender: undefined,
  to: [],
  cc: [],
  bcc: [],
  replyTo: [],
  internetMessageId: undefined,
  inReplyTo: undefined,
  references: undefined,
  sentAt: undefined,
  hasAttachments: false,
}

async function parse(mime: Uint8Array): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(mime)
  } catch {
    return undefined // the limits of the parser; such a message is listed without a subject
  }
}

/** Reads the envelope of a message. */
export async function readMessageEnvelope(mime: Uint8Array): Promise<MessageEnvelope> {
  const email = await parse(mime)
  if (email === undefined) return EMPTY
  const sent = email.date === undefined ? Number.NaN : Date.parse(email.date)
  const from = addresses(email.from)[0]
  return {
    subject: email.subject ?? '',
    from,
    sender: addresses(email.sender)[0] ?? from,
    to: addresses(email.to),
    cc: addresses(email.cc),
    bcc: addresses(email.bcc),
    replyTo: addresses(email.replyTo),
    internetMessageId: email.messageId,
    inReplyTo: email.inReplyTo,
    references: email.references,
    sentAt: sent >= EARLIEST && sent <= LATEST ? sent : undefined,
    hasAttachments: attachments(email).some((attachment) => !attachment.isInline),
    ...readReceiptTo(email),
  }
}

function readReceiptTo({ headers }: Email): Pick<MessageEnvelope, 'readReceiptTo'> | undefined {
  const value = headers.find(({ key }) => key === 'disposition-notification-to')?.value
  const first = value === undefined ? undefined : addressParser(value)[0]
  return first?.address === undefined
    ? undefined
    : { readReceiptTo: { name: first.name, address: first.address } }
}

/** Reads body and attachments of a message. */
export async function readMessageDetails(mime: Uint8Array): Promise<MessageDetails> {
  const email = await parse(mime)
  if (email === undefined) return { html: undefined, plain: undefined, attachments: [] }
  // The parser ends every text with a line feed of its own.
  return { html: email.html, plain: email.text?.replace(/\n$/, ''), attachments: attachments(email) }
}

function addresses(parsed: ParsedAddress | readonly ParsedAddress[] | undefined): Address[] {
  if (parsed === undefined) return []
  const list = Array.isArray(parsed) ? (parsed as readonly ParsedAddress[]) : [parsed as ParsedAddress]
  return list.flatMap((entry) =>
    entry.group === undefined
      ? [{ name: entry.name, address: entry.address }]
      : entry.group.map(({ name, address }) => ({ name, address })),
  )
}

function attachments(email: Email): MessageAttachment[] {
  return email.attachments.map((attachment, index) => ({
    name: attachment.filename ?? `attachment-${index + 1}`,
    contentType: attachment.mimeType,
    contentId: attachment.contentId?.replace(/^<|>$/g, ''),
    isInline: attachment.related === true || attachment.disposition === 'inline',
    bytes:
      typeof attachment.content === 'string'
        ? Buffer.from(attachment.content, 'utf8')
        : new Uint8Array(attachment.content),
  }))
}
