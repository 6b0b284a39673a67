/** Two versions become one, field by field, and nothing is lost on the way. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldTable } from '#electron/sync/mapping/field-table.ts'
import { changedFields, digestsOf } from '#electron/sync/mapping/field-table.ts'
import { merge, unexportedFields } from '#electron/sync/merge.ts'
import type { Instant } from '#shared/domain/ids.ts'
import type { TaskRecord } from '#shared/domain/prime-items.ts'
import { CONFLICT_POLICIES, type ConflictPolicy } from '#shared/domain/sync-settings.ts'
import { aTask } from './records.ts'

const both = { de: '', en: '' }
const field = (name: keyof TaskRecord, direction: 'both' | 'down' | 'up' = 'both') => ({
  ...{ name, prime: both, exchange: '', lost: null, keys: [name], direction },
})
const TABLE: FieldTable<TaskRecord> = [
  field('subject'),
  field('text'),
  field('importance'),
  field('sensitivity', 'down'),
]

const EARLY = '2026-01-01T00:00:00.000Z' as Instant
const LATE = '2026-01-02T00:00:00.000Z' as Instant

function merged(
  before: TaskRecord | null,
  onExchange: TaskRecord,
  inPrime: TaskRecord,
  policy: ConflictPolicy = 'exchange-wins',
  times: { exchange: Instant | null; prime: Instant } = { exchange: EARLY, prime: EARLY },
) {
  return merge({
    table: TABLE,
    base: before && digestsOf(TABLE, before),
    exchange: { record: onExchange, modifiedAt: times.exchange },
    prime: { record: inPrime, modifiedAt: times.prime },
    policy,
  })
}

describe('a merge', () => {
  it('brings what one side has changed to the other', () => {
    const before = aTask()
    const result = merged(before, aTask({ subject: 'neu' }), aTask({ text: 'mehr' }))
    expect(result.record).toEqual(aTask({ subject: 'neu', text: 'mehr' }))
    expect([...result.toPrime]).toEqual(['subject'])
    expect([...result.toExchange]).toEqual(['text'])
    expect(result.conflict).toBeNull()
  })

  it('settles what both have changed to the same', () => {
    const same = aTask({ subject: 'neu' })
    const result = merged(aTask(), same, same)
    expect(result).toMatchObject({ record: same, conflict: null })
    expect(result.toPrime.size + result.toExchange.size).toBe(0)
  })

  it.each([
    ['exchange-wins', 'exchange', EARLY, LATE],
    ['prime-wins', 'prime', LATE, EARLY],
    ['newest-wins', 'prime', EARLY, LATE],
    ['newest-wins', 'exchange', LATE, EARLY],
    ['newest-wins', 'exchange', null, LATE],
  ] as const)('%s: %s', (policy, winner, exchange, prime) => {
    const result = merged(aTask(), aTask({ subject: 'A' }), aTask({ subject: 'B' }), policy, {
      exchange,
      prime,
    })
    expect(result.record.subject).toBe(winner === 'exchange' ? 'A' : 'B')
    expect(result.conflict).toMatchObject({
      winner,
      fields: ['subject'],
      losing: { subject: winner === 'exchange' ? 'B' : 'A' },
      winning: { subject: winner === 'exchange' ? 'A' : 'B' },
    })
  })

  it('leaves a field alone that may not be written, until Exchange changes it', () => {
    const before = aTask()
    const ours = aTask({ sensitivity: 'private' })
    const left = merged(before, before, ours, 'prime-wins')
    expect(left).toMatchObject({ record: ours, conflict: null })
    expect(left.toExchange.size).toBe(0)
    const changed = merged(before, aTask({ sensitivity: 'confidential' }), ours, 'prime-wins')
    expect(changed.record.sensitivity).toBe('confidential')
    expect(changed.conflict?.losing.sensitivity).toBe('private')
  })

  const records = fc.record({
    subject: fc.constantFrom('a', 'b', 'c'),
    text: fc.constantFrom('', 'x', 'y'),
    importance: fc.constantFrom('low' as const, 'high' as const),
  })

  it('leaves both sides equal, and no change of either side is lost without a trace', () => {
    fc.assert(
      fc.property(
        fc.option(records),
        records,
        records,
        fc.constantFrom(...CONFLICT_POLICIES),
        (before, onExchange, inPrime, policy) => {
          const exchange = aTask(onExchange)
          const prime = aTask(inPrime)
          const base = before && aTask(before)
          const result = merged(base, exchange, prime, policy)
          // What Exchange then has: its own, with the fields that go there.
          const after = { ...exchange }
          for (const name of result.toExchange)
            Object.assign(after, { [name]: result.record[name as 'text'] })
          expect(after).toEqual(result.record)
          // What is left to write is found again by the link alone.
          expect(unexportedFields(TABLE, result.record, result.fields)).toEqual(result.toExchange)
          if (base === null) return
          for (const [side, record] of [
            ['exchange', exchange],
            ['prime', prime],
          ] as const)
            for (const name of changedFields(TABLE, record, digestsOf(TABLE, base))) {
              const isKept = result.record[name as 'text'] === record[name as 'text']
              const isInJournal =
                result.conflict?.winner !== side &&
                result.conflict?.losing[name as 'text'] === record[name as 'text']
              expect(isKept || isInJournal).toBe(true)
            }
        },
      ),
    )
  })
})
