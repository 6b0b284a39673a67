/** Writes the MIME content of an item that a client made of properties, as Exchange does on the way out. */
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Address, MessageEnvelope } from './item.ts'
import type { MessageAttachment } from './message-envelope.ts'

export type Body = {
  readonly type: 'HTML' | 'Text'
  readonly text: string
}

export type MimeParts = Partial<MessageEnvelope> & {
  readonly body: Body | undefined
  readonly attachments: readonly MessageAttachment[]
}

/** @returns the bytes, with CRLF line ends; Bcc is kept, because what is stored knows it */
export async function composeMime(parts: MimeParts): Promise<Uint8Array> {
  const composer = new MailComposer({
    ...(parts.from && { from: composed(parts.from) }),
    ...(parts.sender && parts.sender.address !== parts.from?.address && { sender: composed(parts.sender) }),
    to: parts.to?.map(composed),
    cc: parts.cc?.map(composed),
    bcc: parts.bcc?.map(composed),
    replyTo: parts.replyTo?.map(composed),
    subject: parts.subject ?? '',
    messageId: parts.internetMessageId,
    inReplyTo: parts.inReplyTo,
    references: parts.references,
    date: new Date(parts.sentAt ?? Date.now()),
    ...(parts.body?.type === 'HTML' ? { html: parts.body.text } : { text: parts.body?.text ?? '' }),
    attachments: parts.attachments.map(({ name, contentType, contentId, isInline, bytes }) => ({
      filename: name,
      contentType,
      content: Buffer.from(bytes),
      contentDisposition: isInline ? ('inline' as const) : ('attachment' as const),
      ...(contentId !== undefined && { cid: contentId }),
    })),
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const message = composer.compile()
  message.keepBcc = true
  return await message.build()
}

const composed = ({ name, address }: Address): { name: string; address: string } => ({ name, address })
