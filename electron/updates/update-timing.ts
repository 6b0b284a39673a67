/**
 * When the server is asked by itself: soon after the start, then once a day, after a failure within the hour. Spread at
 * random, because in a company all computers start at eight. The clock of the wall is asked every few minutes, so that
 * a computer that slept is not a day late. Pure.
 */

const MINUTE = 60_000 // ms
export const FIRST_CHECK = { least: 3_000, spread: 5_000 } // ms after the start, when the window has long been drawn
export const LOOK_EVERY = 5 * MINUTE

/** Milliseconds since 1970. @param random between 0 and 1 */
export function nextCheckAt(now: number, outcome: 'succeeded' | 'failed', random: number): number {
  return outcome === 'succeeded'
    ? now + 24 * 60 * MINUTE + random * 120 * MINUTE
    : now + 30 * MINUTE + random * 30 * MINUTE
}
