import { describe, expect, it } from 'vitest'
import { filterAccounts, type AccountLine } from '../../../renderer/features/accounts/account-filter.ts'
import {
  accountFormSchema,
  accountFormValues,
  passwordChangeOf,
  testPasswordOf,
} from '../../../renderer/features/accounts/account-form-values.ts'
import { anAccountEntry } from './builders.ts'

const line = (...entry: Parameters<typeof anAccountEntry>): AccountLine => ({
  entry: anAccountEntry(...entry),
  prime: undefined,
})

const problems = (changes: object): Record<string, string> => {
  const parsed = accountFormSchema('basic').safeParse({
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
  it('is needed with Basic only', () => {
    const values = { ...accountFormValues(null), userName: '' }
    const wrong = (method: 'basic' | 'windows' | 'oauth2') =>
      accountFormSchema(method)
        .safeParse(values)
        .error?.issues.map((issue) => issue.path.join('.'))
    expect(wrong('basic')).toContain('userName')
    expect(wrong('windows')).not.toContain('userName')
    expect(wrong('oauth2')).not.toContain('userName')
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
