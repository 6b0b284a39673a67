/** Objects that were given up are told on the desktop when they become more, and not with every run. */
import { describe, expect, it } from 'vitest'
import { NO_DESKTOP, type DesktopNotice } from '#electron/services/create-sign-in.ts'
import { notRun } from '#electron/services/schedule/sync-scheduler.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { pathOf } from '#shared/domain/place.ts'
import type { SyncResult, SyncTrigger } from '#shared/domain/sync.ts'
import { appError } from '#shared/errors.ts'
import {
  aConnector,
  aConnectorWith,
  anAccount,
  servicesUnderTest,
  valueOf,
  type UnderTest,
} from '../services-under-test.ts'
import { FakeClock } from './fake-clock.ts'

const AWAY = appError('network.connection-refused', { host: 'mail.firma.ch', port: 443 })
const MINUTE = 60_000

/** @param files of services that were there before */
function started(files: UnderTest['files'] = {}) {
  const clock = new FakeClock()
  const notified: DesktopNotice[] = []
  const desktop = { ...NO_DESKTOP, notify: (notice: DesktopNotice) => notified.push(notice) }
  const services = servicesUnderTest({ clock, desktop, files })
  const ended = (accountId: EwsAccountId, result: SyncResult) => {
    services.sync.onProgress({ accountId, state: 'ended', result })
  }
  const end = (accountId: EwsAccountId, givenUp: number, trigger: SyncTrigger = 'schedule') => {
    const error = givenUp === 0 ? null : appError('sync.items-given-up', { count: givenUp })
    const outcome = givenUp === 0 ? 'succeeded' : 'incomplete'
    ended(accountId, { ...notRun(trigger, AWAY), outcome, givenUp, error })
  }
  const fail = (accountId: EwsAccountId) => {
    ended(accountId, notRun('schedule', AWAY))
  }
  return { services, clock, notified, end, fail }
}

async function arranged() {
  const running = started()
  const { connector, accounts } = await aConnectorWith(running.services, 3)
  return { ...running, connector, ids: accounts.map(({ id }) => id) }
}

describe('objects that were given up', () => {
  it('are one notification for a connector, which leads to them', async () => {
    const { clock, notified, connector, ids, end } = await arranged()
    end(ids[0]!, 2)
    await clock.pass(10_000)
    end(ids[1]!, 3)
    end(ids[2]!, 0)
    await clock.pass(MINUTE)
    expect(notified).toMatchObject([
      {
        title: 'Objekte nicht synchronisiert: Hauptsitz',
        body: '2 Konten, zum Beispiel person1@firma.ch: Aufgegebene Objekte: 5.',
      },
    ])
    expect(notified.map(({ place }) => place && pathOf(place))).toEqual([
      `/sync?tab=problems&connector=${connector.id}`,
    ])
  })

  it('are told by connector', async () => {
    const { services, clock, notified, ids, end } = await arranged()
    const branch = valueOf(services.connectors.save(null, aConnector({ name: 'Filiale' })))
    const other = valueOf(await services.accounts.save(null, anAccount(branch.id, 9), { kind: 'keep' }))
    end(ids[0]!, 1)
    end(other.account.id, 1)
    await clock.pass(MINUTE)
    expect(notified.map(({ title }) => title)).toEqual([
      'Objekte nicht synchronisiert: Hauptsitz',
      'Objekte nicht synchronisiert: Filiale',
    ])
  })

  it('are not told again while their number stays or falls, but when it rises', async () => {
    const { clock, notified, ids, end } = await arranged()
    for (const [givenUp, told] of [
      [2, 1],
      [2, 1],
      [1, 1],
      [1, 1],
      [2, 2],
      [0, 2],
      [1, 3],
    ] as const) {
      end(ids[0]!, givenUp)
      await clock.pass(2 * MINUTE)
      expect(notified).toHaveLength(told)
    }
  })

  it('are not told again after a run that could not begin', async () => {
    const { clock, notified, ids, end, fail } = await arranged()
    end(ids[0]!, 2)
    fail(ids[0]!)
    end(ids[0]!, 2)
    await clock.pass(2 * MINUTE)
    expect(notified).toHaveLength(1)
  })

  it('are not told when a person had started the run, or when they are gone within the minute', async () => {
    const { clock, notified, ids, end } = await arranged()
    end(ids[0]!, 2, 'manual')
    end(ids[0]!, 2)
    end(ids[1]!, 1)
    end(ids[1]!, 0)
    await clock.pass(2 * MINUTE)
    expect(notified).toEqual([])
  })

  it.each([
    ['a run that went through', false],
    ['a run that could not begin', true],
  ])('are not told again after a restart that follows %s', async (_what, fails) => {
    const before = await arranged()
    before.end(before.ids[0]!, 2)
    if (fails) before.fail(before.ids[0]!)
    const { clock, notified, end } = started(before.services.files)
    end(before.ids[0]!, 2)
    await clock.pass(2 * MINUTE)
    expect(notified).toEqual([])
    end(before.ids[0]!, 3)
    await clock.pass(2 * MINUTE)
    expect(notified).toHaveLength(1)
  })
})
