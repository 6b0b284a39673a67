/**
 * Reads appointments with everything that a record has: GetItem for the items, and for series another one for their
 * exceptions. Occurrences that come by themselves are of no concern: they are read with their series.
 */
import type { AppointmentRecord } from '#shared/domain/prime-items.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeItemId } from '../../../exchange/exchange-client.ts'
import type { ExtendedPropertyName } from '../../../exchange/extended-property.ts'
import { extendedValue } from '../../../exchange/extended-property.ts'
import { CLIENT_ID } from '../../../exchange/gateway/client-id.ts'
import { clientIdOf } from '../../../exchange/gateway/values.ts'
import { APPOINTMENT_SHAPE, type ItemShape } from '../../../exchange/item-shape.ts'
import type { ExchangeItem } from '../../../exchange/item.ts'
import { type MatchKeys, NO_KEYS } from '../../../prime/sync-status.ts'
import type { ExchangeVersion, KindSession } from '../kind.ts'
import { type AppointmentItem, recordOf } from './read-appointment.ts'
import { WRITING, unfinishedFields } from './unfinished-writing.ts'

/** So many bodies and lists of attendees make an answer of some 100 kB. */
const ITEMS_PER_REQUEST = 50

const SEARCH_KEY: ExtendedPropertyName = { kind: 'tag', tag: 0x300b, type: 'Binary' }

const SHAPE: ItemShape = {
  ...APPOINTMENT_SHAPE,
  properties: [...APPOINTMENT_SHAPE.properties, 'calendar:IsOrganizer'],
  extended: [CLIENT_ID, SEARCH_KEY, WRITING],
  body: 'text',
}

const KEYS: ItemShape = {
  base: 'IdOnly',
  properties: ['calendar:UID', 'calendar:CalendarItemType'],
  extended: [CLIENT_ID, SEARCH_KEY],
  body: 'text',
}

type OnVersion = (
  id: ExchangeItemId,
  version: Result<ExchangeVersion<AppointmentRecord> | null>,
) => Promise<void>

export async function fetchAppointments(
  session: KindSession,
  ids: readonly ExchangeItemId[],
  onVersion: OnVersion,
): Promise<Result<void>> {
  for (const some of portions(ids)) {
    const items = await getItems(session, some, SHAPE)
    if (!items.ok) return items
    const exceptions = await getExceptions(session, [...items.value.values()])
    if (!exceptions.ok) return exceptions
    for (const id of some) {
      const item = items.value.get(id)
      if (item !== undefined) await onVersion(id, item.ok ? versionOf(item.value, exceptions.value) : item)
    }
  }
  return ok(undefined)
}

/** As `fetchAppointments`, for few; those that are no appointments (any more) are left out. */
export async function fetchVersions(
  session: KindSession,
  ids: readonly ExchangeItemId[],
): Promise<Result<ReadonlyMap<ExchangeItemId, Result<ExchangeVersion<AppointmentRecord>>>>> {
  const versions = new Map<ExchangeItemId, Result<ExchangeVersion<AppointmentRecord>>>()
  const read = await fetchAppointments(session, ids, (id, version) => {
    if (!version.ok) versions.set(id, version)
    else if (version.value !== null) versions.set(id, ok(version.value))
    return Promise.resolve()
  })
  return read.ok ? ok(versions) : read
}

export type FoundKeys = { readonly keys: MatchKeys; readonly changeKey: ExchangeItem['changeKey'] }

/** Items that are gone are left out. */
export async function fetchAppointmentKeys(
  session: KindSession,
  ids: readonly ExchangeItemId[],
): Promise<Result<ReadonlyMap<ExchangeItemId, FoundKeys>>> {
  const found = new Map<ExchangeItemId, FoundKeys>()
  for (const some of portions(ids)) {
    const items = await getItems(session, some, KEYS)
    if (!items.ok) return items
    for (const [id, item] of items.value) {
      if (!item.ok && item.error.category !== 'gone') return item
      if (item.ok) found.set(id, { keys: keysOf(item.value), changeKey: item.value.changeKey })
    }
  }
  return ok(found)
}

function versionOf(
  item: ExchangeItem,
  exceptions: ReadonlyMap<ExchangeItemId, Result<ExchangeItem>>,
): Result<ExchangeVersion<AppointmentRecord> | null> {
  if (item.kind !== 'appointment' || isOccurrence(item)) return ok(null)
  const read: AppointmentItem[] = []
  for (const { id } of item.modifiedOccurrences) {
    const exception = exceptions.get(id)
    if (exception?.ok === false) return exception
    if (exception?.value.kind === 'appointment') read.push(exception.value)
  }
  const record = recordOf(item, read)
  if (!record.ok) return record
  const { id, changeKey, createdAt, lastModifiedAt } = item
  return ok({
    id,
    changeKey,
    record: record.value,
    keys: keysOf(item),
    createdAt,
    lastModifiedAt,
    unfinished: unfinishedFields(item),
    contents: [],
  })
}

function keysOf(item: ExchangeItem): MatchKeys {
  return {
    ...NO_KEYS,
    clientId: clientIdOf(extendedValue(item.extendedProperties, CLIENT_ID) ?? ''),
    searchKey: extendedValue(item.extendedProperties, SEARCH_KEY),
    uid: item.kind === 'appointment' ? item.uid : null,
  }
}

function isOccurrence({ occurrenceKind }: AppointmentItem): boolean {
  return occurrenceKind === 'occurrence' || occurrenceKind === 'exception'
}

async function getExceptions(
  session: KindSession,
  items: readonly Result<ExchangeItem>[],
): Promise<Result<ReadonlyMap<ExchangeItemId, Result<ExchangeItem>>>> {
  const ids = items.flatMap((item) =>
    item.ok && item.value.kind === 'appointment' ? item.value.modifiedOccurrences.map(({ id }) => id) : [],
  )
  const exceptions = new Map<ExchangeItemId, Result<ExchangeItem>>()
  for (const some of portions(ids)) {
    const read = await getItems(session, some, SHAPE)
    if (!read.ok) return read
    for (const [id, item] of read.value) exceptions.set(id, item)
  }
  return ok(exceptions)
}

async function getItems(
  { client, signal }: KindSession,
  ids: readonly ExchangeItemId[],
  shape: ItemShape,
): Promise<Result<ReadonlyMap<ExchangeItemId, Result<ExchangeItem>>>> {
  const items = new Map<ExchangeItemId, Result<ExchangeItem>>()
  const read = await client.getItemProperties({ ids, shape }, signal, ({ id, result }) => {
    items.set(id, result)
  })
  return read.ok ? ok(items) : failure(read.error)
}

export function* portions<T>(all: readonly T[], size = ITEMS_PER_REQUEST): Generator<readonly T[], void> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size)
}
