import { describe, expect, it } from 'vitest'
import { ewsAccountIdSchema, instantOf, type EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncOutcome, SyncResult } from '#shared/domain/sync.ts'
import { stateOf } from '../../../../renderer/features/accounts/account-lines.ts'
import { connectorState } from '../../../../renderer/features/connectors/connector-lines.ts'
import { groupCounts } from '../../../../renderer/features/sync/monitor/account-activity.ts'
import { monitorLines } from '../../../../renderer/features/sync/monitor/monitor-lines.ts'
import { aSyncResult } from '../../renderer/builders.ts'
import { aConnectorWith, servicesUnderTest, valueOf, type UnderTest } from '../services-under-test.ts'

const AT = instantOf(new Date('2026-03-11T08:00:00Z'))

/** What each screen counts, from what main tells it. */
async function countsOfScreens(services: UnderTest) {
  const overview = await services.overview.get()
  const connectors = valueOf(await services.connectors.list())
  const paused = new Set<string>()
  const monitored = new Map()
  const ofLists = []
  for (const { connector } of connectors) {
    for (const entry of valueOf(await services.accounts.list(connector.id))) {
      const { id, mailbox } = entry.account
      ofLists.push(stateOf(entry, { connector, paused }).state)
      monitored.set(ewsAccountIdSchema.parse(id), { id, name: mailbox, connector, entry })
    }
  }
  const lines = monitorLines(monitored, services.sync.schedule().accounts, '')
  const inTrouble = (states: readonly string[]) => states.filter((state) => state === 'attention').length
  return {
    accounts: {
      overview: overview.accounts.troubled,
      lists: inTrouble(ofLists),
      monitor: groupCounts(lines.map(({ group }) => group)).trouble,
      connectors: connectors.reduce((sum, { troubledAccountCount }) => sum + troubledAccountCount, 0),
    },
    connectors: {
      overview: overview.connectors.troubled,
      list: inTrouble(connectors.map((entry) => connectorState(entry, false))),
    },
    inactive: {
      overview: overview.connectors.inactive,
      list: connectors.filter((entry) => connectorState(entry, false) === 'inactive').length,
    },
  }
}

describe('overview, lists and monitor', () => {
  it('count the same accounts and connectors as troubled, whatever their trouble is', async () => {
    const services = servicesUnderTest()
    const results = (id: string, changes: { sync?: SyncOutcome; test?: 'failed' | 'passed' }) => {
      const { sync, test } = changes
      const result: SyncResult | null = sync ? aSyncResult(sync) : null
      services.documents.results.update(({ tests, syncs }) => ({
        tests: test ? { ...tests, [id]: { at: AT, outcome: test } } : tests,
        syncs: result ? { ...syncs, [id]: result } : syncs,
      }))
    }
    const { accounts } = await aConnectorWith(services, 8, 'Hauptsitz')
    const [noPassword, failed, incomplete, tested, off, paused, well] = accounts.map(({ id }) => id) as [
      ...[EwsAccountId, EwsAccountId, EwsAccountId, EwsAccountId],
      ...[EwsAccountId, EwsAccountId, EwsAccountId, EwsAccountId],
    ]
    valueOf(await services.accounts.save(noPassword, accounts[0]!, { kind: 'clear' }))
    results(failed, { sync: 'failed' })
    results(incomplete, { sync: 'incomplete' })
    results(tested, { test: 'failed' })
    results(off, { sync: 'failed' })
    valueOf(await services.accounts.setActive(off, false))
    results(paused, { sync: 'failed' })
    valueOf(await services.sync.pause([paused]))
    results(well, { sync: 'succeeded' })
    const unreachable = await aConnectorWith(services, 0, 'Nie erreicht')
    results(unreachable.connector.id, { test: 'failed' })
    await aConnectorWith(services, 0, 'Neu')

    expect(await countsOfScreens(services)).toEqual({
      accounts: { overview: 5, lists: 5, monitor: 5, connectors: 5 },
      connectors: { overview: 2, list: 2 },
      inactive: { overview: 0, list: 0 },
    })
    const { problems } = await services.overview.get()
    expect(problems.map(({ cause }) => cause.is === 'finding' && cause.name)).toContain('server-test-failed')
  })

  it('count nothing as troubled that is switched off', async () => {
    const services = servicesUnderTest()
    const { connector, accounts } = await aConnectorWith(services, 1)
    valueOf(await services.accounts.save(accounts[0]!.id, accounts[0]!, { kind: 'clear' }))
    valueOf(await services.accounts.setActive(accounts[0]!.id, false))
    const other = await aConnectorWith(services, 0, 'Alt')
    await services.connectors.setActive(other.connector.id, false)
    expect(connector.active).toBe(true)
    expect(await countsOfScreens(services)).toEqual({
      accounts: { overview: 0, lists: 0, monitor: 0, connectors: 0 },
      connectors: { overview: 0, list: 0 },
      inactive: { overview: 2, list: 2 },
    })
  })
})
