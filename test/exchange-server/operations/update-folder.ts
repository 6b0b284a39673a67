/** UpdateFolder: name and class of a folder; other properties cannot be written here (MS-OXWSFOLD 3.1.4.8). */
import { ResponseError } from '../soap/fault.ts'
import { element } from '../soap/xml-writer.ts'
import { folderReference, refuseTwin, refuseWellKnown } from './folder-reference.ts'
import { type LocatedFolder, type Operation, required, respond } from './operation.ts'
import { locateFolderToChange } from './write-access.ts'

export const updateFolder: Operation = {
  name: 'UpdateFolder',
  handle: (request, context) =>
    respond(
      'UpdateFolder',
      required(request, 'FolderChanges').children,
      (change) => {
        const located = locateFolderToChange(change.children[0], context)
        const { mailbox, folder } = located
        for (const { name, children } of required(change, 'Updates').children) {
          const [path, written] = children
          const value = written?.children[0]?.text.trim() ?? ''
          const uri = path?.attributes.FieldURI
          // Whatever else a client takes away (the permissions, for example), this server never had.
          if (name === 'DeleteFolderField' && uri !== 'folder:DisplayName') continue
          if (uri === 'folder:FolderClass') mailbox.updateFolder(folder.id, { folderClass: value })
          else if (uri === 'folder:DisplayName' && value !== '') rename(located, value)
          else throw new ResponseError('ErrorInvalidPropertySet', 'Set action is invalid for property.')
        }
        return element('m:Folders', {}, folderReference(folder))
      },
      element('m:Folders', {}),
    ),
}

function rename(located: LocatedFolder, displayName: string): void {
  const { mailbox, folder } = located
  if (displayName === folder.displayName) return
  refuseWellKnown(located, 'ErrorAccessDenied')
  const parent = folder.parentId === undefined ? undefined : mailbox.folder(folder.parentId)
  if (parent !== undefined && displayName.toLowerCase() !== folder.displayName.toLowerCase()) {
    refuseTwin({ mailbox, folder: parent }, displayName)
  }
  mailbox.renameFolder(folder.id, displayName)
}
