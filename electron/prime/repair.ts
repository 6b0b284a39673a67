/**
 * Repairs a damaged database: what can still be read is copied, table by table and row by row, into a new one; the
 * damaged file is kept beside it. Nothing is lost for good by that, because the next run goes through every folder
 * from the start and knows again by link or by key what is there; so what does not fit together any more (a link
 * without its object) is left out.
 *
 * The new database is complete before the damaged one is put aside, and an interruption in between is finished at
 * the next start. Rejected: `VACUUM INTO`, which gives up at the first damaged page.
 */
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { instantOf } from '#shared/domain/ids.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { isDiskFull } from './prime-errors.ts'
import { restartAfterRepair } from './repair-content.ts'
import { connect, kyselyOver, type Sqlite } from './sqlite.ts'

const REPAIRING = 'prime-repairing.db'
const REPAIRED = 'prime-repaired.db'
/** The log and its index belong to the database file of the same name, and must never meet another one. */
const COMPANIONS = ['-wal', '-shm']

/**
 * @param file the damaged database, which nobody has open
 * @returns what people are told: `prime.repaired` or `prime.started-empty`
 */
export async function repair(folder: string, file: string): Promise<AppError> {
  await removeDatabase(path.join(folder, REPAIRING))
  await removeDatabase(path.join(folder, REPAIRED))
  const rows = await rescue(file, path.join(folder, REPAIRING))
  await rename(path.join(folder, REPAIRING), path.join(folder, REPAIRED))
  const damaged = damagedFile(folder)
  await rename(file, damaged)
  await putInPlace(folder, file, damaged)
  const name = path.basename(damaged)
  return rows > 0
    ? appError('prime.repaired', { rows, file: name })
    : appError('prime.started-empty', { file: name })
}

/** Finishes a repair that was interrupted when the damaged file had been put aside already. */
export async function finishRepair(folder: string, file: string): Promise<void> {
  if (!existsSync(file) && existsSync(path.join(folder, REPAIRED)))
    await putInPlace(folder, file, damagedFile(folder))
}

async function putInPlace(folder: string, file: string, damaged: string): Promise<void> {
  for (const suffix of COMPANIONS)
    if (existsSync(file + suffix)) await rename(file + suffix, damaged + suffix)
  await rename(path.join(folder, REPAIRED), file)
}

function damagedFile(folder: string): string {
  return path.join(folder, `prime-damaged-${instantOf(new Date()).replaceAll(/[:.]/g, '-')}.db`)
}

async function removeDatabase(file: string): Promise<void> {
  for (const suffix of ['', ...COMPANIONS]) await rm(file + suffix, { force: true })
}

/** @returns how many rows could be taken over; with none, the new database is empty */
async function rescue(file: string, target: string): Promise<number> {
  try {
    const rows = await copyInto(file, target)
    if (rows > 0) return rows
  } catch (error) {
    if (isDiskFull(error)) throw error
  }
  await removeDatabase(target)
  const sqlite = connect(target)
  const database = kyselyOver(sqlite)
  await migrate(database)
  await database.destroy()
  return 0
}

async function copyInto(file: string, target: string): Promise<number> {
  const damaged = new DatabaseSync(file, { readOnly: true })
  try {
    const sqlite = connect(target)
    const database = kyselyOver(sqlite)
    try {
      await migrate(database, versionOf(damaged))
      sqlite.exec('pragma foreign_keys = off')
      sqlite.exec('begin')
      let rows = 0
      for (const table of tablesOf(sqlite)) rows += copyTable(damaged, sqlite, table)
      sqlite.exec('commit')
      sqlite.exec('pragma foreign_keys = on')
      await migrate(database)
      restartAfterRepair(sqlite)
      return rows
    } finally {
      await database.destroy()
    }
  } finally {
    damaged.close()
  }
}

/** The last migration that the damaged database has seen; of one that does not say it, the latest of all. */
function versionOf(damaged: Sqlite): string | undefined {
  const seen = rowsUntilDamage(damaged, 'select name from kysely_migration order by name')
  const name = seen.at(-1)?.name
  return typeof name === 'string' && name in MIGRATIONS ? name : undefined
}

function tablesOf(sqlite: Sqlite): string[] {
  return sqlite
    .prepare("select name from sqlite_master where type = 'table'")
    .all()
    .flatMap(({ name }) =>
      typeof name === 'string' && !name.startsWith('kysely_') && !name.startsWith('sqlite_') ? name : [],
    )
}

/** From the front to the damaged place, then from the back to it. */
function copyTable(damaged: Sqlite, sqlite: Sqlite, table: string): number {
  const columns = sqlite
    .prepare(`select name from pragma_table_info('${table}')`)
    .all()
    .map(({ name }) => `"${String(name)}"`)
    .join(', ')
  const insert = sqlite.prepare(
    `insert or replace into "${table}" (${columns}) values (${columns.replaceAll(/"[^"]*"/g, '?')})`,
  )
  let rows = 0
  let front: number | null = null
  for (const order of ['asc', 'desc'] as const) {
    const select = `select rowid as "rowid", ${columns} from "${table}" not indexed order by rowid ${order}`
    for (const { rowid, ...row } of eachUntilDamage(damaged, select)) {
      if (order === 'asc') front = Number(rowid)
      else if (front !== null && Number(rowid) <= front) break
      try {
        insert.run(...(Object.values(row) as (string | number | null)[]))
        rows += 1
      } catch (error) {
        // A row that the schema refuses is one of the damaged ones.
        if (isDiskFull(error)) throw error
      }
    }
  }
  return rows
}

function rowsUntilDamage(sqlite: Sqlite, sql: string): Record<string, unknown>[] {
  return [...eachUntilDamage(sqlite, sql)]
}

function* eachUntilDamage(sqlite: Sqlite, sql: string): Generator<Record<string, unknown>> {
  try {
    yield* sqlite.prepare(sql).iterate() as Iterable<Record<string, unknown>>
  } catch (error) {
    if (!isDamage(error)) throw error
  }
}

/** SQLite says that a file is no database or is malformed, or finds nothing of what should be in it. */
export function isDamage(error: unknown): boolean {
  return (
    error instanceof Error &&
    /malformed|not a database|no such table|no such column|corrupt/i.test(error.message)
  )
}
