/** The connection test as a whole, against servers that are well and servers that are not. */
import { afterEach, describe, expect, it } from 'vitest'
import { type RunOptions, runConnectionTest } from '#electron/diagnostics/run-connection-test.ts'
import type { TestAccount, TestTarget } from '#electron/diagnostics/step.ts'
import { addAppointment } from '#test/exchange-server/content/arrange.ts'
import {
  type CertificateKind,
  type ExchangeServer,
  type ExchangeServerOptions,
  startExchangeServer,
} from '#test/exchange-server/server.ts'
import {
  TEST_STEPS,
  type TestReport,
  type TestStepId,
  testReportSchema,
} from '#shared/domain/connection-test.ts'
import type { MailboxAccess } from '#shared/domain/ews-account.ts'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { trusting } from '#test/integration/node-transport.ts'
import { WELL_ACCOUNT, WELL_TARGET } from './well-target.ts'

const ID = '0b8f5c1e-7d4a-4c3e-9f51-2f6f0d1c9a11' as ConnectionTestId
const ANNA = 'anna@contoso.example'
const PASSWORD = 'Herbst!'

const servers: ExchangeServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

async function startServer(
  tls?: CertificateKind,
  more: Partial<ExchangeServerOptions> = {},
): Promise<ExchangeServer> {
  const server = await startExchangeServer({
    mailboxes: [
      { address: ANNA, password: PASSWORD },
      { address: 'beat@contoso.example', password: 'x' },
    ],
    ...(tls === undefined ? {} : { tls }),
    validate: 'requests-and-responses',
    ...more,
  })
  servers.push(server)
  return server
}

const account = (mailbox = ANNA, password = PASSWORD): TestAccount => ({
  ...WELL_ACCOUNT,
  mailbox,
  credential: { kind: 'basic', userName: 'CONTOSO\\anna', password },
})

async function test(
  url: string,
  change: Partial<TestTarget> = {},
  signal = new AbortController().signal,
  onProgress: (report: TestReport) => void = () => undefined,
  onExchanges?: RunOptions['onExchanges'],
): Promise<TestReport> {
  const target: TestTarget = {
    url: new URL(url),
    ...WELL_TARGET,
    ...change,
  }
  const report = await runConnectionTest(target, {
    ...{ id: ID, signal, onProgress },
    ...(onExchanges && { onExchanges }),
  })
  return testReportSchema.parse(report)
}

/** The steps to the mailbox, each of which relies on the one before; all others have tests of their own. */
const WAY: readonly TestStepId[] = [
  ...([
    'name-resolution',
    'tcp',
    'tls',
    'http',
    'sign-in-methods',
    'authentication',
    'mailbox',
    'folders',
  ] as const),
]

/** One word per step of the way: its verdict, or the code of its error. */
const words = (report: TestReport): string[] =>
  report.steps
    .filter(({ id }) => WAY.includes(id))
    .map((step) => {
      if ('error' in step) return step.error.code
      return 'verdict' in step ? step.verdict.name : step.state
    })

/** The words of a step of the way and of those after it. */
const from = (id: TestStepId, report: TestReport): string[] => words(report).slice(WAY.indexOf(id))

const stepOf = (id: TestStepId, report: TestReport) => report.steps.find((step) => step.id === id)

const detailsOf = (report: TestReport, id: string): Record<string, string> => {
  const step = report.steps.find((each) => each.id === id)
  if (step === undefined || !('details' in step)) throw new Error(`${id} has no details`)
  return Object.fromEntries(step.details.map(({ name, value }) => [name, value]))
}

const SKIPPED = 'skipped-after-failure'

