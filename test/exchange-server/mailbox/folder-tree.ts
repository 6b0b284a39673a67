/** The folders of a mailbox, their names and places, and what changed about those when. */
import { ChangeLog, type Tracked } from './change-log.ts'
import { FolderContents } from './folder-contents.ts'
import type { Folder, FolderState } from './folder.ts'
import type { IdFactory } from './ids.ts'
import type { MailboxStorage, StoredFolder } from './mailbox-storage.ts'

export type FolderDescription = Pick<Folder, 'distinguishedId' | 'element' | 'folderClass' | 'displayName'>

type FolderRecord = {
  readonly contents: FolderContents
  readonly tracked: Tracked<Folder>
}

export class FolderTree {
  readonly #ids: IdFactory
  readonly #byId = new Map<string, FolderRecord>()
  readonly #wellKnown = new Map<string, FolderContents>()
  readonly #log: ChangeLog<Folder>
  readonly #storage: MailboxStorage | undefined

  constructor(ids: IdFactory, storage: MailboxStorage | undefined) {
    this.#ids = ids
    this.#storage = storage
    this.#log = new ChangeLog(
      storage &&
        ((tracked) => {
          storage.putFolder(tracked)
        }),
    )
  }

  /** Takes up the folders of an earlier life with their items, in order of creation. */
  restore(known: readonly StoredFolder[]): void {
    this.#log.restore(known.map(({ tracked }) => tracked))
    for (const { tracked, items } of known) {
      if (tracked.value === undefined) continue
      const state: FolderState = { ...tracked.value, childFolderCount: 0, totalCount: 0, unreadCount: 0 }
      const contents = new FolderContents(state, this.#ids, this.#storage)
      tracked.value = state
      contents.restore(items, tracked)
      this.#add(contents, tracked)
    }
    // A folder may have been moved below one that is younger.
    for (const { state } of this.all()) this.#countChild(state.parentId, 1)
  }

  /** A folder by distinguished id or id. */
  find(nameOrId: string): FolderContents | undefined {
    return this.#wellKnown.get(nameOrId) ?? this.#byId.get(nameOrId)?.contents
  }

  /** In the order in which they were made. */
  all(): FolderContents[] {
    return [...this.#byId.values()].map(({ contents }) => contents)
  }

  /** The changes of folders after a position. */
  changes(position: number): ReturnType<ChangeLog<Folder>['since']> {
    return this.#log.since(position, Number.POSITIVE_INFINITY)
  }

  /** @param number unique in the mailbox */
  add(
    description: FolderDescription,
    parentId: string | undefined,
    number: number,
    sequence: number,
  ): FolderContents {
    const state: FolderState = {
      ...description,
      id: this.#ids.folderId(number),
      changeKey: this.#ids.changeKey('folder', sequence),
      parentId,
      childFolderCount: 0,
      totalCount: 0,
      unreadCount: 0,
    }
    const contents = new FolderContents(state, this.#ids, this.#storage)
    this.#add(contents, this.#log.create(state.id, state, sequence))
    this.#countChild(parentId, 1)
    return contents
  }

  update(id: string, change: Partial<Pick<Folder, 'displayName' | 'folderClass'>>, sequence: number): void {
    const record = this.#byId.get(id)
    if (record === undefined) return
    Object.assign(record.contents.state, change)
    this.#record(record, 'updated', sequence)
  }

  move(id: string, parentId: string, sequence: number): void {
    const record = this.#byId.get(id)
    if (record === undefined) return
    const { state } = record.contents
    this.#countChild(state.parentId, -1)
    this.#countChild(parentId, 1)
    state.parentId = parentId
    this.#record(record, 'updated', sequence)
  }

  /** Takes a folder away that has no folders below it. */
  remove(id: string, sequence: number): void {
    const record = this.#byId.get(id)
    if (record === undefined) return
    const { distinguishedId, parentId } = record.contents.state
    this.#byId.delete(id)
    if (distinguishedId !== undefined) this.#wellKnown.delete(distinguishedId)
    this.#countChild(parentId, -1)
    this.#log.record(record.tracked, 'deleted', sequence)
  }

  #add(contents: FolderContents, tracked: Tracked<Folder>): void {
    const { id, distinguishedId } = contents.state
    this.#byId.set(id, { contents, tracked })
    if (distinguishedId !== undefined) this.#wellKnown.set(distinguishedId, contents)
  }

  #record({ contents, tracked }: FolderRecord, change: 'updated', sequence: number): void {
    contents.state.changeKey = this.#ids.changeKey('folder', sequence)
    this.#log.record(tracked, change, sequence)
  }

  #countChild(parentId: string | undefined, by: 1 | -1): void {
    const parent = parentId === undefined ? undefined : this.#byId.get(parentId)
    if (parent !== undefined) parent.contents.state.childFolderCount += by
  }
}
