/**
 * The object that a form describes, as the engine takes it. By the code of the command line, so that both make the
 * same of the same words. An e-mail is composed into a file in `scratch`, from which the store takes it.
 */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import { peopleTexts, type EmailDraft, type ItemDraft } from '#shared/domain/item-drafts.ts'
import type { EmailRecord, PrimeRecord } from '#shared/domain/prime-items.ts'
import type { EmailPerson } from '#shared/domain/prime.ts'
import { fieldError } from '#shared/domain/validation.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { wallClockOf } from '#shared/domain/wall-time.ts'
import { instantOf } from '#shared/domain/ids.ts'
import { composeEmail } from '../../prime/compose-email.ts'
import type { EngineApi } from '../../sync/engine-api.ts'
import type { PrimeItemDraft } from '../../sync/prime-item-calls.ts'
import { peopleOf } from './addresses.ts'
import { appointmentOf } from './appointment-values.ts'
import { appointmentValues, taskValues } from './draft-values.ts'
import { partsOfEmail } from './email-parts.ts'
import { taskOf } from './task-values.ts'

export type DraftContext = {
  readonly engine: Pick<EngineApi, 'exportPrimeItem'>
  readonly owner: EmailPerson
  /** Of Winoffice Prime, an IANA name. */
  readonly zone: string
  readonly scratch: string
}

/** @param present the object that is changed; `null`: a new one */
export async function objectOfDraft(
  draft: ItemDraft,
  present: { readonly id: PrimeItemId; readonly record: PrimeRecord } | null,
  context: DraftContext,
): Promise<Result<PrimeItemDraft>> {
  const { owner, zone } = context
  const base = present?.record ?? null
  if (base !== null && base.kind !== draft.kind) return failure(fieldError('kind', 'field.invalid'))
  if (draft.kind === 'email') {
    if (base?.kind === 'email' && !base.isDraft) return failure(fieldError('kind', 'field.invalid'))
    const before = present && base?.kind === 'email' ? { id: present.id, record: base } : null
    return await emailFile(draft, before, context)
  }
  if (draft.kind === 'task') {
    const today = wallClockOf(instantOf(new Date()), zone).day
    return taskOf(taskValues(draft), base?.kind === 'task' ? base : null, zone, today)
  }
  const before = base === null || base.kind === 'email' || base.kind === 'task' ? null : base
  const appointment = { kind: draft.kind, base: before, organizer: owner, systemZone: zone }
  return appointmentOf(appointmentValues(draft, before, zone), appointment)
}

async function emailFile(
  { subject, to: typed, text }: EmailDraft,
  present: { readonly id: PrimeItemId; readonly record: EmailRecord } | null,
  { engine, owner, scratch }: DraftContext,
): Promise<Result<PrimeItemDraft>> {
  const file = path.join(scratch, 'message.eml')
  let before = null
  if (present !== null) {
    const written = await engine.exportPrimeItem({ id: present.id, path: file })
    if (!written.ok) return written
    before = { record: present.record, mime: await readFile(file) }
  }
  const to = peopleOf(peopleTexts(typed), 'to')
  if (!to.ok) return to
  const parts = await partsOfEmail(before)
  // Text of a form has other line ends, and no empty lines at its end.
  const isSameText = plain(parts.text) === plain(text)
  const content = {
    ...parts,
    ...{ subject, to: to.value, from: parts.from ?? owner },
    ...(isSameText ? {} : { text, html: null }),
  }
  await writeFile(file, await composeEmail(content, new Date()))
  const { flag, importance, categories, mustBeEncrypted } = present?.record ?? NEW_DRAFT
  const marks = { flag, importance, categories: [...categories], mustBeEncrypted }
  return ok({
    ...{ kind: 'email-file', file, folder: present?.record.folder ?? 'drafts', isRead: true, isDraft: true },
    ...marks,
  })
}

const plain = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd()

const NEW_DRAFT = { flag: 'none', importance: 'normal', categories: [], mustBeEncrypted: false } as const
