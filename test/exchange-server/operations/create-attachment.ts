/** CreateAttachment: attaches files and items; the item gets a new change key (MS-OXWSATT 3.1.4.1). */
import { attachmentsChange } from '../mailbox/item-content.ts'
import { requireSize } from '../mailbox/message-size.ts'
import { readMessageDetails } from '../mailbox/message-envelope.ts'
import { attachmentXml } from '../shapes/message-content.ts'
import { readAttachment } from '../shapes/read-attachment.ts'
import { element } from '../soap/xml-writer.ts'
import { type Operation, required, respond } from './operation.ts'
import { locateItemToChange } from './write-access.ts'

export const createAttachment: Operation = {
  name: 'CreateAttachment',
  handle: (request, context) => {
    const parent = required(request, 'ParentItemId')
    return respond(
      'CreateAttachment',
      required(request, 'Attachments').children,
      async (requested) => {
        const { mailbox, item } = locateItemToChange(parent, context)
        const added = await readAttachment(requested)
        const change = await attachmentsChange(item, (known) => [...known, added])
        if (change.content !== undefined) requireSize(change.content.bytes, context.maximumMessageBytes)
        mailbox.updateMessage(item.id, change)
        const changed = locateItemToChange(parent, context).item
        const { attachments } = await readMessageDetails(changed.content.bytes)
        const index = attachments.length - 1
        return element(
          'm:Attachments',
          {},
          attachmentXml(changed, index, attachments[index] ?? added, { withRoot: true }),
        )
      },
      element('m:Attachments', {}),
    )
  },
}
