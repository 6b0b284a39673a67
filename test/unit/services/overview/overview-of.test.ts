import { describe, expect, it } from 'vitest'
import { problemDrafts, overviewOf, remembered } from '#electron/services/overview/overview-of.ts'
import type { ConnectorFacts, OverviewFacts } from '#electron/services/overview/facts.ts'
import type { AccountEntry } from '#shared/contract/contract.ts'
import { ewsAccountIdSchema, instantOf, instantSchema } from '#shared/domain/ids.ts'
import type { Overview, Problem } from '#shared/domain/overview.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import type { AccountSchedule } from '#shared/domain/sync-schedule.ts'
import { appError, type AppError } from '#shared/errors.ts'
import {
  aConnectorEntry,
  anAccountEntry,
  anAccountId,
  anInstant,
  aSyncResult,
} from '../../renderer/builders.ts'

const NOW = Date.parse('2026-03-11T08:00:00Z')
const DAY = 86_400_000

const inDays = (days: number) => instantOf(new Date(NOW + days * DAY))

/** The account with this number of the connector; well unless changed. */
function account(number: number, changes: Partial<AccountEntry> = {}): AccountEntry {
  const entry = anAccountEntry(`person${number}@firma.ch`, { lastSync: aSyncResult('succeeded') })
  const { account: own } = entry
  return { ...entry, account: { ...own, id: anAccountId(number), userName: `person${number}` }, ...changes }
}

const failed = (error: AppError): Partial<AccountEntry> => ({
  lastSync: { ...aSyncResult('failed'), error },
})

type Arranged = {
  accounts?: AccountEntry[]
  connector?: Partial<ConnectorFacts>
  states?: Record<number, AccountSchedule['state']>
  app?: Partial<OverviewFacts['app']>
  allPaused?: boolean
  now?: number
}

function facts({
  accounts = [account(1)],
  connector = {},
  states = {},
  app = {},
  ...rest
}: Arranged = {}): OverviewFacts {
  const entry: ConnectorFacts = {
    ...aConnectorEntry('Hauptsitz', { accountCount: accounts.length, activeAccountCount: accounts.length }),
    ...{ accounts, credential: null },
    ...connector,
  }
  return {
    now: rest.now ?? NOW,
    app: { secretStorage: 'system', notices: [], incidents: [], ...app },
    connectors: [entry],
    schedule: {
      allPaused: rest.allPaused ?? false,
      accounts: accounts.map(({ account: { id } }, index) => {
        const state = rest.allPaused ? 'paused' : (states[index + 1] ?? 'automatic')
        return {
          accountId: id,
          state,
          nextAt: state === 'automatic' ? inDays(1) : null,
          noticesBy: 'interval',
        }
      }),
      resting: [],
    },
    underWay: 0,
  }
}

function overview(arranged: Arranged, memories = {}): Overview {
  const known = facts(arranged)
  const drafts = problemDrafts(known)
  return overviewOf(known, drafts, remembered(drafts, memories, instantOf(new Date(known.now))))
}

const names = (problems: readonly Problem[]) =>
  problems.map(({ cause }) => (cause.is === 'error' ? cause.error.code : cause.name))

const only = (arranged: Arranged): Problem => {
  const { problems } = overview(arranged)
  expect(names(problems)).toHaveLength(1)
  return problems[0]!
}

const online = {
  ...aConnectorEntry('Online').connector,
  url: 'https://outlook.office365.com/EWS/Exchange.asmx',
}

describe('the state of the whole', () => {
  it('is unused while there is no account', () => {
    expect(overview({ accounts: [] }).state).toBe('unused')
    const nothing = { ...facts(), connectors: [] }
    expect(overviewOf(nothing, problemDrafts(nothing), {}).state).toBe('unused')
  })

  it('is healthy when nothing is to be done', () => {
    expect(overview({})).toMatchObject({ state: 'healthy', problems: [], sync: { nextAt: inDays(1) } })
  })

  it('needs attention when one of many accounts fails', () => {
    const accounts = [account(1), account(2, failed(appError('exchange.access-denied')))]
    expect(overview({ accounts }).state).toBe('attention')
  })

  it('is stopped when no account synchronises by itself any longer', () => {
    expect(overview({ states: { 1: 'refused' } }).state).toBe('stopped')
    expect(overview({ states: { 1: 'offline' } }).state).toBe('stopped')
    expect(overview({ allPaused: true }).state).toBe('stopped')
    const inactive = { connector: { ...aConnectorEntry('Hauptsitz').connector, active: false } }
    expect(overview({ connector: inactive, states: { 1: 'inactive' } }).state).toBe('stopped')
  })

  it('stays healthy where there is only something good to know', () => {
    expect(overview({ app: { secretStorage: 'session' } })).toMatchObject({
      state: 'healthy',
      problems: [{ urgency: 'notice' }],
    })
  })

  it('counts each account once', () => {
    const accounts = [
      account(1),
      account(2, failed(appError('exchange.access-denied'))),
      account(3),
      account(4, { lastSync: null }),
      account(5, { account: { ...account(5).account, active: false } }),
    ]
    const { accounts: counts } = overview({
      accounts,
      states: { 3: 'paused', 4: 'not-begun', 5: 'inactive' },
    })
    expect(counts).toEqual({ well: 1, troubled: 1, notBegun: 1, paused: 1, inactive: 1 })
  })
})

