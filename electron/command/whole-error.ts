/** What a command over several accounts says as a whole. */
import { appError, type AppError } from '#shared/errors.ts'

/** One failure is told as it is, several together. */
export function wholeError(errors: readonly AppError[], total: number): AppError | null {
  const [first] = errors
  if (!first) return null
  return total === 1 ? first : appError('command.some-failed', { failed: errors.length, total })
}
