/** Brings a database to a version of the schema. */
import { Migrator } from 'kysely'
import type { PrimeDatabase } from './database.ts'
import { MIGRATIONS } from './migrations/index.ts'

/** The next migration of a database that holds data, `null` when it is new or has them all. */
export async function nextMigration(database: PrimeDatabase): Promise<string | null> {
  const known = await migrator(database).getMigrations()
  const done = known.filter(({ executedAt }) => executedAt !== undefined)
  return done.length > 0 ? (known[done.length]?.name ?? null) : null
}

/** @param to the name of a migration; default: the latest */
export async function migrate(database: PrimeDatabase, to?: string): Promise<void> {
  const { error } =
    to === undefined ? await migrator(database).migrateToLatest() : await migrator(database).migrateTo(to)
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migration failed.')
}

function migrator(database: PrimeDatabase): Migrator {
  return new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } })
}
