/**
 * Writes changes of messages to Exchange: state by UpdateItem, folder by MoveItem, content of drafts by a new version
 * (`emails-replace.ts`), and what was put into the outbox by sending it (`emails-send.ts`).
 *
 * State comes first and is written only over the version that is known: a stale change key refuses it. A move has no
 * such guard on Exchange and needs none. When the move fails behind an update, the next run finds the state equal and
 * moves again.
 *
 * A draft that was changed and put into the outbox is replaced first, among the drafts; the update that follows sends
 * it. Done in one, a lost answer would leave open whether there ever was a new version to be sent.
 */
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { FolderReference } from '../../exchange/exchange-client.ts'
import { malformedResponse } from '../../exchange/errors.ts'
import { NO_KEYS } from '../../prime/sync-status.ts'
import { hasNewContent, replaceDraft } from './emails-replace.ts'
import { isToBeSent, sendEmail } from './emails-send.ts'
import { type ChangedEmail, updateState } from './emails-state.ts'
import { type FoundVersion, referenceTo } from './item-writes.ts'
import type { Kind, KindSession, StoredVersion } from './kind.ts'
import { PLAIN_PORTION, groupedBy, inOrder, inPortions, portionsOf } from './portions.ts'

export const updateEmails: Kind<EmailRecord>['update'] = async (session, versions) => {
  const outcomes = new Map<ChangedEmail, Result<StoredVersion>>()
  const others: ChangedEmail[] = []
  for (const version of versions) {
    const isSent = isToBeSent(version)
    if (!isSent && !hasNewContent(version)) {
      others.push(version)
      continue
    }
    const stored = isSent ? await sendEmail(session, version) : await replaceDraft(session, version)
    if (!stored.ok) return stored
    if (stored.value === null) others.push(version)
    else outcomes.set(version, stored.value)
  }
  const updated = await updateState(session, others)
  if (!updated.ok) return updated
  const toMove: ChangedEmail[] = []
  const present = new Map<ChangedEmail, FoundVersion>()
  for (const [version, outcome] of updated.value) {
    if (!outcome.ok) outcomes.set(version, outcome)
    else {
      present.set(version, outcome.value)
      if (isToBeMoved(version)) toMove.push(version)
      else outcomes.set(version, ok(storedVersion(version, outcome.value)))
    }
  }
  const moved = await moveAll(session, toMove, present)
  if (!moved.ok) return moved
  for (const [version, outcome] of moved.value) outcomes.set(version, outcome)
  return inOrder(versions, outcomes)
}

/** Into the outbox nothing is ever moved: Outlook would send it. */
function isToBeMoved({ fields, record, folder }: ChangedEmail): boolean {
  return fields.has('folder') && record.folder !== folder && record.folder !== 'outbox'
}

async function moveAll(
  session: KindSession,
  versions: readonly ChangedEmail[],
  present: ReadonlyMap<ChangedEmail, FoundVersion>,
): Promise<Result<Map<ChangedEmail, Result<StoredVersion>>>> {
  const outcomes = new Map<ChangedEmail, Result<StoredVersion>>()
  for (const [folder, group] of groupedBy(versions, ({ record }) => record.folder)) {
    const to = session.referenceTo(folder)
    const moved = await inPortions(portionsOf(group, PLAIN_PORTION), (portion) =>
      session.client.gateway.moveItems(
        { items: portion.map((version) => referenceTo(present.get(version) ?? version)), to },
        session.signal,
      ),
    )
    if (!moved.ok) return moved
    for (const [version, outcome] of moved.value) {
      const where = await whereItLies(session, to, version, outcome)
      if (!where.ok) return where
      outcomes.set(
        version,
        where.value.ok ? ok({ ...storedVersion(version, where.value.value), folder }) : where.value,
      )
    }
  }
  return ok(outcomes)
}

/** A moved item has a new id. Where Exchange does not tell it, or had moved it before, the item is looked for. */
async function whereItLies(
  session: KindSession,
  folder: FolderReference,
  version: ChangedEmail,
  outcome: Result<FoundVersion | null>,
): Promise<Result<Result<FoundVersion>>> {
  if (outcome.ok && outcome.value !== null) return ok(ok(outcome.value))
  if (!outcome.ok && outcome.error.code !== 'exchange.item-not-found') return ok(outcome)
  const missing: Result<FoundVersion> = outcome.ok
    ? failure(malformedResponse('MoveItem: no ItemId'))
    : outcome
  const { internetMessageId } = version.record
  if (internetMessageId === null) return ok(missing)
  const found = await session.client.findItems(
    {
      folder,
      shape: { base: 'IdOnly', properties: [], extended: [], body: 'best' },
      view: { kind: 'page', offset: 0, size: 2, from: 'start' },
      restriction: {
        kind: 'is-equal-to',
        property: 'message:InternetMessageId',
        value: internetMessageId,
      },
    },
    session.signal,
  )
  if (!found.ok) return found
  const [item, another] = found.value.items
  const isCertain = item !== undefined && another === undefined
  return ok(isCertain ? ok({ id: item.id, changeKey: item.changeKey }) : missing)
}

function storedVersion(version: ChangedEmail, { id, changeKey }: FoundVersion): StoredVersion {
  return { id, changeKey, keys: NO_KEYS, folder: version.folder, record: null, replaces: null }
}
