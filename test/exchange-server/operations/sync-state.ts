/**
 * SyncState: what the server gives the client to say how far it has come, opaque base64 of gzip as in Exchange.
 *
 * It names the folder for which it was made, so a state handed in for another folder is refused. Nothing about
 * it is kept in the server. A checksum makes a state with a flipped bit invalid (gzip brings one).
 */
import { gunzipSync, gzipSync } from 'node:zlib'
import { ResponseError } from '../soap/fault.ts'

// No state of ours is longer; guards against a compressed bomb.
const LONGEST_STATE = 4096 // bytes, uncompressed

export function invalidSyncState(): ResponseError {
  return new ResponseError(
    'ErrorInvalidSyncStateData',
    'Synchronization state data is corrupt or otherwise invalid.',
  )
}

/** Writes a state; `scope` names operation and folder. */
export function writeSyncState(scope: string, values: readonly number[]): string {
  return gzipSync(JSON.stringify([scope, ...values])).toString('base64')
}

/** Whether a text is a state of any operation and folder. */
export function isSyncState(state: string): boolean {
  try {
    parseState(state)
    return true
  } catch {
    return false
  }
}

/**
 * Reads a state back.
 * @throws ResponseError ErrorInvalidSyncStateData
 */
export function readSyncState(scope: string, state: string): number[] {
  const [writtenFor, ...values] = parseState(state)
  if (writtenFor !== scope) throw invalidSyncState()
  return values.map((value) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw invalidSyncState()
    return value
  })
}

/** @throws ResponseError ErrorInvalidSyncStateData */
function parseState(state: string): unknown[] {
  if (state.length === 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(state)) throw invalidSyncState()
  try {
    const bytes = gunzipSync(Buffer.from(state, 'base64'), { maxOutputLength: LONGEST_STATE })
    const parsed: unknown = JSON.parse(bytes.toString('utf8'))
    if (Array.isArray(parsed)) return parsed
  } catch {
    // not ours: refused below
  }
  throw invalidSyncState()
}
