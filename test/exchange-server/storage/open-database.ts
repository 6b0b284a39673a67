/**
 * Opens the SQLite file of a server, or makes it, and refuses every file that is not one: nothing is written to a file
 * before it was recognised.
 *
 * WAL with `synchronous = full`: what was committed survives the end of the process and of the machine.
 *
 * One server at a time, because each believes the state in its own memory: an open transaction in a second, empty
 * database beside the file is the lock, which the operating system takes back from a process that was killed. Rejected:
 * `locking_mode = exclusive` (this package closes its statements when they are collected, not when the database is
 * closed, and the file would stay locked until then) and a file with a process id (it outlives the process).
 */
import { DatabaseSync } from '@photostructure/sqlite'
import { SCHEMA_STEPS } from './schema.ts'

export type Database = InstanceType<typeof DatabaseSync>
type Statement = ReturnType<Database['prepare']>
export type Row = Readonly<Record<string, unknown>>

/** The first row of an answer. */
export function row(statement: Statement, ...values: readonly (string | number)[]): Row | undefined {
  return statement.get(...values) as Row | undefined
}

/** All rows of an answer. */
export function rows(statement: Statement, ...values: readonly (string | number)[]): readonly Row[] {
  return statement.all(...values) as Row[]
}

const APPLICATION_ID = 0x45575354 // "EWST"; marks the file as ours (SQLite, PRAGMA application_id)

export type OpenDatabase = {
  readonly database: Database
  /** Puts everything into the one file and gives it back. */
  readonly close: () => void
}

/**
 * @returns the database with the newest schema
 * @throws an error that names the file and says what is wrong with it
 */
export function openDatabase(file: string): OpenDatabase {
  let lock: Database | undefined
  let database: Database | undefined
  const close = (): void => {
    database?.close()
    lock?.close()
  }
  try {
    lock = takeLock(file)
    database = new DatabaseSync(file)
    const opened = database
    recognise(database)
    database.exec('pragma journal_mode = wal')
    database.exec('pragma synchronous = full')
    database.exec('pragma foreign_keys = on')
    bringUpToDate(database)
    return {
      database,
      close: () => {
        opened.exec('pragma wal_checkpoint(truncate)')
        close()
      },
    }
  } catch (error) {
    close()
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The storage file ${file} cannot be used: ${reason}.`, { cause: error })
  }
}

function takeLock(file: string): Database {
  const lock = new DatabaseSync(`${file}-lock`)
  try {
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    throw new Error('another server has it open', { cause: error })
  }
}

function recognise(database: Database): void {
  const tables = single(database, 'select count(*) as value from sqlite_master')
  const application = single(database, 'pragma application_id')
  if (application !== APPLICATION_ID && (application !== 0 || tables !== 0)) {
    throw new Error('it is a database of another program')
  }
  const version = Number(single(database, 'pragma user_version'))
  if (version > SCHEMA_STEPS.length) {
    throw new Error(`it has version ${version}, this server knows versions up to ${SCHEMA_STEPS.length}`)
  }
  const verdict = single(database, 'pragma quick_check(1)')
  if (verdict !== 'ok') throw new Error(`it is damaged (${String(verdict)})`)
}

function bringUpToDate(database: Database): void {
  const version = Number(single(database, 'pragma user_version'))
  database.exec('begin immediate')
  try {
    for (const step of SCHEMA_STEPS.slice(version)) database.exec(step)
    database.exec(`pragma application_id = ${APPLICATION_ID}`)
    database.exec(`pragma user_version = ${SCHEMA_STEPS.length}`)
    database.exec('commit')
  } catch (error) {
    database.exec('rollback')
    throw error
  }
}

function single(database: Database, sql: string): unknown {
  return Object.values(row(database.prepare(sql)) ?? {})[0]
}
