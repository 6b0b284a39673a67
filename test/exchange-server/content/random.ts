/**
 * Reproducible chance: the same seed gives the same numbers on every machine (mulberry32; AES-CTR for bytes).
 * Rejected: Math.random (cannot be seeded) and fast-check's generators (made for values of tests, not megabytes).
 */
import { createCipheriv, createHash } from 'node:crypto'

export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** From 0 to below 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from 0 to below the limit. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit)
  }

  /** One of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)]
    if (picked === undefined) throw new Error('nothing to pick from')
    return picked
  }

  /** True with the probability given. */
  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  /** Log-normally distributed around a median, as sizes of mails are. */
  logNormal(median: number, sigma: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.fraction())) * Math.cos(2 * Math.PI * this.fraction())
    return median * Math.exp(sigma * normal)
  }

  bytes(length: number): Buffer {
    const key = createHash('sha256').update(String(this.fraction())).digest()
    return createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16)).update(Buffer.alloc(length))
  }
}
