/**
 * SyncFolderItems: the changes of a folder's items since a SyncState, at most 512 per page (MS-OXWSSYNC 3.1.4.2).
 *
 * The first listing goes from the newest item to the oldest, later changes come in their order. Like Exchange
 * in practice, the server caps what it gives instead of refusing more than 512 as the schema would, and answers
 * MaxChangesReturned=0 with nothing and IncludesLastItemInRange=false.
 */
import type { ReportedChange } from '../mailbox/change-log.ts'
import type { Item } from '../mailbox/item.ts'
import type { ItemSyncPosition } from '../mailbox/folder-contents.ts'
import { type ItemShape, itemXml, readItemShape } from '../shapes/item-shape.ts'
import { schemaValidationFault } from '../soap/fault.ts'
import { child, childText } from '../soap/xml-tree.ts'
import { type Xml, all, element, leaf, sequence } from '../soap/xml-writer.ts'
import { type Operation, locateFolder, required, respond, wholeNumber } from './operation.ts'
import { invalidSyncState, readSyncState, writeSyncState } from './sync-state.ts'

const MAX_CHANGES_PER_PAGE = 512 // EWS limit, MS-OXWSSYNC 3.1.4.2

export const syncFolderItems: Operation = {
  name: 'SyncFolderItems',
  handle: (request, context) => {
    const shape = readItemShape(required(request, 'ItemShape'), 'SyncFolderItems')
    const asked = wholeNumber(childText(request, 'MaxChangesReturned'), 'MaxChangesReturned')
    if (asked < 0) throw schemaValidationFault("The 'MaxChangesReturned' element is invalid.")
    const state = childText(request, 'SyncState') ?? ''
    const ignored = new Set(child(request, 'Ignore')?.children.map((entry) => entry.attributes.Id ?? ''))
    return respond(
      'SyncFolderItems',
      [required(request, 'SyncFolderId')],
      async (target) => {
        const { mailbox, folder } = locateFolder(target.children[0], context)
        const scope = `items ${folder.id}`
        const from = state === '' ? undefined : readPosition(scope, state)
        if (from !== undefined && from.sequence > mailbox.sequence) throw invalidSyncState()
        const limit = Math.min(asked, MAX_CHANGES_PER_PAGE)
        const { changes, position, more } = mailbox.itemChanges(folder.id, from, limit, ignored)
        const written: Xml[] = []
        for (const change of changes) written.push(await changeXml(change, shape))
        return sequence(
          leaf('m:SyncState', writePosition(scope, position)),
          leaf('m:IncludesLastItemInRange', asked > 0 && !more),
          element('m:Changes', {}, all(written)),
        )
      },
      sequence(element('m:SyncState', {}), leaf('m:IncludesLastItemInRange', true)),
    )
  },
}

async function changeXml(change: ReportedChange<Item>, shape: ItemShape): Promise<Xml> {
  switch (change.kind) {
    case 'created':
      return element('t:Create', {}, await itemXml(change.value, shape))
    case 'updated':
      return element('t:Update', {}, await itemXml(change.value, shape))
    case 'read': {
      const { id, changeKey, isRead } = change.value
      return element(
        't:ReadFlagChange',
        {},
        element('t:ItemId', { Id: id, ChangeKey: changeKey }),
        leaf('t:IsRead', isRead),
      )
    }
    case 'deleted':
      return element('t:Delete', {}, element('t:ItemId', { Id: change.id }))
  }
}

// [sequence], [sequence, 0] at the start of the first listing, [sequence, 1, receivedAt, number] within it
function writePosition(scope: string, { sequence: last, initial }: ItemSyncPosition): string {
  if (initial === undefined) return writeSyncState(scope, [last])
  if (initial === 'start') return writeSyncState(scope, [last, 0])
  return writeSyncState(scope, [last, 1, initial.receivedAt, initial.number])
}

function readPosition(scope: string, state: string): ItemSyncPosition {
  const [last, phase, receivedAt, number] = readSyncState(scope, state)
  if (last === undefined) throw invalidSyncState()
  if (phase === undefined) return { sequence: last }
  if (phase === 0) return { sequence: last, initial: 'start' }
  if (receivedAt === undefined || number === undefined) throw invalidSyncState()
  return { sequence: last, initial: { receivedAt, number } }
}
