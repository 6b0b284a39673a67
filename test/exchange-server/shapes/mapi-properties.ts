/**
 * MAPI properties that nobody wrote: what Exchange keeps anyway and gives when t:ExtendedFieldURI asks for it.
 *
 * Clients of older days know their way by these alone: DavMail numbers messages by the article number, reads flags
 * from the message flags, writes subjects and texts as properties, and sees by the commit time of a folder that something in it changed (MS-OXPROPS).
 */
import type { Item } from '../mailbox/item.ts'
import type { Folder } from '../mailbox/mailbox.ts'
import { madeElement } from '../soap/copy-element.ts'
import { isTrue } from '../soap/xml-tree.ts'
import type { ItemInput } from './item-input.ts'
import { pathKey } from './property-path.ts'

type Path = Readonly<Record<string, string>>
type Value = string | number | boolean | readonly string[] | undefined

const READ = 0x1
const UNSENT = 0x8
const HAS_ATTACHMENT = 0x10
const MESSAGE_FLAGS = '0x0e07'
const SUBJECT = '0x0037'
const DELIVERY_TIME = '0x0e06'
const SUBMIT_TIME = '0x0039'

const time = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
const LEVELS = { Low: 0, Normal: 1, High: 2 } as const
const SECRECY = { Normal: 0, Personal: 1, Private: 2, Confidential: 3 } as const

const field =
  (name: string) =>
  ({ fields }: Item): string | undefined =>
    fields.get(name)?.text

const messageFlags = ({ isRead, isDraft, hasAttachments }: Item): number =>
  (isRead ? READ : 0) | (isDraft ? UNSENT : 0) | (hasAttachments ? HAS_ATTACHMENT : 0)

const tag = (PropertyTag: string, PropertyType: string): Path => ({ PropertyTag, PropertyType })
const appointment = (PropertyId: number, PropertyType: string): Path => ({
  DistinguishedPropertySetId: 'Appointment',
  PropertyId: String(PropertyId),
  PropertyType,
})
const task = (PropertyId: number): Path => ({
  DistinguishedPropertySetId: 'Task',
  PropertyId: String(PropertyId),
  PropertyType: 'SystemTime',
})
const TASK_START = task(0x8104)
const TASK_DUE = task(0x8105)
const KEYWORDS: Path = {
  DistinguishedPropertySetId: 'PublicStrings',
  PropertyName: 'Keywords',
  PropertyType: 'StringArray',
}
const table = <Of>(
  rows: readonly (readonly [Path, (of: Of) => Value])[],
): ReadonlyMap<string, (of: Of) => Value> => new Map(rows.map(([path, read]) => [pathKey(path), read]))

const OF_ITEMS = table<Item>([
  [tag('0x0e23', 'Integer'), ({ number }) => number], // PidTagInternetArticleNumber
  [tag(MESSAGE_FLAGS, 'Integer'), messageFlags],
  [tag('0x0e08', 'Integer'), ({ content }) => content.size],
  [tag(DELIVERY_TIME, 'SystemTime'), ({ receivedAt }) => time(receivedAt)],
  [tag(SUBMIT_TIME, 'SystemTime'), ({ sentAt, receivedAt }) => time(sentAt ?? receivedAt)],
  [tag('0x3007', 'SystemTime'), ({ createdAt }) => time(createdAt)],
  [tag('0x3008', 'SystemTime'), ({ modifiedAt }) => time(modifiedAt)],
  [tag('0x0ff9', 'Binary'), ({ id }) => id], // PidTagRecordKey: bytes that name the item
  [tag('0x300b', 'Binary'), ({ searchKey }) => searchKey],
  [tag('0x001a', 'String'), ({ itemClass }) => itemClass],
  [tag(SUBJECT, 'String'), ({ subject }) => subject],
  [tag('0x3001', 'String'), ({ subject }) => subject],
  [tag('0x0036', 'Integer'), ({ sensitivity }) => SECRECY[sensitivity]],
  [tag('0x0017', 'Integer'), ({ importance }) => LEVELS[importance]],
  [tag('0x1035', 'String'), ({ internetMessageId }) => internetMessageId],
  [tag('0x007d', 'String'), transportHeaders],
  [KEYWORDS, ({ categories }) => (categories.length === 0 ? undefined : categories)],
  [TASK_START, field('StartDate')],
  [TASK_DUE, field('DueDate')],
  [appointment(0x820d, 'SystemTime'), field('Start')],
  [appointment(0x820e, 'SystemTime'), field('End')],
  [appointment(0x8208, 'String'), field('Location')],
  [appointment(0x8215, 'Boolean'), field('IsAllDayEvent')],
  [
    appointment(0x8223, 'Boolean'),
    ({ element, fields }) =>
      element === 'CalendarItem' ? isTrue(fields.get('IsRecurring')?.text) : undefined,
  ],
])

