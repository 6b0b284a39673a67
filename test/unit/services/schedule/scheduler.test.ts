/** Accounts that synchronise by themselves, as the services see to it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncTrigger } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure } from '#shared/result.ts'
import {
  aConnector,
  aConnectorWith,
  anAccount,
  servicesUnderTest,
  valueOf,
  type UnderTest,
} from '../services-under-test.ts'
import { FakeClock } from './fake-clock.ts'
import { aResult, MINUTE } from './simulation.ts'

async function running(accounts: number, options: Parameters<typeof servicesUnderTest>[0] = {}) {
  const clock = new FakeClock((milliseconds) => {
    vi.setSystemTime(Date.now() + milliseconds)
  })
  const services = servicesUnderTest({ clock, ...options })
  const connected = await aConnectorWith(services, accounts)
  const ids = connected.accounts.map(({ id }) => id)
  return { clock, services, ids, ...connected }
}

/** Ends what runs, as the engine tells it. */
function end(services: UnderTest, id: EwsAccountId, error: AppError | null = null): void {
  const now = new Date().toISOString() as never
  services.spy.callbacks!.onProgress({
    accountId: id,
    state: 'ended',
    result: { ...aResult(error), startedAt: now, endedAt: now },
  })
}

/** A first synchronisation, which a person starts. */
async function begun(services: UnderTest, ids: readonly EwsAccountId[]): Promise<void> {
  valueOf(await services.sync.start(null))
  for (const id of ids) end(services, id)
  services.spy.started.length = 0
}

const startsOf = ({ spy }: UnderTest): [EwsAccountId, SyncTrigger][] =>
  spy.started.flat().map(({ accountId, trigger }) => [accountId, trigger])

const statesOf = ({ sync }: UnderTest) => sync.schedule().accounts.map(({ state }) => state)

