/**
 * The state of one mailbox: folders, items and what changed when. Knows nothing of XML or HTTP.
 *
 * Every write takes the next sequence number of the mailbox, gives the entity a new change key and is noted in
 * the change log of the folder. A moved item gets a new id, as in Exchange: a deletion here, a creation there.
 * It is also the handle with which tests change a mailbox behind the client's back.
 */
import type { EventKind, MailboxEvent } from '../notifications/mailbox-event.ts'
import { ChangeLog, type ReportedChange, type Tracked } from './change-log.ts'
import { type MessageFields, composeMessage } from './compose-message.ts'
import { IdFactory } from './ids.ts'
import { type Item, type MessageEnvelope, type MessageState, MimeContent } from './item.ts'
import { readMessageEnvelope } from './message-envelope.ts'
import {
  type FolderElement,
  type FolderLanguage,
  ROOT_FOLDER,
  WELL_KNOWN_FOLDERS,
  type WellKnownFolder,
} from './well-known-folders.ts'

export type MailboxOptions = {
  /** Primary SMTP address, in a fictional domain such as contoso.example. */
  readonly address: string
  /** Plain user name for signing in; the address and DOMAIN\user are accepted as well. Default: local part. */
  readonly user?: string
  readonly password: string
  readonly displayName?: string
  /** Language of the folder names. Default: en. */
  readonly language?: FolderLanguage
  /** Addresses of the mailboxes whose users may open this one too. */
  readonly delegates?: readonly string[]
}

export type Folder = {
  readonly id: string
  readonly changeKey: string
  readonly parentId: string | undefined
  readonly distinguishedId: string | undefined
  readonly element: FolderElement
  readonly folderClass: string
  readonly displayName: string
  readonly childFolderCount: number
  readonly totalCount: number
  readonly unreadCount: number
}

/** What may be said about an item that is added. */
export type AddOptions = Partial<MessageState & Pick<Item, 'element' | 'fields'>> & {
  /** Distinguished id or id of the folder. Default: inbox. */
  readonly folder?: string
  /** Spares the reading of the MIME content where it is known already. */
  readonly envelope?: MessageEnvelope
}

/** What can change about an item in its place. */
export type ItemChange = Partial<
  MessageState & MessageEnvelope & Pick<Item, 'content' | 'fields' | 'exceptions'>
>

/** One page of changes for SyncFolderItems. */
export type ItemChanges = {
  readonly changes: ReportedChange<Item>[]
  readonly position: ItemSyncPosition
  readonly more: boolean
}

/** How far a client has come: the changes seen, and while it reads the folder for the first time, the items. */
export type ItemSyncPosition = {
  readonly sequence: number
  /** The last item given of the first listing, which goes from the newest to the oldest. */
  readonly initial?: { readonly receivedAt: number; readonly number: number } | 'start'
}

type FolderState = { -readonly [Key in keyof Folder]: Folder[Key] }

type FolderRecord = {
  readonly state: FolderState
  readonly tracked: Tracked<Folder>
  readonly items: Map<string, Item>
  readonly log: ChangeLog<Item>
  /** Newest first; undefined when it must be made anew. */
  newestFirst: Item[] | undefined
}

type ItemRecord = {
  readonly folder: FolderRecord
  readonly tracked: Tracked<Item>
}

export class Mailbox {
  readonly address: string
  readonly user: string
  readonly displayName: string
  readonly delegates: ReadonlySet<string>
  password: string
  readonly #ids: IdFactory
  readonly #folders = new Map<string, FolderRecord>()
  readonly #wellKnown = new Map<string, FolderRecord>()
  readonly #items = new Map<string, ItemRecord>()
  readonly #hierarchy = new ChangeLog<Folder>()
  readonly #listeners = new Set<(event: MailboxEvent) => void>()
  #sequence = 0
  #numbers = 0

  constructor(options: MailboxOptions) {
    this.address = options.address
    this.user = options.user ?? options.address.replace(/@.*/, '')
    this.password = options.password
    this.displayName = options.displayName ?? this.user
    this.delegates = new Set(options.delegates?.map((address) => address.toLowerCase()))
    this.#ids = new IdFactory(options.address.toLowerCase())
    const language = options.language ?? 'en'
    const root = this.#addWellKnown(ROOT_FOLDER, undefined, language)
    for (const folder of WELL_KNOWN_FOLDERS) this.#addWellKnown(folder, root, language)
  }

