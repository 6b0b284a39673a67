/**
 * Reads a file that speaks for the whole computer, and only where no ordinary user can have written it: whoever sets a
 * proxy or a server for others could have their passwords sent to himself.
 *
 * On Linux and macOS the file and its folder belong to root, and nobody else writes to them. On Windows the descriptor
 * of the file is asked for (`windows-owner.ts`): every user may create folders in `%ProgramData%`.
 */
import { open, stat, type FileHandle } from 'node:fs/promises'
import { constants } from 'node:fs'
import path from 'node:path'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { MAX_POLICY_BYTES } from './raw-policies.ts'
import { isProtectedOnWindows } from './windows-owner.ts'

/** Looks at an opened file. @returns why it is not trusted; `null`: it is */
export type TrustCheck = (file: string, handle: FileHandle) => Promise<AppError | null>

/** @returns `null`: there is none */
export async function readTrusted(file: string, check: TrustCheck): Promise<Result<Uint8Array | null>> {
  let handle: FileHandle | null = null
  try {
    // A pipe in its place must not hold up the start. Windows has no such flag, which counts as 0 here.
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
    const facts = await handle.stat()
    if (!facts.isFile()) return failure(appError('policy.file-unreadable', { file, reason: 'no file' }))
    if (facts.size > MAX_POLICY_BYTES) {
      return failure(appError('policy.file-too-large', { file, bytes: MAX_POLICY_BYTES }))
    }
    const distrust = await check(file, handle)
    if (distrust) return failure(distrust)
    // It may grow while it is read.
    const bytes = new Uint8Array(MAX_POLICY_BYTES)
    const { bytesRead } = await handle.read(bytes, 0, MAX_POLICY_BYTES, 0)
    return ok(bytes.subarray(0, bytesRead))
  } catch (error) {
    if (isMissing(error)) return ok(null)
    const reason = error instanceof Error ? error.message : String(error)
    return failure(appError('policy.file-unreadable', { file, reason }))
  } finally {
    await handle?.close()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

const WRITABLE_BY_OTHERS = 0o022

export const onlyAdministratorsWrite: TrustCheck = async (file, handle) => {
  if (process.platform === 'win32') {
    const isProtected = await isProtectedOnWindows(file)
    return isProtected ? null : appError('policy.file-not-trusted', { file })
  }
  const all = [await handle.stat(), await stat(path.dirname(file))]
  const isProtected = all.every(({ uid, mode }) => uid === 0 && (mode & WRITABLE_BY_OTHERS) === 0)
  return isProtected ? null : appError('policy.file-not-trusted', { file })
}
