/** Connection tests: whose result is remembered, and whose is not. */
import { describe, expect, it } from 'vitest'
import { eventually } from '#test/eventually.ts'
import type { RunConnectionTest } from '#electron/services/connection-test-service.ts'
import { subjectOf, type TestTarget } from '#electron/diagnostics/step.ts'
import {
  TEST_STEPS,
  testRequestSchema,
  type TestOutcome,
  type TestRequest,
} from '#shared/domain/connection-test.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import type { Instant } from '#shared/domain/ids.ts'
import {
  aConnector,
  aConnectorWith,
  anAccount,
  servicesUnderTest,
  valueOf,
  type UnderTest,
} from './services-under-test.ts'

/** @param outcome of each test, when it ends */
function testedWith(outcome: TestOutcome | (() => TestOutcome)) {
  const targets: TestTarget[] = []
  const run: RunConnectionTest = (target, { id }) => {
    targets.push(target)
    return Promise.resolve({
      id,
      startedAt: '2026-01-01T00:00:00.000Z' as Instant,
      subject: subjectOf(target),
      steps: [],
      outcome: typeof outcome === 'string' ? outcome : outcome(),
    })
  }
  return { targets, services: servicesUnderTest({ loadRunner: () => Promise.resolve(run) }) }
}

async function aSavedAccount(services: UnderTest) {
  const { connector, accounts } = await aConnectorWith(services, 1)
  const account = accounts[0]!
  const request: TestRequest = {
    connector: aConnector(),
    account: {
      mailbox: account.mailbox,
      access: account.access,
      url: account.url,
      userName: account.userName,
      sync: account.sync,
      password: { kind: 'stored', accountId: account.id },
    },
    connectorId: connector.id,
    accountId: account.id,
    resumes: false,
    writing: 'not-asked',
  }
  return { connector, account, request }
}

/** Runs a test to its end. @returns what connector and account show afterwards */
async function resultsOf(services: UnderTest, request: TestRequest) {
  services.events.length = 0
  valueOf(await services.connectionTests.start(request))
  await eventually(() => {
    expect(services.events).toContain('connectionTests.onDidProgress')
  })
  const [connector] = valueOf(await services.connectors.list())
  const [account] = valueOf(await services.accounts.list(connector!.connector.id))
  return [connector!.lastTest?.outcome, account!.lastTest?.outcome]
}

