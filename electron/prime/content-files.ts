/**
 * Large contents by hash, as files beside the database: `content/ab/abcdef…`.
 *
 * A file appears under its name only complete and flushed (temporary file, fsync, rename), so a row that names a
 * hash never points to half a message.
 *
 * The age of a file says when somebody last stored the content: a content that is there already is made young again,
 * so that what collects unused contents leaves it alone until the row that names it is committed.
 */
import { randomUUID } from 'node:crypto'
import { statSync, unlinkSync } from 'node:fs'
import { mkdir, open, readFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { contentHashSchema, type ContentHash } from '#shared/domain/prime-items.ts'
import type { NewContent } from './prime-store.ts'

const TEMPORARY = 'incoming-'

/** What a killed process has left behind is removed when it is older; a younger file may be another process's. */
const INTERRUPTED_AFTER_MILLISECONDS = 60 * 60_000

export class ContentFiles {
  readonly #folder: string
  /** Folders of this store that are known to be there; nothing ever removes one. */
  readonly #folders = new Set<string>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * Stores `content` durably; a file is taken over by renaming it. Throws what the file system throws.
   */
  async put(content: NewContent): Promise<void> {
    const target = this.#pathOf(content.sha256 as ContentHash)
    if (await renew(target, content.size)) return
    await this.#ensureFolder(path.dirname(target))
    if (content.place.kind === 'memory') await this.#write(content.place.bytes, target)
    else await takeOver(content.place.path, target)
  }

  async #ensureFolder(folder: string): Promise<void> {
    if (this.#folders.has(folder)) return
    await mkdir(folder, { recursive: true })
    this.#folders.add(folder)
  }

  async #write(bytes: Uint8Array, target: string): Promise<void> {
    const temporary = path.join(this.#folder, `${TEMPORARY}${randomUUID()}`)
    try {
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.datasync()
      } finally {
        await file.close()
      }
      await rename(temporary, target)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  async get(hash: ContentHash): Promise<Uint8Array> {
    return await readFile(this.#pathOf(hash))
  }

  /** Contents that were stored before a time, folder by folder. */
  async *olderThan(time: Date): AsyncGenerator<ContentHash[]> {
    for (const folder of await readdir(this.#folder)) {
      if (folder.length !== 2) continue
      const hashes: ContentHash[] = []
      for (const name of await readdir(path.join(this.#folder, folder))) {
        const hash = contentHashSchema.safeParse(name)
        if (hash.success && (await stat(this.#pathOf(hash.data))).mtime < time) hashes.push(hash.data)
      }
      yield hashes
    }
  }

  /**
   * Removes a content, unless it has been stored again meanwhile. Looking and removing are one step, which nobody of
   * this process comes between.
   * @returns the bytes that were freed, `null` when there is nothing to remove
   */
  removeIfOlder(hash: ContentHash, time: Date): number | null {
    const file = this.#pathOf(hash)
    const known = statSync(file, { throwIfNoEntry: false })
    if (known === undefined || known.mtime >= time) return null
    unlinkSync(file)
    return known.size
  }

  /** Removes temporary files of processes that were killed. */
  async removeInterrupted(): Promise<void> {
    const before = Date.now() - INTERRUPTED_AFTER_MILLISECONDS
    for (const name of await readdir(this.#folder)) {
      const file = path.join(this.#folder, name)
      if (name.startsWith(TEMPORARY) && (await stat(file)).mtimeMs < before) await rm(file, { force: true })
    }
  }

  #pathOf(hash: ContentHash): string {
    return path.join(this.#folder, hash.slice(0, 2), hash)
  }
}

async function takeOver(source: string, target: string): Promise<void> {
  const file = await open(source, 'r+')
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(source, target)
}

/** Whether the whole content is there; it is young again then. Touched before it is looked at: see `removeIfOlder`. */
async function renew(file: string, size: number): Promise<boolean> {
  try {
    const now = new Date()
    await utimes(file, now, now)
    return (await stat(file)).size === size
  } catch {
    return false
  }
}
