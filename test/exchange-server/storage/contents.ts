/**
 * MIME contents in the storage file, each written once, however many items link to it.
 *
 * A content that no item links to any more goes at the next commit, not at once: a moved item is deleted here and
 * created there, and its bytes stay where they are.
 */
import { MimeContent } from '../mailbox/mime-content.ts'
import { type Database, row, rows } from './open-database.ts'

export class Contents {
  readonly #numbers = new WeakMap<MimeContent, number>()
  readonly #byNumber = new Map<number, WeakRef<MimeContent>>()
  readonly #released = new Set<number>()
  readonly #statements

  constructor(database: Database) {
    this.#statements = {
      add: database.prepare('insert into content (bytes) values (?)'),
      size: database.prepare('select length(bytes) as size from content where id = ?'),
      read: database.prepare('select bytes from content where id = ?'),
      linked: database.prepare('select content from item_content where item = ?'),
      link: database.prepare('insert into item_content (item, content) values (?, ?)'),
      unlink: database.prepare('delete from item_content where item = ? and content = ?'),
      remove: database.prepare(
        'delete from content where id = ? and not exists (select 1 from item_content where content = content.id)',
      ),
    }
  }

  /** The number of a content, which is written when it is new to the file. */
  numberOf(content: MimeContent): number {
    const known = this.#numbers.get(content)
    if (known !== undefined && this.#byNumber.has(known)) return known
    const number = Number(this.#statements.add.run(content.bytes).lastInsertRowid)
    this.#remember(content, number)
    return number
  }

  /** A content by its number. @throws when the file has none */
  find(number: number): MimeContent {
    const known = this.#byNumber.get(number)?.deref()
    if (known !== undefined) return known
    const size = row(this.#statements.size, number)?.size
    if (typeof size !== 'number') throw new Error(`content ${number} is missing`)
    const content = new MimeContent({ size, read: () => this.#read(number) })
    this.#remember(content, number)
    return content
  }

  /** Says to which contents an item links from now on. */
  link(item: string, numbers: ReadonlySet<number>): void {
    const before = new Set(rows(this.#statements.linked, item).map((found) => Number(found.content)))
    for (const number of before) {
      if (numbers.has(number)) continue
      this.#statements.unlink.run(item, number)
      this.#released.add(number)
    }
    for (const number of numbers) if (!before.has(number)) this.#statements.link.run(item, number)
  }

  /** Removes what nobody links to any more. */
  removeUnused(): void {
    for (const number of this.#released) {
      if (this.#statements.remove.run(number).changes > 0) this.#byNumber.delete(number)
    }
    this.#released.clear()
  }

  #read(number: number): Uint8Array {
    const bytes = row(this.#statements.read, number)?.bytes
    if (!(bytes instanceof Uint8Array)) throw new Error(`content ${number} is missing`)
    return bytes
  }

  #remember(content: MimeContent, number: number): void {
    this.#numbers.set(content, number)
    this.#byNumber.set(number, new WeakRef(content))
  }
}
