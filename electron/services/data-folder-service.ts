/**
 * Moving the data folder, as a person asks for it. Once the synchronisation is stopped for it the application restarts
 * in any case: with the new folder, or with the old one and what went wrong. Rejected: opening everything again in the
 * running process after a failure; a second way of starting that nobody uses would not work when it is needed.
 */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { DataFolderMove, DataFolderState, DataFolderTarget } from '#shared/domain/data-folder.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { checkTarget } from '../data-folder/check-target.ts'
import { moveDataFolder } from '../data-folder/move-data-folder.ts'
import type { MoveFiles } from '../data-folder/move-files.ts'
import { removeOwn } from '../data-folder/own-files.ts'
import { reasonOf, writePointer, type DataPlace } from '../data-folder/place.ts'
import type { EmitEvent } from './events.ts'

/** The application around it. */
export type DataFolderPorts = {
  readonly place: DataPlace
  /** Asks for a folder. @returns `null`: the dialog was closed */
  readonly askFolder: () => Promise<string | null>
  /** Ends the synchronisation, its process and everything that writes into the folder. */
  readonly stop: () => Promise<void>
  /** @param folder where the data is now */
  readonly restart: (folder: string) => void
  readonly checkDatabase: (file: string) => Promise<string | null>
  readonly log: (
    event: 'dataFolderMoving' | 'dataFolderMoved' | 'dataFolderNotMoved',
    details: object,
  ) => void
  /** Default: the disk. */
  readonly files?: MoveFiles
}

export type DataFolderServiceParts = DataFolderPorts & {
  readonly emit: EmitEvent
  /** Told after the restart, in the folder that still applies. */
  readonly addIncident: (error: AppError) => void
}

export class DataFolderService {
  readonly #parts: DataFolderServiceParts
  #place: DataPlace
  #move: DataFolderMove | null = null
  #abort: AbortController | null = null
  /** What a person has chosen last, and nobody else. */
  #chosen: string | null = null

  constructor(parts: DataFolderServiceParts) {
    this.#parts = parts
    this.#place = parts.place
  }

  get isMoving(): boolean {
    return this.#move !== null
  }

  state(): DataFolderState {
    const { folder, standard, lockedBy, pointer } = this.#place
    return { folder, standard, lockedBy, previous: pointer?.previous ?? null, move: this.#move }
  }

  /** Asks for a folder and looks whether it can take the data. */
  async choose(): Promise<Result<DataFolderTarget | null>> {
    const { lockedBy } = this.#place
    if (lockedBy !== null) return failure(appError('data-folder.locked', { variable: lockedBy }))
    const folder = await this.#parts.askFolder()
    this.#chosen = folder
    return folder === null ? ok(null) : await checkTarget(this.#place, folder)
  }

  /** Begins the move into the folder that a person chose last; it is told by events, and the application restarts at its end. */
  async start(folder: string): Promise<Result<null>> {
    if (this.isMoving) return failure(appError('data-folder.moving'))
    // A window that was taken over must not lead the data to a place, or a server, of its own choice.
    if (folder !== this.#chosen) return failure(appError('ipc.refused'))
    const target = await checkTarget(this.#place, folder)
    if (!target.ok) return target
    this.#abort = new AbortController()
    this.#tell({ phase: 'stopping', done: 0, total: 0 })
    void this.#run(path.resolve(folder), this.#abort.signal)
    return ok(null)
  }

  cancel(): Result<null> {
    this.#abort?.abort()
    return ok(null)
  }

  /** What becomes of the copy from before the last move. */
  settlePrevious(what: 'remove' | 'keep'): Result<null> {
    const { pointer, standard, folder } = this.#place
    if (pointer?.previous === undefined || pointer.previous === null || pointer.previous === folder) {
      return ok(null)
    }
    try {
      const left = what === 'remove' ? removeOwn(pointer.previous) : null
      if (left) {
        return failure(appError('data-folder.not-removed', { file: left.file, reason: reasonOf(left.error) }))
      }
      const settled = { ...pointer, previous: null }
      writePointer(standard, settled)
      this.#place = { ...this.#place, pointer: settled }
    } catch (error) {
      return failure(appError('data-folder.not-removed', { file: pointer.previous, reason: reasonOf(error) }))
    }
    return ok(null)
  }

  async #run(target: string, signal: AbortSignal): Promise<void> {
    const { stop, log, checkDatabase, files, restart, addIncident } = this.#parts
    log('dataFolderMoving', { from: this.#place.folder, to: target })
    let moved: Result<void>
    try {
      await stop()
      moved = await moveDataFolder({
        place: this.#place,
        target,
        id: randomUUID(),
        signal,
        onProgress: (progress) => {
          this.#tell(progress)
        },
        checkDatabase,
        ...(files && { files }),
      })
    } catch (error) {
      moved = failure(appError('internal.unexpected', { reason: reasonOf(error) }))
    }
    if (moved.ok) log('dataFolderMoved', { from: this.#place.folder, to: target })
    else {
      log('dataFolderNotMoved', moved.error)
      addIncident(moved.error)
    }
    this.#tell({ phase: 'restarting', done: 0, total: 0 })
    restart(moved.ok ? target : this.#place.folder)
  }

  #tell(move: DataFolderMove): void {
    this.#move = move
    this.#parts.emit('dataFolder.onDidChange', this.state())
  }
}

/** Where nobody moves it: on a command line. */
export function fixedDataFolder(folder: string): DataFolderPorts {
  return {
    place: { folder, standard: folder, lockedBy: '--data', pointer: null },
    askFolder: () => Promise.resolve(null),
    stop: () => Promise.resolve(),
    restart: () => undefined,
    checkDatabase: () => Promise.resolve(null),
    log: () => undefined,
  }
}
