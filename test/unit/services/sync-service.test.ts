/** Which accounts take part in a synchronisation, and what is remembered of it. */
import { describe, expect, it } from 'vitest'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import type { TransportTarget } from '#electron/exchange/transport/open-transport.ts'
import { appError } from '#shared/errors.ts'
import { failure } from '#shared/result.ts'
import type { WindowsUser } from '#shared/domain/connector.ts'
import type { EwsAccountId, Instant } from '#shared/domain/ids.ts'
import { NO_COUNTS, type SyncOutcome, type SyncProgress } from '#shared/domain/sync.ts'
import { aConnectorWith, servicesUnderTest, valueOf, aConnector, anAccount } from './services-under-test.ts'

const NOTHING_ACTIVE = { ok: false, error: { code: 'sync.nothing-active' } }

function ended(accountId: EwsAccountId, outcome: SyncOutcome, at = '2026-01-01T00:00:00.000Z'): SyncProgress {
  const time = at as Instant
  return {
    accountId,
    state: 'ended',
    result: {
      startedAt: time,
      endedAt: time,
      trigger: 'manual',
      outcome,
      counts: NO_COUNTS,
      givenUp: 0,
      waitedMilliseconds: 0,
      error: null,
    },
  }
}

const running = (accountId: EwsAccountId, done: number): SyncProgress => ({
  accountId,
  state: 'running',
  trigger: 'manual',
  phase: 'importing',
  kind: 'emails',
  folder: 'inbox',
  startedAt: '2026-01-01T00:00:00.000Z' as Instant,
  kinds: [],
  busyUntil: null,
  done,
  total: null,
  counts: NO_COUNTS,
})

