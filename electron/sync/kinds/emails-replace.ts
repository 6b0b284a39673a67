/**
 * A draft whose content changed is created anew, and the older version is removed afterwards.
 *
 * Rejected: replacing the MIME content by UpdateItem, which leaves properties of the older content behind on some
 * servers.
 */
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import type { MailFolder } from '#shared/domain/sync-kinds.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import { malformedResponse } from '../../exchange/errors.ts'
import { NO_KEYS } from '../../prime/sync-status.ts'
import { createEmails, homeOf } from './emails-create.ts'
import { fetchEmail, isMailFolder } from './emails-fetch.ts'
import type { ChangedEmail } from './emails-state.ts'
import { readItems } from './item-keys.ts'
import { type FoundVersion, findByClientIds, removeItems } from './item-writes.ts'
import type { KindSession, StoredVersion } from './kind.ts'

export function hasNewContent({ fields, record }: ChangedEmail): boolean {
  return fields.has('content') && record.isDraft
}

/**
 * The new version of a draft in its folder, or among the drafts when it is to be sent.
 *
 * An attempt before may have created it already. What it created then counts only if it says what the draft says now;
 * if somebody went on writing meanwhile, it goes.
 *
 * @returns `null` when the draft that is there says it already
 */
export async function replaceDraft(
  session: KindSession,
  version: ChangedEmail,
): Promise<Result<Result<StoredVersion> | null>> {
  const { clientId, record, fields } = version
  const folder = fields.has('folder') ? homeOf(record) : version.folder
  if (!isMailFolder(folder)) throw new Error(`A draft in ${folder}`)
  const known = await findByClientIds(session, session.referenceTo(folder), [clientId])
  if (!known.ok) return known
  for (const found of known.value.get(clientId) ?? []) {
    const isSame = await saysTheSame(session, found, folder, record)
    if (!isSame.ok) return isSame
    const isItself = found.id === version.id
    if (isSame.value) return ok(isItself ? null : ok(createdBefore(version, found, folder)))
    if (isItself) continue
    const removed = await removeItems(session, [{ ...found, folder, record: null, isObsolete: true }])
    if (!removed.ok) return removed
  }
  const isUnchanged = await requireUnchanged(session, version)
  if (!isUnchanged.ok) return isUnchanged
  if (!isUnchanged.value.ok) return ok(isUnchanged.value)
  const answered = await createEmails(session, [{ clientId, record: { ...record, folder }, folder }])
  if (!answered.ok) return answered
  const [outcome = failure(malformedResponse('CreateItem: no answer'))] = answered.value
  return ok(outcome.ok ? ok({ ...outcome.value, replaces: version.id }) : outcome)
}

async function saysTheSame(
  session: KindSession,
  { id }: FoundVersion,
  folder: MailFolder,
  { contentDigest }: EmailRecord,
): Promise<Result<boolean>> {
  const fetched = await fetchEmail(session, id, folder)
  return fetched.ok ? ok(fetched.value?.record.contentDigest === contentDigest) : fetched
}

function createdBefore(
  { id, clientId, record }: ChangedEmail,
  created: FoundVersion,
  folder: MailFolder,
): StoredVersion {
  const { internetMessageId } = record
  const keys = { ...NO_KEYS, clientId, internetMessageId }
  return { ...created, keys, folder, record: null, replaces: id }
}

/** Creating has no guard against a change by somebody else, which would go with the version that is replaced. */
async function requireUnchanged(
  session: KindSession,
  { id, changeKey }: ChangedEmail,
): Promise<Result<Result<null>>> {
  const read = await readItems(session, [id], {
    base: 'IdOnly',
    properties: [],
    extended: [],
    body: 'best',
  })
  if (!read.ok) return read
  const item = read.value.get(id)
  if (item === undefined) return ok(failure(appError('exchange.item-not-found', told('ErrorItemNotFound'))))
  return ok(
    item.changeKey === changeKey
      ? ok(null)
      : failure(appError('exchange.conflict', told('ErrorIrresolvableConflict'))),
  )
}

/** As Exchange would have said it. */
function told(responseCode: string) {
  return { responseCode, message: responseCode }
}
