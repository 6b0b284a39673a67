import { describe, expect, it } from 'vitest'
import type { ExchangeSummary } from '#shared/domain/exchange-trace.ts'
import { appError } from '#shared/errors.ts'
import { toneOf } from '../../../renderer/features/trace/exchange-tone.ts'
import { filterExchanges, withChanges } from '../../../renderer/features/trace/trace.ts'

function anExchange(number: number, changes: Partial<ExchangeSummary> = {}): ExchangeSummary {
  return {
    number,
    startedAt: '2026-11-02T08:00:00.000Z',
    operation: 'GetItem',
    method: 'POST',
    url: 'https://mail.firma.ch/EWS/Exchange.asmx',
    requestBytes: 10,
    requestId: `id-${String(number)}`,
    status: 200,
    responseBytes: 20,
    firstByteMilliseconds: 1,
    totalMilliseconds: 2,
    error: null,
    ...changes,
  }
}

const lost = appError('network.connection-lost', { host: 'mail.firma.ch' })

describe('the trace in the window', () => {
  it('takes over what has changed, and drops what has made room', () => {
    const before = withChanges(undefined, {
      ...{ revision: 3, keepsBodies: false, first: 1 },
      changed: [anExchange(1), anExchange(2, { status: null, totalMilliseconds: null })],
    })
    const after = withChanges(before, {
      ...{ revision: 5, keepsBodies: true, first: 2 },
      changed: [anExchange(3), anExchange(2)],
    })
    expect(after.exchanges).toEqual([anExchange(2), anExchange(3)])
    expect(after).toMatchObject({ revision: 5, keepsBodies: true })
    expect(withChanges(after, { revision: 6, keepsBodies: true, first: 4, changed: [] }).exchanges).toEqual(
      [],
    )
  })

  it('stays the same object while nothing happens, so that nothing is drawn again', () => {
    const trace = withChanges(undefined, {
      revision: 1,
      keepsBodies: false,
      first: 1,
      changed: [anExchange(1)],
    })
    expect(withChanges(trace, { revision: 1, keepsBodies: false, first: 1, changed: [] })).toBe(trace)
  })

  it('is searched by operation, address, status, request id and error', () => {
    const all = [
      anExchange(1, { operation: 'SyncFolderItems' }),
      anExchange(2, { status: 503 }),
      anExchange(3, { status: null, requestId: null, error: lost }),
    ]
    const found = (text: string) => filterExchanges(all, text).map(({ number }) => number)
    expect(found(' ')).toEqual([1, 2, 3])
    expect(found('syncfolder')).toEqual([1])
    expect(found('503 getitem')).toEqual([2])
    expect(found('connection-lost')).toEqual([3])
    expect(found('id-1')).toEqual([1])
    expect(found('<script>')).toEqual([])
  })
})

describe('how an exchange went', () => {
  it.each([
    ['success', {}],
    ['running', { status: null, totalMilliseconds: null }],
    ['warning', { status: 401 }],
    ['error', { status: 500 }],
    ['error', { error: lost }],
    ['cancelled', { error: appError('sync.cancelled') }],
  ] as const)('is shown as %s', (tone, changes) => {
    expect(toneOf(anExchange(1, changes))).toBe(tone)
  })
})
