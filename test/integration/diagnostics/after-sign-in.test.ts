/** The steps after the sign-in, one by one, against a server that is put into the state that each must see. */
import { afterEach, describe, expect, it } from 'vitest'
import { TEST_FOLDER } from '#electron/diagnostics/write-access.ts'
import { runConnectionTest } from '#electron/diagnostics/run-connection-test.ts'
import type { TestAccount, TestTarget } from '#electron/diagnostics/step.ts'
import { type TestReport, type TestStepId, testReportSchema } from '#shared/domain/connection-test.ts'
import { connectionTestIdSchema } from '#shared/domain/ids.ts'
import { ACCOUNT_SYNC_DEFAULTS, type AccountSync } from '#shared/domain/sync-settings.ts'
import { addAppointment, addItemXml } from '#test/exchange-server/content/arrange.ts'
import { chooseTimeZone, chooseWorkingHours } from '#test/exchange-server/content/configure.ts'
import { fill } from '#test/exchange-server/content/fill.ts'
import { faultAnswer } from '#test/exchange-server/misbehaviour/answers.ts'
import {
  EXCHANGE_2019,
  type ExchangeServer,
  type ExchangeServerOptions,
  startExchangeServer,
} from '#test/exchange-server/server.ts'
import { trusting } from '#test/integration/node-transport.ts'
import { ANNA, PASSWORD, SALES } from './broken-set-ups/people.ts'
import { WELL_ACCOUNT, WELL_TARGET } from './well-target.ts'

const ALIAS = 'a.meier@contoso.example'
const DAY = 86_400_000

const servers: ExchangeServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

async function startServer(more: Partial<ExchangeServerOptions> = {}): Promise<ExchangeServer> {
  const server = await startExchangeServer({
    mailboxes: [
      { address: ANNA, password: PASSWORD, aliases: [ALIAS] },
      { address: SALES, password: 'x', readOnlyDelegates: [ANNA] },
    ],
    validate: 'requests-and-responses',
    ...more,
  })
  servers.push(server)
  return server
}

type Change = Partial<Omit<TestTarget, 'account'>> & { readonly account?: Partial<TestAccount> }

async function test(
  { url }: ExchangeServer,
  { account, ...change }: Change = {},
  options: { signal?: AbortSignal; onProgress?: (report: TestReport) => void } = {},
): Promise<TestReport> {
  const report = await runConnectionTest(
    { url: new URL(url), ...WELL_TARGET, ...change, account: { ...WELL_ACCOUNT, ...account } },
    {
      id: connectionTestIdSchema.parse('0b8f5c1e-7d4a-4c3e-9f51-2f6f0d1c9a11'),
      signal: new AbortController().signal,
      onProgress: () => undefined,
      ...options,
    },
  )
  return testReportSchema.parse(report)
}

function stepOf(report: TestReport, id: TestStepId) {
  const step = report.steps.find((each) => each.id === id)
  if (step === undefined || step.state === 'pending' || step.state === 'running') throw new Error(`no ${id}`)
  const told = step.state === 'failed' ? { name: step.error.code, params: step.error.params } : step.verdict
  const details = 'details' in step ? step.details : []
  const offers = 'offers' in step ? step.offers : []
  return { state: step.state, name: told.name, params: told.params, details, offers }
}

const sync = (change: Partial<AccountSync>): Partial<TestAccount> => ({
  sync: { ...ACCOUNT_SYNC_DEFAULTS, ...change },
})

