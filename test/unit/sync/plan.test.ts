/** The decision table of the import, row by row. */
import { describe, expect, it } from 'vitest'
import type { ChangeKey, ExchangeItemId, ItemChange } from '#electron/exchange/exchange-client.ts'
import type { ItemLink } from '#electron/prime/prime-store.ts'
import {
  MAX_BYTES_PER_BATCH,
  MAX_ITEMS_PER_BATCH,
  batchesOf,
  planImport,
  type ImportOperation,
} from '#electron/sync/plan.ts'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'

const id = 'a' as ExchangeItemId
const key = (text: string) => text as ChangeKey
const PASS = 2

const create = (changeKey: string | null = 'k1', size: number | null = 100): ItemChange => ({
  kind: 'create',
  itemKind: 'Message',
  id,
  changeKey: changeKey === null ? null : key(changeKey),
  size,
})
const update = (changeKey = 'k1'): ItemChange => ({ ...create(changeKey), kind: 'update' }) as ItemChange
const read: ItemChange = { kind: 'read-flag', id, isRead: true }
const deletion: ItemChange = { kind: 'delete', id }

const linked = (changeKey = 'k1', pass = PASS): ItemLink => ({
  exchangeItemId: id,
  changeKey: key(changeKey),
  pass,
  state: { kind: 'linked', primeItemId: 'p' as PrimeItemId, contentHash: 'h' },
})
const failed: ItemLink = {
  exchangeItemId: id,
  changeKey: key('k1'),
  pass: PASS,
  state: { kind: 'failed', attempts: 1, error: appError('exchange.transient'), linked: null },
}

const fetch: ImportOperation = { kind: 'fetch', id, size: 100 }
const confirm: ImportOperation = { kind: 'confirm', id, changeKey: key('k1') }
const setRead: ImportOperation = { kind: 'set-read', id, isRead: true }
const remove: ImportOperation = { kind: 'delete', id }

const plan = (changes: readonly ItemChange[], link?: ItemLink) =>
  planImport(changes, new Map(link ? [[id, link]] : []), PASS)

describe('one change', () => {
  it.each<[string, ItemChange, ItemLink | undefined, ImportOperation[]]>([
    ['a new item is fetched', create(), undefined, [fetch]],
    ['an item told again, unchanged, in the same pass needs nothing', create(), linked(), []],
    ['an item told again by a new pass is confirmed', create(), linked('k1', 1), [confirm]],
    ['an item told again with another change key is fetched', create('k2'), linked(), [fetch]],
    ['an item without a change key is fetched', create(null), linked(), [fetch]],
    ['an update of an unknown item is fetched', update(), undefined, [fetch]],
    ['an update that is known needs nothing', update(), linked(), []],
    ['an update that is known is confirmed by a new pass', update(), linked('k1', 1), [confirm]],
    ['an update is fetched', update('k2'), linked(), [fetch]],
    ['a failed item is fetched again when it is told again', create(), failed, [fetch]],
    ['a failed item is fetched again when it is updated', update(), failed, [fetch]],
    ['a read flag is set', read, linked(), [setRead]],
    ['a read flag of an unknown item is a reason to fetch it', read, undefined, [{ ...fetch, size: null }]],
    ['a read flag of a failed item is a reason to fetch it', read, failed, [{ ...fetch, size: null }]],
    ['a deletion deletes', deletion, linked(), [remove]],
    ['a deletion of a failed item forgets it', deletion, failed, [remove]],
    ['a deletion of an unknown item needs nothing', deletion, undefined, []],
  ])('%s', (_name, change, link, operations) => {
    expect(plan([change], link)).toEqual(operations)
  })
})

describe('several changes of one item in a page', () => {
  it.each<[string, ItemChange[], ItemLink | undefined, ImportOperation[]]>([
    ['created and deleted: nothing', [create(), deletion], undefined, []],
    ['updated and deleted: deleted', [update('k2'), read, deletion], linked(), [remove]],
    ['created, then read: fetched once, with the flag', [create(), read], undefined, [fetch]],
    ['updated, then read: fetched once', [update('k2'), read], linked(), [fetch]],
    ['read, then updated: fetched', [read, update('k2')], linked(), [fetch]],
    ['created twice: fetched once', [create(), create()], undefined, [fetch]],
    ['read, then told again unchanged: the flag is set', [read, update()], linked(), [setRead]],
    ['told again by a new pass, then read: the flag is set', [create(), read], linked('k1', 1), [setRead]],
    ['deleted and back under the same id: it stays', [deletion, create()], linked('k1', 1), [confirm]],
    ['deleted and back, changed: fetched', [deletion, create('k2')], linked(), [fetch]],
    [
      'read twice: the last flag counts',
      [read, { ...read, isRead: false }],
      linked(),
      [{ ...setRead, isRead: false }],
    ],
  ])('%s', (_name, changes, link, operations) => {
    expect(plan(changes, link)).toEqual(operations)
  })

  it('take the place of the last one, so that the order of the server is the order of the writes', () => {
    const other = { ...create(), id: 'b' as ExchangeItemId }
    expect(plan([create(), other, read]).map((operation) => operation.id)).toEqual(['b', 'a'])
  })
})

describe('what must be fetched', () => {
  const items = (count: number, size: number | null) =>
    Array.from({ length: count }, (_, index) => ({ id: `i${index}` as ExchangeItemId, size }))

  it.each<[string, ReturnType<typeof items>, number[]]>([
    ['is nothing when there is nothing', [], []],
    ['is cut by number', items(250, 1_000), [100, 100, 50]],
    ['is cut by bytes', items(5, MAX_BYTES_PER_BATCH / 2), [2, 2, 1]],
    ['is cut by number where the server tells no size', items(101, null), [100, 1]],
    ['goes by itself when it is too large for a batch', items(3, MAX_BYTES_PER_BATCH * 2), [1, 1, 1]],
  ])('%s', (_name, wanted, sizes) => {
    const batches = batchesOf(wanted)
    expect(batches.map((batch) => batch.length)).toEqual(sizes)
    expect(batches.flat()).toEqual(wanted.map((item) => item.id))
    expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(MAX_ITEMS_PER_BATCH)
  })
})
