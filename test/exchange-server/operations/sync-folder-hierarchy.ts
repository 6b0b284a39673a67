/**
 * SyncFolderHierarchy: the changes of the folders below a folder since a SyncState (MS-OXWSSYNC 3.1.4.1).
 *
 * Without SyncFolderId it is the whole tree. A change of the counts is no change of the hierarchy. All changes
 * come in one answer, as Exchange does for ordinary mailboxes.
 */
import type { ReportedChange } from '../mailbox/change-log.ts'
import type { Folder, Mailbox } from '../mailbox/mailbox.ts'
import { type FolderShape, folderXml, readFolderShape } from '../shapes/folder-shape.ts'
import { child, childText } from '../soap/xml-tree.ts'
import { type Xml, all, element, leaf, sequence } from '../soap/xml-writer.ts'
import { below } from './find-folder.ts'
import { type LocatedFolder, type Operation, locateFolder, required, respond } from './operation.ts'
import { invalidSyncState, readSyncState, writeSyncState } from './sync-state.ts'

export const syncFolderHierarchy: Operation = {
  name: 'SyncFolderHierarchy',
  handle: (request, context) => {
    const shape = readFolderShape(required(request, 'FolderShape'))
    const state = childText(request, 'SyncState') ?? ''
    return respond(
      'SyncFolderHierarchy',
      [request],
      () => {
        const target = child(request, 'SyncFolderId')
        const { mailbox, folder } =
          target === undefined ? root(context.caller) : locateFolder(target.children[0], context)
        const scope = `hierarchy ${folder.id}`
        const since = state === '' ? 0 : readSyncState(scope, state)[0]
        if (since === undefined || since > mailbox.sequence) throw invalidSyncState()
        const visible = new Set(below(mailbox, folder, 'Deep').map((entry) => entry.id))
        const { changes, position } = mailbox.folderChanges(since)
        const reported = changes.filter((change) => change.kind === 'deleted' || visible.has(change.id))
        return sequence(
          leaf('m:SyncState', writeSyncState(scope, [position])),
          leaf('m:IncludesLastFolderInRange', true),
          element('m:Changes', {}, all(reported.map((change) => changeXml(change, mailbox, shape)))),
        )
      },
      sequence(element('m:SyncState', {}), leaf('m:IncludesLastFolderInRange', true)),
    )
  },
}

function root(mailbox: Mailbox): LocatedFolder {
  const folder = mailbox.folder('msgfolderroot')
  if (folder === undefined) throw new Error(`${mailbox.address} has lost its root folder`)
  return { mailbox, folder }
}

function changeXml(change: ReportedChange<Folder>, mailbox: Mailbox, shape: FolderShape): Xml {
  if (change.kind === 'deleted') return element('t:Delete', {}, element('t:FolderId', { Id: change.id }))
  const name = change.kind === 'created' ? 't:Create' : 't:Update'
  return element(name, {}, folderXml(change.value, mailbox, shape))
}
