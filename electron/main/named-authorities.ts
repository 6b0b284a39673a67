/**
 * Further certificate authorities that `EWS_KONNEKTOR_CA_FILE` names. A file that cannot be read is told in the window:
 * without it everything works but servers with such a certificate, and those say why.
 */
import { readFileSync } from 'node:fs'
import { appError, type AppError } from '#shared/errors.ts'

export type NamedAuthorities = {
  /** As PEM. */
  readonly authorities: readonly string[]
  readonly notices: readonly AppError[]
}

export function readNamedAuthorities(file: string | undefined): NamedAuthorities {
  if (!file) return { authorities: [], notices: [] }
  try {
    return { authorities: [readFileSync(file, 'utf8')], notices: [] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { authorities: [], notices: [appError('tls.authorities-unreadable', { reason })] }
  }
}
