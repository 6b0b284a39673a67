/** CreateFolder: folders of mail, appointments, contacts and tasks (MS-OXWSFOLD 3.1.4.2). */
import type { FolderElement } from '../mailbox/well-known-folders.ts'
import { ResponseError } from '../soap/fault.ts'
import { childText } from '../soap/xml-tree.ts'
import { element } from '../soap/xml-writer.ts'
import { folderReference, refuseTwin } from './folder-reference.ts'
import { type Operation, required, respond } from './operation.ts'
import { locateFolderToChange } from './write-access.ts'

const CLASSES: readonly (readonly [FolderElement, string])[] = [
  ['CalendarFolder', 'IPF.Appointment'],
  ['ContactsFolder', 'IPF.Contact'],
  ['TasksFolder', 'IPF.Task'],
]

const classOf = (element: string): string => CLASSES.find(([kind]) => kind === element)?.[1] ?? 'IPF.Note'

/** The class decides, whatever element the client wrote; a class may have more parts behind. */
function kindOf(folderClass: string): FolderElement {
  return CLASSES.find(([, own]) => `${folderClass}.`.startsWith(`${own}.`))?.[0] ?? 'Folder'
}

export const createFolder: Operation = {
  name: 'CreateFolder',
  handle: (request, context) => {
    const parent = required(request, 'ParentFolderId').children[0]
    return respond(
      'CreateFolder',
      required(request, 'Folders').children,
      (requested) => {
        const located = locateFolderToChange(parent, context)
        const displayName = childText(requested, 'DisplayName') ?? ''
        if (displayName === '') {
          throw new ResponseError('ErrorFolderPropertRequestFailed', 'A folder needs a name.')
        }
        refuseTwin(located, displayName)
        const { mailbox } = located
        const folderClass = childText(requested, 'FolderClass') ?? classOf(requested.name)
        const kind = { element: kindOf(folderClass), folderClass }
        const id = mailbox.createFolder(displayName, located.folder.id, kind)
        const created = mailbox.folder(id)
        return element('m:Folders', {}, created && folderReference(created))
      },
      element('m:Folders', {}),
    )
  },
}
