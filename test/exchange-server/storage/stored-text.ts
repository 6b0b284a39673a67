/**
 * Folders and items as texts (JSON) and back.
 *
 * Maps and sets are written with a tag, MIME content as the number of its row. Rejected: a column per property (an item
 * is mostly what clients wrote, and a new property would need a migration) and V8's serialisation (nobody could read
 * the file with another program).
 */
import { z } from 'zod'
import type { Folder } from '../mailbox/folder.ts'
import { ITEM_ELEMENTS, type Item } from '../mailbox/item.ts'
import { MimeContent } from '../mailbox/mime-content.ts'

// No element or attribute of XML can have such a name, so nothing that a client writes is taken for a tag.
const MAP = '$map'
const SET = '$set'
const CONTENT = '$content'

/** @param numberOf gives each content its number */
export function writeItem(item: Item, numberOf: (content: MimeContent) => number): string {
  return JSON.stringify(item, (_key, value: unknown) => {
    if (value instanceof Map) return { [MAP]: [...(value as ReadonlyMap<unknown, unknown>)] }
    if (value instanceof Set) return { [SET]: [...(value as ReadonlySet<unknown>)] }
    if (value instanceof MimeContent) return { [CONTENT]: numberOf(value) }
    return value
  })
}

const storedItem = z.looseObject({
  element: z.enum(ITEM_ELEMENTS),
  id: z.string(),
  changeKey: z.string(),
  folderId: z.string(),
  number: z.int(),
  subject: z.string(),
  isRead: z.boolean(),
  receivedAt: z.number(),
  content: z.instanceof(MimeContent),
  fields: z.instanceof(Map),
})

/**
 * @param contentOf finds a content by its number
 * @throws when the text is no item
 */
export function readItem(text: string, contentOf: (number: number) => MimeContent): Item {
  const item: unknown = JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    if (MAP in value) return new Map(value[MAP] as [unknown, unknown][])
    if (SET in value) return new Set(value[SET] as unknown[])
    if (CONTENT in value) return contentOf(Number(value[CONTENT]))
    return value
  })
  return storedItem.parse(item) as unknown as Item
}

const storedFolder = z.object({
  id: z.string(),
  changeKey: z.string(),
  parentId: z.string().optional(),
  distinguishedId: z.string().optional(),
  element: z.enum(['Folder', 'CalendarFolder', 'ContactsFolder', 'TasksFolder']),
  folderClass: z.string(),
  displayName: z.string(),
})

export function writeFolder(folder: Folder): string {
  return JSON.stringify(storedFolder.parse(folder))
}

/** Without the counts. @throws when the text is no folder */
export function readFolder(text: string): Folder {
  const { parentId, distinguishedId, ...rest } = storedFolder.parse(JSON.parse(text))
  return { ...rest, parentId, distinguishedId, childFolderCount: 0, totalCount: 0, unreadCount: 0 }
}
