/**
 * Moves the data of the application to another folder: copy, verify, switch. Until the pointer is renamed into place
 * the old folder is in use and untouched; afterwards the new one is complete. There is no moment in between, so that a
 * crash, a full disk or a pulled plug leaves one whole folder that is used.
 *
 * The mark in the target says `copying` until then: what a killed move has left is recognised, and the next move into
 * the same folder begins by removing it. Nobody may write into the old folder meanwhile; whether somebody did is
 * checked at the end.
 *
 * Rejected: renaming the folder, which is quick on one drive and half done on two; moving file by file.
 */
import path from 'node:path'
import type { DataFolderMove } from '#shared/domain/data-folder.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { nodeMoveFiles, type FileFacts, type MoveFiles } from './move-files.ts'
import { ownFiles, removeOwn } from './own-files.ts'
import { POINTER_FILE, reasonOf, writeMark, writePointer, type DataPlace } from './place.ts'

export type MoveOrder = {
  readonly place: DataPlace
  /** Checked by `checkTarget`. */
  readonly target: string
  readonly id: string
  readonly signal: AbortSignal
  readonly onProgress: (progress: DataFolderMove) => void
  /** `PRAGMA integrity_check` of a database. @returns what is wrong; `null`: nothing */
  readonly checkDatabase: (file: string) => Promise<string | null>
  /** Default: the disk. */
  readonly files?: MoveFiles
}

type Copied = FileFacts & { readonly file: string; readonly stamp: string }

/** @returns `data-folder.copy-failed`, `….copy-differs`, `….switch-failed`, `….cancelled`; the old folder applies */
export async function moveDataFolder(order: MoveOrder): Promise<Result<void>> {
  const { target, id } = order
  let problem: AppError | null
  try {
    const left = removeOwn(target)
    if (left) throw new FileProblem('data-folder.copy-failed', left.file, reasonOf(left.error))
    writeMark(target, { version: 1, id, state: 'copying' })
    const copied = await copyAll(order)
    await verifyAll(order, copied)
    problem = order.signal.aborted ? appError('data-folder.cancelled') : switchTo(order)
  } catch (error) {
    problem = order.signal.aborted ? appError('data-folder.cancelled') : errorOf(error, target)
  }
  if (problem) {
    removeOwn(target)
    return failure(problem)
  }
  finishMark(target, id)
  return ok(undefined)
}

async function copyAll(order: MoveOrder): Promise<Copied[]> {
  const { place, target, signal, onProgress, files = nodeMoveFiles } = order
  const names = ownFiles(place.folder)
  const copied: Copied[] = []
  for (const [index, file] of names.entries()) {
    onProgress({ phase: 'copying', done: index, total: names.length })
    const source = path.join(place.folder, file)
    try {
      const stamp = await files.stamp(source)
      copied.push({ file, stamp, ...(await files.copy(source, path.join(target, file), signal)) })
    } catch (error) {
      throw new FileProblem('data-folder.copy-failed', file, reasonOf(error))
    }
  }
  return copied
}

async function verifyAll(order: MoveOrder, copied: readonly Copied[]): Promise<void> {
  const { place, target, signal, onProgress, checkDatabase, files = nodeMoveFiles } = order
  for (const [index, { file, bytes, sha256, stamp }] of copied.entries()) {
    onProgress({ phase: 'verifying', done: index, total: copied.length })
    try {
      const facts = await files.facts(path.join(target, file), signal)
      if (facts.bytes !== bytes || facts.sha256 !== sha256) {
        throw new FileProblem('data-folder.copy-differs', file, 'SHA-256')
      }
      if ((await files.stamp(path.join(place.folder, file))) !== stamp) {
        throw new FileProblem('data-folder.copy-differs', file, 'changed meanwhile')
      }
    } catch (error) {
      throw error instanceof FileProblem
        ? error
        : new FileProblem('data-folder.copy-differs', file, reasonOf(error))
    }
  }
  onProgress({ phase: 'checking', done: copied.length, total: copied.length })
  for (const { file } of copied.filter((each) => each.file.endsWith('.db'))) {
    const damage = await checkDatabase(path.join(target, file))
    if (damage !== null) throw new FileProblem('data-folder.copy-differs', file, damage)
  }
  const names = ownFiles(place.folder)
  const added = names.find((name) => !copied.some(({ file }) => file === name))
  if (added !== undefined) throw new FileProblem('data-folder.copy-differs', added, 'added meanwhile')
}

function switchTo({ place, target, id }: MoveOrder): AppError | null {
  const { standard } = place
  try {
    writePointer(standard, { version: 1, folder: target, id, previous: place.folder })
    return null
  } catch (error) {
    const file = path.join(standard, POINTER_FILE)
    return appError('data-folder.switch-failed', { file, reason: reasonOf(error) })
  }
}

/** What cannot be said now is said at the next start: the id is what counts. */
export function finishMark(folder: string, id: string): void {
  try {
    writeMark(folder, { version: 1, id, state: 'complete' })
  } catch {
    // The mark of the move is still there, with the same id.
  }
}

class FileProblem extends Error {
  readonly code: 'data-folder.copy-failed' | 'data-folder.copy-differs'
  readonly file: string

  constructor(code: FileProblem['code'], file: string, reason: string) {
    super(reason)
    this.code = code
    this.file = file
  }
}

function errorOf(error: unknown, target: string): AppError {
  if (error instanceof FileProblem) return appError(error.code, { file: error.file, reason: error.message })
  return appError('data-folder.copy-failed', { file: target, reason: reasonOf(error) })
}
