/** SendItem: sends a draft, and keeps a copy where asked (MS-OXWSCORE 3.1.4.8). */
import { child, isTrue } from '../soap/xml-tree.ts'
import { sequence } from '../soap/xml-writer.ts'
import { sendItem as send } from './create-item.ts'
import { requirePresent } from './item-reference.ts'
import { type Operation, required, respond } from './operation.ts'
import { locateFolderToChange, locateItemToChange } from './write-access.ts'

export const sendItem: Operation = {
  name: 'SendItem',
  handle: (request, context) => {
    const target = child(request, 'SavedItemFolderId')?.children[0]
    const keeps = isTrue(request.attributes.SaveItemToFolder)
    return respond('SendItem', required(request, 'ItemIds').children, async (reference) => {
      const { mailbox, item } = locateItemToChange(reference, context)
      requirePresent(item, reference)
      const folder =
        target === undefined ? mailbox.folder('sentitems') : locateFolderToChange(target, context).folder
      await send(mailbox, item, context)
      if (keeps && folder !== undefined) {
        mailbox.updateMessage(item.id, { isDraft: false, isRead: true })
        mailbox.moveMessage(item.id, folder.id)
      } else mailbox.deleteMessage(item.id)
      return sequence()
    })
  },
}
