/** SendItem: mails what lies in the mailbox (MS-OXWSCORE 3.1.4.8). Repeated, it could mail twice: it creates. */
import type { Result } from '#shared/result.ts'
import type { ExchangeOperation } from '../../call.ts'
import { readElements } from '../element-results.ts'
import type { ElementResults } from '../exchange-gateway.ts'
import { NothingReader } from '../id-reader.ts'
import { itemIdOf } from '../item-references.ts'
import { libraryOperation } from '../library-operation.ts'
import { type Writing, libraryFolder } from '../request-writer.ts'
import type { SendItemsRequest } from '../requests.ts'

export function operation(
  writing: Writing,
  request: SendItemsRequest,
): Result<ExchangeOperation<ElementResults<null>>> {
  return libraryOperation(writing, {
    name: 'SendItem',
    effect: 'create',
    folder: request.copyTo,
    build: ({ library, service }) => {
      const sending = new library.SendItemRequest(service)
      sending.Items = request.items.map(({ id, changeKey }) => ({ Id: itemIdOf(writing, id, changeKey) }))
      if (request.copyTo !== null) {
        sending.SavedCopyDestinationFolderId = libraryFolder(writing, request.copyTo)
      }
      return sending
    },
    parse: (body, context) => readElements(body, new NothingReader(), context, request.items.length),
  })
}
