/**
 * From `Result` to what React Query understands: a value, or a thrown `ApiError` that carries the `AppError`
 * whole. A rejected promise (main gone, a broken invariant) becomes `internal.unexpected`, so that every failure
 * on screen has a text.
 */
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'

export class ApiError extends Error {
  readonly appError: AppError

  constructor(appError: AppError) {
    super(appError.code)
    this.name = 'ApiError'
    this.appError = appError
  }
}

declare module '@tanstack/react-query' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be merged
  interface Register {
    defaultError: ApiError
  }
}

/** Waits for a call and gives its value, or throws `ApiError`. */
export async function unwrap<T>(call: Promise<Result<T>>): Promise<T> {
  const result = await settled(call)
  if (!result.ok) throw new ApiError(result.error)
  return result.value
}

/** Waits for a call; a rejection becomes a failure too. */
export async function settled<T>(call: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call
  } catch (error) {
    return { ok: false, error: toAppError(error) }
  }
}

/** The `AppError` inside whatever was thrown. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof ApiError) return thrown.appError
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  // Written out: importing `appError` would bring zod into the first chunk.
  return { code: 'internal.unexpected', category: 'permanent', retry: 'after-change', params: { reason } }
}
