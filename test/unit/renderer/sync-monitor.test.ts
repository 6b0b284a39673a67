import { describe, expect, it } from 'vitest'
import type { ConnectorId } from '#shared/domain/ids.ts'
import type { AccountSchedule } from '#shared/domain/sync-schedule.ts'
import type { SyncProgress } from '#shared/domain/sync.ts'
import { NO_COUNTS, withItems } from '#shared/domain/sync.ts'
import { activityOf, groupOf } from '../../../renderer/features/sync/monitor/account-activity.ts'
import {
  NO_FILTER,
  readFilter,
  runFilterOf,
  writeFilter,
  type HistoryFilter,
} from '../../../renderer/features/sync/monitor/history-filter.ts'
import { kindStates } from '../../../renderer/features/sync/monitor/kind-states.ts'
import { monitorLines, statesOf } from '../../../renderer/features/sync/monitor/monitor-lines.ts'
import type { MonitoredAccount } from '../../../renderer/features/sync/monitor/monitored-accounts.ts'
import { runSentence } from '../../../renderer/features/sync/report/run-words.ts'
import {
  aConnectorEntry,
  anAccountEntry,
  anAccountId,
  anInstant,
  aSyncResult,
  running,
  waiting,
} from './builders.ts'

const NOW = Date.parse(anInstant)

function anAccount(
  number: number,
  name: string,
  connectorId?: string,
  outcome?: 'failed' | 'succeeded',
): MonitoredAccount {
  const { connector } = aConnectorEntry('Contoso')
  return {
    id: anAccountId(number),
    name,
    connector: { ...connector, id: (connectorId ?? connector.id) as ConnectorId },
    entry: anAccountEntry(name, outcome ? { lastSync: aSyncResult(outcome) } : {}),
  }
}

const accountsOf = (...all: MonitoredAccount[]) => new Map(all.map((each) => [each.id, each]))

const scheduled = (number: number, state: AccountSchedule['state']): AccountSchedule => ({
  accountId: anAccountId(number),
  state,
  nextAt: null,
  noticesBy: 'interval',
})

describe('what an account does', () => {
  it('is what its run does, and otherwise what its schedule says', () => {
    expect(activityOf(waiting(1), scheduled(1, 'automatic'), NOW)).toBe('waiting')
    expect(activityOf(running(1, 1, 2), scheduled(1, 'paused'), NOW)).toBe('running')
    expect(activityOf(undefined, scheduled(1, 'offline'), NOW)).toBe('offline')
    expect(activityOf(undefined, undefined, NOW)).toBe('unknown')
  })

  it('is to wait for the server until the moment that the server has named', () => {
    const busy = { ...running(1, 1, 2), busyUntil: anInstant } as SyncProgress
    expect(activityOf(busy, undefined, NOW - 1)).toBe('busy')
    expect(activityOf(busy, undefined, NOW)).toBe('running')
  })

  it('puts it among those that need somebody when it is in trouble, also while it is paused or has never run', () => {
    expect(groupOf('automatic', true)).toBe('trouble')
    expect(groupOf('automatic', false)).toBe('scheduled')
    expect(groupOf('refused', true)).toBe('trouble')
    expect(groupOf('not-begun', true)).toBe('trouble')
    expect(groupOf('not-begun', false)).toBe('never')
    expect(groupOf('paused', true)).toBe('trouble')
    expect(groupOf('paused', false)).toBe('still')
    expect(groupOf('inactive', true)).toBe('still')
    expect(groupOf('running', true)).toBe('running')
  })
})

describe('the accounts of the monitor', () => {
  it('stand with those that run on top, then those that wait, then those with errors, by name', () => {
    const accounts = accountsOf(
      anAccount(1, 'well@x'),
      anAccount(2, 'failed@x', undefined, 'failed'),
      anAccount(3, 'waiting@x'),
      anAccount(4, 'b-running@x'),
      anAccount(5, 'a-running@x', undefined, 'failed'),
    )
    const schedules = [1, 2, 3, 4, 5].map((number) => scheduled(number, 'automatic'))
    const states = `${anAccountId(4)}=running ${anAccountId(3)}=waiting ${anAccountId(5)}=running ${anAccountId(1)}=ended`
    const names = monitorLines(accounts, schedules, states).map(({ account }) => account.name)
    expect(names).toEqual(['a-running@x', 'b-running@x', 'waiting@x', 'failed@x', 'well@x'])
    expect(monitorLines(accounts, schedules, '').map(({ group }) => group)).toEqual([
      ...['trouble', 'trouble'],
      ...['scheduled', 'scheduled', 'scheduled'],
    ])
  })
})