describe('the version', () => {
  it.each([
    ['ExchangeSE', '2026-11-28', 'server-supported', 'Exchange Server Subscription Edition RTM'],
    ['Exchange2019', '2025-10-14', 'server-supported', 'Exchange Server 2019 CU14'],
    ['Exchange2019', '2026-04-14', 'server-extended-support', 'Exchange Server 2019 CU14'],
    ['Exchange2016', '2026-04-15', 'server-out-of-support', 'Exchange Server 2016 CU23'],
    ['Exchange2013_SP1', '2026-11-28', 'server-out-of-support', 'Exchange Server 2013 CU23'],
    ['ExchangeOnline', '2026-11-28', 'server-online', 'Exchange Online'],
  ] as const)('%s on %s is %s', async (version, day, verdict, product) => {
    const server = await startServer({ version })
    const report = await test(server, { now: () => Date.parse(`${day}T12:00:00Z`) })
    expect(stepOf(report, 'server-version')).toMatchObject({ name: verdict, params: { product } })
  })

  it('that nobody knows is shown as it is', async () => {
    const version = {
      majorVersion: 16,
      minorVersion: 0,
      majorBuildNumber: 1,
      minorBuildNumber: 2,
      schema: 'V2017_07_11',
    }
    const report = await test(await startServer({ version }))
    expect(stepOf(report, 'server-version')).toMatchObject({
      name: 'server-version-unknown',
      params: { build: '16.0.1.2' },
    })
  })
})

describe('Exchange Online', () => {
  it('is told apart by its version, with the days until EWS ends and the application', async () => {
    const server = await startServer({ version: 'ExchangeOnline' })
    const report = await test(server, {
      now: () => Date.parse('2026-11-28T12:00:00Z'),
      applicationId: '11111111-2222-4333-8444-555555555555',
    })
    const step = stepOf(report, 'exchange-online')
    expect(step).toMatchObject({ state: 'warning', name: 'ews-retires', params: { days: 124 } })
    expect(step.details).toEqual([{ name: 'applicationId', value: '11111111-2222-4333-8444-555555555555' }])
  })

  it('is nothing that a server on premises is bothered with', async () => {
    expect(stepOf(await test(await startServer()), 'exchange-online')).toMatchObject({
      state: 'skipped',
      name: 'only-exchange-online',
    })
  })
})

describe('the clock', () => {
  it.each([
    [0, 'clock-agrees', {}],
    [240, 'clock-agrees', {}],
    [600, 'clock-differs', { minutes: 10, direction: '+' }],
    [-7200, 'clock-differs', { minutes: 120, direction: '−' }],
  ])('that is %i seconds ahead: %s', async (seconds, verdict, params) => {
    const report = await test(await startServer(), { now: () => Date.now() + seconds * 1000 })
    expect(stepOf(report, 'clock')).toMatchObject({ name: verdict, params })
    expect(report.outcome).toBe('passed')
  })
})

describe('the address', () => {
  it('that is another one of the mailbox is a warning, with an offer of the primary one', async () => {
    const report = await test(await startServer(), { account: { mailbox: ALIAS } })
    expect(stepOf(report, 'primary-address')).toMatchObject({
      name: 'mailbox-alias',
      params: { mailbox: ALIAS, primary: ANNA },
      offers: [{ field: 'mailbox', value: ANNA }],
    })
  })

  it('in other letters is the same', async () => {
    const report = await test(await startServer(), { account: { mailbox: 'Anna@Contoso.example' } })
    expect(stepOf(report, 'primary-address').name).toBe('primary-address-confirmed')
  })

  it('of a mailbox that lives elsewhere brings the address of its server from Autodiscover', async () => {
    const server = await startServer({ tls: 'private-ca' })
    const elsewhere = 'https://other.contoso.example/EWS/Exchange.asmx'
    server.autodiscover.route(ANNA, { kind: 'lives-at', ewsUrl: elsewhere })
    server.intercept(({ operation, body, method }) =>
      method === 'POST' && operation === 'GetFolder' && body.includes('EmailAddress>')
        ? faultAnswer(EXCHANGE_2019, { responseCode: 'ErrorWrongServerVersion', message: 'elsewhere' })
        : 'pass',
    )
    const report = await test(server, { trust: trusting(server) })
    expect(stepOf(report, 'mailbox')).toMatchObject({
      name: 'exchange.mailbox-moved',
      offers: [{ field: 'url', value: elsewhere }],
    })
  })
})

