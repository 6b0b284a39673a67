/**
 * What keeps a mailbox beyond the life of the process; a port, so that the mailbox knows of no file.
 *
 * Everything that counts about a mailbox is what its change logs follow: each folder and each item with the numbers of
 * its last changes, deleted ones as tombstones. Counts and the change keys of folders follow from those. So the logs
 * tell the storage, and no write can be forgotten. Rejected: a log of calls to be played again (it grows with every
 * read flag, and each new method of the mailbox would need an entry).
 */
import type { Tracked } from './change-log.ts'
import type { Folder } from './folder.ts'
import type { Item } from './item.ts'

/** The last numbers that a mailbox gave, so that none is given twice. */
export type Counters = {
  /** Of changes. */
  readonly sequence: number
  /** Of folders and items. */
  readonly numbers: number
}

export type StoredFolder = {
  /** The counts in it are of no meaning. */
  readonly tracked: Tracked<Folder>
  /** In order of creation, with the tombstones. */
  readonly items: readonly Tracked<Item>[]
}

export type StoredMailbox = Counters & {
  /** In order of creation, with the tombstones. */
  readonly folders: readonly StoredFolder[]
}

/**
 * Every call throws when what was given before could not be kept. What is put within one turn of the event loop is
 * kept together or not at all.
 */
export type MailboxStorage = {
  /** What is known of the mailbox; undefined when it is new. */
  readonly load: () => StoredMailbox | undefined
  /** @param counters asked whenever something is kept */
  readonly follow: (counters: () => Counters) => void
  /** Of a deleted folder the items go as well. */
  readonly putFolder: (tracked: Tracked<Folder>) => void
  readonly putItem: (folderId: string, tracked: Tracked<Item>) => void
}
