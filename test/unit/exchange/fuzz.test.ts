/**
 * Whatever arrives, the readers answer with a `Result` whose error has a code, within bounded time and memory.
 *
 * `FUZZ_RUNS=100000` is the long run, `FUZZ_SEED` repeats one.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'
import { chunks, envelope } from './support/answers.ts'
import { READINGS, type Reading } from './support/whole-answers.ts'

const SEED = Number(process.env.FUZZ_SEED ?? 4711)
const RUNS = Number(process.env.FUZZ_RUNS ?? 1500)
const SLOWEST = 20_000 // ms for one small answer: far above what a loaded machine needs, far below a hang
const LIMIT = 60_000 + RUNS * 40

const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'MimeContent',
  'Content',
  'Items',
  'Value',
  'ResponseCode',
]
const TEXTS = [
  '<',
  '>',
  '&',
  '&#x0;',
  '&lol;',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE x>',
  '<?x',
  '<!--',
  '\u0000',
  '"',
  '/>',
]
const VALUES = [
  '-1',
  '99999999999999999999',
  'NaN',
  '2026-02-31T25:61:61Z',
  '9999-12-31T23:59:59Z',
  '0000-00-00',
  ' ',
]

const damage = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), length: fc.nat(60) }),
  fc.record({ kind: fc.constant('truncate' as const), at: fc.nat() }),
  fc.record({
    kind: fc.constant('overwrite' as const),
    at: fc.nat(),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }),
  }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(), length: fc.nat(400) }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(),
    text: fc.constantFrom(...TEXTS, ...NAMES.map((name) => `<t:${name}>`), '</m:Items>'),
  }),
  // The document stays well-formed, what it says does not make sense.
  fc.record({ kind: fc.constant('rename' as const), at: fc.nat(), name: fc.constantFrom(...NAMES) }),
  fc.record({
    kind: fc.constant('value' as const),
    at: fc.nat(),
    value: fc.constantFrom(...VALUES, ...NAMES),
  }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }),
)
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never

function damaged(bytes: Buffer, hit: Damage): Buffer {
  const at = bytes.length === 0 ? 0 : hit.at % bytes.length
  const before = bytes.subarray(0, at)
  const after = bytes.subarray(at)
  switch (hit.kind) {
    case 'cut':
      return Buffer.concat([before, after.subarray(hit.length)])
    case 'truncate':
      return before
    case 'overwrite':
      return Buffer.concat([before, hit.bytes, after.subarray(hit.bytes.length)])
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, hit.length), after])
    case 'insert':
      return Buffer.concat([before, Buffer.from(hit.text), after])
    case 'rename': {
      const xml = bytes.toString()
      const tag = nth(xml, /<[tm]:(\w+)/g, hit.at)?.[1]
      return tag === undefined
        ? bytes
        : Buffer.from(xml.replace(new RegExp(`:${tag}\\b`, 'g'), `:${hit.name}`))
    }
    case 'value': {
      const xml = bytes.toString()
      const found = nth(xml, />([^<>]+)<|"([^"<>]+)"/g, hit.at)
      if (found === undefined) return bytes
      const start = found.index + 1
      return Buffer.from(xml.slice(0, start) + hit.value + xml.slice(start + found[0].length - 2))
    }
    case 'remove': {
      const xml = bytes.toString()
      const found = nth(xml, /<([tm]:\w+)[^>]*?(?:\/>|>[^<]*<\/\1>)/g, hit.at)
      return found === undefined ? bytes : Buffer.from(xml.replace(found[0], ''))
    }
  }
}

function nth(xml: string, pattern: RegExp, at: number): RegExpExecArray | undefined {
  const all = [...xml.matchAll(pattern)]
  return all[at % Math.max(all.length, 1)]
}

/** An exception out of `read` fails the property by itself. */
async function judged(reading: Reading, body: AsyncIterable<Uint8Array>): Promise<Result<unknown>> {
  const begun = performance.now()
  const result = await reading.read(body)
  expect(performance.now() - begun, reading.operation).toBeLessThan(SLOWEST)
  if (!result.ok) expect(ERROR_CODES).toContain(result.error.code)
  return result
}

describe(`damaged answers (seed ${SEED}, ${RUNS} runs; FUZZ_SEED repeats another)`, () => {
  it('are good before they are damaged', async () => {
    for (const reading of READINGS) {
      expect([reading.operation, (await judged(reading, chunks(reading.answer, 1000))).ok]).toEqual([
        reading.operation,
        true,
      ])
    }
  })

  it('always give a Result', { timeout: LIMIT }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...READINGS),
        fc.array(damage, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 3000 }),
        async (reading, hits, size) => {
          const bytes = hits.reduce(damaged, Buffer.from(reading.answer))
          await judged(reading, chunks(bytes, size))
        },
      ),
      { numRuns: RUNS, seed: SEED },
    )
  })

  it('of one operation are no answer to another that gets nothing it needs', async () => {
    for (const reading of READINGS) {
      for (const other of READINGS) await judged(reading, chunks(other.answer, 500))
    }
  })

  it('random bytes are never an answer', { timeout: LIMIT }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...READINGS),
        fc.uint8Array({ maxLength: 500 }),
        async (reading, bytes) => {
          expect((await judged(reading, chunks(bytes, 50))).ok).toBe(false)
        },
      ),
      { numRuns: Math.min(RUNS, 400), seed: SEED },
    )
  })
})

describe('answers that never end', () => {
  const CHUNK = 1_048_576
  const ENOUGH = 400 // MB; a reader that takes this much has no limit of its own
  const folder = READINGS.find(({ operation }) => operation === 'GetFolder')!
  const inside = envelope(
    '<m:GetFolderResponse><m:ResponseMessages><m:GetFolderResponseMessage ResponseClass="Success">|',
  )
  const start = inside.slice(0, inside.indexOf('|'))

  it.each([
    ['a text', '', 'x'],
    ['white space', '', ' '],
    ['the name of an element', '<', 'a'],
    ['an attribute', '<t:a b="', 'b'],
    ['attributes', '<t:a ', () => `a${next++}="" `],
    ['elements side by side', '', '<t:Folder/>'],
    ['elements inside each other', '', '<t:a>'],
    ['a comment', '<!--', 'x'],
    ['comments', '', '<!-- x -->'],
    ['a CDATA section', '<![CDATA[', 'x'],
    ['a reference', '<t:a>&', 'a'],
    ['the content of a property', '<m:Folders><t:Folder><t:DisplayName>', 'x'],
  ])('%s: are broken off, in bounded memory', { timeout: 120_000 }, async (_name, opening, part) => {
    let megabytes = 0
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(start + opening)
      while (megabytes < ENOUGH) {
        megabytes++
        if (typeof part === 'string') yield Buffer.from(part.repeat(CHUNK / part.length))
        else yield Buffer.from(Array.from({ length: 1000 }, part).join(''))
      }
    }
    const result = await folder.read(body())
    expect(result).toMatchObject({ ok: false, error: { code: 'exchange.malformed-response' } })
    expect(megabytes).toBeLessThan(ENOUGH)
  })
  let next = 0
})
