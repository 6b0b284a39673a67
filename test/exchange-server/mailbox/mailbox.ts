/**
 * The state of one mailbox: folders, items and what changed when. Knows nothing of XML or HTTP.
 *
 * Every write takes the next sequence number of the mailbox, gives the entity a new change key and is noted in
 * the change log of the folder. A moved item gets a new id, as in Exchange: a deletion here, a creation there.
 * It is also the handle with which tests change a mailbox behind the client's back.
 */
import type { EventKind, MailboxEvent } from '../notifications/mailbox-event.ts'
import type { ReportedChange } from './change-log.ts'
import { type MessageFields, composeMessage } from './compose-message.ts'
import type { FolderContents, ItemChanges, ItemSyncPosition } from './folder-contents.ts'
import { FolderTree } from './folder-tree.ts'
import type { Folder } from './folder.ts'
import { IdFactory } from './ids.ts'
import type { Fields, Item, MessageEnvelope, MessageState } from './item.ts'
import type { MailboxStorage, StoredMailbox } from './mailbox-storage.ts'
import { readMessageEnvelope } from './message-envelope.ts'
import { newMessage } from './new-message.ts'
import { UserConfigurations } from './user-configurations.ts'
import {
  type FolderLanguage,
  RECOVERABLE_ITEMS,
  TOP_FOLDER,
  WELL_KNOWN_FOLDERS,
  type WellKnownFolder,
} from './well-known-folders.ts'

export type { Folder } from './folder.ts'

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

/** An item before it has a place in a mailbox. */
export type NewItem = Omit<Item, 'id' | 'changeKey' | 'folderId' | 'number' | 'searchKey'> &
  Partial<Pick<Item, 'searchKey'>>

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

export class Mailbox {
  readonly address: string
  readonly user: string
  readonly displayName: string
  readonly delegates: ReadonlySet<string>
  /** Of programs, by folder; they live in memory only. */
  readonly configurations = new UserConfigurations()
  password: string
  readonly #ids: IdFactory
  readonly #tree: FolderTree
  /** The folder in which each item lies. */
  readonly #folderOf = new Map<string, FolderContents>()
  readonly #listeners = new Set<(event: MailboxEvent) => void>()
  #sequence = 0
  #numbers = 0

