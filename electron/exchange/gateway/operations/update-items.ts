/**
 * UpdateItem: sets, extends and deletes single properties (MS-OXWSCORE 3.1.4.9).
 *
 * An update that sets is idempotent. One that appends adds again with every repetition, and one that mails mails
 * again, so these count as creating.
 */
import type { Result } from '#shared/result.ts'
import type { ExchangeOperation } from '../../call.ts'
import type { ExchangeItemId } from '../../exchange-client.ts'
import type { Effect } from '../../retry.ts'
import type { ItemKind, PropertiesOf } from '../content.ts'
import { readElements } from '../element-results.ts'
import type { ElementResults, StoredItem } from '../exchange-gateway.ts'
import { extendedPropertyDefinition } from '../extended-properties.ts'
import { ITEM_ID, OptionalIdReader } from '../id-reader.ts'
import { libraryItemId } from '../item-references.ts'
import { type FieldChange, libraryChange } from '../library-changes.ts'
import { definitionOf, emptyLibraryItem, propertiesOf, setExtendedProperty } from '../library-items.ts'
import { libraryOperation } from '../library-operation.ts'
import type { Library, LibraryWriter, Writable, WritableChange } from '../library.ts'
import type { Writing } from '../request-writer.ts'
import type { ItemUpdate, UpdateItemsRequest } from '../requests.ts'

export function operation(
  writing: Writing,
  request: UpdateItemsRequest,
): Result<ExchangeOperation<ElementResults<StoredItem | null>>> {
  return libraryOperation(writing, {
    name: 'UpdateItem',
    effect: effectOf(request),
    folder: null,
    build: ({ library, service }) => {
      const update = new library.UpdateItemRequest(service)
      update.Items.push(...libraryChanges(writing, request))
      update.ConflictResolutionMode = conflictResolution(library, request)
      update.MessageDisposition = library.MessageDisposition.SaveOnly
      update.SendInvitationsOrCancellationsMode = invitationsOf(library, request)
      update.SuppressReadReceipts = request.readReceipts === 'suppress'
      return update
    },
    parse: (body, context) =>
      readElements(body, new OptionalIdReader<ExchangeItemId>(ITEM_ID), context, request.updates.length),
  })
}

function effectOf(request: UpdateItemsRequest): Effect {
  const mails = request.kind === 'appointment' && request.mailed !== 'nobody'
  const appends = request.updates.some(({ append }) => append !== undefined)
  return mails || appends ? 'create' : 'idempotent'
}

function libraryChanges(writing: Writing, request: UpdateItemsRequest): WritableChange[] {
  switch (request.kind) {
    case 'message':
      return request.updates.map((update) => changeOf(writing, 'message', update))
    case 'appointment':
      return request.updates.map((update) => changeOf(writing, 'appointment', update))
    case 'task':
      return request.updates.map((update) => changeOf(writing, 'task', update))
  }
}

function changeOf<K extends ItemKind>(writing: Writing, kind: K, update: ItemUpdate<K>): WritableChange {
  const { library, service } = writing
  const { set = {}, append, setExtended = [], deleteExtended = [] } = update
  const changes: FieldChange[] = []
  const carry = (action: 'Set' | 'AppendTo', properties: Partial<PropertiesOf[K]>): void => {
    const carrier = emptyLibraryItem(library, service, kind)
    for (const { definition, value } of propertiesOf(library, kind, properties)) {
      if (value !== null) {
        carrier.PropertyBag._setItem(definition, value)
        changes.push({ action, definition, carrier })
      } else if (action === 'Set') {
        changes.push({ action: 'Delete', definition })
      }
    }
  }
  carry('Set', set)
  if (append !== undefined) carry('AppendTo', append as Partial<PropertiesOf[K]>)
  for (const name of update.delete ?? []) {
    changes.push({ action: 'Delete', definition: definitionOf(library, kind, name) })
  }
  for (const property of deleteExtended) {
    changes.push({ action: 'Delete', definition: extendedPropertyDefinition(library, property) })
  }
  const extended = emptyLibraryItem(library, service, kind)
  for (const property of setExtended) setExtendedProperty(library, extended, property)
  const collection = extended.ExtendedProperties as unknown as ExtendedPropertyCollection
  const id = libraryItemId(writing, update.item) as unknown as Writable
  return libraryChange(library, 'Item', id, changes, (writer) => {
    if (setExtended.length > 0) collection.WriteSetUpdateToXml(writer, extended)
  })
}

type ExtendedPropertyCollection = { WriteSetUpdateToXml(writer: LibraryWriter, item: unknown): boolean }

function conflictResolution(
  { ConflictResolutionMode: mode }: Library,
  { conflict }: UpdateItemsRequest,
): number {
  return {
    'never-overwrite': mode.NeverOverwrite,
    'auto-resolve': mode.AutoResolve,
    'always-overwrite': mode.AlwaysOverwrite,
  }[conflict]
}

/** Said for every kind: Exchange wants to know it for whatever turns out to be a meeting. */
function invitationsOf(
  { SendInvitationsOrCancellationsMode: mode }: Library,
  request: UpdateItemsRequest,
): number {
  if (request.kind !== 'appointment' || request.mailed === 'nobody') return mode.SendToNone
  const { to, copy } = request.mailed
  if (to === 'all') return copy === 'none' ? mode.SendOnlyToAll : mode.SendToAllAndSaveCopy
  return copy === 'none' ? mode.SendOnlyToChanged : mode.SendToChangedAndSaveCopy
}