  get guid(): string {
    return this.#ids.mailboxGuid
  }

  /** The number of the last change; grows with every write. */
  get sequence(): number {
    return this.#sequence
  }

  /** Calls a listener after every change; call the result to stop that. */
  onDidChange(listener: (event: MailboxEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A folder by distinguished id or id. */
  folder(nameOrId: string): Folder | undefined {
    return this.#find(nameOrId)?.state
  }

  /** All folders, parents before their children. */
  folders(): Folder[] {
    return [...this.#folders.values()].map((folder) => folder.state)
  }

  /** Creates a folder, of mail unless said otherwise, and gives its id. Default parent: msgfolderroot. */
  createFolder(
    displayName: string,
    parent = ROOT_FOLDER.distinguishedId,
    kind: Pick<Folder, 'element' | 'folderClass'> = { element: 'Folder', folderClass: 'IPF.Note' },
  ): string {
    const description = { distinguishedId: undefined, displayName, ...kind }
    const folder = this.#addFolder(description, this.#require(parent))
    this.#tellFolder('Created', folder.state)
    return folder.state.id
  }

  renameFolder(nameOrId: string, displayName: string): void {
    this.updateFolder(nameOrId, { displayName })
  }

  updateFolder(nameOrId: string, change: Partial<Pick<Folder, 'displayName' | 'folderClass'>>): void {
    const folder = this.#require(nameOrId)
    Object.assign(folder.state, change)
    folder.state.changeKey = this.#ids.changeKey('folder', this.#next())
    this.#hierarchy.record(folder.tracked, 'updated', this.#sequence)
    this.#tellFolder('Modified', folder.state)
  }

  /** Moves a folder with everything in it; its id stays. */
  moveFolder(nameOrId: string, target: string): void {
    const folder = this.#require(nameOrId)
    const parent = this.#require(target)
    const { id, parentId = '' } = folder.state
    const before = this.#folders.get(parentId)
    if (before !== undefined) before.state.childFolderCount--
    parent.state.childFolderCount++
    folder.state.parentId = parent.state.id
    folder.state.changeKey = this.#ids.changeKey('folder', this.#next())
    this.#hierarchy.record(folder.tracked, 'updated', this.#sequence)
    this.#tellFolder('Moved', folder.state, { id, parentId })
  }

  /** Deletes a folder with everything in it, for good. */
  deleteFolder(nameOrId: string): void {
    const folder = this.#require(nameOrId)
    for (const other of [...this.#folders.values()]) {
      if (other.state.parentId === folder.state.id) this.deleteFolder(other.state.id)
    }
    for (const id of folder.items.keys()) this.#items.delete(id)
    this.#folders.delete(folder.state.id)
    if (folder.state.distinguishedId !== undefined) this.#wellKnown.delete(folder.state.distinguishedId)
    const parent = folder.state.parentId === undefined ? undefined : this.#folders.get(folder.state.parentId)
    if (parent !== undefined) parent.state.childFolderCount--
    this.#hierarchy.record(folder.tracked, 'deleted', this.#next())
    this.#tellFolder('Deleted', folder.state)
  }

  /** The changes of folders after a position. */
  folderChanges(position: number): ReturnType<ChangeLog<Folder>['since']> {
    return this.#hierarchy.since(position, Number.POSITIVE_INFINITY)
  }

  item(id: string): Item | undefined {
    return this.#items.get(id)?.tracked.value
  }

  /** The items of a folder in the order in which they came. Default: inbox. */
  items(folder = 'inbox'): Item[] {
    return [...this.#require(folder).items.values()]
  }

  /** How many items a folder holds; without a folder, the whole mailbox. */
  count(folder?: string): number {
    return folder === undefined ? this.#items.size : this.#require(folder).items.size
  }

  /** The exact bytes of a message. */
  mimeOf(id: string): Uint8Array {
    return this.#requireItem(id).value.content.bytes
  }

  /**
   * Adds a message and gives its id.
   * @param message the MIME content, kept byte for byte, or fields for a plain text message
   */
  async addMessage(message: Uint8Array | string | MessageFields, options: AddOptions = {}): Promise<string> {
    const bytes =
      message instanceof Uint8Array
        ? message
        : typeof message === 'string'
          ? Buffer.from(message, 'utf8')
          : composeMessage(message, {
              messageId: `<${this.#numbers + 1}.${this.guid}@contoso.example>`,
              sentAt: Date.now(),
            })
    return this.#add(bytes, options.envelope ?? (await readMessageEnvelope(bytes)), options)
  }

  /** Adds an item as it is, with an id of its own. */
  addItem(item: Omit<Item, 'id' | 'changeKey' | 'folderId' | 'number'>, folder: string): Item {
    const added = this.#store(this.#require(folder), item)
    this.#tell('Created', added)
    return added
  }

  /** Changes what is known about an item; the MIME content stays unless it is given. */
  updateMessage(id: string, change: ItemChange): void {
    this.#change(id, change, 'updated')
  }

  /** Sets the read flag; nothing happens when it is set so already. */
  setRead(id: string, isRead = true): void {
    if (this.#requireItem(id).value.isRead !== isRead) this.#change(id, { isRead }, 'read')
  }

  /** Deletes a message for good. */
  deleteMessage(id: string): void {
    this.#tell('Deleted', this.#remove(id))
  }

  #remove(id: string): Item {
    const { folder, tracked, value } = this.#requireItem(id)
    this.#items.delete(id)
    folder.items.delete(id)
    folder.newestFirst = undefined
    folder.state.totalCount--
    if (!value.isRead) folder.state.unreadCount--
    folder.log.record(tracked, 'deleted', this.#next())
    this.#touch(folder)
    return value
  }

  /** Copies an item, its state included, and gives the id of the copy. */
  copyMessage(id: string, target: string): string {
    const { value } = this.#requireItem(id)
    const copy = this.#store(this.#require(target), value)
    this.#tell('Copied', copy, value)
    return copy.id
  }

  /** Moves a message and gives its new id. */
  moveMessage(id: string, target: string): string {
    const folder = this.#require(target)
    const old = this.#remove(id)
    const moved = this.#store(folder, old)
    this.#tell('Moved', moved, old)
    return moved.id
  }

  /**
   * The changes of a folder's items after a position; without one, the first listing from the newest item on.
   * @param limit the most changes to give
   */
  itemChanges(
    nameOrId: string,
    from: ItemSyncPosition | undefined,
    limit: number,
    ignored?: ReadonlySet<string>,
  ): ItemChanges {
    const folder = this.#require(nameOrId)
    const start = from ?? { sequence: this.#sequence, initial: 'start' }
    if (start.initial === undefined) {
      const { changes, position, more } = folder.log.since(start.sequence, limit, ignored)
      return { changes, position: { sequence: position }, more }
    }
    if (limit === 0) return { changes: [], position: start, more: true }
    const items = this.#newestFirst(folder)
    const changes: ReportedChange<Item>[] = []
    let last = start.initial
    let index = last === 'start' ? 0 : firstOlder(items, last)
    for (; index < items.length && changes.length < limit; index++) {
      const item = items[index]
      if (item === undefined) break
      last = item
      const tracked = this.#items.get(item.id)?.tracked
      // What came after the listing began is reported as a change when it has ended.
      if (tracked === undefined || tracked.created > start.sequence || ignored?.has(item.id) === true)
        continue
      changes.push({ kind: 'created', id: item.id, value: item })
    }
    if (index < items.length && last !== 'start') {
      const { receivedAt, number } = last
      return { changes, position: { sequence: start.sequence, initial: { receivedAt, number } }, more: true }
    }
    return {
      changes,
      position: { sequence: start.sequence },
      more: folder.log.since(start.sequence, 0, ignored).more,
    }
  }

  #add(bytes: Uint8Array, envelope: MessageEnvelope, options: AddOptions): string {
    const { folder, envelope: _known, ...state } = options
    const now = Date.now()
    const item = this.#store(this.#require(folder ?? 'inbox'), {
      ...envelope,
      itemClass: 'IPM.Note',
      isRead: false,
      isDraft: false,
      importance: 'Normal',
      sensitivity: 'Normal',
      categories: [],
      receivedAt: envelope.sentAt ?? now,
      extendedProperties: [],
      element: 'Message',
      fields: new Map(),
      ...state,
      createdAt: now,
      modifiedAt: now,
      content: new MimeContent(bytes),
    })
    this.#tell('Created', item)
    if (item.folderId === this.folder('inbox')?.id) this.#tell('NewMail', item)
    return item.id
  }

  #store(folder: FolderRecord, content: Omit<Item, 'id' | 'changeKey' | 'folderId' | 'number'>): Item {
    const number = ++this.#numbers
    const sequence = this.#next()
    const item: Item = {
      ...content,
      id: this.#ids.itemId(number),
      changeKey: this.#ids.changeKey('item', sequence),
      folderId: folder.state.id,
      number,
    }
    folder.items.set(item.id, item)
    folder.newestFirst = undefined
    folder.state.totalCount++
    if (!item.isRead) folder.state.unreadCount++
    this.#items.set(item.id, { folder, tracked: folder.log.create(item.id, item, sequence) })
    this.#touch(folder)
    return item
  }

  #change(id: string, change: ItemChange, kind: 'updated' | 'read'): void {
    const { folder, tracked, value } = this.#requireItem(id)
    const sequence = this.#next()
    const changed: Item = {
      ...value,
      ...change,
      changeKey: this.#ids.changeKey('item', sequence),
      modifiedAt: Date.now(),
    }
    if (changed.isRead !== value.isRead) folder.state.unreadCount += changed.isRead ? -1 : 1
    folder.items.set(id, changed)
    folder.newestFirst = undefined
    tracked.value = changed
    folder.log.record(tracked, kind, sequence)
    this.#touch(folder)
    this.#tell('Modified', changed)
  }

  #tell(kind: EventKind, { id, changeKey, folderId }: Item, old?: Item): void {
    this.#emit({
      kind,
      object: 'item',
      id,
      changeKey,
      parentId: folderId,
      at: Date.now(),
      ...(old && { old: { id: old.id, parentId: old.folderId } }),
    })
  }

  #tellFolder(kind: EventKind, { id, changeKey, parentId = '' }: Folder, old?: MailboxEvent['old']): void {
    this.#emit({ kind, object: 'folder', id, changeKey, parentId, at: Date.now(), ...(old && { old }) })
  }

  #emit(event: MailboxEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  // The counts of a folder belong to it, so its change key moves; the hierarchy did not change.
  #touch(folder: FolderRecord): void {
    folder.state.changeKey = this.#ids.changeKey('folder', this.#sequence)
  }

  #newestFirst(folder: FolderRecord): Item[] {
    folder.newestFirst ??= [...folder.items.values()].sort(
      (left, right) => right.receivedAt - left.receivedAt || right.number - left.number,
    )
    return folder.newestFirst
  }

  #addWellKnown(
    folder: WellKnownFolder,
    parent: FolderRecord | undefined,
    language: FolderLanguage,
  ): FolderRecord {
    const displayName = folder.displayName[language]
    const record = this.#addFolder({ ...folder, displayName }, parent)
    this.#wellKnown.set(folder.distinguishedId, record)
    return record
  }

  #addFolder(
    description: Pick<Folder, 'distinguishedId' | 'element' | 'folderClass' | 'displayName'>,
    parent: FolderRecord | undefined,
  ): FolderRecord {
    const sequence = this.#next()
    const state: FolderState = {
      ...description,
      id: this.#ids.folderId(++this.#numbers),
      changeKey: this.#ids.changeKey('folder', sequence),
      parentId: parent?.state.id,
      childFolderCount: 0,
      totalCount: 0,
      unreadCount: 0,
    }
    const record: FolderRecord = {
      state,
      tracked: this.#hierarchy.create(state.id, state, sequence),
      items: new Map(),
      log: new ChangeLog(),
      newestFirst: undefined,
    }
    if (parent !== undefined) parent.state.childFolderCount++
    this.#folders.set(state.id, record)
    return record
  }

  #next(): number {
    return ++this.#sequence
  }

  #find(nameOrId: string): FolderRecord | undefined {
    return this.#wellKnown.get(nameOrId) ?? this.#folders.get(nameOrId)
  }

  #require(nameOrId: string): FolderRecord {
    const folder = this.#find(nameOrId)
    if (folder === undefined) throw new Error(`${this.address} has no folder ${nameOrId}`)
    return folder
  }

  #requireItem(id: string): ItemRecord & { readonly value: Item } {
    const record = this.#items.get(id)
    const value = record?.tracked.value
    if (record === undefined || value === undefined) throw new Error(`${this.address} has no item ${id}`)
    return { ...record, value }
  }
}

function firstOlder(
  items: readonly Item[],
  than: { readonly receivedAt: number; readonly number: number },
): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = items[middle]
    const older =
      item === undefined ||
      item.receivedAt < than.receivedAt ||
      (item.receivedAt === than.receivedAt && item.number < than.number)
    if (older) high = middle
    else low = middle + 1
  }
  return low
}
