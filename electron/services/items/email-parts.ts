/** What an e-mail consists of, to be composed anew with some of it changed: its attachments and its HTML stay. */
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import type { EmailPerson } from '#shared/domain/prime.ts'
import type { NewAttachment } from '../../prime/compose-email.ts'
import { readMessage } from '../../prime/mime-message.ts'

/** @param present `null`: a new e-mail, of which there is nothing yet */
export async function partsOfEmail(
  present: { readonly record: EmailRecord; readonly mime: Uint8Array } | null,
) {
  if (present === null) {
    const nobody: readonly EmailPerson[] = []
    const attachments: readonly NewAttachment[] = []
    return { from: null, to: nobody, cc: nobody, bcc: nobody, subject: '', text: '', html: null, attachments }
  }
  const { from, to, cc, bcc, subject } = present.record
  const { text, html, attachments } = await readMessage(present.mime)
  return { from, to, cc, bcc, subject, text: text ?? '', html, attachments }
}
