/**
 * An e-mail from options. A new one is composed, or taken from a file; of one that is changed, what is not given is
 * read from its present content and composed anew, so that attachments stay when only the subject changes.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import type { EmailPerson } from '#shared/domain/prime.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { composeEmail, type NewAttachment, type NewEmail } from '../prime/compose-email.ts'
import { peopleOf } from '../services/items/addresses.ts'
import { partsOfEmail } from '../services/items/email-parts.ts'
import type { ItemValues } from '../services/items/item-values.ts'
import { usageError } from './usage-error.ts'

/** What of an e-mail is not in its content. */
export type EmailMarks = Pick<
  EmailRecord,
  'folder' | 'isRead' | 'isDraft' | 'flag' | 'importance' | 'categories' | 'mustBeEncrypted'
>

/** What is in drafts and outbox has not been sent yet. */
const UNSENT: readonly string[] = ['drafts', 'outbox']

export function emailMarksOf(values: ItemValues, base: EmailRecord | null): EmailMarks {
  const folder = values.folder ?? base?.folder ?? 'drafts'
  const isUnsent = UNSENT.includes(folder)
  return {
    folder,
    isRead: values.unread ? false : (values.read ?? base?.isRead ?? isUnsent),
    isDraft: base?.isDraft ?? isUnsent,
    flag: values.flag ?? base?.flag ?? 'none',
    importance: values.importance ?? base?.importance ?? 'normal',
    categories: [...(values.category ?? base?.categories ?? [])],
    mustBeEncrypted: values['must-be-encrypted'] ?? base?.mustBeEncrypted ?? false,
  }
}

const CONTENT_OPTIONS = ['mime', 'subject', 'to', 'cc', 'bcc', 'text', 'html', 'attach'] as const

export function changesContent(values: ItemValues): boolean {
  return CONTENT_OPTIONS.some((option) => values[option] !== undefined)
}

/**
 * The MIME content of what is given.
 * @param present of the e-mail that is changed, `null` for a new one
 */
export async function emailContentOf(
  values: ItemValues,
  owner: EmailPerson,
  present: { readonly record: EmailRecord; readonly mime: Uint8Array } | null,
): Promise<Result<Uint8Array>> {
  if (values.mime !== undefined) {
    const others = CONTENT_OPTIONS.filter((option) => option !== 'mime' && values[option] !== undefined)
    return others.length > 0
      ? failure(usageError('not-for-kind', { option: `--${others.join(', --')}` }))
      : await fileContent(values.mime)
  }
  const before = await partsOfEmail(present)
  const attachments = values.attach ? await attachmentsOf(values.attach) : ok(before.attachments)
  if (!attachments.ok) return attachments
  const people = (option: 'to' | 'cc' | 'bcc') =>
    values[option] ? peopleOf(values[option], option) : ok(before[option])
  const [to, cc, bcc] = [people('to'), people('cc'), people('bcc')]
  if (!to.ok) return to
  if (!cc.ok) return cc
  if (!bcc.ok) return bcc
  const email: NewEmail = {
    from: before.from ?? owner,
    to: to.value,
    cc: cc.value,
    bcc: bcc.value,
    subject: values.subject ?? before.subject,
    text: values.text ?? before.text,
    html: values.html ?? (values.text === undefined ? before.html : null),
    attachments: attachments.value,
  }
  return ok(await composeEmail(email, new Date()))
}

async function attachmentsOf(files: readonly string[]): Promise<Result<NewAttachment[]>> {
  const attachments: NewAttachment[] = []
  for (const file of files) {
    const content = await fileContent(file)
    if (!content.ok) return content
    attachments.push({ name: path.basename(file), content: content.value })
  }
  return ok(attachments)
}

async function fileContent(file: string): Promise<Result<Uint8Array>> {
  try {
    return ok(await readFile(file))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return failure(usageError('file-unreadable', { file, reason: String(error.code) }))
  }
}
