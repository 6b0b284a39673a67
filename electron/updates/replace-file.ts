import { createHash } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  chmodSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'

/**
 * Puts `source` in the place of `target` in one step: whatever happens in between, there is the old program or the new
 * one, never a part or none. The path stays, so that shortcuts and the start with the system go on leading to it.
 */
export function replaceFile(source: string, target: string): void {
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.new`)
  try {
    rmSync(beside, { force: true })
    copyFileSync(source, beside)
    chmodSync(beside, 0o755)
    const file = openSync(beside, 'r+')
    fsyncSync(file)
    closeSync(file)
    renameSync(beside, target)
  } catch (cause) {
    rmSync(beside, { force: true })
    throw cause
  }
}

/** Base64; waits, for the end of the process. */
export function sha512Sync(file: string): string {
  const hash = createHash('sha512')
  const buffer = Buffer.allocUnsafe(1_048_576)
  const handle = openSync(file, 'r')
  try {
    for (let length = 1; length > 0;) {
      length = readSync(handle, buffer)
      hash.update(buffer.subarray(0, length))
    }
  } finally {
    closeSync(handle)
  }
  return hash.digest('base64')
}
