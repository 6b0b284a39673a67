/** EmptyFolder: every item of a folder, and where asked every folder below it (MS-OXWSFOLD 3.1.4.4). */
import { isTrue } from '../soap/xml-tree.ts'
import { sequence } from '../soap/xml-writer.ts'
import { disposeOf, disposeOfFolder } from './delete-type.ts'
import { below } from './find-folder.ts'
import { type Operation, required, respond } from './operation.ts'
import { locateFolderToChange } from './write-access.ts'

export const emptyFolder: Operation = {
  name: 'EmptyFolder',
  handle: (request, context) =>
    respond('EmptyFolder', required(request, 'FolderIds').children, (reference) => {
      const { mailbox, folder } = locateFolderToChange(reference, context)
      const { DeleteType: type, DeleteSubFolders: alsoFolders } = request.attributes
      for (const item of mailbox.items(folder.id)) disposeOf(mailbox, item, type)
      if (isTrue(alsoFolders)) {
        for (const child of below(mailbox, folder, 'Shallow')) disposeOfFolder(mailbox, child, type)
      }
      return sequence()
    }),
}
