/** Whatever arrives, the parsers answer with a `Result` and hand on each id at most once. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import * as getFolder from '#electron/exchange/operations/get-folder.ts'
import { readBatch } from '#electron/exchange/operations/batch.ts'
import { MessageReader } from '#electron/exchange/operations/message-reader.ts'
import * as syncFolderItems from '#electron/exchange/operations/sync-folder-items.ts'
import { base64, chunks, context, inMemory, item, messages, refused, success } from './support/answers.ts'

const SEED = Number(process.env.FUZZ_SEED ?? 4711)
const RUNS = 400

const ids = ['A', 'B', 'C'] as ExchangeItemId[]
const answers = [
  messages(
    'GetItem',
    item('A', base64('x'.repeat(200))),
    refused('GetItem', 'ErrorItemNotFound'),
    item('C', 'aGk='),
  ),
  messages(
    'GetFolder',
    success('GetFolder', '<m:Folders><t:Folder><t:FolderId Id="F"/></t:Folder></m:Folders>'),
  ),
  messages(
    'SyncFolderItems',
    success(
      'SyncFolderItems',
      '<m:SyncState>S</m:SyncState><m:Changes><t:Create><t:Message><t:ItemId Id="1"/></t:Message></t:Create>' +
        '<t:Delete><t:ItemId Id="2"/></t:Delete></m:Changes>',
    ),
  ),
].map((xml) => Buffer.from(xml))

const damage = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), length: fc.nat(60) }),
  fc.record({ kind: fc.constant('truncate' as const), at: fc.nat() }),
  fc.record({
    kind: fc.constant('overwrite' as const),
    at: fc.nat(),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }),
  }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(), length: fc.nat(200) }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(),
    text: fc.constantFrom(
      '<',
      '>',
      '&',
      '&#x0;',
      '<![CDATA[',
      ']]>',
      '<!DOCTYPE x>',
      '<t:MimeContent>',
      '</m:Items>',
      '\u0000',
    ),
  }),
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
  }
}

describe(`damaged answers (seed ${SEED}, ${RUNS} runs; FUZZ_SEED repeats another)`, () => {
  it('always give a Result', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...answers),
        fc.array(damage, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 300 }),
        async (answer, hits, size) => {
          const bytes = hits.reduce(damaged, answer)
          const seen: string[] = []
          const results = [
            await getFolder.parse(chunks(bytes, size), context),
            await syncFolderItems.parse(chunks(bytes, size), context),
            await readBatch(chunks(bytes, size), ids, new MessageReader(inMemory), context, ({ id }) => {
              seen.push(id)
            }),
          ]
          for (const result of results) expect(typeof result.ok).toBe('boolean')
          expect(new Set(seen).size).toBe(seen.length)
          if (results[2]!.ok) expect([...seen].sort()).toEqual(ids)
        },
      ),
      { numRuns: RUNS, seed: SEED },
    )
  })

  it('random bytes are never an answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        expect((await getFolder.parse(chunks(bytes, 50), context)).ok).toBe(false)
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })
})
