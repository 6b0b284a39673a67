/**
 * The MIME content of a new e-mail, by nodemailer. It is stored as it comes from here, Bcc included: what is stored
 * is what Exchange gets.
 */
import MailComposer from 'nodemailer/lib/mail-composer'
import type { EmailPerson } from '#shared/domain/prime.ts'

export type NewEmail = {
  readonly from: EmailPerson
  readonly to: readonly EmailPerson[]
  readonly cc: readonly EmailPerson[]
  readonly bcc: readonly EmailPerson[]
  readonly subject: string
  readonly text: string
  /** `null`: the e-mail has text alone. */
  readonly html: string | null
  readonly attachments: readonly NewAttachment[]
}

export type NewAttachment = {
  readonly name: string
  readonly content: Uint8Array
}

/** @returns the bytes, with CRLF line ends; the type of an attachment follows its name */
export async function composeEmail(email: NewEmail, date: Date): Promise<Uint8Array> {
  const composer = new MailComposer({
    from: email.from,
    to: [...email.to],
    cc: [...email.cc],
    bcc: [...email.bcc],
    subject: email.subject,
    date,
    text: email.text,
    ...(email.html !== null && { html: email.html }),
    attachments: email.attachments.map(({ name, content }) => ({
      filename: name,
      content: Buffer.from(content),
    })),
    newline: '\r\n',
    // Nothing that an e-mail says is fetched from anywhere.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const message = composer.compile()
  message.keepBcc = true
  return await message.build()
}
