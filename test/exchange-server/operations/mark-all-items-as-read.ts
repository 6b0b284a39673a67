/** MarkAllItemsAsRead: the read flag of everything in some folders (MS-OXWSCORE 3.1.4.5). */
import { receiptsOf, settleReceipt, settled } from '../receipts/read-receipts.ts'
import { childText, isTrue } from '../soap/xml-tree.ts'
import { sequence } from '../soap/xml-writer.ts'
import { type Operation, required, respond } from './operation.ts'
import { locateFolderToChange } from './write-access.ts'

export const markAllItemsAsRead: Operation = {
  name: 'MarkAllItemsAsRead',
  handle: (request, context) => {
    const isRead = isTrue(childText(request, 'ReadFlag'))
    const receipts = receiptsOf(childText(request, 'SuppressReadReceipts'))
    return respond('MarkAllItemsAsRead', required(request, 'FolderIds').children, async (reference) => {
      const { mailbox, folder } = locateFolderToChange(reference, context)
      for (const item of mailbox.items(folder.id)) {
        const isSettled = await settleReceipt(mailbox, item, isRead, receipts, context.delivery)
        mailbox.setRead(item.id, isRead, isSettled ? settled(item.fields) : undefined)
      }
      return sequence()
    })
  },
}
