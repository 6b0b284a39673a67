/**
 * Repairs a damaged database: what can still be read is copied, table by table and row by row, into a new one; the
 * damaged file is copied beside it. Nothing is lost for good by that, because the next run goes through every folder
 * from the start and knows again by link or by key what is there; so what does not fit together any more (a link
 * without its object) is left out.
 *
 * The copy is read, not the file itself: connections outlive their closing (see `disconnect`), and must not belong to
 * the name under which the new database will lie. It takes that name when it is complete; an interruption is finished
 * at the next start. Rejected: `VACUUM INTO`, which gives up at the first damaged page.
 */
import { existsSync } from 'node:fs'
import { copyFile, readdir, rename, rm } from 'node:fs/promises'
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
/** Its presence says that it is complete, and that the damaged one has been copied. */
const REPAIRED = 'prime-repaired.db'
const DAMAGED = 'prime-damaged-'
/** The log and its index belong to the database file of the same name, and must never meet another one. */
const COMPANIONS = ['-wal', '-shm']

/**
 * @param file the damaged database, which nobody has open
 * @returns what people are told: `prime.repaired` or `prime.started-empty`
 */
export async function repair(folder: string, file: string): Promise<AppError> {
  const damaged = path.join(folder, `${DAMAGED}${instantOf(new Date()).replaceAll(/[:.]/g, '-')}.db`)
  const repairing = path.join(folder, REPAIRING)
  let rows: number
  try {
    await copyFile(file, damaged)
    if (existsSync(`${file}-wal`)) await copyFile(`${file}-wal`, `${damaged}-wal`)
    await removeDatabase(repairing)
    rows = await rescue(damaged, repairing)
  } catch (error) {
    for (const copy of [damaged, repairing]) await removeDatabase(copy)
    throw error
  }
  await rename(repairing, path.join(folder, REPAIRED))
  await putInPlace(folder, file)
  return appError(rows > 0 ? 'prime.repaired' : 'prime.started-empty', { file: damaged })
}

/** Finishes a repair that was interrupted when the new database was complete. @returns what people are told */
export async function finishRepair(folder: string, file: string): Promise<AppError | null> {
  if (!existsSync(path.join(folder, REPAIRED))) return null
  await putInPlace(folder, file)
  const damaged = (await readdir(folder)).filter((name) => name.startsWith(DAMAGED) && name.endsWith('.db'))
  return appError('prime.repaired', { file: path.join(folder, damaged.sort().at(-1) ?? '') })
}

async function putInPlace(folder: string, file: string): Promise<void> {
  for (const suffix of COMPANIONS) await rm(file + suffix, { force: true })
  await rename(path.join(folder, REPAIRED), file)
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
    if (!isDamage(error) && !isMissing(error)) throw error
  }
}

/** SQLite says that a file is no database or is malformed; the last is what our own check says. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && /malformed|not a database|constraint failed: damaged/i.test(error.message)
}

/** What a damaged database has lost altogether. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && /no such (table|column)/i.test(error.message)
}
