/**
 * The embedded adapter: one SQLite database `prime.db` and the contents beside it, in a folder of its own.
 *
 * `@photostructure/sqlite` has the API of `node:sqlite` and loads in Node and in Electron alike; Kysely's SQLite
 * dialect expects the shape of better-sqlite3, so a facade of a few lines lies between. WAL with
 * `synchronous=FULL`: a commit that was reported is on the disk.
 *
 * Before a migration of a database that holds data, a copy is left beside it (`VACUUM INTO`).
 */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { Kysely, Migrator, SqliteAdapter, SqliteDialect, type SqliteDatabase } from 'kysely'
import { failure, ok, type Result } from '#shared/result.ts'
import { ContentStore } from './content-store.ts'
import type { Database } from './database.ts'
import { KyselyPrimeStore } from './kysely-prime-store.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { readError } from './prime-errors.ts'
import type { PrimeStore } from './prime-store.ts'

type Sqlite = InstanceType<typeof DatabaseSync>
type BoundValue = string | number | null

/** Another process (a second command line) may hold the write lock for a page; longer means something is wrong. */
const BUSY_TIMEOUT_MILLISECONDS = 10_000

/**
 * Opens or creates the Prime store in `folder`.
 * @returns `prime.unreadable` when the folder or the database cannot be used; nothing has been changed then.
 */
export async function openSqlitePrimeStore(folder: string): Promise<Result<PrimeStore>> {
  const file = path.join(folder, 'prime.db')
  let sqlite: Sqlite | undefined
  try {
    await mkdir(path.join(folder, 'content'), { recursive: true })
    const existed = existsSync(file)
    sqlite = new DatabaseSync(file)
    sqlite.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MILLISECONDS}`)
    sqlite.exec('pragma journal_mode = wal')
    sqlite.exec('pragma synchronous = full')
    sqlite.exec('pragma foreign_keys = on')
    const database = new Kysely<Database>({
      dialect: new TransactionalSqliteDialect({ database: facade(sqlite) }),
    })
    await migrate(database, existed ? sqlite : null, folder)
    return ok(new KyselyPrimeStore(database, new ContentStore(path.join(folder, 'content')), null))
  } catch (error) {
    sqlite?.close()
    return failure(readError(error))
  }
}

async function migrate(database: Kysely<Database>, existing: Sqlite | null, folder: string): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  })
  const known = existing ? await migrator.getMigrations() : []
  const done = known.filter((migration) => migration.executedAt !== undefined)
  if (existing && done.length > 0 && done.length < known.length) {
    const copy = path.join(folder, `prime-before-${known[done.length]?.name ?? 'migration'}.db`)
    if (!existsSync(copy)) existing.prepare('vacuum into ?').run(copy)
  }
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migration failed.')
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
