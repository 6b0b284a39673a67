/** The value of a property for restrictions and sorting: by t:FieldURI, t:ExtendedFieldURI or t:IndexedFieldURI. */
import type { Address, Item } from '../mailbox/item.ts'
import type { Folder } from '../mailbox/mailbox.ts'
import type { XmlElement } from '../soap/xml-tree.ts'
import { folderMapiProperty, itemMapiProperty } from './mapi-properties.ts'
import { samePath } from './property-path.ts'

export type PropertyValue = string | number | boolean | readonly string[] | undefined

const shown = (address: Address | undefined): string | undefined =>
  address && (address.name === '' ? address.address : address.name)

const KNOWN: Readonly<Record<string, (item: Item) => PropertyValue>> = {
  'item:ItemClass': (item) => item.itemClass,
  'item:Subject': (item) => item.subject,
  'item:Sensitivity': (item) => item.sensitivity,
  'item:Importance': (item) => item.importance,
  'item:Categories': (item) => item.categories,
  'item:DateTimeReceived': (item) => item.receivedAt,
  'item:DateTimeSent': (item) => item.sentAt ?? item.receivedAt,
  'item:DateTimeCreated': (item) => item.createdAt,
  'item:LastModifiedTime': (item) => item.modifiedAt,
  'item:Size': (item) => item.content.size,
  'item:HasAttachments': (item) => item.hasAttachments,
  'item:IsDraft': (item) => item.isDraft,
  'item:DisplayTo': (item) => item.to.map((address) => shown(address) ?? ''),
  'item:DisplayCc': (item) => item.cc.map((address) => shown(address) ?? ''),
  'message:IsRead': (item) => item.isRead,
  'message:From': (item) => shown(item.from),
  'message:Sender': (item) => shown(item.sender),
  'message:InternetMessageId': (item) => item.internetMessageId,
}

export function propertyValue(item: Item, path: XmlElement): PropertyValue {
  if (path.name === 'ExtendedFieldURI') {
    const written = item.extendedProperties.find((property) => samePath(property.path, path.attributes))
    return written?.value ?? itemMapiProperty(item, path.attributes)
  }
  const uri = path.attributes.FieldURI ?? ''
  const known = KNOWN[uri]
  if (known !== undefined) return known(item)
  const field = item.fields.get(uri.replace(/^.*:/, ''))
  if (field === undefined) return undefined
  return field.children.length > 0 ? field.children.map((entry) => entry.text) : field.text
}

const OF_FOLDERS: Readonly<Record<string, (folder: Folder) => PropertyValue>> = {
  'folder:FolderId': ({ id }) => id,
  'folder:ParentFolderId': ({ parentId }) => parentId,
  'folder:DisplayName': ({ displayName }) => displayName,
  'folder:FolderClass': ({ folderClass }) => folderClass,
  'folder:TotalCount': ({ totalCount }) => totalCount,
  'folder:ChildFolderCount': ({ childFolderCount }) => childFolderCount,
  'folder:UnreadCount': ({ unreadCount }) => unreadCount,
}

export function folderPropertyValue(folder: Folder, path: XmlElement): PropertyValue {
  if (path.name === 'ExtendedFieldURI') return folderMapiProperty(folder, path.attributes)
  return OF_FOLDERS[path.attributes.FieldURI ?? '']?.(folder)
}
