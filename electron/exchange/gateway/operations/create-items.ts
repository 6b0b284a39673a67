/**
 * CreateItem: messages, appointments and tasks, each with the client id by which it is found again
 * (MS-OXWSCORE 3.1.4.2).
 */
import type { Result } from '#shared/result.ts'
import type { ExchangeOperation } from '../../call.ts'
import type { ExchangeItemId } from '../../exchange-client.ts'
import { clientIdProperty } from '../client-id.ts'
import type { ItemKind, NewItem } from '../content.ts'
import { readElements } from '../element-results.ts'
import type { ElementResults, StoredItem } from '../exchange-gateway.ts'
import { ITEM_ID, OptionalIdReader } from '../id-reader.ts'
import { type LibraryItem, newLibraryItem } from '../library-items.ts'
import { libraryOperation } from '../library-operation.ts'
import type { Library } from '../library.ts'
import { type Writing, libraryFolder } from '../request-writer.ts'
import type { CreateItemsRequest } from '../requests.ts'

export function operation(
  writing: Writing,
  request: CreateItemsRequest,
): Result<ExchangeOperation<ElementResults<StoredItem | null>>> {
  return libraryOperation(writing, {
    name: 'CreateItem',
    effect: 'create',
    folder: request.folder,
    build: ({ library, service }) => {
      const created = new library.CreateItemRequest(service)
      created.Items = libraryItems(writing, request)
      if (request.folder !== null) created.ParentFolderId = libraryFolder(writing, request.folder)
      created.MessageDisposition = dispositionOf(library, request)
      created.SendInvitationsMode = invitationsOf(library, request)
      return created
    },
    parse: (body, context) =>
      readElements(body, new OptionalIdReader<ExchangeItemId>(ITEM_ID), context, request.items.length),
  })
}

function libraryItems(writing: Writing, request: CreateItemsRequest): LibraryItem[] {
  switch (request.kind) {
    case 'message':
      return request.items.map((item) => withClientId(writing, 'message', item))
    case 'appointment':
      return request.items.map((item) => withClientId(writing, 'appointment', item))
    case 'task':
      return request.items.map((item) => withClientId(writing, 'task', item))
  }
}

function withClientId<K extends ItemKind>(
  { library, service }: Writing,
  kind: K,
  item: NewItem<K>,
): LibraryItem {
  const extendedProperties = [clientIdProperty(item.clientId), ...(item.extendedProperties ?? [])]
  return newLibraryItem(library, service, kind, { ...item, extendedProperties })
}

function dispositionOf({ MessageDisposition }: Library, request: CreateItemsRequest): number | null {
  if (request.kind !== 'message') return null
  const { SaveOnly, SendOnly, SendAndSaveCopy } = MessageDisposition
  return { save: SaveOnly, send: SendOnly, 'send-and-save': SendAndSaveCopy }[request.disposition]
}

function invitationsOf({ SendInvitationsMode }: Library, request: CreateItemsRequest): number | null {
  if (request.kind !== 'appointment') return null
  if (request.mailed === 'nobody') return SendInvitationsMode.SendToNone
  return request.mailed.copy === 'none'
    ? SendInvitationsMode.SendOnlyToAll
    : SendInvitationsMode.SendToAllAndSaveCopy
}