describe('an account', () => {
  const refusedAt = instantSchema.parse('2026-03-10T10:00:00Z')

  it.each<[string, Partial<AccountEntry>, string, Problem['actions'][number]]>([
    ['has no password', { password: 'none' }, 'secret.not-stored', 'open'],
    [
      'has a password that cannot be read',
      { password: 'unreadable', passwordProblem: appError('secret.damaged') },
      'secret.damaged',
      'open',
    ],
    [
      'is paused after refused passwords',
      { logon: { state: 'paused', count: 3, at: refusedAt } },
      'sign-in.paused',
      'resume-logon',
    ],
    ['was refused', { logon: { state: 'refused', count: 1, at: refusedAt } }, 'sign-in.refused', 'open'],
    [
      'needs a new sign-in',
      { signIn: { state: 'required', identity: null, error: appError('oauth2.revoked', { userName: 'a' }) } },
      'oauth2.revoked',
      'sign-in',
    ],
    [
      'cannot reach its server',
      failed(appError('network.connection-refused')),
      'network.connection-refused',
      'retry',
    ],
    [
      'may not open its mailbox',
      failed(appError('exchange.access-denied')),
      'exchange.access-denied',
      'open',
    ],
    [
      'finds a foreign certificate',
      failed(appError('tls.self-signed')),
      'tls.self-signed',
      'review-certificate',
    ],
    [
      'would delete most of its objects',
      failed(appError('sync.mass-deletion', { deletions: 9, linked: 10 })),
      'sync.mass-deletion',
      'review-deletion',
    ],
    [
      'has given up objects',
      {
        lastSync: {
          ...aSyncResult('incomplete'),
          givenUp: 2,
          error: appError('sync.items-failed', { count: 3 }),
        },
      },
      'sync.items-given-up',
      'retry-objects',
    ],
    [
      'has failed with single objects',
      { lastSync: { ...aSyncResult('incomplete'), error: appError('sync.items-failed', { count: 3 }) } },
      'sync.items-failed',
      'retry',
    ],
    [
      'has failed its test',
      { lastSync: null, lastTest: { at: anInstant, outcome: 'failed' } },
      'test-failed',
      'open',
    ],
  ])('that %s is a problem with its way out', (_name, changes, cause, action) => {
    const problem = only({ accounts: [account(1, changes)] })
    expect(names([problem])).toEqual([cause])
    expect(problem.actions[0]).toBe(action)
    expect(problem).toMatchObject({
      accounts: [{ mailbox: 'person1@firma.ch' }],
      connector: { name: 'Hauptsitz' },
    })
  })

  it('whose first synchronisation nobody has started waits for somebody', () => {
    const arranged: Arranged = { accounts: [account(1, { lastSync: null })], states: { 1: 'not-begun' } }
    expect(names([only(arranged)])).toEqual(['not-begun'])
    expect(overview(arranged).state).toBe('attention')
  })

  it('that is switched off is nobody’s problem', () => {
    const off = account(1, { ...failed(appError('exchange.access-denied')), password: 'none' })
    const accounts = [account(2), { ...off, account: { ...off.account, active: false } }]
    expect(overview({ accounts }).problems).toEqual([])
  })

  it('has one problem at a time: the first that keeps it from synchronising', () => {
    const both = account(1, { password: 'none', ...failed(appError('exchange.access-denied')) })
    expect(names([only({ accounts: [both] })])).toEqual(['secret.not-stored'])
  })
})