/** The hands of the clock on the wall go with the clock of the schedule. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the schedule', () => {
  it('begins nothing by itself that no person has begun, and then goes on at the interval', async () => {
    const { clock, services, ids } = await running(1)
    await services.sync.begin()
    await clock.pass(60 * MINUTE)
    expect(services.spy.started).toEqual([])
    expect(statesOf(services)).toEqual(['not-begun'])
    await begun(services, ids)
    expect(statesOf(services)).toEqual(['automatic'])
    await clock.pass(6 * MINUTE)
    expect(startsOf(services)).toEqual([[ids[0], 'schedule']])
  })

  it('keeps the interval of the connector', async () => {
    const { clock, services, ids, connector } = await running(1)
    await services.sync.begin()
    await begun(services, ids)
    const sync = { ...connector.sync, syncIntervalMinutes: 60 }
    valueOf(services.connectors.save(connector.id, { ...connector, sync }))
    await clock.pass(6 * MINUTE)
    end(services, ids[0]!)
    services.spy.started.length = 0
    await clock.pass(50 * MINUTE)
    expect(startsOf(services)).toEqual([])
    await clock.pass(20 * MINUTE)
    expect(startsOf(services)).toEqual([[ids[0], 'schedule']])
  })

  it('starts an account that was connected anew only after a person did', async () => {
    const { clock, services, ids, connector } = await running(1)
    await services.sync.begin()
    await begun(services, ids)
    const draft = anAccount(connector.id, 1, { mailbox: 'other@firma.ch' })
    valueOf(await services.accounts.save(ids[0]!, draft, { kind: 'keep' }))
    expect(statesOf(services)).toEqual(['not-begun'])
    await clock.pass(60 * MINUTE)
    expect(services.spy.started).toEqual([])
  })

  it('does not take a first synchronisation for begun that was called off', async () => {
    const { services, ids } = await running(1)
    valueOf(await services.sync.start(null))
    end(services, ids[0]!, appError('sync.cancelled'))
    expect(statesOf(services)).toEqual(['not-begun'])
  })

  it('never tries a refused password again by itself, also not after a restart, but when it was changed', async () => {
    const { clock, services, ids, connector } = await running(1)
    await services.sync.begin()
    await begun(services, ids)
    await clock.pass(6 * MINUTE)
    end(services, ids[0]!, appError('sign-in.refused'))
    services.spy.started.length = 0
    expect(statesOf(services)).toEqual(['refused'])
    await clock.pass(48 * 60 * MINUTE)
    expect(services.spy.started).toEqual([])

    const restarted = servicesUnderTest({ clock, files: services.files })
    await restarted.sync.begin()
    await clock.pass(60 * MINUTE)
    expect(restarted.spy.started).toEqual([])

    await clock.pass(1)
    const draft = anAccount(connector.id, 1)
    valueOf(await services.accounts.save(ids[0]!, draft, { kind: 'set', value: 'besser' }))
    expect(statesOf(services)).toEqual(['automatic'])
    await clock.pass(60 * MINUTE)
    expect(startsOf(services)).toEqual([[ids[0], 'schedule']])
  })

  it('pauses one account and resumes it, over a restart', async () => {
    const { clock, services, ids } = await running(2)
    await services.sync.begin()
    await begun(services, ids)
    valueOf(await services.sync.pause([ids[0]!]))
    expect(statesOf(services)).toEqual(['paused', 'automatic'])

    const restarted = servicesUnderTest({ clock, files: services.files })
    services.sync.close()
    await restarted.sync.begin()
    await clock.pass(20 * MINUTE)
    expect(new Set(startsOf(restarted).map(([id]) => id))).toEqual(new Set([ids[1]]))
    valueOf(await restarted.sync.resume([ids[0]!]))
    await clock.pass(MINUTE)
    expect(startsOf(restarted).map(([id]) => id)).toContain(ids[0])
  })

  it('pauses all, stops what runs, and still starts what a person wants', async () => {
    const { clock, services, ids } = await running(2)
    await services.sync.begin()
    await begun(services, ids)
    await clock.pass(6 * MINUTE)
    valueOf(await services.sync.pause(null))
    expect(services.spy.cancelled).toEqual([null])
    for (const id of ids) end(services, id, appError('sync.cancelled'))
    services.spy.started.length = 0
    await clock.pass(60 * MINUTE)
    expect(services.spy.started).toEqual([])
    valueOf(await services.sync.start([ids[0]!]))
    expect(startsOf(services)).toEqual([[ids[0], 'manual']])
  })

  it('lets one of many that were paused together go on alone', async () => {
    const { services, ids } = await running(3)
    await begun(services, ids)
    valueOf(await services.sync.pause(null))
    valueOf(await services.sync.resume([ids[1]!]))
    expect(services.sync.schedule().allPaused).toBe(false)
    expect(statesOf(services)).toEqual(['paused', 'automatic', 'paused'])
  })

  it('lets a connector rest for five minutes after an unexpected error, and stops its other runs', async () => {
    const { clock, services, ids, connector } = await running(2)
    await services.sync.begin()
    await begun(services, ids)
    await clock.pass(6 * MINUTE)
    end(
      services,
      ids[0]!,
      appError('sync.stopped-on-error', { direction: 'down', code: 'exchange.response' }),
    )
    expect(services.spy.cancelled).toEqual([[ids[1]]])
    end(services, ids[1]!, appError('sync.cancelled'))
    expect(statesOf(services)).toEqual(['resting', 'resting'])
    expect(services.sync.schedule().resting).toMatchObject([{ connectorId: connector.id }])
    services.spy.started.length = 0
    await clock.pass(5 * MINUTE - 1_000)
    expect(services.spy.started).toEqual([])
    await clock.pass(10 * MINUTE)
    expect(startsOf(services).length).toBeGreaterThan(0)
  })

  it('takes an account with it that is added, and leaves out one that is switched off or removed', async () => {
    const { clock, services, ids, connector } = await running(1)
    await services.sync.begin()
    await begun(services, ids)
    const draft = anAccount(connector.id, 2)
    const added = valueOf(await services.accounts.save(null, draft, { kind: 'keep' })).account.id
    valueOf(await services.sync.start([added]))
    end(services, added)
    await services.accounts.setActive(ids[0]!, false)
    services.spy.started.length = 0
    await clock.pass(6 * MINUTE)
    expect(startsOf(services)).toEqual([[added, 'schedule']])
    end(services, added)
    await services.accounts.remove([added])
    services.spy.started.length = 0
    await clock.pass(60 * MINUTE)
    expect(services.spy.started).toEqual([])
  })

  it('waits for a network, and then runs each account once', async () => {
    let online = true
    const { clock, services, ids } = await running(2, { isOnline: () => online })
    await services.sync.begin()
    await begun(services, ids)
    online = false
    await clock.pass(60 * MINUTE)
    expect(startsOf(services)).toEqual([])
    expect(statesOf(services)).toEqual(['offline', 'offline'])
    online = true
    await clock.pass(MINUTE)
    expect(
      startsOf(services)
        .map(([id]) => id)
        .sort(),
    ).toEqual([...ids].sort())
  })

  it('tries an account again that the engine could not begin', async () => {
    const { clock, services, ids } = await running(1)
    await services.sync.begin()
    await begun(services, ids)
    const { startSync } = services.spy
    services.spy.startSync = () => Promise.resolve(failure(appError('sync.host-stopped')))
    await clock.pass(6 * MINUTE)
    expect(services.sync.current()).toMatchObject([
      { state: 'ended', result: { outcome: 'failed', error: { code: 'sync.host-stopped' } } },
    ])
    services.spy.startSync = startSync
    await clock.pass(60 * MINUTE)
    expect(startsOf(services)).toEqual([[ids[0], 'schedule']])
  })

  it('runs an account soon after a notification of Exchange', async () => {
    const { clock, services, ids } = await running(1)
    await services.sync.begin()
    await begun(services, ids)
    services.sync.onNotificationMode(ids[0]!, 'streaming')
    expect(services.sync.schedule().accounts).toMatchObject([{ noticesBy: 'notifications' }])
    services.sync.onMailboxChange(ids[0]!)
    await clock.pass(3_000)
    expect(startsOf(services)).toEqual([[ids[0], 'notification']])
  })

  it('has exactly those mailboxes watched that run by themselves', async () => {
    const { services, ids } = await running(2)
    await services.sync.begin()
    expect(services.spy.watched).toEqual([])
    await begun(services, ids)
    expect(services.spy.watched.at(-1)).toEqual(['person1@firma.ch', 'person2@firma.ch'])
    valueOf(await services.sync.pause([ids[0]!]))
    expect(services.spy.watched.at(-1)).toEqual(['person2@firma.ch'])
    const told = services.spy.watched.length
    await services.sync.refresh()
    expect(services.spy.watched).toHaveLength(told)
    services.sync.onNotificationMode(ids[1]!, 'streaming')
    services.sync.onNotificationMode(ids[1]!, 'polling')
    await services.sync.refresh()
    expect(services.spy.watched.slice(told)).toEqual([['person2@firma.ch']])
  })

  it('starts nothing any longer once the application ends', async () => {
    const { clock, services, ids } = await running(2)
    await services.sync.begin()
    await begun(services, ids)
    await services.close()
    expect(clock.pending).toBe(0)
    await services.sync.begin()
    await services.sync.refresh()
    await clock.pass(60 * MINUTE)
    expect(services.spy.started).toEqual([])
  })

  it('leaves the clock alone where nothing runs by itself, as in the command line', async () => {
    const { clock, services, ids } = await running(1)
    await begun(services, ids)
    expect(clock.pending).toBe(0)
    services.connectors.save(null, aConnector({ name: 'Filiale' }))
    expect(clock.pending).toBe(0)
  })
})
