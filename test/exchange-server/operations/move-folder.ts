/** MoveFolder: below another folder of the same mailbox; the id stays (MS-OXWSFOLD 3.1.4.7). */
import { ResponseError } from '../soap/fault.ts'
import { element } from '../soap/xml-writer.ts'
import { below } from './find-folder.ts'
import { folderReference, refuseTwin, refuseWellKnown } from './folder-reference.ts'
import { type Operation, required, respond } from './operation.ts'
import { locateFolderToChange } from './write-access.ts'

export const moveFolder: Operation = {
  name: 'MoveFolder',
  handle: (request, context) => {
    const to = required(request, 'ToFolderId').children[0]
    return respond(
      'MoveFolder',
      required(request, 'FolderIds').children,
      (reference) => {
        const target = locateFolderToChange(to, context)
        const located = locateFolderToChange(reference, context)
        const { mailbox, folder } = located
        refuseWellKnown(located, 'ErrorMoveDistinguishedFolder')
        const inside = [folder, ...below(mailbox, folder, 'Deep')]
        if (target.mailbox !== mailbox || inside.some(({ id }) => id === target.folder.id)) {
          throw new ResponseError('ErrorMoveCopyFailed', 'The move or copy operation failed.')
        }
        refuseTwin(target, folder.displayName)
        mailbox.moveFolder(folder.id, target.folder.id)
        return element('m:Folders', {}, folderReference(folder))
      },
      element('m:Folders', {}),
    )
  },
}
