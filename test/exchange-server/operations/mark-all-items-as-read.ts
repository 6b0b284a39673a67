/** MarkAllItemsAsRead: the read flag of everything in some folders (MS-OXWSCORE 3.1.4.5). */
import { childText, isTrue } from '../soap/xml-tree.ts'
import { sequence } from '../soap/xml-writer.ts'
import { type Operation, required, respond } from './operation.ts'
import { locateFolderToChange } from './write-access.ts'

export const markAllItemsAsRead: Operation = {
  name: 'MarkAllItemsAsRead',
  handle: (request, context) => {
    const isRead = isTrue(childText(request, 'ReadFlag'))
    return respond('MarkAllItemsAsRead', required(request, 'FolderIds').children, (reference) => {
      const { mailbox, folder } = locateFolderToChange(reference, context)
      for (const { id } of mailbox.items(folder.id)) mailbox.setRead(id, isRead)
      return sequence()
    })
  },
}
