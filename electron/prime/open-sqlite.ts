/**
 * The embedded adapter: one SQLite database `prime.db` and the contents beside it, in a folder of its own.
 *
 * The database is checked each time it is opened; a damaged one is repaired (`repair.ts`), and the store says so.
 * Before a migration of a database that holds data, a copy is left beside it (`VACUUM INTO`).
 */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { failure, ok, type Result } from '#shared/result.ts'
import { ContentStore } from './content-store.ts'
import { KyselyPrimeStore } from './kysely-prime-store.ts'
import { migrate, nextMigration } from './migrate.ts'
import { isDiskFull, readError, writeError } from './prime-errors.ts'
import type { PrimeStore } from './prime-store.ts'
import { finishRepair, isDamage, repair } from './repair.ts'
import { connect, disconnect, kyselyOver, type Sqlite } from './sqlite.ts'

/**
 * Opens or creates the Prime store in `folder`. A damaged database is repaired, which `notice` of the store tells.
 * @returns `prime.unreadable` when the folder or the database cannot be used, `prime.disk-full`; nothing has been
 * changed then
 */
export async function openSqlitePrimeStore(folder: string): Promise<Result<PrimeStore>> {
  const file = path.join(folder, 'prime.db')
  let sqlite: Sqlite | undefined
  try {
    await mkdir(folder, { recursive: true })
    let notice = await finishRepair(folder, file)
    sqlite = existsSync(file) ? openSound(file) : connect(file)
    if (sqlite === undefined) {
      notice = await repair(folder, file)
      sqlite = connect(file)
    }
    const database = kyselyOver(sqlite)
    const next = await nextMigration(database)
    if (next !== null) leaveCopy(sqlite, path.join(folder, `prime-before-${next}.db`))
    await migrate(database)
    return ok(new KyselyPrimeStore(database, await ContentStore.open(folder), notice))
  } catch (error) {
    if (sqlite) disconnect(sqlite)
    return failure(isDiskFull(error) ? writeError(error) : readError(error))
  }
}

/** Fails with the first damage as a value that breaks the constraint. Prepared, it would outlive the connection. */
const CHECK = `
  create temp table soundness (answer text constraint damaged check (answer = 'ok'));
  insert into soundness select quick_check from pragma_quick_check;
  drop table soundness;
`

/** @returns `undefined` when the database is damaged */
function openSound(file: string): Sqlite | undefined {
  try {
    return connect(file, CHECK)
  } catch (error) {
    if (isDamage(error)) return undefined
    throw error
  }
}

function leaveCopy(sqlite: Sqlite, copy: string): void {
  if (!existsSync(copy)) sqlite.prepare('vacuum into ?').run(copy)
}
