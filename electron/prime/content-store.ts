/**
 * Contents by hash, as files beside the database: `content/ab/abcdef…`. The same content is stored once.
 *
 * A file appears under its name only complete and flushed (temporary file, fsync, rename), so a row that names a
 * hash never points to half a message. Rejected: blobs in SQLite, which make the database grow by the whole mail
 * and every backup and integrity check with it.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ContentHash } from './prime-store.ts'

export class ContentStore {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Stores `content` durably and answers with its hash. Throws what the file system throws. */
  async put(content: Uint8Array): Promise<ContentHash> {
    const hash = createHash('sha256').update(content).digest('hex') as ContentHash
    const target = this.#pathOf(hash)
    if (await isWhole(target, content.byteLength)) return hash
    const temporary = path.join(this.#folder, `incoming-${randomUUID()}`)
    await mkdir(path.dirname(target), { recursive: true })
    try {
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(content)
        await file.datasync()
      } finally {
        await file.close()
      }
      await rename(temporary, target)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
    return hash
  }

  async get(hash: ContentHash): Promise<Uint8Array> {
    return await readFile(this.#pathOf(hash))
  }

  #pathOf(hash: ContentHash): string {
    return path.join(this.#folder, hash.slice(0, 2), hash)
  }
}

async function isWhole(file: string, size: number): Promise<boolean> {
  try {
    return (await stat(file)).size === size
  } catch {
    return false
  }
}
