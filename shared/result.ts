import type { AppError } from './errors.ts'

/**
 * Expected failures are values. Everything that can fail for a reason outside our code answers with a
 * `Result`; exceptions are left for broken invariants.
 */
export type Result<T, E = AppError> = { readonly ok: true; readonly value: T } | Failure<E>

export type Failure<E = AppError> = { readonly ok: false; readonly error: E }

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value }
}

export function failure<E>(error: E): Failure<E> {
  return { ok: false, error }
}
