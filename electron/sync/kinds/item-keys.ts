/** The keys of items of any kind, read without their contents. */
import { type Result, failure, ok } from '#shared/result.ts'
import type { AppError } from '#shared/errors.ts'
import type { ExchangeItemId } from '../../exchange/exchange-client.ts'
import { KEY_PROPERTIES, keysOf } from '../../exchange/item-keys.ts'
import type { FieldUri, ItemShape } from '../../exchange/item-shape.ts'
import type { ExchangeItem } from '../../exchange/item.ts'
import type { MatchKeys } from '../../prime/sync-status.ts'
import type { KindSession } from './kind.ts'
import { PLAIN_PORTION, portionsOf } from './portions.ts'

/** @param properties further ones that are keys of the kind */
export async function fetchItemKeys(
  session: KindSession,
  ids: readonly ExchangeItemId[],
  properties: readonly FieldUri[] = [],
): Promise<Result<ReadonlyMap<ExchangeItemId, MatchKeys>>> {
  const shape: ItemShape = { base: 'IdOnly', properties, extended: KEY_PROPERTIES, body: 'best' }
  const items = await readItems(session, ids, shape)
  return items.ok ? ok(new Map([...items.value].map(([id, item]) => [id, matchKeysOf(item)]))) : items
}

/** The properties of items; those that are gone are left out. Any other failure ends the call. */
export async function readItems(
  session: KindSession,
  ids: readonly ExchangeItemId[],
  shape: ItemShape,
): Promise<Result<ReadonlyMap<ExchangeItemId, ExchangeItem>>> {
  const items = new Map<ExchangeItemId, ExchangeItem>()
  for (const portion of portionsOf(ids, PLAIN_PORTION)) {
    const errors: AppError[] = []
    const read = await session.client.getItemProperties(
      { ids: portion, shape },
      session.signal,
      (element) => {
        if (element.result.ok) items.set(element.id, element.result.value)
        else if (element.result.error.category !== 'gone') errors.push(element.result.error)
      },
    )
    if (!read.ok) return read
    const [error] = errors
    if (error !== undefined) return failure(error)
  }
  return ok(items)
}

export function matchKeysOf(item: ExchangeItem): MatchKeys {
  const isMail = item.kind === 'message' || item.kind === 'meeting-message'
  return {
    ...keysOf(item.extendedProperties),
    uid: item.kind === 'appointment' ? item.uid : null,
    internetMessageId: isMail ? item.internetMessageId : null,
  }
}
