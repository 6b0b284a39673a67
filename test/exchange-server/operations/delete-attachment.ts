/** DeleteAttachment: takes attachments away; tells the item's new change key (MS-OXWSATT 3.1.4.2). */
import { attachmentsChange } from '../mailbox/item-content.ts'
import { element } from '../soap/xml-writer.ts'
import { locateAttachment } from './attachment-reference.ts'
import { type Operation, required, respond } from './operation.ts'
import { requireWriteAccess } from './write-access.ts'

export const deleteAttachment: Operation = {
  name: 'DeleteAttachment',
  handle: (request, context) =>
    respond('DeleteAttachment', required(request, 'AttachmentIds').children, async (reference) => {
      const { mailbox, item, index } = await locateAttachment(reference, context)
      requireWriteAccess(context.caller, mailbox)
      const change = await attachmentsChange(item, (known) => known.filter((_, other) => other !== index))
      mailbox.updateMessage(item.id, change)
      const changeKey = mailbox.item(item.id)?.changeKey
      return element('m:RootItemId', { RootItemId: item.id, RootItemChangeKey: changeKey })
    }),
}
