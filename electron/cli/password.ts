/**
 * Where the password comes from: the environment, or the first line of standard input.
 *
 * Rejected: an option (seen by every user of the machine), a file with the password in clear text, and a prompt (the
 * command line is for scripts; people have the window).
 */
import { addAbortSignal, type Readable } from 'node:stream'
import { failure, ok, type Result } from '#shared/result.ts'
import { appError } from '#shared/errors.ts'
import { usageError } from './usage-error.ts'

export const PASSWORD_VARIABLE = 'EWS_KONNEKTOR_PASSWORD'

/** As many characters as the vault takes; longer input is not read to its end. */
const MAX_PASSWORD_LENGTH = 1024

export type PasswordSource = {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly input: Readable & { readonly isTTY?: boolean }
  readonly fromInput: boolean
  readonly signal: AbortSignal
}

/** @returns `secret.not-stored` when there is none */
export async function readPassword(source: PasswordSource): Promise<Result<string>> {
  if (source.fromInput && source.input.isTTY) return failure(usageError('stdin-is-terminal'))
  let password: string
  try {
    password = source.fromInput
      ? await firstLine(addAbortSignal(source.signal, source.input))
      : (source.environment[PASSWORD_VARIABLE] ?? '')
  } catch {
    // A closed or unreadable input has no password in it.
    return failure(appError(source.signal.aborted ? 'sync.cancelled' : 'secret.not-stored'))
  }
  if (password.length > MAX_PASSWORD_LENGTH) {
    return failure(appError('input.invalid', {}, [{ path: 'password', code: 'field.too-long', params: {} }]))
  }
  return password === '' ? failure(appError('secret.not-stored')) : ok(password)
}

/** Without the line end. A byte order mark, as PowerShell sends it, is no part of the password. */
async function firstLine(input: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    const bytes = Buffer.from(chunk)
    const end = bytes.indexOf(0x0a)
    chunks.push(end === -1 ? bytes : bytes.subarray(0, end))
    length += bytes.length
    if (end !== -1 || length > MAX_PASSWORD_LENGTH * 4) break
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replace(/\r$/, '')
}
