/** Writes the parts as one zip: piece by piece, whole or not at all, and for its owner alone. */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

export type PackagePart = {
  /** Its path in the package. */
  readonly name: string
  readonly about: string
  readonly bytes: number | null
  readonly read: () => AsyncIterable<string> | Iterable<string>
}

/** Throws what the disk throws, and when it is cancelled; there is no file then. */
export async function writePackage(
  file: string,
  parts: readonly PackagePart[],
  signal: AbortSignal,
  onPart: (index: number) => void,
): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`
  const zip = new ZipFile()
  const broken = new AbortController()
  for (const [index, part] of parts.entries()) {
    zip.addReadStreamLazy(part.name, { mode: 0o100600 }, (answer) => {
      onPart(index)
      const stream = Readable.from(part.read())
      // yazl hands on neither the errors of what it reads nor an end before its time.
      stream.on('error', (error) => {
        broken.abort(error)
      })
      answer(null, stream)
    })
  }
  zip.end()
  try {
    const target = createWriteStream(temporary, { mode: 0o600, flags: 'wx' })
    await pipeline(zip.outputStream, target, { signal: AbortSignal.any([signal, broken.signal]) })
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw broken.signal.aborted ? broken.signal.reason : error
  }
}
