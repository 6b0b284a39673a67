/** GetFolder: properties of folders by id or distinguished id (MS-OXWSFOLD 3.1.4.6). */
import { folderXml, readFolderShape } from '../shapes/folder-shape.ts'
import { element } from '../soap/xml-writer.ts'
import { type Operation, locateFolder, required, respond } from './operation.ts'

export const getFolder: Operation = {
  name: 'GetFolder',
  handle: (request, context) => {
    const shape = readFolderShape(required(request, 'FolderShape'))
    return respond(
      'GetFolder',
      required(request, 'FolderIds').children,
      (reference) => {
        const { mailbox, folder } = locateFolder(reference, context)
        return element('m:Folders', {}, folderXml(folder, mailbox, shape))
      },
      element('m:Folders', {}),
    )
  },
}
