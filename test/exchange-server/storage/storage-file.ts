/**
 * Keeps the mailboxes of a server in one SQLite file. The mailboxes live in memory as ever; every change is written
 * as well, and the file is read only at the start (and for the bytes of a message, when they are first asked for).
 *
 * Changes are gathered in a transaction that `commit` ends: the server calls it before each answer, so that whatever a
 * client was told is on the disk. What a test changes by the handle is committed at the end of the turn of the event
 * loop. When the file fails, everything after that fails too: memory is ahead of it and must not be believed.
 */
import type { Tracked } from '../mailbox/change-log.ts'
import type { Folder } from '../mailbox/folder.ts'
import type { Item } from '../mailbox/item.ts'
import type { Counters, MailboxStorage, StoredMailbox } from '../mailbox/mailbox-storage.ts'
import { Contents } from './contents.ts'
import { type Database, type Row, openDatabase, row, rows } from './open-database.ts'
import { readFolder, readItem, writeFolder, writeItem } from './stored-text.ts'

export class StorageFile {
  readonly #file: string
  readonly #database: Database
  readonly #close: () => void
  readonly #contents: Contents
  readonly #statements
  readonly #counters = new Map<string, () => Counters>()
  /** Addresses of the mailboxes with changes in the open transaction. */
  readonly #changed = new Set<string>()
  #failure: { readonly cause: unknown } | undefined

  /**
   * Opens the file or makes it.
   * @throws when it is damaged or of another kind; nothing has been written to it then
   */
  constructor(file: string) {
    this.#file = file
    const { database, close } = openDatabase(file)
    this.#database = database
    this.#close = close
    this.#contents = new Contents(this.#database)
    this.#statements = prepare(this.#database)
  }

  mailbox(address: string): MailboxStorage {
    const key = address.toLowerCase()
    return {
      load: () => this.#load(key),
      follow: (counters) => {
        this.#counters.set(key, counters)
      },
      putFolder: (tracked) => {
        this.#write(key, () => {
          this.#putFolder(key, tracked)
        })
      },
      putItem: (folderId, tracked) => {
        this.#write(key, () => {
          this.#putItem(folderId, tracked)
        })
      },
    }
  }

  /** Puts every change so far on the disk. @throws when that fails, or failed before */
  commit(): void {
    if (this.#failure !== undefined) this.#fail(this.#failure.cause)
    if (this.#changed.size === 0) return
    try {
      this.#contents.removeUnused()
      for (const address of this.#changed) this.#putCounters(address)
      this.#database.exec('commit')
      this.#changed.clear()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Commits and gives the file back; nothing happens when it was closed already. @throws when something could not be kept */
  close(): void {
    if (!this.#database.isOpen) return
    try {
      this.commit()
    } finally {
      this.#close()
    }
  }

  #write(address: string, put: () => void): void {
    if (this.#failure !== undefined) this.#fail(this.#failure.cause)
    try {
      if (this.#changed.size === 0) this.#begin()
      // The row that folders refer to must be there before them; its numbers follow at the commit.
      if (!this.#changed.has(address)) {
        this.#changed.add(address)
        this.#putCounters(address)
      }
      put()
    } catch (error) {
      this.#fail(error)
    }
  }

  #begin(): void {
    this.#database.exec('begin immediate')
    setImmediate(() => {
      if (!this.#database.isOpen || this.#failure !== undefined) return
      try {
        this.commit()
      } catch {
        // Kept in #failure: whoever writes, answers or closes next is told.
      }
    })
  }

  #putCounters(address: string): void {
    const { sequence, numbers } = this.#counters.get(address)?.() ?? { sequence: 0, numbers: 0 }
    this.#statements.putMailbox.run(address, sequence, numbers)
  }

  #putFolder(address: string, { id, value, created, updated, deleted }: Tracked<Folder>): void {
    const data = value === undefined ? null : writeFolder(value)
    this.#statements.putFolder.run(id, address, created, updated, deleted, data)
    if (value !== undefined) return
    for (const item of rows(this.#statements.itemsOf, id)) this.#contents.link(String(item.id), new Set())
    this.#statements.removeItems.run(id)
  }

  #putItem(folderId: string, { id, value, created, updated, read, deleted }: Tracked<Item>): void {
    const contents = new Set<number>()
    const data =
      value === undefined
        ? null
        : writeItem(value, (content) => {
            const number = this.#contents.numberOf(content)
            contents.add(number)
            return number
          })
    this.#statements.putItem.run(id, folderId, created, updated, read, deleted, data)
    this.#contents.link(id, contents)
  }

  #load(address: string): StoredMailbox | undefined {
    const mailbox = row(this.#statements.mailbox, address)
    if (mailbox === undefined) return undefined
    try {
      const folders = rows(this.#statements.folders, address).map((folder) => ({
        tracked: trackedFrom({ ...folder, read: 0 }, readFolder),
        items: rows(this.#statements.items, String(folder.id)).map((item) =>
          trackedFrom(item, (text) => readItem(text, (number) => this.#contents.find(number))),
        ),
      }))
      return { sequence: Number(mailbox.sequence), numbers: Number(mailbox.numbers), folders }
    } catch (error) {
      this.#close()
      throw new Error(`The storage file ${this.#file} is damaged: the mailbox ${address} cannot be read.`, {
        cause: error,
      })
    }
  }

  #fail(cause: unknown): never {
    if (this.#failure === undefined) {
      this.#failure = { cause }
      if (this.#database.isTransaction) this.#database.exec('rollback')
    }
    throw new Error(`The storage file ${this.#file} could not be written.`, { cause })
  }
}

const prepare = (database: Database) => ({
  mailbox: database.prepare('select sequence, numbers from mailbox where address = ?'),
  folders: database.prepare('select * from folder where mailbox = ? order by created'),
  items: database.prepare('select * from item where folder = ? order by created'),
  itemsOf: database.prepare('select id from item where folder = ?'),
  removeItems: database.prepare('delete from item where folder = ?'),
  putMailbox: database.prepare(
    `insert into mailbox (address, sequence, numbers) values (?, ?, ?)
     on conflict do update set sequence = excluded.sequence, numbers = excluded.numbers`,
  ),
  putFolder: database.prepare(
    `insert into folder (id, mailbox, created, updated, deleted, data) values (?, ?, ?, ?, ?, ?)
     on conflict do update set created = excluded.created, updated = excluded.updated,
       deleted = excluded.deleted, data = excluded.data`,
  ),
  putItem: database.prepare(
    `insert into item (id, folder, created, updated, read, deleted, data) values (?, ?, ?, ?, ?, ?, ?)
     on conflict do update set created = excluded.created, updated = excluded.updated, read = excluded.read,
       deleted = excluded.deleted, data = excluded.data`,
  ),
})

function trackedFrom<T>(found: Row, read: (text: string) => T): Tracked<T> {
  return {
    id: String(found.id),
    value: typeof found.data === 'string' ? read(found.data) : undefined,
    created: Number(found.created),
    updated: Number(found.updated),
    read: Number(found.read),
    deleted: Number(found.deleted),
  }
}
