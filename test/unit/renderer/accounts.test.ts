import { describe, expect, it } from 'vitest'
import { appError } from '#shared/errors.ts'
import {
  filterLines,
  lineMaker,
  stateOf,
  type LinesContext,
} from '../../../renderer/features/accounts/account-lines.ts'
import { byHealth, countByHealth, healthFilterOf } from '../../../renderer/components/health-states.ts'
import {
  accountFormSchema,
  accountFormValues,
  passwordChangeOf,
  testPasswordOf,
} from '../../../renderer/features/accounts/account-form-values.ts'
import { accountsHealth } from '../../../renderer/features/accounts/accounts-health.ts'
import { aConnectorEntry, anAccountEntry, anInstant, aSyncResult } from './builders.ts'

const CONTEXT: LinesContext = {
  connector: { ...aConnectorEntry('Hauptsitz').connector, domain: 'FIRMA' },
  primes: new Map(),
  paused: new Set(),
}

const problems = (changes: object): Record<string, string> => {
  const parsed = accountFormSchema({ authenticationMethod: 'basic', windowsUser: 'stored' }).safeParse({
    ...accountFormValues(null),
    userName: 'anna',
    ...changes,
  })
  return Object.fromEntries(
    (parsed.error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]),
  )
}

describe('the form of an account', () => {
  it('wants an existing Prime account, or owner and address of a new one', () => {
    const mailbox = 'anna@firma.ch'
    expect(problems({ mailbox })).toEqual({ primeEmailAccountId: 'field.required' })
    expect(problems({ mailbox, primeMode: 'new', address: 'x' })).toEqual({
      ownerName: 'field.required',
      address: 'mailbox.invalid',
    })
  })

  it('shows all that is missing at once', () => {
    const missing = problems({ userName: '' })
    expect(Object.keys(missing).sort()).toEqual(['mailbox', 'primeEmailAccountId', 'userName'])
  })
})

describe('the user name of an account', () => {
  it.each([
    ['basic', 'stored', true],
    ['windows', 'stored', true],
    ['windows', 'signed-in', false],
    ['oauth2', 'stored', false],
  ] as const)('is needed with a password only: %s, %s', (authenticationMethod, windowsUser, isNeeded) => {
    const values = { ...accountFormValues(null), userName: '' }
    const schema = accountFormSchema({ authenticationMethod, windowsUser })
    const wrong = schema.safeParse(values).error?.issues.map((issue) => issue.path.join('.'))
    expect(wrong?.includes('userName')).toBe(isNeeded)
  })
})

describe('an address of its own', () => {
  it.each([
    ['basic', true],
    ['windows', true],
    ['oauth2', false],
  ] as const)('at Exchange Online is refused without OAuth2: %s', (authenticationMethod, isRefused) => {
    const schema = accountFormSchema({ authenticationMethod, windowsUser: 'stored' })
    const values = { ...accountFormValues(null), url: 'outlook.office365.com' }
    const wrong = schema.safeParse(values).error?.issues.map((issue) => issue.message) ?? []
    expect(wrong.includes('account-url.exchange-online-oauth2-only')).toBe(isRefused)
  })
})

describe('the password of an account', () => {
  const { account } = anAccountEntry('anna@firma.ch')

  it('is kept when the field is left alone, set when typed, cleared when asked', () => {
    expect(passwordChangeOf({ password: '', clearsPassword: false })).toEqual({ kind: 'keep' })
    expect(passwordChangeOf({ password: 'x', clearsPassword: true })).toEqual({ kind: 'set', value: 'x' })
    expect(passwordChangeOf({ password: '', clearsPassword: true })).toEqual({ kind: 'clear' })
  })

  it('is taken from the vault for a test only when the form would keep it', () => {
    expect(testPasswordOf({ password: '', clearsPassword: false }, account).kind).toBe('stored')
    expect(testPasswordOf({ password: 'x', clearsPassword: false }, account).kind).toBe('given')
    expect(testPasswordOf({ password: '', clearsPassword: true }, account).kind).toBe('given')
    expect(testPasswordOf({ password: '', clearsPassword: false }, null).kind).toBe('given')
  })
})

