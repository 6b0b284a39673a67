/**
 * What a transport allows a server: time for each phase, and bytes. The phases have limits of their own because their
 * causes differ: no connection (firewall), no first byte (a loaded server), a silence within the body (a broken
 * path), and the whole, which bounds what the others let through.
 */

/** Milliseconds. */
export type Timeouts = {
  /** Name, TCP and TLS together; through a proxy the way to it as well. */
  readonly connect: number
  /** From the sent request to the head of the answer. */
  readonly firstByte: number
  /** Between two chunks of the body, while somebody waits for the next. */
  readonly idle: number
  /** From the start of the request to the end of the body. */
  readonly total: number
}

export const DEFAULT_TIMEOUTS: Timeouts = {
  connect: 15_000, // three SYN repetitions of Windows and Linux fit in
  firstByte: 120_000, // Exchange's own limit for one operation is below two minutes
  idle: 60_000,
  total: 900_000, // a batch of large messages over a slow line
}

/** Decompressed bytes. Must stay below V8's longest string, 2^29 characters, which a reader may have to hold. */
export const MAXIMUM_RESPONSE_BYTES = 512_000_000

export type TransportLimits = {
  readonly timeouts?: Partial<Timeouts>
  readonly maximumResponseBytes?: number
}
