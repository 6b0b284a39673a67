/** Turns what a database or a file system throws into an `AppError`. */
import { appError, type AppError } from '#shared/errors.ts'

/** SQLITE_FULL and ENOSPC: the only failures of writing for which we know what the administrator must do. */
export function isDiskFull(error: unknown): boolean {
  const { code, message } = partsOf(error)
  return code === 'ENOSPC' || code === 'SQLITE_FULL' || /database or disk is full/i.test(message)
}

export function writeError(error: unknown): AppError {
  return isDiskFull(error)
    ? appError('prime.disk-full')
    : appError('prime.write-failed', { reason: partsOf(error).message })
}

export function readError(error: unknown): AppError {
  return appError('prime.unreadable', { reason: partsOf(error).message })
}

function partsOf(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  const code: unknown = 'code' in error ? error.code : ''
  return { code: typeof code === 'string' ? code : '', message: error.message }
}