describe('a synchronisation', () => {
  it('starts every active account with what its connector says, and without a password', async () => {
    const services = servicesUnderTest()
    const { accounts } = await aConnectorWith(services, 2)
    expect(await services.sync.start(null)).toEqual({ ok: true, value: accounts.map(({ id }) => id) })
    expect(services.spy.started[0]).toMatchObject([
      {
        accountId: accounts[0]!.id,
        mailbox: 'person1@firma.ch',
        url: 'https://mail.firma.ch/EWS/Exchange.asmx',
        userName: 'FIRMA\\person1',
      },
      { mailbox: 'person2@firma.ch' },
    ])
    expect(JSON.stringify(services.spy.started)).not.toContain('geheim')
  })

  it('leaves out accounts that are switched off', async () => {
    const services = servicesUnderTest()
    const { accounts } = await aConnectorWith(services, 2)
    await services.accounts.setActive(accounts[0]!.id, false)
    expect(await services.sync.start(null)).toEqual({ ok: true, value: [accounts[1]!.id] })
    expect(await services.sync.start([accounts[0]!.id])).toMatchObject(NOTHING_ACTIVE)
  })

  it('leaves out all accounts of a connector that is switched off', async () => {
    const services = servicesUnderTest()
    const { connector } = await aConnectorWith(services, 2)
    const other = valueOf(services.connectors.save(null, aConnector({ name: 'Filiale' })))
    const draft = anAccount(other.id, 3)
    const { account } = valueOf(await services.accounts.save(null, draft, { kind: 'keep' }))
    await services.connectors.setActive(connector.id, false)
    expect(await services.sync.start(null)).toEqual({ ok: true, value: [account.id] })
  })

  it('with nothing that is active is refused, and the engine is not asked', async () => {
    const services = servicesUnderTest()
    expect(await services.sync.start(null)).toMatchObject(NOTHING_ACTIVE)
    const { connector } = await aConnectorWith(services, 1)
    await services.connectors.setActive(connector.id, false)
    expect(await services.sync.start(null)).toMatchObject(NOTHING_ACTIVE)
    expect(await services.sync.start([])).toMatchObject(NOTHING_ACTIVE)
    expect(services.spy.started).toEqual([])
  })

  it('gets a way to the server that is signed in with what is stored, and the reason when there is none', async () => {
    const targets: TransportTarget[] = []
    const services = servicesUnderTest({
      openTransport: (target) => {
        targets.push(target)
        return Promise.resolve(failure(appError('network.failed')))
      },
    })
    const { connector, accounts } = await aConnectorWith(services, 1)
    const trust = { authorities: [], fingerprint: null }
    const { id } = accounts[0]!
    const code = async () => {
      const opened = await services.spy.callbacks!.transportFor(id)
      return opened.ok ? 'opened' : opened.error.code
    }
    expect(await code()).toBe('network.failed')
    const credential = { kind: 'basic', userName: 'FIRMA\\person1', password: 'geheim' }
    expect(targets).toMatchObject([{ url: connector.url, credential, trust }])
    const oauth2 = { ...DEFAULT_OAUTH2, clientId: 'd3590ed6' }
    services.connectors.save(connector.id, aConnector({ authenticationMethod: 'oauth2', oauth2 }))
    expect(await code()).toBe('oauth2.sign-in-required')
    services.connectors.save(connector.id, aConnector())
    services.vault.clear(id)
    expect(await code()).toBe('secret.not-stored')
    await services.accounts.remove([id])
    expect(await code()).toBe('account.not-found')
    expect(targets).toHaveLength(1)
  })

  it('signs in with Windows as the user it names, or as the one who is signed in to Windows', async () => {
    const targets: TransportTarget[] = []
    const services = servicesUnderTest({
      openTransport: (target) => {
        targets.push(target)
        return Promise.resolve(failure(appError('network.failed')))
      },
    })
    const { connector, accounts } = await aConnectorWith(services, 1)
    const opened = async (windowsUser: WindowsUser) => {
      valueOf(
        services.connectors.save(connector.id, aConnector({ authenticationMethod: 'windows', windowsUser })),
      )
      await services.spy.callbacks!.transportFor(accounts[0]!.id)
      return targets.at(-1)?.credential
    }
    const stored = { kind: 'windows', userName: 'FIRMA\\person1', password: 'geheim' }
    expect(await opened('stored')).toEqual(stored)
    const signedIn = await opened('signed-in')
    expect(signedIn).toMatchObject({ kind: 'windows-user', userName: expect.stringMatching(/./) as string })
    expect(JSON.stringify(signedIn)).not.toContain('geheim')
  })

  it('sends nothing to Exchange Online with a method that is stored from before that was refused', async () => {
    const targets: unknown[] = []
    const services = servicesUnderTest({
      openTransport: (target) => {
        targets.push(target)
        return Promise.resolve(failure(appError('network.failed')))
      },
    })
    const { accounts } = await aConnectorWith(services, 1)
    services.documents.connections.update(({ connectors, accounts: all }) => ({
      connectors: connectors.map((each) => ({
        ...each,
        url: 'https://outlook.office365.com/EWS/Exchange.asmx',
      })),
      accounts: all,
    }))
    expect(await services.spy.callbacks!.transportFor(accounts[0]!.id)).toMatchObject({
      error: { code: 'authentication.exchange-online-oauth2-only' },
    })
    expect(targets).toEqual([])
  })

  it('that does not run is not cancelled, so that no sync host is started for it', async () => {
    const services = servicesUnderTest()
    const { accounts } = await aConnectorWith(services, 1)
    await services.sync.cancel(null)
    expect(services.spy.cancelled).toEqual([])
    await services.sync.start(null)
    await services.sync.cancel(null)
    expect(services.spy.cancelled).toEqual([null])
    services.sync.onProgress(ended(accounts[0]!.id, 'cancelled'))
    await services.sync.cancel(null)
    expect(services.spy.cancelled).toEqual([null])
  })

  it('that is still on its way to the engine is cancelled behind it', async () => {
    const services = servicesUnderTest()
    const { connector, accounts } = await aConnectorWith(services, 1)
    // A sync host that has yet to start says nothing before it answers.
    let answer: () => void = () => undefined
    services.spy.startSync = ({ jobs }) =>
      new Promise((resolve) => {
        answer = () => {
          resolve({ ok: true, value: jobs.map(({ accountId }) => accountId) })
        }
      })
    const started = services.sync.start(null)
    await services.connectors.setActive(connector.id, false)
    expect(services.spy.cancelled).toEqual([[accounts[0]!.id]])
    answer()
    await started
  })

  it('of an account that was deleted meanwhile leaves no result behind', async () => {
    const services = servicesUnderTest()
    const { accounts } = await aConnectorWith(services, 2)
    const [first, second] = accounts.map(({ id }) => id)
    services.sync.onProgress(ended(first!, 'failed'))
    services.sync.onProgress(ended(second!, 'succeeded'))
    await services.accounts.remove([first!])
    services.deletions.finishAll()
    services.sync.onProgress(ended(first!, 'cancelled'))
    expect(services.files.results?.content).toMatchObject({ data: { tests: {} } })
    const { data } = services.files.results!.content as { data: { syncs: object } }
    expect(Object.keys(data.syncs)).toEqual([second])
  })
})

