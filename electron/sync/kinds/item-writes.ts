/** What is written in the same way for items of every kind: found, moved, removed. */
import { type Result, ok } from '#shared/result.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { FolderKey } from '#shared/domain/sync-kinds.ts'
import type { ChangeKey, ExchangeItemId, FolderReference } from '../../exchange/exchange-client.ts'
import type { ClientId, ItemReference } from '../../exchange/gateway/values.ts'
import type { Kind, KindSession, RemovedVersion } from './kind.ts'
import { PLAIN_PORTION, groupedBy, inOrder, inPortions, portionsOf } from './portions.ts'

export type FoundVersion = { readonly id: ExchangeItemId; readonly changeKey: ChangeKey | null }

/** Usually none or one for each. */
export async function findByClientIds(
  session: KindSession,
  folder: FolderReference,
  clientIds: readonly ClientId[],
): Promise<Result<ReadonlyMap<ClientId, readonly FoundVersion[]>>> {
  if (clientIds.length === 0) return ok(new Map())
  const { gateway } = session.client
  const found = await gateway.findByClientId({ folder, clientIds }, session.signal)
  if (!found.ok) return found
  return ok(groupedBy(found.value, ({ clientId }) => clientId))
}

/** For `Kind.find`. */
export async function findInFolder(
  session: KindSession,
  folder: FolderKey,
  clientIds: readonly ClientId[],
): ReturnType<Kind['find']> {
  const found = await findByClientIds(session, session.referenceTo(folder), clientIds)
  if (!found.ok) return found
  const first = [...found.value].flatMap(([clientId, [version]]) =>
    version === undefined
      ? []
      : [[clientId, { id: version.id, changeKey: version.changeKey, folder }] as const],
  )
  return ok(new Map(first))
}

export function referenceTo({ id, changeKey }: FoundVersion): ItemReference {
  return { kind: 'item', id, changeKey }
}

/**
 * To the deleted items; what lies there already, or was replaced, to where an administrator can still recover it.
 * Nobody is mailed, and no receipt says that a message was deleted unread.
 */
export async function removeItems<R extends PrimeRecord>(
  session: KindSession,
  versions: readonly RemovedVersion<R>[],
): Promise<Result<readonly Result<null>[]>> {
  const outcomes = new Map<RemovedVersion<R>, Result<null>>()
  const isToVanish = ({ folder, isObsolete }: RemovedVersion<R>): boolean =>
    folder === 'deleted' || isObsolete
  for (const [vanishes, group] of groupedBy(versions, isToVanish)) {
    const removed = await inPortions(portionsOf(group, PLAIN_PORTION), (portion) =>
      session.client.gateway.deleteItems(
        {
          // Without the change key: what is to go goes, whatever version it is.
          items: portion.map(({ id }) => referenceTo({ id, changeKey: null })),
          mode: vanishes ? 'soft-delete' : 'move-to-deleted-items',
          mailed: 'nobody',
          readReceipts: 'suppress',
          affectedTaskOccurrences: 'all',
        },
        session.signal,
      ),
    )
    if (!removed.ok) return removed
    for (const [version, outcome] of removed.value) {
      const isGone = !outcome.ok && outcome.error.code === 'exchange.item-not-found'
      outcomes.set(version, isGone ? ok(null) : outcome)
    }
  }
  return inOrder(versions, outcomes)
}
