/** Runs what reads or writes the store, and turns what it throws into an `AppError`. */
import type { AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { readError, writeError } from './prime-errors.ts'

export function reading<T>(action: () => Promise<T>): Promise<Result<T>> {
  return guarded(async () => ok(await action()), readError)
}

export function writing<T>(action: () => Promise<T>): Promise<Result<T>> {
  return guarded(async () => ok(await action()), writeError)
}

/** As `reading`, for what can fail for a reason of its own besides. */
export function readingResult<T>(action: () => Promise<Result<T>>): Promise<Result<T>> {
  return guarded(action, readError)
}

/** As `writing`, likewise. */
export function writingResult<T>(action: () => Promise<Result<T>>): Promise<Result<T>> {
  return guarded(action, writeError)
}

async function guarded<T>(
  action: () => Promise<Result<T>>,
  toError: (thrown: unknown) => AppError,
): Promise<Result<T>> {
  try {
    return await action()
  } catch (thrown) {
    return failure(toError(thrown))
  }
}
