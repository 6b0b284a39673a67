/** EmptyFolder: every item of a folder, and where asked every folder below it (MS-OXWSFOLD 3.1.4.4). */
import { isTrue } from '../soap/xml-tree.ts'
import { sequence } from '../soap/xml-writer.ts'
import { below } from './find-folder.ts'
import { type Operation, required, respond } from './operation.ts'
import { locateFolderToChange } from './write-access.ts'

export const emptyFolder: Operation = {
  name: 'EmptyFolder',
  handle: (request, context) =>
    respond('EmptyFolder', required(request, 'FolderIds').children, (reference) => {
      const { mailbox, folder } = locateFolderToChange(reference, context)
      const moves = request.attributes.DeleteType === 'MoveToDeletedItems'
      for (const { id } of mailbox.items(folder.id)) {
        if (moves) mailbox.moveMessage(id, 'deleteditems')
        else mailbox.deleteMessage(id)
      }
      if (isTrue(request.attributes.DeleteSubFolders)) {
        for (const { id } of below(mailbox, folder, 'Shallow')) {
          if (moves) mailbox.moveFolder(id, 'deleteditems')
          else mailbox.deleteFolder(id)
        }
      }
      return sequence()
    }),
}
