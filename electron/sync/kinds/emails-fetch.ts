/**
 * Reads messages with their MIME content into records.
 *
 * Several GetItem requests are under way at a time, so that while one answer is parsed and stored the next ones come
 * over the wire. Each version is handed on as soon as it is read, and the reading of its answer waits for its taker:
 * memory holds one message per request, and large ones lie in files.
 */
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import { type FolderKey, type MailFolder, kindOfFolder } from '#shared/domain/sync-kinds.ts'
import { type AppError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeItemId, FetchedItem } from '../../exchange/exchange-client.ts'
import { emailOf } from '../mapping/emails.ts'
import type { ExchangeVersion, Kind, KindSession } from './kind.ts'
import { MIME_PORTION, portionsOf } from './portions.ts'

/** Within the four calls that the gate of a mailbox lets through side by side. */
const REQUESTS_UNDER_WAY = 3

type Fetch = Kind<EmailRecord>['fetch']
type OnVersion = Parameters<Fetch>[2]
type Wanted = Parameters<Fetch>[1][number]

export const fetchEmails: Fetch = async (session, items, onVersion) => {
  const portions = portionsOf(items, MIME_PORTION, ({ size }) => size)
  const stop = new AbortController()
  const signal = AbortSignal.any([session.signal, stop.signal])
  const errors: AppError[] = []
  const work = async (): Promise<void> => {
    for (let portion = portions.shift(); portion !== undefined; portion = portions.shift()) {
      const fetched = await fetchPortion(session, signal, portion, onVersion)
      if (fetched.ok) continue
      errors.push(fetched.error)
      portions.length = 0
      stop.abort() // the others end with `sync.cancelled`, behind the error that counts
    }
  }
  await Promise.all(Array.from({ length: REQUESTS_UNDER_WAY }, work))
  const [error] = errors
  return error === undefined ? ok(undefined) : failure(error)
}

async function fetchPortion(
  session: KindSession,
  signal: AbortSignal,
  portion: readonly Wanted[],
  onVersion: OnVersion,
): Promise<Result<void>> {
  const folders = new Map(portion.map(({ id, folder }) => [id, folder]))
  return await session.client.getItems(
    portion.map(({ id }) => id),
    signal,
    async ({ id, result }) => {
      await onVersion(id, result.ok ? await versionOf(session, result.value, folders.get(id)) : result)
    },
  )
}

async function versionOf(
  session: KindSession,
  item: FetchedItem,
  folder: FolderKey | undefined,
): Promise<Result<ExchangeVersion<EmailRecord> | null>> {
  if (folder === undefined || !isMailFolder(folder) || !isMail(item.itemKind, item.itemClass)) return ok(null)
  session.onBytes(item.mime.size)
  const record = await emailOf(item, folder)
  if (!record.ok) return record
  const { id, changeKey, clientId, searchKey, internetMessageId, createdAt, lastModifiedAt } = item
  return ok({
    id,
    changeKey,
    record: record.value,
    keys: { clientId, searchKey, uid: null, internetMessageId },
    createdAt,
    lastModifiedAt,
    contents: [item.mime],
  })
}

/** Other things that lie in mail folders, above all in the deleted items. Whatever else there is may be mail. */
const OTHER_ELEMENTS: ReadonlySet<string> = new Set([
  'Contact',
  'DistributionList',
  'CalendarItem',
  'Task',
  'Person',
  'RoleMember',
  'Network',
  'Booking',
])

/** Those without an element of their own come as messages (MS-OXONOTE, MS-OXOJRNL) or as what nobody knows. */
const OTHER_CLASSES = /^IPM\.(StickyNote|Activity|Contact|DistList|AbchPerson|Appointment|Task)(\.|$)/i

/** @param itemClass `null` where it is not known yet */
export function isMail(itemKind: string, itemClass: string | null): boolean {
  return !OTHER_ELEMENTS.has(itemKind) && !OTHER_CLASSES.test(itemClass ?? '')
}

export function isMailFolder(folder: FolderKey): folder is MailFolder {
  return kindOfFolder(folder) === 'emails'
}

/** Reads one message that is there. */
export async function fetchEmail(
  session: KindSession,
  id: ExchangeItemId,
  folder: MailFolder,
): Promise<Result<ExchangeVersion<EmailRecord> | null>> {
  let read: Result<ExchangeVersion<EmailRecord> | null> = ok(null)
  const fetched = await fetchEmails(session, [{ id, folder, size: null }], async (_id, version) => {
    read = version
    if (!version.ok || version.value === null) return
    const kept = await session.contents.storeContents(version.value.contents)
    if (!kept.ok) read = kept
  })
  return fetched.ok ? read : fetched
}
