/** A look at a database that nobody has open, without changing it. */
import { DatabaseSync } from '@photostructure/sqlite'

/** @returns the first damage that `PRAGMA integrity_check` finds; `null`: none */
export function checkDatabase(file: string): string | null {
  let database: InstanceType<typeof DatabaseSync> | undefined
  try {
    database = new DatabaseSync(file, { readOnly: true })
    const row = database.prepare('pragma integrity_check(1)').get() as
      { integrity_check?: unknown } | undefined
    const answer = String(row?.integrity_check)
    return answer === 'ok' ? null : answer
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    database?.close()
  }
}