describe('the progress', () => {
  it('is told at once and then no more often than the screen needs, but its end always', async () => {
    const services = servicesUnderTest()
    const { accounts } = await aConnectorWith(services, 1)
    const { id } = accounts[0]!
    services.events.length = 0
    for (let done = 0; done < 50; done += 1) services.sync.onProgress(running(id, done))
    expect(services.events.length).toBeGreaterThan(0)
    expect(services.events.length).toBeLessThan(50)
    expect(services.sync.current()).toMatchObject([{ done: 49 }])
    services.events.length = 0
    services.sync.onProgress(ended(id, 'succeeded'))
    expect(services.events).toEqual([
      'sync.onDidProgress',
      'connectors.onDidChange',
      'sync.onDidChangeSchedule',
    ])
    expect(services.sync.current()).toMatchObject([{ state: 'ended' }])
  })

  it('ends in a result that the account shows, and its connector when it is the worst', async () => {
    const services = servicesUnderTest()
    const { connector, accounts } = await aConnectorWith(services, 3)
    const [first, second, third] = accounts.map(({ id }) => id)
    services.sync.onProgress(ended(first!, 'incomplete'))
    services.sync.onProgress(ended(second!, 'failed', '2026-01-01T00:00:01.000Z'))
    services.sync.onProgress(ended(third!, 'succeeded', '2026-01-01T00:00:02.000Z'))
    expect(valueOf(await services.connectors.list())).toMatchObject([{ lastSync: { outcome: 'failed' } }])
    const entries = valueOf(await services.accounts.list(connector.id))
    expect(entries.map(({ lastSync }) => lastSync?.outcome)).toEqual(['incomplete', 'failed', 'succeeded'])
  })

  it('of an inactive account does not speak for its connector', async () => {
    const services = servicesUnderTest()
    const { accounts } = await aConnectorWith(services, 2)
    services.sync.onProgress(ended(accounts[0]!.id, 'failed'))
    services.sync.onProgress(ended(accounts[1]!.id, 'succeeded'))
    expect(valueOf(await services.connectors.list())).toMatchObject([
      { troubledAccountCount: 1, lastSync: { outcome: 'failed' } },
    ])
    await services.accounts.setActive(accounts[0]!.id, false)
    expect(valueOf(await services.connectors.list())).toMatchObject([
      { troubledAccountCount: 0, lastSync: { outcome: 'succeeded' } },
    ])
  })

  it('still is told when the disk is full', async () => {
    const services = servicesUnderTest()
    const { accounts } = await aConnectorWith(services, 1)
    services.files.results!.broken = true
    services.sync.onProgress(ended(accounts[0]!.id, 'failed'))
    expect(services.sync.current()).toMatchObject([{ state: 'ended', result: { outcome: 'failed' } }])
    expect(services.events).toContain('sync.onDidProgress')
  })
})
