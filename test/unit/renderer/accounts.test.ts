import { describe, expect, it } from 'vitest'
import { appError } from '#shared/errors.ts'
import {
  filterAccounts,
  isTroubled,
  type AccountLine,
} from '../../../renderer/features/accounts/account-filter.ts'
import {
  accountFormSchema,
  accountFormValues,
  passwordChangeOf,
  testPasswordOf,
} from '../../../renderer/features/accounts/account-form-values.ts'
import { accountsHealth } from '../../../renderer/features/accounts/accounts-health.ts'
import { anAccountEntry, anInstant, aSyncResult } from './builders.ts'

const line = (...entry: Parameters<typeof anAccountEntry>): AccountLine => ({
  entry: anAccountEntry(...entry),
  prime: undefined,
})

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

describe('finding accounts', () => {
  const lines = [line('anna@firma.ch'), line('beat@firma.ch', { password: 'unreadable' })]

  it('goes by text without regard to case', () => {
    expect(filterAccounts(lines, { text: ' ANNA', onlyTroubled: false })).toEqual([lines[0]])
  })

  it('shows what needs attention', () => {
    expect(filterAccounts(lines, { text: '', onlyTroubled: true })).toEqual([lines[1]])
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
    expect(isTroubled(entries[0]!)).toBe(true)
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