/** The header section of a message that came by SMTP; what was made here has none. */
function transportHeaders({ content, isDraft, element }: Item): string | undefined {
  if (isDraft || element !== 'Message') return undefined
  const text = Buffer.from(content.bytes).toString('utf8')
  const end = /\r?\n\r?\n/.exec(text)
  return end === null ? text : text.slice(0, end.index + end[0].length)
}

const OF_FOLDERS = table<Folder>([
  [tag('0x3001', 'String'), ({ displayName }) => displayName],
  [tag('0x3613', 'String'), ({ folderClass }) => folderClass],
  [tag('0x3602', 'Integer'), ({ totalCount }) => totalCount],
  [tag('0x3603', 'Integer'), ({ unreadCount }) => unreadCount],
  [tag('0x360a', 'Boolean'), ({ childFolderCount }) => childFolderCount > 0],
  [tag('0x3008', 'SystemTime'), commitTime],
  [tag('0x670a', 'SystemTime'), commitTime], // PidTagLocalCommitTimeMax
])

// The mailbox counts changes and keeps no times of them. A client only asks whether the time is another one.
const BEGIN = Date.UTC(2026, 0, 1)
function commitTime({ changeKey }: Folder): string {
  return time(BEGIN + Buffer.from(changeKey, 'base64').readUIntBE(24, 6) * 1000)
}

/** What an item has at a path without anybody having written it. */
export function itemMapiProperty(item: Item, path: Path): Value {
  return OF_ITEMS.get(pathKey(path))?.(item)
}

const FOLDER_SIZE = pathKey(tag('0x0e08', 'Long')) // PidTagMessageSizeExtended

/**
 * What a folder has at a path.
 * @param items what lies in it, where that is at hand
 */
export function folderMapiProperty(folder: Folder, path: Path, items?: () => readonly Item[]): Value {
  if (items && pathKey(path) === FOLDER_SIZE)
    return items().reduce((sum, { content }) => sum + content.size, 0)
  return OF_FOLDERS.get(pathKey(path))?.(folder)
}

const TAKEN: ReadonlyMap<string, (input: ItemInput, value: string | readonly string[]) => void> = new Map([
  [
    pathKey(tag(MESSAGE_FLAGS, 'Integer')),
    ({ state }, value) => {
      state.isRead = (Number(value) & READ) !== 0
      state.isDraft = (Number(value) & UNSENT) !== 0
    },
  ],
  [
    pathKey(tag(DELIVERY_TIME, 'SystemTime')),
    ({ state }, value) => {
      state.receivedAt = Date.parse(String(value))
    },
  ],
  [
    pathKey(tag(SUBMIT_TIME, 'SystemTime')),
    ({ envelope }, value) => {
      envelope.sentAt = Date.parse(String(value))
    },
  ],
  [
    pathKey(tag(SUBJECT, 'String')),
    ({ envelope }, value) => {
      envelope.subject = String(value)
    },
  ],
  [
    pathKey(tag('0x1000', 'String')),
    (input, value) => {
      input.body = { type: 'Text', text: String(value) }
    },
  ],
  [
    pathKey(KEYWORDS),
    ({ state }, value) => {
      state.categories = typeof value === 'string' ? [value] : value
    },
  ],
  [pathKey(TASK_START), taken('StartDate')],
  [pathKey(TASK_DUE), taken('DueDate')],
])

function taken(name: string): (input: ItemInput, value: string | readonly string[]) => void {
  return ({ fields }, value) => fields.set(name, madeElement(name, String(value)))
}

/** Writes what a property stands for into the input: it is kept once, under whatever name it was written. */
export function takeMapiProperty(
  input: ItemInput,
  path: Path,
  value: string | readonly string[],
): 'taken' | 'unknown' {
  const take = TAKEN.get(pathKey(path))
  take?.(input, value)
  return take === undefined ? 'unknown' : 'taken'
}
