/**
 * What the three types of deletion do with an item (MS-OXWSCDATA 2.2.5.6 DisposalType).
 *
 * MoveToDeletedItems of what is in Deleted Items already, and SoftDelete, lead to the recoverable items; from there, and
 * by HardDelete, an item goes for good.
 */
import type { Item } from '../mailbox/item.ts'
import type { Folder, Mailbox } from '../mailbox/mailbox.ts'
import { RECOVERABLE_ITEMS } from '../mailbox/well-known-folders.ts'
import { below } from './find-folder.ts'

export function disposeOf(mailbox: Mailbox, { id, folderId }: Item, type: string | undefined): void {
  const isIn = (folder: string): boolean => mailbox.folder(folder)?.id === folderId
  if (type === 'HardDelete' || isIn(RECOVERABLE_ITEMS)) mailbox.deleteMessage(id)
  else if (type === 'SoftDelete' || isIn('deleteditems')) mailbox.deleteSoftly(id)
  else mailbox.moveMessage(id, 'deleteditems')
}

/** As for items; of a folder that is deleted softly only the items can be recovered. */
export function disposeOfFolder(mailbox: Mailbox, folder: Folder, type: string | undefined): void {
  const isInBin = mailbox.folder('deleteditems')?.id === folder.parentId
  if (type === 'MoveToDeletedItems' && !isInBin) {
    mailbox.moveFolder(folder.id, 'deleteditems')
    return
  }
  if (type !== 'HardDelete') {
    for (const { id } of [folder, ...below(mailbox, folder, 'Deep')]) {
      for (const item of mailbox.items(id)) mailbox.deleteSoftly(item.id)
    }
  }
  mailbox.deleteFolder(folder.id)
}
