/**
 * Receives contents: small ones in memory, large ones in a file, hashed either way while they arrive.
 *
 * Most messages are a few kilobytes, and a file for each would cost more than fetching it; so a file is opened only
 * when the limit is passed. Without a folder everything stays in memory, bounded by the transport's cap.
 *
 * What a killed process left behind is taken away by age and not by name: another process may be receiving into the
 * same folder.
 */
import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type AppError, appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ContentSink, OpenContentSink, ReceivedContent } from './content-sink.ts'

/** Bytes. Several messages of a batch may be held at a time. */
export const MEMORY_LIMIT = 1_048_576

const ABANDONED_AFTER = 86_400_000 // ms; far longer than the transport lets one answer take

export type SpoolOptions = {
  /** Where files go; `null`: never into a file. Renaming needs the file system of the destination. */
  readonly folder: string | null
  /** Bytes up to which a content stays in memory. Default: 1 MiB. */
  readonly memoryLimit?: number
}

export function contentSpool({ folder, memoryLimit = MEMORY_LIMIT }: SpoolOptions): OpenContentSink {
  return () => new SpooledContent(folder, memoryLimit)
}

/** Takes away files that no living process can still be writing. Failures are left for the next time. */
export async function removeAbandonedContents(folder: string, now = Date.now()): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const file = path.join(folder, name)
    const known = await stat(file).catch(() => null)
    if (known?.isFile() === true && now - known.mtimeMs > ABANDONED_AFTER) {
      await rm(file, { force: true }).catch(() => undefined)
    }
  }
}

class SpooledContent implements ContentSink {
  readonly #folder: string | null
  readonly #memoryLimit: number
  readonly #hash = createHash('sha256')
  #parts: Uint8Array[] = []
  #size = 0
  #path: string | null = null
  #file: FileHandle | null = null

  constructor(folder: string | null, memoryLimit: number) {
    this.#folder = folder
    this.#memoryLimit = memoryLimit
  }

  async write(bytes: Uint8Array): Promise<Result<void>> {
    this.#hash.update(bytes)
    this.#size += bytes.length
    this.#parts.push(bytes)
    if (this.#folder === null || this.#size <= this.#memoryLimit) return ok(undefined)
    try {
      this.#file ??= await this.#create(this.#folder)
      const parts = this.#parts
      this.#parts = []
      await this.#file.writev(parts)
      return ok(undefined)
    } catch (error) {
      return failure(spoolError(error))
    }
  }

  async complete(): Promise<Result<ReceivedContent>> {
    const content = { size: this.#size, sha256: this.#hash.digest('hex') }
    if (this.#path === null) {
      const bytes = joined(this.#parts, this.#size)
      this.#parts = []
      return ok({ ...content, place: { kind: 'memory', bytes } })
    }
    try {
      await this.#close()
      return ok({ ...content, place: { kind: 'file', path: this.#path } })
    } catch (error) {
      return failure(spoolError(error))
    }
  }

  async discard(): Promise<void> {
    this.#parts = []
    await this.#close().catch(() => undefined)
    // What cannot be taken away now goes with the abandoned ones.
    if (this.#path !== null) await rm(this.#path, { force: true }).catch(() => undefined)
  }

  async #create(folder: string): Promise<FileHandle> {
    await mkdir(folder, { recursive: true })
    const file = path.join(folder, randomUUID())
    const handle = await open(file, 'wx', 0o600)
    this.#path = file
    return handle
  }

  async #close(): Promise<void> {
    const file = this.#file
    this.#file = null
    await file?.close()
  }
}

/** One array of its own: small Buffers share a pool, which a message kept for long would keep alive. */
function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

function spoolError(error: unknown): AppError {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return appError('prime.disk-full')
  return appError('prime.write-failed', { reason: error instanceof Error ? error.message : String(error) })
}
