/** Files that a person asked for. */
import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'

/** Whole or not at all. @param mode who may read it; default: its owner alone */
export async function writeWhole(file: string, text: string, mode = 0o600): Promise<Result<null>> {
  const temporary = `${file}.${randomUUID()}.tmp`
  try {
    await writeFile(temporary, text, { mode })
    await rename(temporary, file)
    return ok(null)
  } catch (error) {
    await rm(temporary, { force: true })
    const reason = error instanceof Error ? error.message : String(error)
    return failure(appError('export.write-failed', { file, reason }))
  }
}
