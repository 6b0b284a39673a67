/**
 * DeleteItem: items of every kind (MS-OXWSCORE 3.1.4.3).
 *
 * A repetition finds nothing left and says `ErrorItemNotFound`; only where attendees are mailed it counts as
 * creating.
 */
import type { Result } from '#shared/result.ts'
import type { ExchangeOperation } from '../../call.ts'
import { readElements } from '../element-results.ts'
import type { ElementResults } from '../exchange-gateway.ts'
import { NothingReader } from '../id-reader.ts'
import { libraryItemId } from '../item-references.ts'
import { libraryOperation } from '../library-operation.ts'
import type { Library } from '../library.ts'
import type { Writing } from '../request-writer.ts'
import type { DeleteItemsRequest, DeleteMode } from '../requests.ts'

export function operation(
  writing: Writing,
  request: DeleteItemsRequest,
): Result<ExchangeOperation<ElementResults<null>>> {
  return libraryOperation(writing, {
    name: 'DeleteItem',
    effect: request.mailed === 'nobody' ? 'idempotent' : 'create',
    folder: null,
    build: ({ library, service }) => {
      const deletion = new library.DeleteItemRequest(service)
      for (const item of request.items) deletion.ItemIds.Add(libraryItemId(writing, item))
      deletion.DeleteMode = deleteMode(library, request.mode)
      deletion.SendCancellationsMode = cancellations(library, request)
      deletion.AffectedTaskOccurrences =
        request.affectedTaskOccurrences === 'all'
          ? library.AffectedTaskOccurrence.AllOccurrences
          : library.AffectedTaskOccurrence.SpecifiedOccurrenceOnly
      deletion.SuppressReadReceipts = request.readReceipts === 'suppress'
      return deletion
    },
    parse: (body, context) => readElements(body, new NothingReader(), context, request.items.length),
  })
}

export function deleteMode({ DeleteMode: modes }: Library, mode: DeleteMode): number {
  return {
    'hard-delete': modes.HardDelete,
    'soft-delete': modes.SoftDelete,
    'move-to-deleted-items': modes.MoveToDeletedItems,
  }[mode]
}

function cancellations({ SendCancellationsMode: mode }: Library, { mailed }: DeleteItemsRequest): number {
  if (mailed === 'nobody') return mode.SendToNone
  return mailed.copy === 'none' ? mode.SendOnlyToAll : mode.SendToAllAndSaveCopy
}