describe('many accounts with one cause', () => {
  const refused = (number: number) =>
    account(number, {
      logon: { state: 'paused', count: 3, at: instantSchema.parse(`2026-03-10T10:00:0${number % 10}Z`) },
    })

  it('are one problem, since the first of them', () => {
    const accounts = Array.from({ length: 200 }, (_none, index) => refused(index + 1))
    const problem = only({ accounts })
    expect(problem.accounts).toHaveLength(200)
    expect(problem.since).toBe('2026-03-10T10:00:00Z')
  })

  it('are named by a few of their values, and attempts of one user do not add up', () => {
    const { cause } = only({ accounts: [refused(1), refused(2), refused(3)] })
    expect(cause).toMatchObject({
      error: { params: { userName: 'person1, person2 …', count: 3 } },
    })
  })

  it('tell how many objects they have given up together', () => {
    const givenUp = (number: number) =>
      account(number, { lastSync: { ...aSyncResult('incomplete'), givenUp: number, error: null } })
    expect(only({ accounts: [givenUp(2), givenUp(3)] }).cause).toMatchObject({
      error: { params: { count: 5 } },
    })
  })

  it('with different causes are different problems, the one that befalls more first', () => {
    const accounts = [
      account(1, failed(appError('exchange.mailbox-not-found'))),
      account(2, failed(appError('exchange.access-denied'))),
      account(3, failed(appError('exchange.access-denied'))),
    ]
    expect(names(overview({ accounts }).problems)).toEqual([
      'exchange.access-denied',
      'exchange.mailbox-not-found',
    ])
  })
})

describe('a connector', () => {
  const seen = (days: number) => ({
    seenCertificate: {
      ...{ at: anInstant, host: 'mail.firma.ch', subject: '', issuer: '', fingerprint: 'AA' },
      validTo: inDays(days),
    },
  })

  it('with a changed certificate is one critical problem, not one for each account', () => {
    const error = appError('connector.certificate-changed')
    const changedCertificate = { at: anInstant, host: 'mail.firma.ch', pinned: 'AA', shown: 'BB' }
    const problem = only({
      accounts: [1, 2].map((number) => account(number, { ...failed(error), standstill: error })),
      connector: { changedCertificate, standstill: error },
    })
    expect(problem).toMatchObject({ urgency: 'critical', since: anInstant, actions: ['review-certificate'] })
    expect(problem.accounts).toHaveLength(2)
  })

  it('announces the end of its certificate a month before', () => {
    expect(overview({ connector: seen(31) }).problems).toEqual([])
    expect(only({ connector: seen(20) })).toMatchObject({
      urgency: 'warning',
      cause: { name: 'certificate-ends' },
    })
    expect(only({ connector: seen(-1) })).toMatchObject({
      urgency: 'critical',
      cause: { name: 'certificate-ended' },
    })
  })

  it('lists what ends, whether soon or not', () => {
    const { endings } = overview({ connector: { connector: online, ...seen(400) } })
    expect(endings.map(({ kind }) => kind)).toEqual(['ews', 'certificate'])
  })

  it('that signs in as an application needs its credential, and tells when that ends', () => {
    const connector = {
      ...aConnectorEntry('Hauptsitz').connector,
      authenticationMethod: 'oauth2' as const,
      oauth2: { ...DEFAULT_OAUTH2, signIn: 'application-certificate' as const },
    }
    const missing = { connector, credential: { state: 'none' as const, kind: null, validTo: null } }
    expect(names([only({ connector: missing })])).toEqual(['oauth2.application-credential-missing'])
    const ending = { state: 'system' as const, kind: 'certificate' as const, validTo: inDays(5) }
    expect(names([only({ connector: { connector, credential: ending } })])).toEqual([
      'application-certificate-ends',
    ])
    const secret = (validTo: ReturnType<typeof inDays> | null) => ({
      connector: { connector, credential: { state: 'system' as const, kind: 'secret' as const, validTo } },
    })
    expect(only(secret(inDays(5)))).toMatchObject({
      ...{ cause: { name: 'application-secret-ends' }, urgency: 'warning', actions: ['open'] },
    })
    expect(only(secret(inDays(-2)))).toMatchObject({
      ...{ cause: { name: 'application-secret-ended' }, urgency: 'critical' },
    })
    expect(overview(secret(inDays(90)))).toMatchObject({
      ...{ problems: [], endings: [{ kind: 'application-secret', at: inDays(90) }] },
    })
    expect(overview(secret(null))).toMatchObject({ problems: [], endings: [] })
  })

  it('of Exchange Online tells of its retirement, more urgently as it comes nearer', () => {
    const at = (day: string) => only({ connector: { connector: online }, now: Date.parse(day) })
    expect(at('2026-06-01')).toMatchObject({ urgency: 'notice', cause: { name: 'ews-retires' } })
    expect(at('2027-02-01')).toMatchObject({ urgency: 'warning' })
    expect(at('2027-04-01')).toMatchObject({ urgency: 'critical', cause: { name: 'ews-retired' } })
  })

  it('with paused accounts says so, without alarm', () => {
    expect(only({ accounts: [account(1), account(2)], states: { 2: 'paused' } })).toMatchObject({
      urgency: 'notice',
      accounts: [{ mailbox: 'person2@firma.ch' }],
      actions: ['resume-sync', 'open'],
    })
  })

  it('that is switched off announces nothing', () => {
    const connector = { ...online, active: false }
    const { problems, endings } = overview({
      connector: { connector, ...seen(3) },
      states: { 1: 'inactive' },
    })
    expect([names(problems), endings]).toEqual([['all-inactive'], []])
    expect(problems[0]).toMatchObject({ connector: null, actions: ['open'] })
  })
})