describe('a server that is well', () => {
  it('over https passes every step, with the facts behind each', async () => {
    const server = await startServer('private-ca')
    await server.mailbox(ANNA).addMessage({ subject: 'Grüezi' })
    const report = await test(server.url, { trust: trusting(server) })
    expect(words(report)).toEqual([
      'addresses-found',
      'connected',
      'certificate-valid',
      'service-answers',
      'methods-offered',
      'signed-in',
      'mailbox-found',
      'folders-found',
    ])
    expect(report.outcome).toBe('passed')
    expect(detailsOf(report, 'tls')).toMatchObject({
      protocol: 'TLSv1.3',
      cipher: expect.stringMatching(/^TLS_/) as string,
      subject: 'CN=localhost',
      issuer: 'CN=Contoso Example Test CA',
      validTo: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) as string,
    })
    const tls = stepOf('tls', report)
    expect(tls?.state === 'passed' && tls.verdict.params.days).toBe(89)
    expect(detailsOf(report, 'folders')).toMatchObject({
      folderCounts: 'Tasks: 0 (0)',
      status: '200',
    })
    expect(detailsOf(report, 'authentication')).toMatchObject({
      userName: 'CONTOSO\\anna',
      serverVersion: '15.2.1544.11',
    })
  })

  it('tells which requests each step sent, with what came back', async () => {
    const server = await startServer()
    const seen: [string, readonly (string | null)[], boolean][] = []
    await test(server.url, {}, undefined, undefined, (step, exchanges) => {
      const bodies = exchanges.map(({ responseBody }) => responseBody ?? '')
      const ids = exchanges.map(({ requestId }) => requestId)
      seen.push([step, ids, bodies.every((body) => body.includes('GetFolderResponse'))])
    })
    expect(seen.slice(0, 3).map(([step, ids, isAnswered]) => [step, ids.length, isAnswered])).toEqual([
      ['http', 1, false],
      ['authentication', 1, true],
      ['mailbox', 1, true],
    ])
    const all = seen.flatMap(([, ids]) => ids)
    expect(new Set(all).size).toBe(all.length)
  })

  it('never keeps what is written in the mailbox, only how it was asked for', async () => {
    const server = await startServer()
    const mailbox = server.mailbox(ANNA)
    await mailbox.addMessage({ subject: 'Vertraulich', text: 'Kündigung' })
    await addAppointment(mailbox, {
      subject: 'Arzttermin',
      start: '2030-01-01T09:00:00',
      end: '2030-01-01T10:00:00',
    })
    let kept = ''
    await test(server.url, {}, undefined, undefined, (_step, exchanges) => {
      kept += JSON.stringify(exchanges)
    })
    expect(kept).toContain('GetItem')
    expect(kept).not.toMatch(/Vertraulich|Arzttermin|MimeContent>[A-Za-z0-9+/]/)
  })

  it('over http on this machine passes with a warning, and is never refused after the first question', async () => {
    const server = await startServer()
    const report = await test(server.url)
    expect(report.outcome).toBe('passed')
    expect(stepOf('tls', report)).toMatchObject({
      state: 'warning',
      verdict: { name: 'not-encrypted-loopback' },
    })
    const [first, ...others] = server.journal.map(({ status }) => status)
    expect([first, ...new Set(others)]).toEqual([401, 200])
  })

  it('without an account is tested as far as that goes', async () => {
    const server = await startServer()
    const report = await test(server.url, { account: null })
    const skipped = 'skipped-without-account'
    expect(words(report)).toEqual([
      'addresses-found',
      'connected',
      'not-encrypted-loopback',
      'service-answers',
      'methods-offered',
      skipped,
      skipped,
      skipped,
    ])
    expect(report.outcome).toBe('incomplete')
    expect(server.journal.map(({ user }) => user)).toEqual([undefined])
  })
})

