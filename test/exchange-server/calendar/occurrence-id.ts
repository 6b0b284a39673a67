/**
 * Item ids of single occurrences. Exchange derives them from the id of the master; they are longer, and they stay the
 * same when an occurrence becomes an exception. Here the master's bytes are followed by a mark and the original start.
 *
 * The original start and not the index, because that is what remains when the recurrence gets other days. No id of an
 * item ends like an occurrence's: its last bytes before the number are zero (mailbox/ids.ts).
 */
import { isWellFormedId } from '../mailbox/ids.ts'

const MARK = Buffer.from([0x51, 0x00, 0x08])
const TIME_BYTES = 8
const SUFFIX_BYTES = MARK.length + TIME_BYTES

export type OccurrenceId = {
  readonly masterId: string
  /** Milliseconds since 1970. */
  readonly originalStart: number
}

/** The id of an occurrence. */
export function occurrenceId({ masterId, originalStart }: OccurrenceId): string {
  const time = Buffer.alloc(TIME_BYTES)
  time.writeBigInt64BE(BigInt(originalStart))
  return Buffer.concat([Buffer.from(masterId, 'base64'), MARK, time]).toString('base64')
}

/** What the id of an occurrence says; undefined for the id of anything else. */
export function parseOccurrenceId(id: string): OccurrenceId | undefined {
  const bytes = Buffer.from(id, 'base64')
  const suffix = bytes.subarray(-SUFFIX_BYTES)
  if (!isWellFormedId(id) || !suffix.subarray(0, MARK.length).equals(MARK)) return undefined
  const masterId = bytes.subarray(0, -SUFFIX_BYTES).toString('base64')
  if (!isWellFormedId(masterId)) return undefined
  return { masterId, originalStart: Number(suffix.readBigInt64BE(MARK.length)) }
}
