/**
 * A settings document: versioned, validated, never lost.
 *
 * - A file that cannot be parsed or does not fit its schema is copied aside, the user is told, and the document
 *   starts empty. If it cannot even be copied, or was written by a newer version, the document is *locked*: it is
 *   shown empty, but every write is refused, so that nothing is overwritten.
 * - Older versions are upgraded by pure functions, one step each; before that a copy of the old file is kept.
 * - A change is in memory only after it is on the disk.
 */
import type { z } from 'zod'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { DocumentFile } from './document-file.ts'

export type DocumentDefinition<T> = {
  readonly version: number
  readonly schema: z.ZodType<T>
  readonly empty: T
  /** `upgrades[n]` makes version n + 1 of the data of version n. */
  readonly upgrades: Readonly<Record<number, (data: unknown) => unknown>>
}

/** Another look at the data than the stored one, as where policies stand above what a person has set. */
export type DocumentView<T> = {
  readonly shown: (stored: T) => T
  /** What is stored of a change of what is shown, or why it is refused. */
  readonly stored: (wanted: T, shown: T, stored: T) => Result<T>
}

export class VersionedDocument<T> {
  readonly #file: DocumentFile
  readonly #definition: DocumentDefinition<T>
  #data: T
  #locked: AppError | null = null
  #view: DocumentView<T> | null = null
  /** What the user must be told about the file, or `null`. */
  notice: AppError | null = null

  constructor(file: DocumentFile, definition: DocumentDefinition<T>) {
    this.#file = file
    this.#definition = definition
    this.#data = this.#load()
  }

  get(): T {
    return this.#view ? this.#view.shown(this.#data) : this.#data
  }

  /** From now on everybody sees and changes the data by the view. */
  lookThrough(view: DocumentView<T>): void {
    this.#view = view
  }

  /** Why every write is refused, or `null`. */
  get locked(): AppError | null {
    return this.#locked
  }

  /** Removes the copies that upgrades kept, where what stands in them must not outlive its deletion. */
  forgetOlderVersions(): Result<void> {
    try {
      for (let version = 1; version < this.#definition.version; version += 1) {
        this.#file.removeCopies(`v${version}-`)
      }
      return ok(undefined)
    } catch (error) {
      return failure(appError('document.write-failed', { file: this.#file.name, reason: reasonOf(error) }))
    }
  }

  /** Replaces the data by what `change` makes of it, on disk first. */
  update(change: (current: T) => T): Result<T> {
    if (this.#locked) return failure(this.#locked)
    const shown = this.get()
    const wanted = change(shown)
    const kept = this.#view ? this.#view.stored(wanted, shown, this.#data) : ok(wanted)
    if (!kept.ok) return kept
    const data = kept.value
    try {
      this.#file.write({ version: this.#definition.version, data })
    } catch (error) {
      return failure(appError('document.write-failed', { file: this.#file.name, reason: reasonOf(error) }))
    }
    this.#data = data
    return ok(this.get())
  }

  #load(): T {
    let stored: Readonly<Record<string, unknown>> | undefined
    try {
      stored = this.#file.read()
    } catch (error) {
      return this.#setAside(reasonOf(error))
    }
    if (stored === undefined) return this.#definition.empty
    const version = stored.version
    if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
      return this.#setAside('no version')
    }
    if (version > this.#definition.version) {
      return this.#lock(appError('document.newer-version', { file: this.#file.name }))
    }
    return this.#upgrade(version, stored.data)
  }

  #upgrade(version: number, stored: unknown): T {
    let data = stored
    try {
      for (let step = version; step < this.#definition.version; step += 1) {
        data = this.#definition.upgrades[step]?.(data)
      }
    } catch (error) {
      return this.#setAside(reasonOf(error))
    }
    const parsed = this.#definition.schema.safeParse(data)
    if (!parsed.success) return this.#setAside(parsed.error.issues[0]?.message ?? 'schema')
    if (version < this.#definition.version) {
      try {
        this.#file.keepCopy(`v${version}-${stamp()}`)
      } catch (error) {
        const reason = reasonOf(error)
        return this.#lock(appError('document.write-failed', { file: this.#file.name, reason }), parsed.data)
      }
    }
    return parsed.data
  }

  #setAside(reason: string): T {
    try {
      const kept = this.#file.keepCopy(`damaged-${stamp()}`)
      this.notice = appError('document.unreadable', { file: this.#file.name, reason, kept })
      return this.#definition.empty
    } catch {
      return this.#lock(appError('document.locked', { file: this.#file.name, reason }))
    }
  }

  #lock(error: AppError, data: T = this.#definition.empty): T {
    this.#locked = error
    this.notice = error
    return data
  }
}

/** Sortable and legal in file names on every system. */
function stamp(): string {
  return new Date().toISOString().replace(/[:.]/g, '-')
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
