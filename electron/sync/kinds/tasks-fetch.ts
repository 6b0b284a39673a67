/** Reads tasks into records; their texts come as the server writes them without formatting. */
import type { TaskRecord } from '#shared/domain/prime-items.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeItemId } from '../../exchange/exchange-client.ts'
import { KEY_PROPERTIES } from '../../exchange/item-keys.ts'
import { type ItemShape, TASK_SHAPE } from '../../exchange/item-shape.ts'
import type { ExchangeItem } from '../../exchange/item.ts'
import { taskOf } from '../mapping/tasks.ts'
import { matchKeysOf } from './item-keys.ts'
import type { ExchangeVersion, Kind, KindSession } from './kind.ts'
import { PLAIN_PORTION, portionsOf } from './portions.ts'

const SHAPE: ItemShape = { ...TASK_SHAPE, extended: KEY_PROPERTIES, body: 'text' }

export const fetchTasks: Kind<TaskRecord>['fetch'] = async (session, items, onVersion) => {
  for (const portion of portionsOf(items, PLAIN_PORTION)) {
    const request = { ids: portion.map(({ id }) => id), shape: SHAPE }
    const read = await session.client.getItemProperties(request, session.signal, ({ id, result }) =>
      onVersion(id, result.ok ? ok(versionOf(result.value)) : result),
    )
    if (!read.ok) return read
  }
  return ok(undefined)
}

/** One task; `null` when it is none. */
export async function fetchTask(
  session: KindSession,
  id: ExchangeItemId,
): Promise<Result<ExchangeVersion<TaskRecord> | null>> {
  let read: Result<ExchangeVersion<TaskRecord> | null> = ok(null)
  const fetched = await fetchTasks(session, [{ id, folder: 'tasks', size: null }], (_id, version) => {
    read = version
    return Promise.resolve()
  })
  return fetched.ok ? read : failure(fetched.error)
}

function versionOf(item: ExchangeItem): ExchangeVersion<TaskRecord> | null {
  if (item.kind !== 'task') return null
  const { id, changeKey, createdAt, lastModifiedAt } = item
  return {
    id,
    changeKey,
    record: taskOf(item),
    keys: matchKeysOf(item),
    createdAt,
    lastModifiedAt,
    contents: [],
  }
}
