/**
 * Where the data of the application is: in the standard folder, unless one small file there, the pointer, names
 * another, or `EWS_KONNEKTOR_DATA` does, which wins.
 *
 * What moves are our own files. Chromium's stay in the standard folder, Electron's `userData`: on Windows its `Local
 * State` holds the key with which the secrets are encrypted, and the lock of the single instance is there. So secrets
 * that travel as files open after a move as before, and a folder that another user or computer opens gives none away.
 *
 * The pointer and a mark in the folder that it names bear the same id. An empty drive that got the old letter, or a
 * folder that somebody restored from elsewhere, is therefore told, instead of being filled with a new beginning.
 *
 * Rejected: a setting in `settings.json`, which lies in the folder that is looked for; the registry, which only
 * Windows has and no backup of files contains.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'

export const POINTER_FILE = 'data-folder.json'
export const MARK_FILE = 'ms-ews-konnektor-folder.json'
export const DATA_VARIABLE = 'EWS_KONNEKTOR_DATA'

const pointerSchema = z.object({
  version: z.literal(1),
  folder: z.string().min(1),
  id: z.uuid(),
  /** Where the data was before and still is as a copy; `null`: it was removed. */
  previous: z.string().nullable(),
})
export type Pointer = z.infer<typeof pointerSchema>

const markSchema = z.object({ version: z.literal(1), id: z.uuid(), state: z.enum(['copying', 'complete']) })
export type Mark = z.infer<typeof markSchema>

export type DataPlace = {
  /** That is used. */
  readonly folder: string
  /** Of Electron; the pointer is there. */
  readonly standard: string
  /** The variable that says so; then nothing can be moved. */
  readonly lockedBy: string | null
  readonly pointer: Pointer | null
}

/**
 * @param standard the folder that Electron gives the application
 * @returns `data-folder.pointer-unreadable`, `data-folder.not-there`: nothing may be opened then
 */
export function findDataFolder(standard: string, environment: NodeJS.ProcessEnv): Result<DataPlace> {
  const named = environment[DATA_VARIABLE]
  if (named) {
    const folder = path.resolve(named)
    return ok({ folder, standard: folder, lockedBy: DATA_VARIABLE, pointer: null })
  }
  const file = path.join(standard, POINTER_FILE)
  if (!existsSync(file)) return ok({ folder: standard, standard, lockedBy: null, pointer: null })
  let pointer: Pointer
  try {
    pointer = pointerSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    return failure(appError('data-folder.pointer-unreadable', { file, reason: reasonOf(error) }))
  }
  const mark = readMark(pointer.folder)
  if (mark?.id !== pointer.id) {
    return failure(appError('data-folder.not-there', { folder: pointer.folder, file }))
  }
  return ok({ folder: pointer.folder, standard, lockedBy: null, pointer })
}

/** Throws when it cannot be written; the old one applies then. */
export function writePointer(standard: string, pointer: Pointer): void {
  writeWhole(path.join(standard, POINTER_FILE), pointer)
}

export function readMark(folder: string): Mark | null {
  try {
    return markSchema.parse(JSON.parse(readFileSync(path.join(folder, MARK_FILE), 'utf8')))
  } catch {
    return null
  }
}

export function writeMark(folder: string, mark: Mark): void {
  writeWhole(path.join(folder, MARK_FILE), mark)
}

/** On the disk before the old one is gone, whatever happens in between. */
function writeWhole(file: string, content: object): void {
  const temporary = `${file}.tmp`
  const handle = openSync(temporary, 'w', 0o600)
  try {
    writeSync(handle, `${JSON.stringify(content, null, 2)}\n`)
    fsyncSync(handle)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  } finally {
    closeSync(handle)
  }
  renameSync(temporary, file)
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