describe('a connection test', () => {
  it('runs with the stored password and the complete user name', async () => {
    const { targets, services } = testedWith('passed')
    const { request } = await aSavedAccount(services)
    await resultsOf(services, request)
    expect(targets).toMatchObject([
      {
        account: {
          mailbox: 'person1@firma.ch',
          credential: { userName: 'FIRMA\\person1', password: 'geheim' },
        },
      },
    ])
  })

  it('goes to the address of the account where its mailbox lives elsewhere', async () => {
    const { targets, services } = testedWith('passed')
    const { request } = await aSavedAccount(services)
    const url = 'https://anderswo.firma.ch/EWS/Exchange.asmx'
    const confirmedServers = ['anderswo.firma.ch']
    await resultsOf(services, { ...request, account: { ...request.account!, url }, confirmedServers })
    expect(targets.map((target) => target.url.href)).toEqual([url])
  })

  it('of the saved values is remembered, at the connector and at the account', async () => {
    const { services } = testedWith('passed')
    const { request } = await aSavedAccount(services)
    expect(await resultsOf(services, request)).toEqual(['passed', 'passed'])
  })

  it('that failed for one account speaks for the connector, whatever others passed afterwards', async () => {
    let outcome: TestOutcome = 'failed'
    const { services } = testedWith(() => outcome)
    const { connector, accounts } = await aConnectorWith(services, 2)
    const [first, second] = accounts
    const requestFor = ({ id, mailbox, access, url, userName, sync }: EwsAccount): TestRequest => ({
      connector: aConnector(),
      account: { mailbox, access, url, userName, sync, password: { kind: 'stored', accountId: id } },
      connectorId: connector.id,
      accountId: id,
      resumes: false,
      writing: 'not-asked',
    })
    await resultsOf(services, requestFor(first!))
    outcome = 'passed'
    expect((await resultsOf(services, requestFor(second!)))[0]).toBe('failed')
    expect(valueOf(await services.connectors.list())).toMatchObject([{ troubledAccountCount: 1 }])
    await services.accounts.setActive(first!.id, false)
    expect(valueOf(await services.connectors.list())).toMatchObject([
      { troubledAccountCount: 0, lastTest: { outcome: 'passed' } },
    ])
    outcome = 'incomplete'
    const alone = { ...requestFor(second!), account: null, accountId: null }
    expect((await resultsOf(services, alone))[0]).toBe('passed')
  })

  it('says nothing any more when the tested values change, and keeps its word otherwise', async () => {
    const { services } = testedWith('passed')
    const { connector, account, request } = await aSavedAccount(services)
    const shown = async () => {
      const [entry] = valueOf(await services.accounts.list(connector.id))
      return [valueOf(await services.connectors.list())[0]!.lastTest?.outcome, entry!.lastTest?.outcome]
    }
    await resultsOf(services, request)
    services.connectors.save(connector.id, aConnector({ name: 'Anders' }))
    await services.accounts.save(account.id, anAccount(connector.id, 1), { kind: 'keep' })
    expect(await shown()).toEqual(['passed', 'passed'])
    await services.accounts.save(account.id, anAccount(connector.id, 1), { kind: 'set', value: 'neu' })
    expect(await shown()).toEqual([undefined, undefined])
    await resultsOf(services, request)
    services.connectors.save(connector.id, aConnector({ url: 'https://neu.firma.ch/EWS/Exchange.asmx' }), [
      'neu.firma.ch',
    ])
    expect(await shown()).toEqual([undefined, undefined])
  })

  it('of an account is forgotten when its mailbox is said to live elsewhere', async () => {
    const { services } = testedWith('passed')
    const { account, request } = await aSavedAccount(services)
    await resultsOf(services, request)
    const { connectorId, active, primeEmailAccountId, mailbox, access, userName, sync } = account
    const draft = { connectorId, active, primeEmailAccountId, mailbox, access, userName, sync }
    const url = 'https://anderswo.firma.ch/EWS/Exchange.asmx'
    const saved = await services.accounts.save(account.id, { ...draft, url }, { kind: 'keep' }, [
      'anderswo.firma.ch',
    ])
    expect(valueOf(saved).lastTest).toBeNull()
  })

  it('as the user who is signed in to Windows runs without user name and password', async () => {
    const { targets, services } = testedWith('failed')
    const connector = aConnector({ authenticationMethod: 'windows', windowsUser: 'signed-in' })
    const saved = valueOf(services.connectors.save(null, connector))
    const draft = anAccount(saved.id, 1, { userName: '' })
    const { account } = valueOf(await services.accounts.save(null, draft, { kind: 'keep' }))
    const request = {
      connector,
      account: {
        mailbox: account.mailbox,
        access: account.access,
        url: account.url,
        userName: '',
        sync: account.sync,
        password: { kind: 'stored', accountId: account.id },
      },
      connectorId: saved.id,
      accountId: account.id,
      resumes: false,
      writing: 'not-asked',
    }
    const parsed = testRequestSchema.parse(request)
    expect(await resultsOf(services, parsed)).toEqual(['failed', 'failed'])
    expect(targets).toMatchObject([{ account: { credential: { kind: 'windows-user' } } }])
    const withBasic = { ...request, connector: aConnector() }
    expect(testRequestSchema.safeParse(withBasic).error?.issues).toMatchObject([
      { path: ['account', 'userName'], message: 'user-name.required' },
    ])
  })

  it('of a connector alone is remembered at the connector', async () => {
    const { services } = testedWith('incomplete')
    const { request } = await aSavedAccount(services)
    const alone = { ...request, account: null, accountId: null }
    expect(await resultsOf(services, alone)).toEqual(['incomplete', undefined])
  })

  it.each<[string, (request: TestRequest) => TestRequest]>([
    [
      'another address',
      (r) => ({
        ...r,
        connector: { ...r.connector, url: 'https://other.firma.ch/EWS' },
        confirmedServers: ['other.firma.ch'],
      }),
    ],
    ['another domain', (r) => ({ ...r, connector: { ...r.connector, domain: 'OTHER' } })],
    ['another mailbox', (r) => ({ ...r, account: { ...r.account!, mailbox: 'x@firma.ch' } })],
    ['another user name', (r) => ({ ...r, account: { ...r.account!, userName: 'x' } })],
    [
      'a password that is typed',
      (r) => ({ ...r, account: { ...r.account!, password: { kind: 'given', value: 'x' } } }),
    ],
    ['a connector that is not saved', (r) => ({ ...r, connectorId: null })],
    ['an account that is not saved', (r) => ({ ...r, accountId: null })],
  ])('of %s is not remembered', async (_name, change) => {
    const { services } = testedWith('failed')
    const { request } = await aSavedAccount(services)
    expect(await resultsOf(services, change(request))).toEqual([undefined, undefined])
  })

  it('that is cancelled is not remembered', async () => {
    const { services } = testedWith('cancelled')
    const { request } = await aSavedAccount(services)
    expect(await resultsOf(services, request)).toEqual([undefined, undefined])
  })

  it('without a stored password says so at once and asks no server', async () => {
    const { targets, services } = testedWith('passed')
    const { request, account } = await aSavedAccount(services)
    services.vault.clear(account.id)
    expect(await services.connectionTests.start(request)).toMatchObject({
      error: { code: 'secret.not-stored' },
    })
    expect(targets).toEqual([])
  })

  it('that fails by itself ends, instead of running for ever', async () => {
    const ended: unknown[] = []
    const services = servicesUnderTest({
      loadRunner: () => Promise.reject(new Error('no runner')),
      onEvent: (name, payload) => {
        if (name === 'connectionTests.onDidProgress') ended.push(payload)
      },
    })
    const { request } = await aSavedAccount(services)
    const { id } = valueOf(await services.connectionTests.start(request))
    await eventually(() => {
      expect(ended).toMatchObject([
        {
          id,
          outcome: 'failed',
          steps: [
            { state: 'failed', error: { code: 'internal.unexpected', params: { reason: 'no runner' } } },
            ...Array.from({ length: TEST_STEPS.length - 1 }, () => ({ state: 'skipped' })),
          ],
        },
      ])
    })
  })

  it('can be cancelled, and all are when the application ends', async () => {
    const signals: AbortSignal[] = []
    const run: RunConnectionTest = (_target, { signal }) => {
      signals.push(signal)
      return new Promise(() => undefined)
    }
    const services = servicesUnderTest({ loadRunner: () => Promise.resolve(run) })
    const { request } = await aSavedAccount(services)
    const first = valueOf(await services.connectionTests.start(request))
    await services.connectionTests.start(request)
    await eventually(() => {
      expect(signals).toHaveLength(2)
    })
    services.connectionTests.cancel(first.id)
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false])
    await services.close()
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true])
  })
})
