/** The decision table of the synchronisation, row by row. */
import { describe, expect, it } from 'vitest'
import type { ChangeKey, ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import type { StoredItem } from '#electron/prime/prime-store.ts'
import {
  NO_KEYS,
  type ItemLink,
  type PendingExchange,
  type PendingGroup,
} from '#electron/prime/sync-status.ts'
import { type Decision, type PrimeState, decide, primeStateOf } from '#electron/sync/plan.ts'
import type { Instant, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { Revision } from '#shared/domain/prime-items.ts'
import { aTask } from './records.ts'

type Link = 'none' | 'live' | 'deleted'
type Told = 'changed' | 'read-flag' | 'deleted' | 'obsolete' | 'nothing'

const ID = '00000000-0000-4000-8000-000000000001' as PrimeItemId
const ITEM_ID = 'AAA' as ExchangeItemId
const LINKED_AT = 10 as Revision

function link(kind: Link): ItemLink | null {
  if (kind === 'none') return null
  return {
    kind: 'tasks',
    primeItemId: ID,
    primeRevision: LINKED_AT,
    deletedAt: kind === 'deleted' ? ('2026-01-01T00:00:00.000Z' as Instant) : null,
    exchangeItemId: ITEM_ID,
    changeKey: 'k1' as ChangeKey,
    folder: 'tasks',
    fields: {},
    keys: NO_KEYS,
  }
}

function exchange(told: Told): PendingExchange | null {
  if (told === 'nothing') return null
  const states = {
    changed: {
      kind: 'changed',
      itemKind: 'Task',
      changeKey: 'k2' as ChangeKey,
      size: 1,
      receivedAt: null,
    },
    'read-flag': { kind: 'read-flag', isRead: true },
    deleted: { kind: 'deleted' },
    obsolete: { kind: 'obsolete' },
  } as const
  return { exchangeItemId: ITEM_ID, folder: 'tasks', state: states[told], attempts: 0, error: null }
}

function item(revision: number): StoredItem {
  return {
    id: ID,
    primeEmailAccountId: '00000000-0000-4000-8000-000000000002' as PrimeEmailAccountId,
    revision: revision as Revision,
    modifiedAt: '2026-01-01T00:00:00.000Z' as Instant,
    record: aTask(),
  }
}

function group(linkKind: Link, told: Told, prime: PrimeState): PendingGroup {
  const pending = (change: 'saved' | 'deleted') => ({
    ...{ primeItemId: ID, change, attempts: 0, error: null, intent: null },
  })
  return {
    kind: 'tasks',
    link: link(linkKind),
    exchange: exchange(told),
    prime: prime === 'unchanged' ? null : pending(prime === 'deleted' ? 'deleted' : 'saved'),
    item:
      prime === 'deleted' || (prime === 'unchanged' && linkKind === 'none')
        ? null
        : item(prime === 'changed' ? LINKED_AT + 1 : LINKED_AT),
  }
}

type Row = readonly [Link, Told, PrimeState, Decision, onReceiveOnly?: Decision]

const ROWS: readonly Row[] = [
  ['none', 'changed', 'unchanged', 'fetch'],
  ['none', 'changed', 'changed', 'fetch'],
  ['none', 'changed', 'deleted', 'fetch'],
  ['none', 'read-flag', 'unchanged', 'fetch'],
  ['none', 'read-flag', 'changed', 'fetch'],
  ['none', 'read-flag', 'deleted', 'fetch'],
  ['none', 'deleted', 'unchanged', 'settle'],
  ['none', 'deleted', 'changed', 'settle'],
  ['none', 'deleted', 'deleted', 'settle'],
  ['none', 'nothing', 'changed', 'create-on-exchange', 'settle'],
  ['none', 'nothing', 'deleted', 'settle'],
  ['live', 'changed', 'unchanged', 'fetch'],
  ['live', 'changed', 'changed', 'fetch'],
  ['live', 'changed', 'deleted', 'fetch'],
  ['live', 'read-flag', 'unchanged', 'set-read'],
  ['live', 'read-flag', 'changed', 'fetch'],
  ['live', 'read-flag', 'deleted', 'delete-on-exchange', 'settle'],
  ['live', 'deleted', 'unchanged', 'delete-in-prime'],
  ['live', 'deleted', 'changed', 'create-on-exchange', 'unlink'],
  ['live', 'deleted', 'deleted', 'unlink'],
  ['live', 'nothing', 'unchanged', 'settle'],
  ['live', 'nothing', 'changed', 'update-on-exchange', 'settle'],
  ['live', 'nothing', 'deleted', 'delete-on-exchange', 'settle'],
  ['deleted', 'changed', 'unchanged', 'fetch'],
  ['deleted', 'changed', 'changed', 'fetch'],
  ['deleted', 'changed', 'deleted', 'fetch'],
  ['deleted', 'read-flag', 'deleted', 'settle'],
  ['deleted', 'deleted', 'deleted', 'settle'],
  ['deleted', 'nothing', 'changed', 'settle'],
  ['deleted', 'nothing', 'deleted', 'settle'],
  ['none', 'obsolete', 'unchanged', 'remove-obsolete', 'settle'],
  ['live', 'obsolete', 'changed', 'remove-obsolete', 'settle'],
  ['deleted', 'obsolete', 'deleted', 'remove-obsolete', 'settle'],
]

describe('the decision table', () => {
  for (const [linkKind, told, prime, decision, onReceiveOnly = decision] of ROWS) {
    it(`link ${linkKind}, Exchange ${told}, Winoffice Prime ${prime}: ${decision}`, () => {
      expect(decide(group(linkKind, told, prime), false)).toBe(decision)
    })

    it(`link ${linkKind}, Exchange ${told}, Winoffice Prime ${prime}, receiving only: ${onReceiveOnly}`, () => {
      expect(decide(group(linkKind, told, prime), true)).toBe(onReceiveOnly)
    })
  }

  it('says something about every combination', () => {
    const told: Told[] = ['changed', 'read-flag', 'deleted', 'obsolete', 'nothing']
    const primeStates: PrimeState[] = ['unchanged', 'changed', 'deleted']
    for (const linkKind of ['none', 'live', 'deleted'] as const)
      for (const each of told)
        for (const prime of primeStates) {
          expect(decide(group(linkKind, each, prime), false)).toBeTypeOf('string')
        }
  })
})

describe('Winoffice Prime has changed an object', () => {
  it('when its revision is greater than the one that was synchronised', () => {
    expect(primeStateOf({ link: link('live'), prime: null, item: item(11) })).toBe('changed')
    expect(primeStateOf({ link: link('live'), prime: null, item: item(10) })).toBe('unchanged')
  })

  it('when a merge has left something to export', () => {
    const { prime } = group('live', 'nothing', 'changed')
    expect(primeStateOf({ link: link('live'), prime, item: item(10) })).toBe('changed')
  })
})
