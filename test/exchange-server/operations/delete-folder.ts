/** DeleteFolder: for good, its items recoverable, or into Deleted Items (MS-OXWSFOLD 3.1.4.3). */
import { sequence } from '../soap/xml-writer.ts'
import { disposeOfFolder } from './delete-type.ts'
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
      disposeOfFolder(mailbox, folder, request.attributes.DeleteType)
      return sequence()
    }),
}
