/**
 * Reads MIME content with `postal-mime`, leniently: real mail is broken in every way, and a message that cannot be
 * taken apart is still listed and kept byte for byte. Nothing here changes the stored content.
 */
import PostalMime, { type Address } from 'postal-mime'
import { type Instant, instantOf } from '#shared/domain/ids.ts'
import type { EmailPerson } from '#shared/domain/prime.ts'
import { decodeFaster } from './content-decoders.ts'

decodeFaster(PostalMime)

export type MimeAttachment = {
  readonly name: string
  readonly contentType: string
  readonly contentId: string | null
  readonly isInline: boolean
  readonly content: Uint8Array
}

export type MimeMessage = {
  /** Of the whole, in lower case; `''` when the message does not say. */
  readonly contentType: string
  readonly subject: string
  readonly messageId: string | null
  readonly sentAt: Instant | null
  readonly from: EmailPerson | null
  readonly to: readonly EmailPerson[]
  readonly cc: readonly EmailPerson[]
  readonly bcc: readonly EmailPerson[]
  readonly text: string | null
  readonly html: string | null
  readonly attachments: readonly MimeAttachment[]
}

/** A message that cannot be taken apart. */
export const UNREADABLE: MimeMessage = {
  contentType: '',
  subject: '',
  messageId: null,
  sentAt: null,
  from: null,
  to: [],
  cc: [],
  bcc: [],
  text: null,
  html: null,
  attachments: [],
}

/** Deeper nesting is not mail but an attack on the parser. */
const MAX_NESTING_DEPTH = 64

export async function readMessage(mime: Uint8Array): Promise<MimeMessage> {
  try {
    const parsed = await PostalMime.parse(mime, {
      attachmentEncoding: 'arraybuffer',
      maxNestingDepth: MAX_NESTING_DEPTH,
    })
    return {
      contentType: parsed.headers.find(({ key }) => key === 'content-type')?.value.toLowerCase() ?? '',
      subject: parsed.subject ?? '',
      messageId: parsed.messageId ?? null,
      sentAt: instantOfHeader(parsed.date),
      from: people(parsed.from ? [parsed.from] : [])[0] ?? null,
      to: people(parsed.to),
      cc: people(parsed.cc),
      bcc: people(parsed.bcc),
      text: parsed.text ?? null,
      html: parsed.html ?? null,
      attachments: parsed.attachments.map((attachment, index) => ({
        name: attachment.filename ?? `attachment-${index + 1}`,
        contentType: attachment.mimeType,
        contentId: attachment.contentId?.replace(/^<|>$/g, '') ?? null,
        isInline: attachment.disposition === 'inline' || attachment.related === true,
        content: bytesOf(attachment.content),
      })),
    }
  } catch {
    // postal-mime throws on structures it refuses (nesting, header size). The message stays, as raw content.
    return UNREADABLE
  }
}

/** `postal-mime` gives ISO 8601 where it understands the header, else the header as it is. */
function instantOfHeader(date: string | undefined): Instant | null {
  const time = new Date(date ?? '')
  return Number.isNaN(time.getTime()) ? null : instantOf(time)
}

/** Groups are replaced by their members. */
function people(addresses: readonly Address[] | undefined): EmailPerson[] {
  return (addresses ?? []).flatMap((entry) =>
    entry.group ? people(entry.group) : [{ name: entry.name, address: entry.address }],
  )
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content)
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}
