/**
 * Contents by hash: small ones in a database of their own, large ones as files. The same content is stored once.
 *
 * A content is durable before a row names it. Rejected: all as files, of which each costs several times what the rest
 * of the import of its message does; and all in SQLite, which has to hold a content in memory as a whole.
 *
 * A damaged database is no reason to stop: what comes from then on becomes files.
 */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { ContentHash } from '#shared/domain/prime-items.ts'
import { ContentDatabase, type SmallContent } from './content-database.ts'
import { ContentFiles } from './content-files.ts'
import type { NewContent } from './prime-store.ts'
import { isDamage } from './repair.ts'

/** Bytes. Up to here a row is written faster than a file. */
export const LARGEST_IN_DATABASE = 262_144

export class ContentStore {
  readonly #files: ContentFiles
  readonly #databaseFile: string
  #opened: ContentDatabase | null = null
  #closed = false

  /** Opens or creates the contents in the folder of a Prime store. Throws what SQLite and the file system throw. */
  static async open(folder: string): Promise<ContentStore> {
    await mkdir(path.join(folder, 'content'), { recursive: true })
    const files = new ContentFiles(path.join(folder, 'content'))
    await files.removeInterrupted()
    return new ContentStore(files, path.join(folder, 'contents.db'))
  }

  private constructor(files: ContentFiles, databaseFile: string) {
    this.#files = files
    this.#databaseFile = databaseFile
  }

  /** Opened when it is needed: that takes several flushes, and most starts and runs need no content. */
  get #database(): ContentDatabase {
    if (this.#closed) throw new Error('the contents are closed')
    this.#opened ??= ContentDatabase.open(this.#databaseFile)
    return this.#opened
  }

  /** Stores contents durably; a file is taken over. Throws what SQLite and the file system throw. */
  async put(contents: readonly NewContent[]): Promise<void> {
    const small: SmallContent[] = []
    for (const content of contents) {
      const { place, sha256 } = content
      if (place.kind === 'memory' && content.size <= LARGEST_IN_DATABASE)
        small.push({ hash: sha256 as ContentHash, bytes: place.bytes })
      else await this.#files.put(content)
    }
    if (small.length === 0) return
    try {
      this.#database.put(small)
    } catch (error) {
      if (!isDamage(error)) throw error
      for (const content of contents) if (content.place.kind === 'memory') await this.#files.put(content)
    }
  }

  /** What a damaged database does not give may be a file since. */
  async get(hash: ContentHash): Promise<Uint8Array> {
    let bytes: Uint8Array | null = null
    try {
      bytes = this.#database.get(hash)
    } catch (error) {
      if (!isDamage(error)) throw error
    }
    return bytes ?? (await this.#files.get(hash))
  }

  /** Contents that were stored before a time, some at a time. */
  async *olderThan(time: Date): AsyncGenerator<ContentHash[]> {
    yield* this.#database.olderThan(time)
    yield* this.#files.olderThan(time)
  }

  /**
   * Removes a content, unless it has been stored again meanwhile. Looking and removing are one step, which nobody of
   * this process comes between.
   * @returns the bytes that were freed, `null` when the content stays
   */
  removeIfOlder(hash: ContentHash, time: Date): number | null {
    return this.#database.removeIfOlder(hash, time) ?? this.#files.removeIfOlder(hash, time)
  }

  close(): void {
    this.#closed = true
    this.#opened?.close()
    this.#opened = null
  }
}
