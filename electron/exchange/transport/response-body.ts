/**
 * The body of an HTTP answer as it comes: decompressed, counted, and with every way to fail turned into one
 * `TransportFailure`.
 *
 * The cap counts decompressed bytes, since a few kilobytes of gzip can become gigabytes. Back-pressure holds
 * through the decompressor: who reads slowly slows the server down instead of filling memory.
 */
import { type Readable, pipeline } from 'node:stream'
import { type Gunzip, type Inflate, createGunzip, createInflate } from 'node:zlib'
import type { AppError } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { TransportFailure } from './transport.ts'

const DECOMPRESSED_CHUNK = 65_536 // bytes; zlib's default of 16 kB means four times the turns of the loop

export type BodyOptions = {
  readonly contentEncoding: string
  readonly host: string
  readonly maximumBytes: number
  readonly toError: (cause: unknown) => AppError
  /** Around each wait for the next chunk, for a transport that has no limit of its own for silence. */
  readonly waiting?: { begin(): void; end(): void }
  /** Waited for when the body was read to its end. */
  readonly settled?: () => Promise<void>
  /** The body was read, failed, or is no longer wanted. */
  readonly onEnd: () => void
}

/** Whether a body in this encoding can be read: servers send others although nobody asked for them. */
export function isKnownEncoding(contentEncoding: string): boolean {
  return /^(identity|x-gzip|gzip|deflate)?$/.test(normalised(contentEncoding))
}

/** The decoded chunks of a body in a known encoding. */
export function responseBody(raw: Readable, options: BodyOptions): AsyncIterable<Uint8Array> {
  raw.on('error', () => undefined) // told by the iteration; without a listener it would end the process
  return iterate(decompressed(raw, options.contentEncoding), options)
}

async function* iterate(decoded: Readable, options: BodyOptions): AsyncGenerator<Uint8Array, void> {
  let bytes = 0
  try {
    const chunks = decoded as AsyncIterable<Uint8Array>
    for await (const chunk of options.waiting ? watched(chunks, options.waiting) : chunks) {
      bytes += chunk.length
      if (bytes > options.maximumBytes) {
        throw new TransportFailure(appError('http.too-large', { host: options.host }))
      }
      yield chunk
    }
    await options.settled?.()
  } catch (cause) {
    if (cause instanceof TransportFailure) throw cause
    throw new TransportFailure(bodyError(cause, options))
  } finally {
    decoded.destroy()
    options.onEnd()
  }
}

async function* watched(
  chunks: AsyncIterable<Uint8Array>,
  waiting: { begin(): void; end(): void },
): AsyncGenerator<Uint8Array, void> {
  waiting.begin()
  for await (const chunk of chunks) {
    waiting.end()
    yield chunk
    waiting.begin()
  }
}

const normalised = (contentEncoding: string): string => contentEncoding.trim().toLowerCase()

function decompressed(raw: Readable, contentEncoding: string): Readable {
  switch (normalised(contentEncoding)) {
    case 'gzip':
    case 'x-gzip':
      return piped(raw, createGunzip({ chunkSize: DECOMPRESSED_CHUNK }))
    case 'deflate':
      return piped(raw, createInflate({ chunkSize: DECOMPRESSED_CHUNK }))
    default:
      return raw
  }
}

function piped(raw: Readable, decompressor: Gunzip | Inflate): Readable {
  pipeline(raw, decompressor, () => undefined) // the error also destroys the decompressor, which tells it
  return decompressor
}

function bodyError(cause: unknown, options: BodyOptions): AppError {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  if (code === 'Z_DATA_ERROR') return appError('exchange.malformed-response', { reason: 'compression' })
  return options.toError(cause)
}