describe('the application', () => {
  it('tells what happened to it, and what is so since its start', () => {
    const { problems } = overview({
      app: {
        secretStorage: 'session',
        notices: [appError('document.newer-version', { file: 'settings' })],
        incidents: [
          { at: anInstant, error: appError('prime.repaired', { file: 'x' }) },
          { at: inDays(0), error: appError('prime.started-empty', { file: 'x' }) },
        ],
      },
    })
    expect(names(problems)).toEqual([
      'document.newer-version',
      'prime.started-empty',
      'prime.repaired',
      'secret.session-only',
    ])
  })

  it('has one problem when everything is paused, and one without a network', () => {
    expect(names([only({ accounts: [account(1), account(2)], allPaused: true })])).toEqual(['all-paused'])
    const offline = { 1: 'offline', 2: 'offline' } as const
    expect(only({ accounts: [account(1), account(2)], states: offline }).cause).toMatchObject({
      ...{ name: 'offline', params: { count: 2 } },
    })
  })
})

describe('what is remembered', () => {
  const denied = (number: number) => account(number, failed(appError('exchange.access-denied')))
  const later = instantOf(new Date(NOW + DAY))
  const draftsOf = (accounts: AccountEntry[]) => problemDrafts(facts({ accounts }))
  const dismissedOf = (accounts: AccountEntry[]) =>
    Object.fromEntries(
      Object.entries(remembered(draftsOf(accounts), {}, inDays(0))).map(([id, memory]) => {
        const { fingerprint, accounts: befallen } = draftsOf(accounts).find((draft) => draft.id === id)!
        return [id, { ...memory, dismissed: { fingerprint, accountIds: befallen.map((each) => each.id) } }]
      }),
    )

  it('is since when a problem lasts, however often it is found again', () => {
    const first = remembered(draftsOf([account(1, { password: 'none' })]), {}, inDays(0))
    const again = remembered(draftsOf([account(1, { password: 'none' })]), first, later)
    expect(Object.values(again)).toEqual([{ since: inDays(0), dismissed: null }])
  })

  it('is gone with the problem, so that it begins anew when it comes back', () => {
    const first = dismissedOf([denied(1)])
    expect(remembered(draftsOf([account(1)]), first, later)).toEqual({})
  })

  it('is a dismissal: the problem no longer disturbs the state of the whole', () => {
    const accounts = [account(1), denied(2)]
    expect(overview({ accounts }, dismissedOf(accounts))).toMatchObject({
      state: 'healthy',
      problems: [{ isDismissed: true }],
    })
  })

  it('ends the dismissal when a further account is befallen, not when it is one less', () => {
    const memories = dismissedOf([denied(1), denied(2)])
    expect(overview({ accounts: [denied(1), account(2)] }, memories).problems).toMatchObject([
      { isDismissed: true },
    ])
    expect(overview({ accounts: [denied(1), denied(2), denied(3)] }, memories).problems).toMatchObject([
      { isDismissed: false },
    ])
  })

  it('ends the dismissal of an end as it comes nearer', () => {
    const connector = { connector: online }
    const at = (day: string) => ({ connector, now: Date.parse(day) })
    const drafts = problemDrafts(facts(at('2027-01-10')))
    const [draft] = drafts
    const memories = {
      [draft!.id]: {
        since: anInstant,
        dismissed: { fingerprint: draft!.fingerprint, accountIds: draft!.accounts.map(({ id }) => id) },
      },
    }
    expect(overview(at('2027-01-20'), memories).problems).toMatchObject([{ isDismissed: true }])
    expect(overview(at('2027-03-10'), memories).problems).toMatchObject([{ isDismissed: false }])
  })

  it('brings another changed certificate back', () => {
    const changed = (shown: string) => ({
      connector: { changedCertificate: { at: anInstant, host: 'mail.firma.ch', pinned: 'AA', shown } },
    })
    const [draft] = problemDrafts(facts(changed('BB')))
    const accountIds = [ewsAccountIdSchema.parse(anAccountId(1))]
    const memories = { [draft!.id]: { since: anInstant, dismissed: { fingerprint: 'BB', accountIds } } }
    expect(overview(changed('BB'), memories).problems).toMatchObject([{ isDismissed: true }])
    expect(overview(changed('CC'), memories).problems).toMatchObject([{ isDismissed: false }])
  })
})
