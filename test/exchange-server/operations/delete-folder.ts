/** DeleteFolder: for good or into Deleted Items (MS-OXWSFOLD 3.1.4.3). */
import { sequence } from '../soap/xml-writer.ts'
import { refuseWellKnown } from './folder-reference.ts'
import { type Operation, required, respond } from './operation.ts'
import { locateFolderToChange } from './write-access.ts'

export const deleteFolder: Operation = {
  name: 'DeleteFolder',
  handle: (request, context) =>
    respond('DeleteFolder', required(request, 'FolderIds').children, (reference) => {
      const located = locateFolderToChange(reference, context)
      const { mailbox, folder } = located
      refuseWellKnown(located, 'ErrorDeleteDistinguishedFolder')
      const isInBin = mailbox.folder('deleteditems')?.id === folder.parentId
      const moves = request.attributes.DeleteType === 'MoveToDeletedItems' && !isInBin
      if (moves) mailbox.moveFolder(folder.id, 'deleteditems')
      else mailbox.deleteFolder(folder.id)
      return sequence()
    }),
}