describe('what is wrong is told at its step', () => {
  it('the name', async () => {
    const report = await test('https://no-such-host.invalid/EWS/Exchange.asmx')
    expect(words(report)).toEqual(['network.host-not-found', ...Array<string>(7).fill(SKIPPED)])
    expect(report.outcome).toBe('failed')
  })

  it('the port', async () => {
    const server = await startServer()
    await server.stopListening()
    const report = await test(server.url)
    expect(words(report).slice(0, 3)).toEqual(['addresses-found', 'network.connection-refused', SKIPPED])
    expect(detailsOf(report, 'tcp').reason).toContain('ECONNREFUSED')
  })

  it.each<[CertificateKind, boolean, string]>([
    ['private-ca', false, 'tls.untrusted-issuer'],
    ['self-signed', false, 'tls.self-signed'],
    ['expired', true, 'tls.expired'],
    ['wrong-name', true, 'tls.wrong-name'],
  ])('the certificate: %s (authority known: %s)', async (kind, known, code) => {
    const server = await startServer(kind)
    const report = await test(server.url, { trust: known ? trusting(server) : SYSTEM_TRUST })
    expect(words(report)).toEqual(['addresses-found', 'connected', code, ...Array<string>(5).fill(SKIPPED)])
    expect(detailsOf(report, 'tls')).toMatchObject({
      subject: expect.stringMatching(/^CN=/) as string,
      fingerprint: expect.stringContaining(':') as string,
    })
    expect(server.journal).toHaveLength(0)
  })

  it('TLS on a port that speaks http', async () => {
    const server = await startServer()
    const report = await test(server.url.replace('http:', 'https:'))
    // This server says nothing to what is no HTTP, and ends.
    expect(from('tls', report)[0]).toBe('tls.closed')
  })

  it('the password, which is sent exactly once', async () => {
    const server = await startServer()
    const report = await test(server.url, { account: account(ANNA, 'wrong') })
    expect(from('sign-in-methods', report)).toEqual(['methods-offered', 'sign-in.refused', SKIPPED, SKIPPED])
    expect(detailsOf(report, 'authentication')).toMatchObject({ offeredMethods: 'Basic' })
    expect(server.failedSignIns('anna')).toBe(1)
    expect(server.journal).toHaveLength(2) // the first one was nobody's
  })

  it.each([
    ['basic', ['negotiate', 'ntlm'], 'Negotiate (Kerberos/NTLM), NTLM', 'windows'],
    ['windows', ['basic'], 'Basic', 'basic'],
    ['windows', ['bearer'], 'Bearer (OAuth2)', 'oauth2'],
    ['oauth2', ['negotiate', 'basic'], 'Negotiate (Kerberos/NTLM), Basic', 'windows'],
  ] as const)(
    'that %s is switched off where %j is offered, before anybody signs in, with what to take instead',
    async (authenticationMethod, authentication, offered, proposed) => {
      const server = await startServer(undefined, { authentication })
      const report = await test(server.url, { authenticationMethod })
      expect(from('sign-in-methods', report)).toEqual([
        'sign-in.method-not-offered',
        SKIPPED,
        SKIPPED,
        SKIPPED,
      ])
      expect(stepOf('sign-in-methods', report)).toMatchObject({ error: { params: { offered, proposed } } })
      expect(server.journal).toHaveLength(1)
      expect(server.failedSignIns('anna') + server.successfulSignIns('anna')).toBe(0)
    },
  )

  it('that a server does not tell its ways without a sign-in, which is no failure', async () => {
    const server = await startServer()
    server.intercept(({ headers }) =>
      headers.authorization === undefined ? { kind: 'http', status: 401, headers: {}, body: '' } : 'pass',
    )
    expect(from('sign-in-methods', await test(server.url))[0]).toBe('methods-not-told')
  })

  it('Windows where there is no Windows, before a password is sent', async () => {
    const server = await startServer(undefined, { authentication: ['ntlm'] })
    const credential = { kind: 'windows', userName: 'CONTOSO\\anna', password: PASSWORD } as const
    const report = await test(server.url, {
      authenticationMethod: 'windows',
      account: { ...account(), credential },
    })
    expect(from('sign-in-methods', report).slice(0, 2)).toEqual([
      'only-ntlm',
      'sign-in.windows-needs-application',
    ])
    expect(server.journal).toHaveLength(1)
  })

  it.each([
    ['nobody@contoso.example', 'exchange.mailbox-not-found'],
    ['beat@contoso.example', 'exchange.access-denied'],
  ])('the mailbox %s', async (mailbox, code) => {
    const server = await startServer()
    const report = await test(server.url, { account: account(mailbox) })
    expect(from('authentication', report)).toEqual(['signed-in', code, SKIPPED])
  })

  it('an address that is not that of Exchange', async () => {
    const server = await startServer()
    const report = await test(server.url.replace('/EWS/', '/ews-not-here/'))
    expect(stepOf('address', report)).toMatchObject({ verdict: { name: 'unusual-path' } })
    const offers = [{ field: 'url', value: server.url }]
    expect(stepOf('http', report)).toMatchObject({ error: { code: 'http.not-found' }, offers })
    server.intercept(() => ({
      kind: 'http',
      status: 200,
      headers: { 'Content-Type': 'text/html' },
      body: '<p>',
    }))
    expect(from('http', await test(server.url))[0]).toBe('http.not-exchange')
    server.intercept(() => 'pass')
  })

  it('a redirect, which is not followed with the password', async () => {
    const server = await startServer()
    const other = await startServer()
    server.intercept(() => ({ kind: 'http', status: 302, headers: { Location: other.url } }))
    const report = await test(server.url)
    expect(stepOf('http', report)).toMatchObject({ error: { code: 'http.redirect' }, offers: [] })
    expect(other.journal).toHaveLength(0)
  })

  it('a connection that is dropped', async () => {
    const server = await startServer()
    server.intercept(() => ({ kind: 'drop-connection' }))
    expect(from('http', await test(server.url))[0]).toBe('network.connection-lost')
  })
})

