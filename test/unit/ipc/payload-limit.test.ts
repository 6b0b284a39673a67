/** What the payload of a call may be before anything looks into it. */
import { describe, expect, it } from 'vitest'
import { isPlainPayload, PAYLOAD_LIMIT } from '#electron/ipc/payload-limit.ts'

const nested = (depth: number): unknown => (depth === 0 ? 1 : { inner: nested(depth - 1) })
const cyclic: Record<string, unknown> = {}
cyclic.self = cyclic
const sparse: unknown[] = []
sparse.length = 4_000_000_000

describe('a payload', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['values of a form', { id: null, draft: { name: 'x', list: [1, true, null, 'y'] } }],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
    ['a text as long as the longest call takes', { text: 'x'.repeat(500_000) }],
    ['as many numbers as the longest list has', { rows: Array.from({ length: 20_000 }, (_, row) => row) }],
  ])('with %s is looked into', (_name, payload) => {
    expect(isPlainPayload(payload)).toBe(true)
  })

  it.each<[string, unknown]>([
    ['a longer text', 'x'.repeat(PAYLOAD_LIMIT.characters + 1)],
    ['many texts', Array.from({ length: 3_000 }, () => 'x'.repeat(1_000))],
    ['long keys', { ['x'.repeat(PAYLOAD_LIMIT.characters + 1)]: 1 }],
    ['too many values', Array.from({ length: PAYLOAD_LIMIT.values + 1 }, () => 0)],
    ['an endless empty list', sparse],
    ['too many levels', nested(PAYLOAD_LIMIT.depth + 1)],
    ['a cycle', cyclic],
    ['a key that would become a prototype', JSON.parse('{ "draft": { "__proto__": { "polluted": 1 } } }')],
    ['a date', { at: new Date(0) }],
    ['a map', new Map()],
    ['a buffer', { bytes: new Uint8Array(8) }],
    ['an error', new Error('x')],
    ['an expression', /x/],
    ['a big integer', 1n],
  ])('with %s is refused', (_name, payload) => {
    expect(isPlainPayload(payload)).toBe(false)
  })
})