describe('the folders', () => {
  it('are all those of the kinds that are synchronised, with their counts', async () => {
    const server = await startServer()
    await server.mailbox(ANNA).addMessage({ subject: 'Grüezi' })
    const step = stepOf(await test(server), 'folders')
    expect(step).toMatchObject({
      name: 'folders-found',
      params: { folderCount: 8, itemCount: 1, unreadCount: 1 },
    })
    const mails = stepOf(await test(server, { account: sync({ syncedKinds: ['emails'] }) }), 'folders')
    expect(mails.params.folderCount).toBe(6)
  })

  it('that were chosen and are gone are a warning that names them', async () => {
    const server = await startServer()
    const furtherFolders = [
      { exchangeFolderId: server.mailbox(ANNA).createFolder('Projekte'), name: 'Projekte' },
    ]
    server.mailbox(ANNA).deleteFolder(furtherFolders[0]?.exchangeFolderId ?? '')
    const report = await test(server, { account: sync({ furtherFolders }) })
    expect(stepOf(report, 'folders')).toMatchObject({
      name: 'folders-missing',
      params: { folders: 'Projekte' },
    })
    expect(report.outcome).toBe('passed')
  })
})

describe('writing', () => {
  const foldersOf = (server: ExchangeServer): string[] =>
    server
      .mailbox(ANNA)
      .folders()
      .map(({ displayName }) => displayName)

  it('is not tried unless somebody allowed it, and not needed where nothing is ever written', async () => {
    const server = await startServer()
    expect(stepOf(await test(server), 'write-access').name).toBe('write-access-not-checked')
    const receiving = { ...sync({ receiveOnly: true }), mayWrite: true }
    expect(stepOf(await test(server, { account: receiving }), 'write-access').name).toBe(
      'write-access-not-needed',
    )
    expect(
      server.journal.filter(({ operation = '' }) => /^(Create|Update|Delete|Send)/.test(operation)),
    ).toEqual([])
  })

  it('leaves the mailbox as it was, and mails nobody', async () => {
    const server = await startServer()
    const before = foldersOf(server)
    const report = await test(server, { account: { mayWrite: true } })
    expect(stepOf(report, 'write-access')).toMatchObject({ state: 'passed', name: 'write-access-proven' })
    expect(foldersOf(server)).toEqual(before)
    expect(server.mailbox(ANNA).items('drafts')).toEqual([])
    expect(server.mailsSent).toEqual([])
  })

  it('takes another name where somebody left the folder behind', async () => {
    const server = await startServer()
    const left = server.mailbox(ANNA).createFolder(TEST_FOLDER)
    const report = await test(server, { account: { mayWrite: true } })
    expect(stepOf(report, 'write-access').state).toBe('passed')
    expect(server.mailbox(ANNA).folder(left)).toBeDefined()
  })

  it('that is not allowed is told as that, and the test goes on', async () => {
    const server = await startServer()
    const report = await test(server, { account: { mailbox: SALES, access: 'delegated', mayWrite: true } })
    expect(stepOf(report, 'write-access')).toMatchObject({
      state: 'failed',
      name: 'exchange.write-denied',
      params: { mailbox: SALES },
    })
    expect(stepOf(report, 'throttling').name).toBe('not-throttled')
    expect(report.outcome).toBe('failed')
  })

  it.each(['CreateFolder', 'CreateItem', 'GetItem', 'DeleteItem', 'DeleteFolder'])(
    'leaves nothing behind when it is cancelled while %s is answered',
    async (operation) => {
      const server = await startServer()
      const before = foldersOf(server)
      const controller = new AbortController()
      server.intercept((request) =>
        request.operation === operation && !controller.signal.aborted
          ? {
              kind: 'alter',
              followsSchema: true,
              answer: (answer) => {
                controller.abort()
                return answer
              },
            }
          : 'pass',
      )
      const report = await test(server, { account: { mayWrite: true } }, { signal: controller.signal })
      expect(report.outcome).toBe('cancelled')
      expect(foldersOf(server)).toEqual(before)
      expect(server.mailbox(ANNA).items('drafts')).toEqual([])
    },
  )
})

