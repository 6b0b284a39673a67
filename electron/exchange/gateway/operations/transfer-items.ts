/**
 * MoveItem and CopyItem (MS-OXWSCORE 3.1.4.7 and 3.1.4.1).
 *
 * A repeated move finds the old id gone and leaves the item where it is; a repeated copy makes one more.
 */
import type { Result } from '#shared/result.ts'
import type { ExchangeOperation } from '../../call.ts'
import type { ExchangeItemId } from '../../exchange-client.ts'
import { readElements } from '../element-results.ts'
import type { ElementResults, StoredItem } from '../exchange-gateway.ts'
import { ITEM_ID, OptionalIdReader } from '../id-reader.ts'
import { libraryItemId } from '../item-references.ts'
import { libraryOperation } from '../library-operation.ts'
import { type Writing, libraryFolder } from '../request-writer.ts'
import type { TransferItemsRequest } from '../requests.ts'

export function operation(
  writing: Writing,
  name: 'MoveItem' | 'CopyItem',
  request: TransferItemsRequest,
): Result<ExchangeOperation<ElementResults<StoredItem | null>>> {
  return libraryOperation(writing, {
    name,
    effect: name === 'MoveItem' ? 'idempotent' : 'create',
    folder: request.to,
    build: ({ library, service }) => {
      const Transfer = name === 'MoveItem' ? library.MoveItemRequest : library.CopyItemRequest
      const transfer = new Transfer(service)
      for (const item of request.items) transfer.ItemIds.Add(libraryItemId(writing, item))
      transfer.DestinationFolderId = libraryFolder(writing, request.to)
      transfer.ReturnNewItemIds = true
      return transfer
    },
    parse: (body, context) =>
      readElements(body, new OptionalIdReader<ExchangeItemId>(ITEM_ID), context, request.items.length),
  })
}
