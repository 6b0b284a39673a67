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

/** Opens or creates a database. Throws what SQLite throws. */
export function connect(file: string): Sqlite {
  const sqlite = new DatabaseSync(file)
  try {
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

function facade(sqlite: Sqlite): SqliteDatabase {
  return {
    close: () => {
      sqlite.close()
    },
    prepare: (sql) => {
      const statement = sqlite.prepare(sql)
      return {
        reader: statement.columns().length > 0,
        all: (parameters): unknown[] => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      }
    },
  }
}

/** Our queries bind texts, numbers and null only. */
function values(parameters: readonly unknown[]): BoundValue[] {
  return parameters as BoundValue[]
}