describe('access to the mailbox', () => {
  const SHARED = 'verkauf@contoso.example'

  /** Anna may open the mailbox of the sales team, or act as it; the service account has no mailbox worth the name. */
  const startTeam = (more: Partial<ExchangeServerOptions> = {}): Promise<ExchangeServer> =>
    startServer(undefined, {
      mailboxes: [
        { address: ANNA, password: PASSWORD },
        { address: SHARED, password: 'x', delegates: [ANNA] },
        { address: 'beat@contoso.example', password: 'x' },
      ],
      ...more,
    })
  const found = (report: TestReport): string[] => from('authentication', report)
  const to = (mailbox: string, access: MailboxAccess): TestAccount => ({ ...account(mailbox), access })

  it.each([
    ['own', ANNA, ['signed-in', 'mailbox-found', 'folders-found'], 'passed'],
    ['own', SHARED, ['signed-in', 'mailbox-of-another', 'folders-found'], 'passed'],
    ['delegated', SHARED, ['signed-in', 'mailbox-found', 'folders-found'], 'passed'],
    ['delegated', 'beat@contoso.example', ['signed-in', 'exchange.access-denied', SKIPPED], 'failed'],
    ['delegated', 'nobody@contoso.example', ['signed-in', 'exchange.mailbox-not-found', SKIPPED], 'failed'],
    ['impersonation', SHARED, ['signed-in', 'exchange.impersonation-denied', SKIPPED], 'failed'],
    [
      'impersonation',
      'nobody@contoso.example',
      ['signed-in', 'exchange.mailbox-not-found', SKIPPED],
      'failed',
    ],
  ] as const)('%s to %s: %j', async (access, mailbox, verdicts, outcome) => {
    const server = await startTeam()
    const report = await test(server.url, { account: to(mailbox, access) })
    expect(found(report)).toEqual(verdicts)
    expect(report.outcome).toBe(outcome)
    const failed = report.steps.find((step) => step.state === 'failed')
    // What the command for the administrator is made of.
    if (failed) expect(failed.error.params).toMatchObject({ mailbox, userName: 'CONTOSO\\anna' })
  })

  it('by impersonation, where it is allowed, opens the mailbox of its owner', async () => {
    const server = await startTeam({ impersonators: [ANNA] })
    await server.mailbox('beat@contoso.example').addMessage({ subject: 'Für Beat' })
    const report = await test(server.url, { account: to('beat@contoso.example', 'impersonation') })
    expect(found(report)).toEqual(['signed-in', 'mailbox-found', 'folders-found'])
    const folders = report.steps.find(({ id }) => id === 'folders')
    expect(folders).toMatchObject({ verdict: { params: { itemCount: 1 } } })
  })
})

describe('a test that is cancelled', () => {
  it('while the server keeps silent ends at once, with what was found so far', async () => {
    const server = await startServer()
    const controller = new AbortController()
    server.intercept(() => {
      controller.abort()
      return { kind: 'delay', milliseconds: 300 }
    })
    const report = await test(server.url, {}, controller.signal)
    expect(words(report)).toEqual([
      'addresses-found',
      'connected',
      'not-encrypted-loopback',
      'cancelled',
      'cancelled',
      'cancelled',
      'cancelled',
      'cancelled',
    ])
    expect(report.outcome).toBe('cancelled')
  })

  it.each(TEST_STEPS)('as the step %s begins, stops there and asks nothing more', async (step) => {
    const server = await startServer()
    const controller = new AbortController()
    let asked = -1
    const report = await test(server.url, {}, controller.signal, ({ steps }) => {
      if (asked >= 0 || steps.find(({ id }) => id === step)?.state !== 'running') return
      asked = server.journal.length
      controller.abort()
    })
    expect(report.outcome).toBe('cancelled')
    const index = TEST_STEPS.indexOf(step)
    const ends = report.steps.map((each) => ('verdict' in each ? each.verdict.name : each.state))
    expect(ends.indexOf('cancelled')).toBe(index)
    expect(new Set(ends.slice(index))).toEqual(new Set(['cancelled']))
    const later = server.journal.slice(asked).map(({ operation }) => operation)
    // What must be put in order is, and nothing else; the connection for events is noted when it has ended.
    const isEnd = (operation?: string): boolean =>
      operation === 'Unsubscribe' || operation === 'GetStreamingEvents'
    expect(later.filter((operation) => !isEnd(operation))).toEqual([])
  })
})
