/** From the element of a folder to the folder. Kinds that nobody knows come through under their element's name. */
import type { Folder } from '../folder.ts'
import type { ChangeKey, ExchangeFolderId } from '../ids.ts'
import { wholeNumber } from '../soap/values.ts'
import { type XmlElement, attributeOf } from '../soap/xml-element.ts'
import { ItemFields, textOrNull } from './item/item-values.ts'

/** `null` for an element without `FolderId`. */
export function folderOf(element: XmlElement): Folder | null {
  const fields = new ItemFields(element)
  const own = fields.take('FolderId', (property) => property) ?? undefined
  const id = attributeOf(own, 'Id') as ExchangeFolderId | null
  if (id === null) return null
  const folder = {
    folderKind: element.name,
    id,
    changeKey: attributeOf(own, 'ChangeKey') as ChangeKey | null,
    parentId: fields.take('ParentFolderId', (parent) => attributeOf(parent, 'Id') as ExchangeFolderId | null),
    folderClass: fields.value(textOrNull, 'FolderClass'),
    displayName: fields.text('DisplayName') ?? '',
    totalCount: fields.value(wholeNumber, 'TotalCount'),
    unreadCount: fields.value(wholeNumber, 'UnreadCount'),
    childFolderCount: fields.value(wholeNumber, 'ChildFolderCount'),
  }
  return { ...folder, others: fields.rest() }
}