describe('the list of accounts', () => {
  const proven = { lastSync: aSyncResult('succeeded') }
  const anna = anAccountEntry('anna@firma.ch', proven)
  const beat = anAccountEntry('beat@firma.ch', {
    password: 'unreadable',
    passwordProblem: appError('secret.damaged'),
  })
  const off = { ...beat, account: { ...beat.account, active: false } }
  const prime = {
    id: anna.account.primeEmailAccountId,
    address: 'a.muster@prime.ch',
    owner: { kind: 'team', name: 'Verkauf' },
  }
  const context = { ...CONTEXT, primes: new Map([[prime.id, prime as never]]) }
  const lines = lineMaker()([anna, beat], context)

  it('is searched by mailbox, user, owner and e-mail account, without regard to case', () => {
    for (const text of [' ANNA', 'verkauf', 'A.Muster']) {
      expect(filterLines(lines, { text, state: 'all' })).toContain(lines[0])
    }
    expect(filterLines(lines, { text: 'beat@', state: 'all' })).toEqual([lines[1]])
    expect(filterLines(lines, { text: 'nobody', state: 'all' })).toEqual([])
  })

  it('is filtered by state, together with the search', () => {
    expect(filterLines(lines, { text: '', state: 'attention' })).toEqual([lines[1]])
    expect(filterLines(lines, { text: 'anna', state: 'attention' })).toEqual([])
  })

  it('gives every account one state: what is off is not unwell, what is paused and unwell is unwell', () => {
    const paused = { ...context, paused: new Set([anna.account.id, beat.account.id]) }
    expect(stateOf(anna, context).state).toBe('healthy')
    expect(stateOf(anna, paused).state).toBe('paused')
    expect(stateOf(anAccountEntry('new@firma.ch'), context).state).toBe('untested')
    expect(stateOf(beat, paused)).toEqual({ state: 'attention', cause: appError('secret.damaged') })
    expect(stateOf(off, context).state).toBe('inactive')
    const asleep = { ...context, connector: { ...context.connector, active: false } }
    expect(stateOf(beat, asleep).state).toBe('inactive')
    const error = appError('oauth2.sign-in-required', { userName: 'anna' })
    const signIn = { state: 'required', identity: null, error } as const
    expect(stateOf({ ...anna, signIn }, context).state).toBe('attention')
  })

  it('counts each account once, and puts what needs a person first', () => {
    const counts = countByHealth(['healthy', 'attention', 'healthy', 'inactive'])
    expect(counts).toEqual({ all: 4, attention: 1, untested: 0, paused: 0, healthy: 2, inactive: 1 })
    const sorted = (['inactive', 'healthy', 'attention', 'paused', 'untested'] as const).toSorted(byHealth)
    expect(sorted).toEqual(['attention', 'untested', 'paused', 'healthy', 'inactive'])
  })

  it('takes its filter from a link, and no other words', () => {
    expect(healthFilterOf('attention')).toBe('attention')
    for (const other of [null, '', 'broken']) expect(healthFilterOf(other)).toBe('all')
  })

  it('keeps the line of an account that has not changed, so that its row is not drawn again', () => {
    const make = lineMaker()
    const [first, second] = make([anna, beat], context)
    const again = make([anna, { ...beat }], { ...context, paused: new Set() })
    expect(again[0]).toBe(first)
    expect(again[1]).not.toBe(second)
    expect(make([anna], { ...context, paused: new Set([anna.account.id]) })[0]).toMatchObject({
      state: 'paused',
    })
  })
})

describe('the health of the accounts of a connector', () => {
  const settings = { authenticationMethod: 'basic', windowsUser: 'stored', domain: 'FIRMA' } as const
  const connector = { active: true, ...settings }
  const well = anAccountEntry('well@firma.ch', { lastSync: aSyncResult('succeeded') })
  const failedTest = { at: anInstant, outcome: 'failed' } as const
  const inactive = (entry: typeof well) => ({ ...entry, account: { ...entry.account, active: false } })

  it('names each account in trouble with its cause', () => {
    const error = appError('network.timeout', { host: 'mail.firma.ch', seconds: 30 })
    const entries = [
      well,
      anAccountEntry('late@firma.ch', { lastSync: { ...aSyncResult('failed'), error } }),
      anAccountEntry('tested@firma.ch', { lastTest: failedTest }),
      inactive(anAccountEntry('off@firma.ch', { lastTest: failedTest })),
    ]
    expect(accountsHealth(connector, entries)).toMatchObject({
      state: 'troubled',
      problems: [
        { mailbox: 'late@firma.ch', cause: { code: 'network.timeout' } },
        { mailbox: 'tested@firma.ch', cause: 'test-failed' },
      ],
    })
  })

  it.each([
    ['none', null, 'secret.not-stored'],
    ['unreadable', 'secret.undecryptable', 'secret.undecryptable'],
    ['unreadable', 'secret.damaged', 'secret.damaged'],
    ['unreadable', 'secret.newer-version', 'secret.newer-version'],
  ] as const)(
    'knows that without a password (%s, %s) the next run fails, however well the last was',
    (password, problem, code) => {
      const entries = [{ ...well, password, passwordProblem: problem && appError(problem) }]
      expect(accountsHealth(connector, entries)).toMatchObject({ problems: [{ cause: { code } }] })
      const withoutPassword = { ...connector, authenticationMethod: 'oauth2' } as const
      expect(accountsHealth(withoutPassword, entries)?.state).toBe('well')
    },
  )

  it.each([
    ['refused', 'sign-in.refused'],
    ['paused', 'sign-in.paused'],
  ] as const)('says when the sign-in is %s, however well the last run was', (state, code) => {
    const account = { ...well.account, userName: 'anna' }
    const entries = [{ ...well, account, logon: { state, count: 3, at: anInstant } }]
    expect(accountsHealth(connector, entries)).toMatchObject({
      problems: [{ cause: { code, params: { userName: 'FIRMA\\anna', count: 3 } } }],
    })
    expect(stateOf(entries[0]!, CONTEXT).state).toBe('attention')
  })

  it('is well only when every active account has shown that it works', () => {
    const untried = anAccountEntry('new@firma.ch')
    expect(accountsHealth(connector, [well])).toEqual({ state: 'well', count: 1 })
    expect(accountsHealth(connector, [well, untried])).toEqual({
      state: 'unproven',
      mailboxes: ['new@firma.ch'],
    })
    expect(accountsHealth(connector, [well, inactive(untried)])?.state).toBe('well')
  })

  it('says when nothing takes part, and nothing when there is no account', () => {
    expect(accountsHealth({ ...connector, active: false }, [well])?.state).toBe('connector-inactive')
    expect(accountsHealth(connector, [inactive(well)])?.state).toBe('none-active')
    expect(accountsHealth(connector, [])).toBeNull()
  })
})
