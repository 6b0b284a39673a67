/**
 * Sends a message that was put into the outbox: by SendItem, with a copy in the sent items.
 *
 * Exchange does not answer SendItem with the id of the copy, and an answer that is lost leaves open whether the
 * message has gone. So the draft is given the client id first, which the engine has committed together with the
 * intent to send: the copy carries it. After an unknown end the message is looked for; sent it is again only when it
 * certainly still lies among the drafts and is not on its way. Rejected: CreateItem with SendAndSaveCopy, which
 * leaves nothing to look for when it fails.
 */
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { type Failure, type Result, failure, ok } from '#shared/result.ts'
import { extendedValue } from '../../exchange/extended-property.ts'
import type { ChangeKey, ExchangeItemId } from '../../exchange/exchange-client.ts'
import { clientIdProperty } from '../../exchange/gateway/client-id.ts'
import { waitFor } from '../../exchange/retry.ts'
import { NO_KEYS } from '../../prime/sync-status.ts'
import { fetchEmail } from './emails-fetch.ts'
import { hasNewContent } from './emails-replace.ts'
import { type ChangedEmail, updateState } from './emails-state.ts'
import { readItems } from './item-keys.ts'
import { type FoundVersion, findByClientIds } from './item-writes.ts'
import type { Kind, KindSession, StoredVersion } from './kind.ts'

/** Milliseconds before each look for the copy: Exchange makes it when its transport has taken the message. */
const LOOKS_FOR_THE_COPY = [0, 250, 500, 1_000, 2_000]

/** What was in Exchange's own outbox already is Exchange's to send. A draft that has changed is replaced first. */
export function isToBeSent(version: ChangedEmail): boolean {
  const { fields, record, folder } = version
  return fields.has('folder') && record.folder === 'outbox' && folder !== 'outbox' && !hasNewContent(version)
}

export const mails: Kind<EmailRecord>['mails'] = (_session, version) => isToBeSent(version)

export async function sendEmail(
  session: KindSession,
  version: ChangedEmail,
): Promise<Result<Result<StoredVersion>>> {
  if (version.record.mustBeEncrypted) return ok(failure(appError('sync.encryption-not-supported')))
  if (version.isRepeatedSending) {
    const sent = await findCopy(session, version)
    if (!sent.ok) return sent
    if (sent.value !== null) return await sentVersion(session, version, sent.value)
  }
  const ready = await readyDraft(session, version)
  if (!ready.ok) return ready
  if (!ready.value.ok) return ok(ready.value)
  const draft = ready.value.value
  const sent = await session.client.gateway.sendItems(
    { items: [draft], copyTo: session.referenceTo('sent') },
    session.signal,
  )
  if (!sent.ok) return sent
  const [outcome] = sent.value
  if (outcome?.ok === false) return ok(outcome)
  for (const wait of LOOKS_FOR_THE_COPY) {
    await waitFor(wait, session.signal)
    const copy = await findCopy(session, version)
    if (!copy.ok) return copy
    if (copy.value !== null) return await sentVersion(session, version, copy.value)
  }
  // It has gone; where the copy is, the next observation tells by the client id.
  return ok(ok(sentUnder({ id: draft.id, changeKey: null }, version)))
}

type ReadyDraft = { readonly id: ExchangeItemId; readonly changeKey: ChangeKey }

/** The draft as it is to be sent, with the client id on it. */
async function readyDraft(session: KindSession, version: ChangedEmail): Promise<Result<Result<ReadyDraft>>> {
  const stamped = await updateState(session, [version], [clientIdProperty(version.clientId)])
  if (!stamped.ok) return stamped
  const outcome = stamped.value.get(version)
  if (outcome === undefined) throw new Error('An update was left without an outcome')
  if (!outcome.ok) return ok(certain(version, outcome.error))
  const { id } = outcome.value
  const changeKey = await sendableKey(session, id)
  if (!changeKey.ok) return changeKey
  return ok(changeKey.value.ok ? ok({ id, changeKey: changeKey.value.value }) : changeKey.value)
}

/** Gone, and an attempt to send it was under way: nobody knows. Otherwise somebody has deleted the draft. */
function certain({ isRepeatedSending }: ChangedEmail, error: AppError): Failure {
  const isUncertain = isRepeatedSending && error.category === 'gone'
  return failure(isUncertain ? appError('sync.sending-uncertain') : error)
}

const MESSAGE_FLAGS = { kind: 'tag', tag: 0x0e07, type: 'Integer' } as const // PidTagMessageFlags, MS-OXCMSG 2.2.1.6
const SUBMITTED = 0x4
const UNSENT = 0x8

/** The change key of a draft that nobody has begun to send. */
async function sendableKey(session: KindSession, id: ExchangeItemId): Promise<Result<Result<ChangeKey>>> {
  const read = await readItems(session, [id], {
    base: 'IdOnly',
    properties: [],
    extended: [MESSAGE_FLAGS],
    body: 'best',
  })
  if (!read.ok) return read
  const item = read.value.get(id)
  const flags = Number(extendedValue(item?.extendedProperties ?? [], MESSAGE_FLAGS) ?? UNSENT)
  const isSendable = (flags & SUBMITTED) === 0 && (flags & UNSENT) !== 0
  const changeKey = item?.changeKey ?? null
  return ok(isSendable && changeKey !== null ? ok(changeKey) : failure(appError('sync.sending-uncertain')))
}

async function findCopy(
  session: KindSession,
  { clientId }: ChangedEmail,
): Promise<Result<FoundVersion | null>> {
  const found = await findByClientIds(session, session.referenceTo('sent'), [clientId])
  return found.ok ? ok(found.value.get(clientId)?.[0] ?? null) : found
}

/** As Exchange keeps it: with its message id, its times, and the sender that it wrote into the content. */
async function sentVersion(
  session: KindSession,
  version: ChangedEmail,
  copy: FoundVersion,
): Promise<Result<Result<StoredVersion>>> {
  const fetched = await fetchEmail(session, copy.id, 'sent')
  if (!fetched.ok) return fetched
  if (fetched.value === null) return ok(ok(sentUnder(copy, version)))
  const { id, changeKey, keys, record } = fetched.value
  return ok(ok({ id, changeKey, keys, folder: 'sent', record, replaces: null }))
}

function sentUnder({ id, changeKey }: FoundVersion, { clientId, record }: ChangedEmail): StoredVersion {
  return {
    id,
    changeKey,
    keys: { ...NO_KEYS, clientId },
    folder: 'sent',
    record: { ...record, folder: 'sent', isDraft: false, isRead: true },
    replaces: null,
  }
}
