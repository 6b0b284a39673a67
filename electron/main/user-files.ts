/** Files that a desktop on Linux reads from the folders of the user (XDG Base Directory specification, version 0.8). */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'

const FOLDERS = { XDG_CONFIG_HOME: '.config', XDG_DATA_HOME: '.local/share' } as const

export function userFolder(variable: keyof typeof FOLDERS, environment: NodeJS.ProcessEnv): string {
  const configured = environment[variable]
  // The specification: a path that is not absolute is ignored.
  return configured && path.isAbsolute(configured) ? configured : path.join(os.homedir(), FOLDERS[variable])
}

/** @param content `null`: the file is removed */
export function putFile(file: string, content: string | null): void {
  if (content === null) {
    rmSync(file, { force: true })
    return
  }
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, content)
}

/** @returns why the file could not be changed, when `change` throws */
export function changing(file: string, change: () => void): Result<null> {
  try {
    change()
    return ok(null)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure(appError('document.write-failed', { file, reason }))
  }
}
