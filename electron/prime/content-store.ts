/**
 * Contents by hash, as files beside the database: `content/ab/abcdef…`. The same content is stored once.
 *
 * A file appears under its name only complete and flushed (temporary file, fsync, rename), so a row that names a
 * hash never points to half a message. Rejected: blobs in SQLite, which make the database grow by the whole mail
 * and every backup and integrity check with it.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ContentHash, NewContent } from './prime-store.ts'

export class ContentStore {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * Stores `content` durably and answers with its hash; a file is taken over by renaming it. Throws what the file
   * system throws.
   */
  async put(content: NewContent): Promise<ContentHash> {
    const hash = content.sha256 as ContentHash
    const target = this.#pathOf(hash)
    if (await isWhole(target, content.size)) return hash
    await mkdir(path.dirname(target), { recursive: true })
    if (content.place.kind === 'memory') await this.#write(content.place.bytes, target)
    else await takeOver(content.place.path, target)
    return hash
  }

  async #write(bytes: Uint8Array, target: string): Promise<void> {
    const temporary = path.join(this.#folder, `incoming-${randomUUID()}`)
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

async function isWhole(file: string, size: number): Promise<boolean> {
  try {
    return (await stat(file)).size === size
  } catch {
    return false
  }
}