  /** @param storage what keeps the mailbox; without it, it lives in memory */
  constructor(options: MailboxOptions, storage?: MailboxStorage) {
    this.address = options.address
    this.user = options.user ?? options.address.replace(/@.*/, '')
    this.password = options.password
    this.displayName = options.displayName ?? this.user
    this.delegates = new Set(options.delegates?.map((address) => address.toLowerCase()))
    this.#ids = new IdFactory(options.address.toLowerCase())
    this.#tree = new FolderTree(this.#ids, storage)
    storage?.follow(() => ({ sequence: this.#sequence, numbers: this.#numbers }))
    const stored = storage?.load()
    if (stored !== undefined) this.#restore(stored)
    else for (const folder of WELL_KNOWN_FOLDERS) this.#addWellKnown(folder, options.language ?? 'en')
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
    return this.#tree.find(nameOrId)?.state
  }

  /** All folders in the order in which they were made. */
  folders(): Folder[] {
    return this.#tree.all().map((folder) => folder.state)
  }

  /** Creates a folder, of mail unless said otherwise, and gives its id. Default parent: msgfolderroot. */
  createFolder(
    displayName: string,
    parent = TOP_FOLDER,
    kind: Pick<Folder, 'element' | 'folderClass'> = { element: 'Folder', folderClass: 'IPF.Note' },
  ): string {
    const description = { distinguishedId: undefined, displayName, ...kind }
    const parentId = this.#require(parent).state.id
    const { state } = this.#tree.add(description, parentId, ++this.#numbers, this.#next())
    this.#tellFolder('Created', state)
    return state.id
  }

  renameFolder(nameOrId: string, displayName: string): void {
    this.updateFolder(nameOrId, { displayName })
  }

  updateFolder(nameOrId: string, change: Partial<Pick<Folder, 'displayName' | 'folderClass'>>): void {
    const { state } = this.#require(nameOrId)
    this.#tree.update(state.id, change, this.#next())
    this.#tellFolder('Modified', state)
  }

  /** Moves a folder with everything in it; its id stays. */
  moveFolder(nameOrId: string, target: string): void {
    const { state } = this.#require(nameOrId)
    const parent = this.#require(target)
    const { id, parentId = '' } = state
    this.#tree.move(id, parent.state.id, this.#next())
    this.#tellFolder('Moved', state, { id, parentId })
  }

  /** Deletes a folder with everything in it, for good. */
  deleteFolder(nameOrId: string): void {
    const folder = this.#require(nameOrId)
    for (const { state } of this.#tree.all()) {
      if (state.parentId === folder.state.id) this.deleteFolder(state.id)
    }
    for (const id of folder.itemIds()) this.#folderOf.delete(id)
    this.#tree.remove(folder.state.id, this.#next())
    this.#tellFolder('Deleted', folder.state)
  }

  /** The changes of folders after a position. */
  folderChanges(position: number): {
    readonly changes: ReportedChange<Folder>[]
    readonly position: number
  } {
    return this.#tree.changes(position)
  }

  item(id: string): Item | undefined {
    return this.#folderOf.get(id)?.item(id)
  }

  /** The items of a folder in the order in which they came. Default: inbox. */
  items(folder = 'inbox'): Item[] {
    return this.#require(folder).items()
  }

  /** How many items a folder holds; without a folder, the whole mailbox. */
  count(folder?: string): number {
    return folder === undefined ? this.#folderOf.size : this.#require(folder).count
  }

  /** The exact bytes of a message. */
  mimeOf(id: string): Uint8Array {
    return this.#requireItem(id).item.content.bytes
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
    const { folder = 'inbox', envelope = await readMessageEnvelope(bytes), ...state } = options
    const item = this.#store(this.#require(folder), newMessage(bytes, envelope, state))
    this.#tell('Created', item)
    if (item.folderId === this.folder('inbox')?.id) this.#tell('NewMail', item)
    return item.id
  }

  /** Adds an item as it is, with an id of its own. */
  addItem(item: NewItem, folder: string): Item {
    const added = this.#store(this.#require(folder), item)
    this.#tell('Created', added)
    return added
  }

  /** Changes what is known about an item; the MIME content stays unless it is given. */
  updateMessage(id: string, change: ItemChange): void {
    this.#change(id, change, 'updated')
  }

  /**
   * Sets the read flag; nothing happens when it is set so already.
   * @param fields what else changes along with it without being a change of the item to those who synchronise
   */
  setRead(id: string, isRead = true, fields?: Fields): void {
    const { item } = this.#requireItem(id)
    if (item.isRead !== isRead) this.#change(id, { isRead, fields: fields ?? item.fields }, 'read')
  }

  /** Gives an item the change key that it had before its last change, as a server does that forgets to renew it. */
  keepChangeKey(id: string, changeKey: string): void {
    const { folder, item } = this.#requireItem(id)
    folder.replace({ ...item, changeKey }, 'updated', this.#next())
  }

  /** Deletes a message for good. */
  deleteMessage(id: string): void {
    this.#tell('Deleted', this.#remove(id))
  }

  /** Deletes a message so that it can be found among the recoverable items, under a new id, which it gives. */
  deleteSoftly(id: string): string {
    const old = this.#remove(id)
    this.#tell('Deleted', old)
    return this.#store(this.#require(RECOVERABLE_ITEMS), old).id
  }

  /** Copies an item, its state included, and gives the id of the copy. */
  copyMessage(id: string, target: string): string {
    const { item } = this.#requireItem(id)
    const copy = this.#store(this.#require(target), item)
    this.#tell('Copied', copy, item)
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
    const start = from ?? { sequence: this.#sequence, initial: 'start' }
    return this.#require(nameOrId).changes(start, limit, ignored)
  }

  #store(folder: FolderContents, content: NewItem): Item {
    const number = ++this.#numbers
    const sequence = this.#next()
    const item: Item = {
      searchKey: this.#ids.searchKey(number),
      ...content,
      id: this.#ids.itemId(number),
      changeKey: this.#ids.changeKey('item', sequence),
      folderId: folder.state.id,
      number,
    }
    folder.add(item, sequence)
    this.#folderOf.set(item.id, folder)
    return item
  }

  #change(id: string, change: ItemChange, kind: 'updated' | 'read'): void {
    const { folder, item } = this.#requireItem(id)
    const sequence = this.#next()
    const changed: Item = {
      ...item,
      ...change,
      changeKey: this.#ids.changeKey('item', sequence),
      modifiedAt: Date.now(),
    }
    folder.replace(changed, kind, sequence)
    this.#tell('Modified', changed)
  }

  #remove(id: string): Item {
    const { folder } = this.#requireItem(id)
    this.#folderOf.delete(id)
    return folder.remove(id, this.#next())
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

  #restore(stored: StoredMailbox): void {
    this.#sequence = stored.sequence
    this.#numbers = stored.numbers
    this.#tree.restore(stored.folders)
    for (const folder of this.#tree.all()) for (const id of folder.itemIds()) this.#folderOf.set(id, folder)
  }

  #addWellKnown({ parent, displayName, ...folder }: WellKnownFolder, language: FolderLanguage): void {
    const parentId = parent === undefined ? undefined : this.#require(parent).state.id
    const description = { ...folder, displayName: displayName[language] }
    this.#tree.add(description, parentId, ++this.#numbers, this.#next())
  }

  #next(): number {
    return ++this.#sequence
  }

  #require(nameOrId: string): FolderContents {
    const folder = this.#tree.find(nameOrId)
    if (folder === undefined) throw new Error(`${this.address} has no folder ${nameOrId}`)
    return folder
  }

  #requireItem(id: string): { readonly folder: FolderContents; readonly item: Item } {
    const folder = this.#folderOf.get(id)
    const item = folder?.item(id)
    if (folder === undefined || item === undefined) throw new Error(`${this.address} has no item ${id}`)
    return { folder, item }
  }
}
