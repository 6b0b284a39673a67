/**
 * FindItem by client id: which of the items that we meant to create are there (MS-OXWSSRCH 3.1.4.2).
 *
 * The property comes back with every item, so that one search serves many ids.
 */
import { type Result, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../../call.ts'
import type { ChangeKey, ExchangeItemId } from '../../exchange-client.ts'
import { NO_PIECES, type ContentReader, readSingleResponse } from '../../soap/response-reader.ts'
import type { Attributes } from '../../soap/xml-stream.ts'
import { CLIENT_ID_PATH } from '../client-id.ts'
import type { FoundItem } from '../exchange-gateway.ts'
import { extendedPropertyDefinition } from '../extended-properties.ts'
import { libraryOperation } from '../library-operation.ts'
import type { Library } from '../library.ts'
import { type Writing, libraryFolder } from '../request-writer.ts'
import type { FindByClientIdRequest } from '../requests.ts'
import { type ClientId, clientIdOf } from '../values.ts'

/** A restriction of Exchange takes 255 conditions and slows down long before. */
export const MAX_CLIENT_IDS_PER_SEARCH = 100

const MAX_ITEMS = 512 // doubled ids included; Exchange answers no more than that many a page

export function operation(
  writing: Writing,
  request: FindByClientIdRequest,
): Result<ExchangeOperation<readonly FoundItem[]>> {
  return libraryOperation(writing, {
    name: 'FindItem',
    effect: 'read',
    folder: request.folder,
    build: ({ library, service }) => {
      const search = new library.FindItemRequest(service)
      const definition = extendedPropertyDefinition(library, { path: CLIENT_ID_PATH, type: 'string' })
      search.ParentFolderIds.Add(libraryFolder(writing, request.folder))
      search.SearchFilter = anyOf(library, definition, request.clientIds)
      search.View = new library.ItemView(MAX_ITEMS)
      search.View.PropertySet = new library.PropertySet(library.BasePropertySet.IdOnly, [definition])
      return search
    },
    parse: (body, context) => readSingleResponse(body, new FoundItemsReader(), context),
  })
}

function anyOf(
  { SearchFilter, LogicalOperator }: Library,
  definition: InstanceType<Library['ExtendedPropertyDefinition']>,
  clientIds: readonly ClientId[],
): InstanceType<Library['SearchFilter']> {
  const [first, ...others] = clientIds.map((clientId) => new SearchFilter.IsEqualTo(definition, clientId))
  if (first === undefined) throw new Error('A search needs at least one client id')
  if (others.length === 0) return first
  return new SearchFilter.SearchFilterCollection(LogicalOperator.Or, [first, ...others])
}

class FoundItemsReader implements ContentReader<readonly FoundItem[]> {
  readonly piecesOf = NO_PIECES
  #items: FoundItem[] = []
  #id: ExchangeItemId | undefined
  #changeKey: ChangeKey | null = null
  #clientId: ClientId | null = null

  begin(): void {
    this.#items = []
  }

  open(name: string, depth: number, attributes: Attributes): void {
    // RootFolder (1) › Items (2) › Message (3) › ItemId or ExtendedProperty (4) › Value (5)
    if (depth === 3) {
      this.#id = undefined
      this.#clientId = null
    } else if (depth === 4 && name === 'ItemId') {
      this.#id = attributes.get('Id') as ExchangeItemId | undefined
      this.#changeKey = (attributes.get('ChangeKey') ?? null) as ChangeKey | null
    }
  }

  close(name: string, depth: number, text: string): void {
    if (depth === 5 && name === 'Value') this.#clientId ??= clientIdOf(text.trim())
    else if (depth === 3 && this.#id !== undefined && this.#clientId !== null) {
      this.#items.push({ id: this.#id, changeKey: this.#changeKey, clientId: this.#clientId })
    }
  }

  end(): Result<readonly FoundItem[]> {
    return ok(this.#items)
  }
}
