/** Whether a folder can take the data, before anything is stopped for it. */
import { realpathSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import path from 'node:path'
import type { DataFolderTarget } from '#shared/domain/data-folder.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { isOwn, ownFiles } from './own-files.ts'
import { MARK_FILE, POINTER_FILE, readMark, reasonOf, type DataPlace } from './place.ts'

/** Beside the data: logs and a synchronisation go on in the new folder at once. */
const RESERVE_BYTES = 64 * 1_048_576

/** What a system puts into a folder that is empty to a person. */
const UNSEEN = new Set(['desktop.ini', 'thumbs.db', '.ds_store', 'lost+found'])

/** The magic numbers of NFS, SMB1, SMB2 and AFS, statfs(2). */
const NETWORK_FILE_SYSTEMS = new Set([0x6969, 0xff534d42, 0xfe534d42, 0x5346414f])

export async function checkTarget(place: DataPlace, folder: string): Promise<Result<DataFolderTarget>> {
  if (place.lockedBy !== null) return failure(appError('data-folder.locked', { variable: place.lockedBy }))
  try {
    if (!statSync(folder).isDirectory()) return failure(appError('data-folder.missing', { folder }))
  } catch {
    return failure(appError('data-folder.missing', { folder }))
  }
  const problem = placeProblem(place, folder) ?? contentProblem(place, folder) ?? writeProblem(folder)
  if (problem) return failure(problem)
  const neededBytes = ownFiles(place.folder)
    .map((file) => statSync(path.join(place.folder, file)).size)
    .reduce((sum, size) => sum + size, RESERVE_BYTES)
  const { bavail, bsize, type } = await statfs(folder)
  const freeBytes = bavail * bsize
  if (freeBytes < neededBytes) {
    return failure(appError('data-folder.no-space', { folder, neededBytes, freeBytes }))
  }
  const isNetwork = folder.startsWith('\\\\') || NETWORK_FILE_SYSTEMS.has(type)
  const warning = isNetwork ? appError('data-folder.network', { folder }) : null
  return ok({ folder, neededBytes, freeBytes, warning })
}

function placeProblem(place: DataPlace, folder: string): AppError | null {
  const target = real(folder)
  if (target === real(place.folder)) return appError('data-folder.same')
  for (const other of [place.folder, place.standard]) {
    if (contains(real(other), target)) return appError('data-folder.nested', { folder })
  }
  return contains(target, real(place.folder)) ? appError('data-folder.nested', { folder }) : null
}

function contentProblem(place: DataPlace, folder: string): AppError | null {
  // What a move that was killed has left behind is ours to remove.
  const isAbandoned = readMark(folder)?.state === 'copying'
  const isStandard = real(folder) === real(place.standard)
  let names: string[]
  try {
    names = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => (isStandard ? isOwn(entry) : !UNSEEN.has(entry.name.toLowerCase())))
      .filter((entry) => !(isAbandoned && (isOwn(entry) || entry.name === MARK_FILE)))
      .map(({ name }) => name)
      .filter((name) => name !== POINTER_FILE)
  } catch (error) {
    return appError('data-folder.not-writable', { folder, reason: reasonOf(error) })
  }
  const [name] = names
  return name === undefined ? null : appError('data-folder.not-empty', { folder, name })
}

function writeProblem(folder: string): AppError | null {
  const probe = path.join(folder, `.ms-ews-konnektor-${String(process.pid)}.tmp`)
  try {
    writeFileSync(probe, 'x')
    rmSync(probe)
    return null
  } catch (error) {
    return appError('data-folder.not-writable', { folder, reason: reasonOf(error) })
  }
}

function real(folder: string): string {
  const resolved = realpathSync.native(folder)
  return process.platform === 'win32' ? resolved.toLowerCase() : resolved
}

function contains(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner)
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
}
