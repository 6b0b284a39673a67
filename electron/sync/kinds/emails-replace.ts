/**
 * A draft whose content changed is created anew, and the older version is removed afterwards.
 *
 * Rejected: replacing the MIME content by UpdateItem, which leaves properties of the older content behind on some
 * servers.
 */
import { appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import { malformedResponse } from '../../exchange/errors.ts'
import { NO_KEYS } from '../../prime/sync-status.ts'
import { createEmails, homeOf } from './emails-create.ts'
import type { ChangedEmail } from './emails-state.ts'
import { readItems } from './item-keys.ts'
import { findByClientIds } from './item-writes.ts'
import type { KindSession, StoredVersion } from './kind.ts'

export function hasNewContent({ fields, record }: ChangedEmail): boolean {
  return fields.has('content') && record.isDraft
}

/** The new version of a draft in its folder, or among the drafts when it is to be sent. */
export async function replaceDraft(
  session: KindSession,
  version: ChangedEmail,
): Promise<Result<Result<StoredVersion>>> {
  const { clientId, record } = version
  const folder = homeOf(record)
  const known = await findByClientIds(session, session.referenceTo(folder), [clientId])
  if (!known.ok) return known
  const created = known.value.get(clientId)
  const replaces = version.id
  if (created !== undefined) {
    const { internetMessageId } = record
    const keys = { ...NO_KEYS, clientId, internetMessageId }
    return ok(ok({ ...created, keys, folder, record: null, replaces }))
  }
  const isUnchanged = await requireUnchanged(session, version)
  if (!isUnchanged.ok) return isUnchanged
  if (!isUnchanged.value.ok) return ok(isUnchanged.value)
  const answered = await createEmails(session, [{ clientId, record, folder: record.folder }])
  if (!answered.ok) return answered
  const [outcome = failure(malformedResponse('CreateItem: no answer'))] = answered.value
  return ok(outcome.ok ? ok({ ...outcome.value, replaces }) : outcome)
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