describe('who runs', () => {
  it('is told of runs that a person has started at once, of others when they last', () => {
    const begun = { ...running(1, 1, 2), trigger: 'schedule' } as SyncProgress
    expect(statesOf([running(1, 1, 2), waiting(2)], NOW)).toBe(
      `${anAccountId(1)}=running ${anAccountId(2)}=waiting`,
    )
    expect(statesOf([begun], NOW + 2_000)).toBe('')
    expect(statesOf([begun], NOW + 4_000)).toBe(`${anAccountId(1)}=running`)
    expect(statesOf([{ ...waiting(1), trigger: 'notification' } as SyncProgress], NOW)).toBe('')
  })

  it('stays the same text while only their progress changes', () => {
    expect(statesOf([running(1, 5, 9)], NOW)).toBe(statesOf([running(1, 1, 9)], NOW))
  })
})

describe('the kinds of a run', () => {
  it('are done before the one that runs, and still to come behind it', () => {
    const kinds = (['calendar', 'tasks', 'emails'] as const).map((kind) => ({ kind, folders: [] }))
    const progress = { ...running(1, 1, 2), kind: 'tasks', kinds } as SyncProgress & { state: 'running' }
    expect(kindStates(progress).map(({ state }) => state)).toEqual(['done', 'running', 'waiting'])
    expect(kindStates({ ...progress, kind: null }).map(({ state }) => state)).toEqual([
      ...['waiting', 'waiting', 'waiting'],
    ])
  })
})

describe('the filter of the history', () => {
  const filter: HistoryFilter = {
    who: { kind: 'account', id: anAccountId(1) },
    outcome: 'failed',
    trigger: 'manual',
    period: 'days',
    from: '2026-03-01',
    to: '2026-03-02',
    showsIdle: true,
  }

  it('comes back from the address as it was written, and leaves what is not its own', () => {
    const params = new URLSearchParams('tab=history&connector=gone')
    writeFilter(params, filter)
    expect(readFilter(new URLSearchParams(params.toString()))).toEqual(filter)
    expect(params.get('tab')).toBe('history')
    writeFilter(params, NO_FILTER)
    expect(params.toString()).toBe('tab=history')
  })

  it('takes no notice of what an address says wrongly', () => {
    const params = new URLSearchParams('account=1&outcome=odd&trigger=&period=years&from=yesterday')
    expect(readFilter(params)).toEqual(NO_FILTER)
  })

  it('takes days as this computer has them, the last one to its end', () => {
    const { since, until } = runFilterOf(filter, new Map(), NOW)
    expect(new Date(since ?? 0)).toEqual(new Date(2026, 2, 1))
    expect(new Date(until ?? 0)).toEqual(new Date(2026, 2, 3))
    const week = runFilterOf({ ...NO_FILTER, period: 'week' }, new Map(), NOW)
    const today = new Date(NOW)
    expect(new Date(week.since ?? 0)).toEqual(
      new Date(today.getFullYear(), today.getMonth(), today.getDate() - 6),
    )
    expect(week.until).toBeNull()
  })

  it('of a connector asks for all of its accounts, and for no others', () => {
    const [one, other] = ['00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2']
    const accounts = accountsOf(
      anAccount(1, 'a@x', one),
      anAccount(2, 'b@x', other),
      anAccount(3, 'c@x', one),
    )
    const who = { kind: 'connector', id: one as ConnectorId } as const
    expect(runFilterOf({ ...NO_FILTER, who }, accounts, NOW).accountIds).toEqual([
      anAccountId(1),
      anAccountId(3),
    ])
    expect(runFilterOf(NO_FILTER, accounts, NOW).accountIds).toBeNull()
  })

  it('leaves out runs without changes until they are wanted, or one result is', () => {
    expect(runFilterOf(NO_FILTER, new Map(), NOW).onlyEventful).toBe(true)
    expect(runFilterOf({ ...NO_FILTER, showsIdle: true }, new Map(), NOW).onlyEventful).toBe(false)
    expect(runFilterOf({ ...NO_FILTER, outcome: 'succeeded' }, new Map(), NOW).onlyEventful).toBe(false)
  })
})

describe('the sentence about a run', () => {
  it('says whether anything was transferred, and what was left', () => {
    const some = withItems(NO_COUNTS, 'emails', 'down', { created: 3 })
    expect(runSentence(aSyncResult('succeeded'))).toMatchObject({ key: 'run.nothing' })
    expect(runSentence(aSyncResult('succeeded', some))).toMatchObject({ key: 'run.transferred', done: 3 })
    const failing = withItems(some, 'tasks', 'up', { failed: 2 })
    expect(runSentence(aSyncResult('incomplete', failing))).toMatchObject({
      ...{ key: 'run.incompleteItems', done: 3, failed: 2 },
    })
    expect(runSentence({ ...aSyncResult('incomplete'), givenUp: 4 })).toMatchObject({
      ...{ key: 'run.incompleteGivenUp', givenUp: 4 },
    })
    expect(runSentence(aSyncResult('failed'))).toMatchObject({ key: 'run.failedBefore' })
    expect(runSentence(aSyncResult('cancelled', some))).toMatchObject({ key: 'run.cancelledWithin' })
  })
})
