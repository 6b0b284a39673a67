/** Checks a file against a pinned integrity value of the form `sha512-<base64>`, as lock files have it. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** The `sha512-…` value of a file; reads it as a stream, because runtimes are some 200 MB. */
export async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return `sha512-${hash.digest('base64')}`
}

export type CacheState = 'absent' | 'damaged' | 'good'

/** What is in the cache at `file`, judged by the integrity it must have. Never throws for an absent file. */
export async function cacheState(file: string, integrity: string): Promise<CacheState> {
  try {
    return (await integrityOf(file)) === integrity ? 'good' : 'damaged'
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return 'absent'
    throw failure
  }
}
