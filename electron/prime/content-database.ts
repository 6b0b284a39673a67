/**
 * Small contents by hash, in a database of their own: `contents.db`.
 *
 * Most messages are small, and the system needs longer to make a file for each and to flush it than the rest of the
 * import takes. Here all contents of a batch share one transaction and one flush. It is not the database of the
 * objects, which must stay small for what happens to all of it: it is checked each time it is opened, and copied before
 * a migration.
 *
 * `stored_at` says when somebody last stored the content; what is stored again is young again, so that what collects
 * unused contents leaves it alone until the row that names it is committed.
 */
import { existsSync, renameSync } from 'node:fs'
import { instantOf } from '#shared/domain/ids.ts'
import type { ContentHash } from '#shared/domain/prime-items.ts'
import { isDamage } from './repair.ts'
import { type Sqlite, connect, disconnect } from './sqlite.ts'

export type SmallContent = { readonly hash: ContentHash; readonly bytes: Uint8Array }

const SCHEMA = `create table if not exists content (
  hash text not null primary key,
  stored_at integer not null,
  bytes blob not null
)`

const HASHES_AT_A_TIME = 1_000

export class ContentDatabase {
  readonly #sqlite: Sqlite
  readonly #statements

  /** One that cannot be opened as a database is set aside. Throws what SQLite throws otherwise. */
  static open(file: string): ContentDatabase {
    try {
      return new ContentDatabase(connect(file))
    } catch (error) {
      if (!isDamage(error)) throw error
      const aside = file.replace(/\.db$/, `-damaged-${instantOf(new Date()).replaceAll(/[:.]/g, '-')}.db`)
      for (const suffix of ['', '-wal'])
        if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
      return new ContentDatabase(connect(file))
    }
  }

  private constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite
    sqlite.exec(SCHEMA)
    this.#statements = {
      put: sqlite.prepare(
        `insert into content values (?, ?, ?) on conflict (hash) do update set stored_at = excluded.stored_at`,
      ),
      get: sqlite.prepare('select bytes from content where hash = ?'),
      older: sqlite.prepare(
        `select hash from content where hash > ? and stored_at < ? order by hash limit ${HASHES_AT_A_TIME}`,
      ),
      remove: sqlite.prepare(
        'delete from content where hash = ? and stored_at < ? returning length(bytes) as bytes',
      ),
    }
  }

  /** All or none, durably. Throws what SQLite throws. */
  put(contents: readonly SmallContent[]): void {
    const now = Date.now()
    this.#sqlite.exec('begin immediate')
    try {
      for (const { hash, bytes } of contents) this.#statements.put.run(hash, now, bytes)
      this.#sqlite.exec('commit')
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (this.#sqlite.isTransaction) this.#sqlite.exec('rollback')
      throw error
    }
  }

  get(hash: ContentHash): Uint8Array | null {
    const row = this.#statements.get.get(hash) as { readonly bytes: Uint8Array } | undefined
    return row?.bytes ?? null
  }

  /** Contents that were stored before a time. */
  *olderThan(time: Date): Generator<ContentHash[]> {
    let last = ''
    for (;;) {
      const rows = this.#statements.older.all(last, time.getTime())
      const hashes = rows.map(({ hash }) => hash as ContentHash)
      const end = hashes.at(-1)
      if (end === undefined) return
      yield hashes
      last = end
    }
  }

  /** @returns the bytes that were freed, `null` when there is nothing to remove */
  removeIfOlder(hash: ContentHash, time: Date): number | null {
    const removed = this.#statements.remove.get(hash, time.getTime()) as
      { readonly bytes: number } | undefined
    return removed?.bytes ?? null
  }

  close(): void {
    disconnect(this.#sqlite)
  }
}
