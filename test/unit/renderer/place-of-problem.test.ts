/** Where the buttons of the overview lead, and how they are called. */
import { describe, expect, it } from 'vitest'
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import type { Problem } from '#shared/domain/overview.ts'
import { appError } from '#shared/errors.ts'
import { placeOf, wordOf } from '../../../renderer/features/overview/place-of-problem.ts'

const connector = { id: 'c1' as ConnectorId }
const accounts = ['a1', 'a2'].map((id) => ({ id: id as EwsAccountId, mailbox: `${id}@firma.ch` }))

type Placed = Parameters<typeof placeOf>[0]

const finding = (name: 'not-begun' | 'test-failed' | 'all-inactive'): Problem['cause'] => ({
  is: 'finding',
  name,
  params: {},
})
const objects: Omit<Placed, 'accounts'> = {
  connector,
  kind: 'objects',
  cause: { is: 'error', error: appError('sync.items-given-up', { count: 2 }) },
}
const notBegun: Omit<Placed, 'accounts'> = { connector, kind: 'schedule', cause: finding('not-begun') }

describe('the way out of a problem', () => {
  it.each([
    ['objects of one account leads to these objects', objects, 1, '/sync?tab=problems&account=a1', 'objects'],
    ['objects of several leads to all of them', objects, 2, '/sync?tab=problems&connector=c1', 'objects'],
    ['a first synchronisation leads to its plan', notBegun, 1, '/connectors/c1', 'plan'],
    ['several first synchronisations leads to their plans', notBegun, 2, '/sync?group=never', 'plans'],
    [
      'a failed test leads to its connector',
      { connector, kind: 'synchronisation', cause: finding('test-failed') } as const,
      ...([1, '/connectors/c1', 'open'] as const),
    ],
    [
      'everything being switched off leads to what is',
      { connector: null, kind: 'schedule', cause: finding('all-inactive') } as const,
      ...([0, '/connectors?state=inactive', 'open'] as const),
    ],
  ] as const)('with %s', (_name, problem, howMany, to, word) => {
    const placed = { ...problem, accounts: accounts.slice(0, howMany) }
    expect(placeOf(placed).to).toBe(to)
    expect(wordOf(placed, 'open')).toBe(word)
  })

  it('that is no place keeps its own word', () => {
    expect(wordOf({ ...objects, accounts }, 'retry-objects')).toBe('retry-objects')
    expect(wordOf({ ...notBegun, accounts }, 'retry')).toBe('retry')
  })
})
