/** The file system as the move of the data folder sees it: one file at a time, with its SHA-256. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, stat, utimes } from 'node:fs/promises'
import path from 'node:path'

export type FileFacts = { readonly bytes: number; readonly sha256: string }

export type MoveFiles = {
  /** Writes a whole file, flushed to the disk, with the times of the original. @returns what was read */
  copy(source: string, target: string, signal: AbortSignal): Promise<FileFacts>
  /** Of what is on the disk. */
  facts(file: string, signal: AbortSignal): Promise<FileFacts>
  /** Size and time of the last change, by which a change meanwhile is noticed. */
  stamp(file: string): Promise<string>
}

export const nodeMoveFiles: MoveFiles = {
  copy: async (source, target, signal) => {
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
    const { atime, mtime } = await stat(source)
    const hash = createHash('sha256')
    let bytes = 0
    const handle = await open(target, 'wx', 0o600)
    try {
      for await (const chunk of createReadStream(source, { signal }) as AsyncIterable<Buffer>) {
        hash.update(chunk)
        bytes += chunk.length
        await handle.writeFile(chunk)
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    await utimes(target, atime, mtime)
    return { bytes, sha256: hash.digest('hex') }
  },
  facts: async (file, signal) => {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of createReadStream(file, { signal }) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      bytes += chunk.length
    }
    return { bytes, sha256: hash.digest('hex') }
  },
  stamp: async (file) => {
    const { size, mtimeMs } = await stat(file)
    return `${String(size)} ${String(mtimeMs)}`
  },
}
