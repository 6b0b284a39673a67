/** UpdateFolder: renames a folder; other properties of folders cannot be written here (MS-OXWSFOLD 3.1.4.8). */
import { ResponseError } from '../soap/fault.ts'
import { child, childText } from '../soap/xml-tree.ts'
import { element } from '../soap/xml-writer.ts'
import { folderReference, refuseTwin, refuseWellKnown } from './folder-reference.ts'
import { type Operation, locateFolder, required, respond } from './operation.ts'

export const updateFolder: Operation = {
  name: 'UpdateFolder',
  handle: (request, context) =>
    respond(
      'UpdateFolder',
      required(request, 'FolderChanges').children,
      (change) => {
        const located = locateFolder(change.children[0], context)
        const { mailbox, folder } = located
        for (const update of required(change, 'Updates').children) {
          const displayName = childText(update.children[1], 'DisplayName')
          if (child(update, 'FieldURI')?.attributes.FieldURI !== 'folder:DisplayName' || !displayName) {
            throw new ResponseError('ErrorInvalidPropertySet', 'Set action is invalid for property.')
          }
          refuseWellKnown(located, 'ErrorAccessDenied')
          const parent = folder.parentId === undefined ? undefined : mailbox.folder(folder.parentId)
          if (parent !== undefined && displayName.toLowerCase() !== folder.displayName.toLowerCase()) {
            refuseTwin({ mailbox, folder: parent }, displayName)
          }
          mailbox.renameFolder(folder.id, displayName)
        }
        return element('m:Folders', {}, folderReference(folder))
      },
      element('m:Folders', {}),
    ),
}
