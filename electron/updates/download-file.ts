/**
 * Fetches one file of known size and hash. What an earlier try has left is continued (HTTP range), and whatever arrives
 * is worth nothing until the hash of the whole is right: a wrong one leaves no file behind.
 *
 * Instead of electron-updater's own download, because the transport of the product already has the proxy with its
 * password, the authorities of the company, limits of time, no redirects, and an error with a text for each failure.
 */
import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/errors.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import { UpdateFailure } from './update-failure.ts'

export type WantedFile = {
  readonly url: string
  readonly name: string
  /** Base64. */
  readonly sha512: string
  readonly bytes: number
}

export type DownloadOptions = {
  readonly transport: Transport
  /** Where what has arrived so far is kept. */
  readonly partFolder: string
  readonly signal: AbortSignal
  readonly onProgress: (receivedBytes: number) => void
  /** Default: those of the disk. */
  readonly freeBytes?: (folder: string) => Promise<number>
}

const LONGEST = 6 * 3_600_000 // ms; a slow line takes its time, a silent one ends by the transport's limit

/** @throws UpdateFailure, TransportFailure */
export async function downloadFile(
  wanted: WantedFile,
  destination: string,
  options: DownloadOptions,
): Promise<void> {
  const { partFolder, freeBytes = freeBytesOf } = options
  await mkdir(partFolder, { recursive: true })
  const part = path.join(partFolder, `${createHash('sha256').update(wanted.sha512).digest('hex')}.part`)
  await removeOtherParts(part)
  const present = sizeOf(part)
  // Once more for its copy in the place of the program.
  const needed = wanted.bytes * 2 - Math.min(present, wanted.bytes)
  const free = await freeBytes(partFolder)
  if (free < needed) throw new UpdateFailure(diskFull(partFolder, needed, free))
  const isContinued = present > 0 && present < wanted.bytes
  if (!isContinued) await rm(part, { force: true })
  try {
    await fetchInto(part, wanted, options)
  } catch (cause) {
    if (isErrno(cause, 'ENOSPC')) {
      throw new UpdateFailure(diskFull(partFolder, needed, await freeBytes(partFolder)))
    }
    throw cause
  }
  if ((await sha512Of(part)) === wanted.sha512) {
    await rename(part, destination)
    return
  }
  await rm(part, { force: true })
  // The beginning may have been of another file of the same name; from its start it is the server's own.
  if (isContinued) await downloadFile(wanted, destination, options)
  else throw new UpdateFailure(appError('updates.wrong-hash', { file: wanted.name }))
}

/** Of versions that nobody will fetch any more. */
async function removeOtherParts(part: string): Promise<void> {
  const folder = path.dirname(part)
  for (const name of await readdir(folder)) {
    if (name.endsWith('.part') && name !== path.basename(part))
      await rm(path.join(folder, name), { force: true })
  }
}

/** Base64. */
export async function sha512Of(file: string): Promise<string> {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(file, { highWaterMark: 1_048_576 })) hash.update(chunk as Buffer)
  return hash.digest('base64')
}

async function fetchInto(part: string, wanted: WantedFile, options: DownloadOptions): Promise<void> {
  const { transport, signal, onProgress } = options
  const from = sizeOf(part)
  const answer = await transport.send({
    ...{ operation: 'Update', method: 'GET', url: wanted.url, body: null, signal },
    headers: { Accept: '*/*', ...(from > 0 && { Range: `bytes=${from}-` }) },
    totalMilliseconds: LONGEST,
  })
  if (!answer.ok) throw new UpdateFailure(answer.error)
  const { status, body, headers } = answer.value
  const isRest = status === 206 && (headers['content-range'] ?? '').startsWith(`bytes ${from}-`)
  if (status !== 200 && !isRest) {
    if (from > 0) await rm(part, { force: true }) // a server that does not know this range may know the whole
    throw new UpdateFailure(appError('updates.status', { file: wanted.name, status }))
  }
  const file = await open(part, isRest ? 'a' : 'w', 0o600)
  try {
    let received = isRest ? from : 0
    for await (const chunk of body) {
      received += chunk.length
      if (received > wanted.bytes) {
        await file.truncate(0)
        throw new UpdateFailure(appError('updates.wrong-hash', { file: wanted.name }))
      }
      await file.writeFile(chunk)
      onProgress(received)
    }
    await file.sync()
    if (received < wanted.bytes) {
      throw new UpdateFailure(appError('network.connection-lost', { host: new URL(wanted.url).hostname }))
    }
  } finally {
    await file.close()
  }
}

function diskFull(folder: string, neededBytes: number, freeBytes: number) {
  return appError('updates.disk-full', { folder, neededBytes, freeBytes })
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function isErrno(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code
}
