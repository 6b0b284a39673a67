import { appError, type AppError } from '#shared/errors.ts'
import { TransportFailure } from '../exchange/transport/transport.ts'

/** Carries one of our errors through electron-updater, which knows only exceptions. */
export class UpdateFailure extends Error {
  readonly error: AppError

  constructor(error: AppError) {
    super(error.code)
    this.name = 'UpdateFailure'
    this.error = error
  }
}

/** What went wrong in electron-updater or in what it was given by us. */
export function updateError(cause: unknown): AppError {
  if (cause instanceof UpdateFailure || cause instanceof TransportFailure) return cause.error
  const reason = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]?.slice(0, 300) ?? ''
  const code = cause instanceof Error && 'code' in cause ? cause.code : null
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return appError('updates.code-signature', { reason })
  return appError('updates.failed', { reason })
}
