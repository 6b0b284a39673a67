/**
 * A connection to SQLite. `@photostructure/sqlite` has the API of `node:sqlite` and loads in Node and in Electron
 * alike; Kysely's SQLite dialect expects the shape of better-sqlite3, so a facade of a few lines lies between. WAL
 * with `synchronous=FULL`: a commit that was reported is on the disk.
 */
import { DatabaseSync } from '@photostructure/sqlite'
import { Kysely, SqliteAdapter, SqliteDialect, type SqliteDatabase } from 'kysely'
import type { Database, PrimeDatabase } from './database.ts'

export type Sqlite = InstanceType<typeof DatabaseSync>
type BoundValue = string | number | null

/** Another process (a second command line) may hold the write lock for a page; longer means something is wrong. */
const BUSY_TIMEOUT_MILLISECONDS = 10_000

/**
 * Opens or creates a database. Throws what SQLite throws.
 * @param check statements that must succeed before anything is written
 */
export function connect(file: string, check = ''): Sqlite {
  const sqlite = new DatabaseSync(file)
  try {
    sqlite.exec(check)
    sqlite.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MILLISECONDS}`)
    sqlite.exec('pragma journal_mode = wal')
    sqlite.exec('pragma synchronous = full')
    sqlite.exec('pragma foreign_keys = on')
    return sqlite
  } catch (error) {
    sqlite.close()
    throw error
  }
}

/**
 * Closes a connection for good. The library does not finalise prepared statements, so SQLite keeps the connection
 * until they are collected as garbage, and would then remove the log by its name, even if it were that of another
 * database by then. Without a log, which the last connection leaves behind by this change of mode, it has nothing to
 * remove; a database that another process has open stays in WAL mode, and so does one on a full disk: what is in the
 * log is committed, and whoever opens it next has it.
 */
export function disconnect(sqlite: Sqlite): void {
  try {
    sqlite.exec('pragma busy_timeout = 0')
    sqlite.exec('pragma journal_mode = delete')
  } catch {
    // The log stays; there is nothing to tell that the writes before have not told.
  } finally {
    sqlite.close()
  }
}

export function kyselyOver(sqlite: Sqlite): PrimeDatabase {
  return new Kysely<Database>({ dialect: new TransactionalSqliteDialect({ database: facade(sqlite) }) })
}

/** A migration happens as a whole or not at all: unlike what Kysely assumes, SQLite undoes changes of a schema too. */
class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter()
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

const NOTHING_RUN = { changes: 0, lastInsertRowid: 0 }

function facade(sqlite: Sqlite): SqliteDatabase {
  return {
    close: () => {
      disconnect(sqlite)
    },
    prepare: (sql) => {
      const statement = sqlite.prepare(sql)
      return {
        reader: statement.columns().length > 0,
        all: (parameters): unknown[] => statement.all(...values(parameters)),
        // A full disk makes SQLite roll back by itself; that there is nothing left to undo must not hide why.
        run: (parameters) =>
          sql === 'rollback' && !sqlite.isTransaction ? NOTHING_RUN : statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      }
    },
  }
}

/** Our queries bind texts, numbers and null only. */
function values(parameters: readonly unknown[]): BoundValue[] {
  return parameters as BoundValue[]
}