describe('the time zones', () => {
  const soon = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)
  const holiday = (server: ExchangeServer, timeZone: string): Promise<string> =>
    addAppointment(server.mailbox(ANNA), {
      subject: 'Betriebsferien',
      start: `${soon(10)}T00:00:00`,
      end: `${soon(11)}T00:00:00`,
      timeZone,
      isAllDay: true,
    })

  it('that are the same under other names agree', async () => {
    const server = await startServer()
    chooseTimeZone(server.mailbox(ANNA), 'W. Europe Standard Time')
    await holiday(server, 'W. Europe Standard Time')
    expect(stepOf(await test(server), 'time-zones').name).toBe('time-zones-agree')
  })

  it('that differ are told with the appointments that shift', async () => {
    const server = await startServer()
    chooseTimeZone(server.mailbox(ANNA), 'Eastern Standard Time')
    await holiday(server, 'Eastern Standard Time')
    const step = stepOf(await test(server), 'time-zones')
    expect(step).toMatchObject({
      name: 'time-zones-differ',
      params: { mailboxZone: 'Eastern Standard Time', count: 1, proposedZone: 'W. Europe Standard Time' },
    })
    expect(step.details).toContainEqual({
      name: 'shiftingItem',
      value: expect.stringMatching(/06:00 – Betriebsferien$/) as string,
    })
  })

  it('are also told by the working hours of Outlook', async () => {
    const server = await startServer()
    chooseWorkingHours(server.mailbox(ANNA), 'Tokyo Standard Time')
    expect(stepOf(await test(server), 'time-zones').params.mailboxZone).toBe('Tokyo Standard Time')
  })

  it('of a mailbox that has none are judged by its appointments', async () => {
    const server = await startServer()
    expect(stepOf(await test(server), 'time-zones').name).toBe('time-zone-not-told')
    await holiday(server, 'Eastern Standard Time')
    expect(stepOf(await test(server), 'time-zones')).toMatchObject({
      name: 'all-day-items-shift',
      params: { count: 1 },
    })
  })
})

describe('read receipts', () => {
  const sent = async (server: ExchangeServer, isAsking: boolean, by: 'prime' | 'outlook'): Promise<void> => {
    const ours =
      '<t:ExtendedProperty><t:ExtendedFieldURI PropertySetId="7c1f0a52-3b6e-4d0b-9a5e-6f1d2c84b7e3" PropertyName="ClientId" PropertyType="String"/><t:Value>1</t:Value></t:ExtendedProperty>'
    const xml =
      `<t:Message><t:Subject>x</t:Subject>${by === 'prime' ? ours : ''}` +
      `<t:IsReadReceiptRequested>${isAsking}</t:IsReadReceiptRequested></t:Message>`
    await addItemXml(server.mailbox(ANNA), xml, 'sentitems')
  }

  it.each([
    [true, true, 'read-receipts-on-both-sides'],
    [true, false, 'read-receipts-on-one-side'],
    [false, true, 'read-receipts-on-one-side'],
    [false, false, 'read-receipts-not-requested'],
  ])('asked for by Winoffice Prime: %s, by Outlook: %s', async (prime, outlook, verdict) => {
    const server = await startServer()
    await sent(server, prime, 'prime')
    await sent(server, outlook, 'outlook')
    expect(stepOf(await test(server), 'read-receipts').name).toBe(verdict)
  })
})

describe('the extent', () => {
  it('counts what the first synchronisation fetches, and fetches no more than twenty messages for it', async () => {
    const server = await startServer()
    await fill(server.mailbox(ANNA), { messages: 60, seed: 1 })
    const all = stepOf(await test(server, { account: sync({ firstSyncDays: null }) }), 'mailbox-size')
    expect(all).toMatchObject({ name: 'mailbox-measured', params: { minutes: 1 } })
    const items = server
      .mailbox(ANNA)
      .folders()
      .filter(({ distinguishedId }) => distinguishedId !== undefined)
    expect(all.params.itemCount).toBe(
      ['inbox', 'drafts', 'outbox', 'sentitems', 'junkemail', 'deleteditems', 'calendar', 'tasks'].reduce(
        (sum, name) => sum + (items.find((each) => each.distinguishedId === name)?.totalCount ?? 0),
        0,
      ),
    )
    expect(all.params.bytes).toBeGreaterThan(10_000)
    expect(Number(all.details.find(({ name }) => name === 'sampleCount')?.value)).toBeLessThanOrEqual(20)
    expect(server.journal.filter(({ operation }) => operation === 'GetItem').length).toBeLessThanOrEqual(4)
    const none = await test(server, {
      account: sync({ firstSyncDays: 1 }),
      now: () => Date.now() + 5_000 * DAY,
    })
    expect(stepOf(none, 'mailbox-size').name).toBe('mailbox-empty')
  })
})

