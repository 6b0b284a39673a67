/**
 * What a CreateItem whose answer was lost has made: looked for by client id, so that it can be repeated.
 *
 * Only where nobody was mailed: a message that was sent need not lie anywhere, and sending it again because it is
 * not found would mail it twice. A batch of which a part was made stays a failure; whoever asked for it knows which
 * client ids are there and asks for the rest.
 */
import { type Result, failure, ok } from '#shared/result.ts'
import { malformedResponse } from '../errors.ts'
import type { FolderReference } from '../exchange-client.ts'
import type { ElementResults, FoundItem, StoredItem } from './exchange-gateway.ts'
import type { CreateItemsRequest } from './requests.ts'
import type { ClientId } from './values.ts'

type Search = (
  folder: FolderReference,
  clientIds: readonly ClientId[],
) => Promise<Result<readonly FoundItem[]>>

/** Where Exchange puts items of a kind when no folder is named. */
const HOME = { message: 'drafts', appointment: 'calendar', task: 'tasks' } as const

/** @returns the look-up, or `null` where a repetition could mail someone */
export function lookUpOf(
  request: CreateItemsRequest,
  search: Search,
): (() => Promise<Result<ElementResults<StoredItem | null> | null>>) | null {
  if (mails(request)) return null
  const folder = request.folder ?? { kind: 'distinguished', name: HOME[request.kind], mailbox: null }
  const clientIds = request.items.map(({ clientId }) => clientId)
  return async () => {
    const found = await search(folder, clientIds)
    if (!found.ok) return found
    if (found.value.length === 0) return ok(null)
    const items = clientIds.map((clientId) => found.value.find((item) => item.clientId === clientId))
    if (items.includes(undefined)) return failure(malformedResponse('a part of the batch was created'))
    return ok(items.map((item) => ok(item === undefined ? null : { id: item.id, changeKey: item.changeKey })))
  }
}

function mails(request: CreateItemsRequest): boolean {
  switch (request.kind) {
    case 'message':
      return request.disposition !== 'save'
    case 'appointment':
      return request.mailed !== 'nobody'
    case 'task':
      return false
  }
}
