/** MoveItem and CopyItem: the item in the other folder is a new one with an id of its own (MS-OXWSCORE 3.1.4.7). */
import type { Mailbox } from '../mailbox/mailbox.ts'
import { ResponseError } from '../soap/fault.ts'
import { element } from '../soap/xml-writer.ts'
import { itemReference } from './item-reference.ts'
import { type Operation, required, respond } from './operation.ts'
import { locateFolderToChange, locateItemToChange } from './write-access.ts'

export const moveItem = transfer('MoveItem', (mailbox, id, target) => mailbox.moveMessage(id, target))
export const copyItem = transfer('CopyItem', (mailbox, id, target) => mailbox.copyMessage(id, target))

function transfer(name: string, act: (mailbox: Mailbox, id: string, target: string) => string): Operation {
  return {
    name,
    handle: (request, context) => {
      const target = required(request, 'ToFolderId').children[0]
      return respond(
        name,
        required(request, 'ItemIds').children,
        (reference) => {
          const { mailbox: other, folder } = locateFolderToChange(target, context)
          const { mailbox, item } = locateItemToChange(reference, context)
          if (other !== mailbox) {
            throw new ResponseError(
              'ErrorCrossMailboxMoveCopy',
              'Cross mailbox move/copy is not supported here.',
            )
          }
          const moved = mailbox.item(act(mailbox, item.id, folder.id))
          return element('m:Items', {}, moved && itemReference(moved))
        },
        element('m:Items', {}),
      )
    },
  }
}