describe('notifications', () => {
  it('arrive, and the subscription is ended', async () => {
    const server = await startServer()
    expect(stepOf(await test(server), 'notifications').name).toBe('notifications-arrive')
    expect(server.journal.map(({ operation }) => operation)).toContain('Unsubscribe')
  })

  it('that the server refuses are a warning, with the interval that holds instead', async () => {
    const server = await startServer()
    server.intercept(({ operation }) =>
      operation === 'Subscribe'
        ? faultAnswer(EXCHANGE_2019, { responseCode: 'ErrorInvalidSubscriptionRequest', message: 'no' })
        : 'pass',
    )
    const report = await test(server, { syncIntervalMinutes: 7 })
    expect(stepOf(report, 'notifications')).toMatchObject({
      name: 'notifications-not-available',
      params: { minutes: 7, reason: 'ErrorInvalidSubscriptionRequest' },
    })
    expect(report.outcome).toBe('passed')
  })
})

describe('throttling', () => {
  it('is told when a server asked for less during the test', async () => {
    const server = await startServer()
    server.misbehave({ behaviour: 'server-busy', operation: ['FindItem'], milliseconds: 9_000, times: 1 })
    expect(stepOf(await test(server), 'throttling')).toMatchObject({
      name: 'throttled',
      params: { count: 1, seconds: 9 },
    })
  })
})

describe('a refused sign-in', () => {
  const page = (code: string): string =>
    `<html><p>401.1 Unauthorized</p><td>Error Code</td><td>0x${code}</td></html>`

  it.each([
    ['8007052e', 'sign-in.refused'],
    ['80070532', 'sign-in.password-expired'],
    ['80070773', 'sign-in.password-expired'],
    ['80070533', 'sign-in.account-disabled'],
    ['80070775', 'sign-in.account-locked'],
    ['80070701', 'sign-in.not-permitted'],
    ['80070530', 'sign-in.not-permitted'],
  ])('for the reason 0x%s of Windows is %s, and is not tried again', async (reason, code) => {
    const server = await startServer()
    let passwords = 0
    server.intercept(({ headers }) => {
      if (headers.authorization === undefined) return 'pass'
      passwords += 1
      const challenge = { 'WWW-Authenticate': 'Basic realm="x"', 'Content-Type': 'text/html' }
      return { kind: 'http', status: 401, headers: challenge, body: page(reason) }
    })
    expect(stepOf(await test(server), 'authentication').name).toBe(code)
    expect(passwords).toBe(1)
  })
})

describe('EWS that is closed for somebody who has signed in', () => {
  it.each([
    ['EWS is not enabled for this tenant.', 'exchange.ews-off-for-organization'],
    [
      'The application ID is not in EwsAllowedAppIDs of the organization.',
      'exchange.ews-off-for-application',
    ],
    ['EWS has been disabled for this mailbox.', 'exchange.ews-off-for-mailbox'],
    ['The user has no valid license for Exchange.', 'exchange.no-licence'],
    ['Forbidden', 'http.forbidden'],
  ])('with the words “%s”: %s', async (said, code) => {
    const server = await startServer()
    server.intercept(({ signedIn }) =>
      signedIn
        ? { kind: 'http', status: 403, headers: { 'Content-Type': 'text/html' }, body: `<p>${said}</p>` }
        : 'pass',
    )
    expect(stepOf(await test(server), 'authentication')).toMatchObject({ name: code, params: { said } })
  })
})
