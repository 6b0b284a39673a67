/** Before more than half of an account is deleted, a person is asked. */
import { describe, expect, it } from 'vitest'
import { guard } from '#electron/sync/guard.ts'
import type { PendingCounts } from '#electron/prime/sync-status.ts'

const counts = (onExchange: number, inPrime = 0): PendingCounts => ({
  kind: 'tasks',
  exchange: { changed: 0, readFlags: 0, deleted: onExchange },
  prime: { saved: 0, deleted: inPrime },
  givenUp: 0,
})

describe('the guard', () => {
  it.each([
    [100, 51, 0, 'exchange'],
    [100, 0, 51, 'prime'],
    [5, 5, 0, 'exchange'],
    [1_000, 1_000, 0, 'exchange'],
  ])('of %i objects, %i deleted on Exchange and %i in Winoffice Prime: asks', (linked, down, up, side) => {
    expect(guard(counts(down, up), linked)).toMatchObject({
      code: 'sync.mass-deletion',
      params: { side, linked, deletions: Math.max(down, up) },
    })
  })

  it.each([
    [100, 50, 50],
    [4, 4, 0],
    [0, 0, 0],
  ])('of %i objects, %i deleted on Exchange and %i in Winoffice Prime: goes on', (linked, down, up) => {
    expect(guard(counts(down, up), linked)).toBeNull()
  })
})
