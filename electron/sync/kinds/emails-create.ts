/**
 * Creates messages on Exchange from their MIME content, byte for byte, and mails nobody.
 *
 * CreateItem with SaveOnly makes a draft of whatever it is given. What is no draft says so by its message flags, and
 * brings along when it was sent and received, which Exchange would otherwise take from the clock.
 */
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import type { MailFolder } from '#shared/domain/sync-kinds.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExtendedProperty, NewItem } from '../../exchange/gateway/content.ts'
import { malformedResponse } from '../../exchange/errors.ts'
import { NO_KEYS } from '../../prime/sync-status.ts'
import type { Kind, KindSession, NewVersion, StoredVersion } from './kind.ts'
import { MIME_PORTION, groupedBy, inOrder, inPortions, portionsOf } from './portions.ts'

type NewEmail = NewVersion<EmailRecord>

export const createEmails: Kind<EmailRecord>['create'] = async (session, versions) => {
  const outcomes = new Map<NewEmail, Result<StoredVersion>>()
  const allowed: NewEmail[] = []
  for (const version of versions) {
    const { folder, mustBeEncrypted } = version.record
    if (folder === 'outbox' && mustBeEncrypted) {
      outcomes.set(version, failure(appError('sync.encryption-not-supported')))
    } else allowed.push(version)
  }
  for (const [folder, group] of groupedBy(allowed, ({ record }) => homeOf(record))) {
    const portions = portionsOf(group, MIME_PORTION, ({ record }) => record.size)
    const created = await inPortions(portions, (portion) => createPortion(session, folder, portion))
    if (!created.ok) return created
    for (const [version, outcome] of created.value) outcomes.set(version, outcome)
  }
  return inOrder(versions, outcomes)
}

/** What is to be sent begins as a draft. */
export function homeOf({ folder }: EmailRecord): MailFolder {
  return folder === 'outbox' ? 'drafts' : folder
}

async function createPortion(
  session: KindSession,
  folder: MailFolder,
  portion: readonly NewEmail[],
): Promise<Result<readonly Result<StoredVersion>[]>> {
  const outcomes = new Map<NewEmail, Result<StoredVersion>>()
  const items = new Map<NewEmail, NewItem<'message'>>()
  for (const version of portion) {
    const mime = await session.contents.readMime(version.record.mime)
    if (mime.ok) items.set(version, newItemOf(version, mime.value))
    else outcomes.set(version, mime)
  }
  const created = await session.client.gateway.createItems(
    {
      kind: 'message',
      items: [...items.values()],
      folder: session.referenceTo(folder),
      disposition: 'save',
    },
    session.signal,
  )
  if (!created.ok) return created
  ;[...items.keys()].forEach((version, index) => {
    const outcome = created.value[index]
    if (outcome === undefined || (outcome.ok && outcome.value === null)) {
      outcomes.set(version, failure(malformedResponse('CreateItem: no ItemId')))
    } else if (!outcome.ok) outcomes.set(version, outcome)
    else if (outcome.value !== null) {
      session.onBytes(version.record.size, 'up')
      outcomes.set(version, ok({ ...outcome.value, ...createdVersion(version, folder) }))
    }
  })
  return inOrder(portion, outcomes)
}

function createdVersion(
  { clientId, record }: NewEmail,
  folder: MailFolder,
): Omit<StoredVersion, 'id' | 'changeKey'> {
  const { internetMessageId } = record
  const becomesDraft = isUnsent(record) && !record.isDraft
  return {
    keys: { ...NO_KEYS, clientId, internetMessageId },
    folder,
    record: becomesDraft ? { ...record, isDraft: true } : null,
    replaces: null,
  }
}

function isUnsent({ isDraft, folder }: EmailRecord): boolean {
  return isDraft || folder === 'outbox'
}

const MESSAGE_FLAGS = 0x0e07 // PidTagMessageFlags, MS-OXCMSG 2.2.1.6
const READ = 0x1
const DELIVERY_TIME = 0x0e06 // PidTagMessageDeliveryTime
const SUBMIT_TIME = 0x0039 // PidTagClientSubmitTime

function newItemOf({ clientId, record }: NewEmail, mime: Uint8Array): NewItem<'message'> {
  const { isRead, importance, flag } = record
  const categories = [...new Set(record.categories)]
  return {
    clientId,
    mime,
    properties: { isRead, importance, categories, ...(flag !== 'none' && { flag }) },
    extendedProperties: isUnsent(record) ? [] : stateOfWhatWasSent(record),
  }
}

function stateOfWhatWasSent({ isRead, sentAt, receivedAt }: EmailRecord): ExtendedProperty[] {
  const time = (tag: number, value: EmailRecord['sentAt']): ExtendedProperty[] =>
    value === null ? [] : [{ path: { kind: 'tag', tag }, type: 'instant', value }]
  return [
    { path: { kind: 'tag', tag: MESSAGE_FLAGS }, type: 'integer', value: isRead ? READ : 0 },
    ...time(DELIVERY_TIME, receivedAt ?? sentAt),
    ...time(SUBMIT_TIME, sentAt ?? receivedAt),
  ]
}
