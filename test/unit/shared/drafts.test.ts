/** What the forms edit: the rules that hold in the form and in main. */
import { describe, expect, it } from 'vitest'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import {
  CONNECTOR_DEFAULTS,
  connectorDraftSchema,
  sameName,
  type ConnectorDraft,
} from '#shared/domain/connector.ts'
import {
  effectiveUserName,
  ewsAccountDraftSchema,
  isQualifiedUserName,
  type EwsAccountDraft,
} from '#shared/domain/ews-account.ts'
import { resolveLanguage } from '#shared/domain/settings.ts'
import { validate } from '#shared/domain/validation.ts'

const aConnector = (changes: Partial<ConnectorDraft> = {}): ConnectorDraft => ({
  name: 'Hauptsitz',
  active: true,
  url: 'https://mail.firma.ch/EWS/Exchange.asmx',
  domain: 'FIRMA',
  authenticationMethod: 'basic',
  ...CONNECTOR_DEFAULTS,
  trust: SYSTEM_TRUST,
  oauth2: DEFAULT_OAUTH2,
  ...changes,
})

const anAccount = (changes: Partial<Record<keyof EwsAccountDraft, unknown>> = {}) => ({
  connectorId: '00000000-0000-4000-8000-000000000001',
  active: true,
  primeEmailAccountId: '00000000-0000-4000-8000-000000000002',
  mailbox: 'anna.meier@firma.ch',
  access: 'own',
  userName: 'anna',
  ...changes,
})

/** `field: code` of everything that is wrong. */
function problems(result: ReturnType<typeof validate>): string[] {
  if (result.ok) return []
  expect(result.error).toMatchObject({ code: 'input.invalid', category: 'input' })
  return (result.error.fields ?? []).map(({ path, code }) => `${path}: ${code}`)
}

describe('a connector', () => {
  it.each<[string, Partial<ConnectorDraft>, string[]]>([
    ['that is complete', {}, []],
    ['without a domain', { domain: '' }, []],
    ['without a name', { name: '' }, ['name: field.required']],
    ['with a blank name', { name: '   ' }, ['name: field.required']],
    ['with a name of 100 characters', { name: 'x'.repeat(100) }, []],
    ['with a name of 101 characters', { name: 'x'.repeat(101) }, ['name: field.too-long']],
    ['without an address', { url: ' ' }, ['url: field.required']],
    ['with plain http', { url: 'http://mail.firma.ch/EWS/Exchange.asmx' }, ['url: url.not-https']],
    [
      'of Exchange Online with Basic',
      { url: 'https://outlook.office365.com/EWS/Exchange.asmx' },
      ['authenticationMethod: authentication.exchange-online-oauth2-only'],
    ],
    [
      'of Exchange Online with Windows',
      { url: 'https://outlook.office365.com/EWS/Exchange.asmx', authenticationMethod: 'windows' },
      ['authenticationMethod: authentication.exchange-online-oauth2-only'],
    ],
    [
      'of Exchange Online with OAuth2',
      {
        url: 'https://outlook.office365.com/EWS/Exchange.asmx',
        authenticationMethod: 'oauth2',
        oauth2: { ...DEFAULT_OAUTH2, clientId: 'd3590ed6' },
      },
      [],
    ],
    [
      'with OAuth2 but no application',
      { authenticationMethod: 'oauth2' },
      ['oauth2.clientId: field.required'],
    ],
    [
      'with OAuth2 for a service account of no certain directory',
      {
        authenticationMethod: 'oauth2',
        oauth2: { ...DEFAULT_OAUTH2, clientId: 'd3590ed6', signIn: 'application-secret' },
      },
      ['oauth2.tenant: oauth2.tenant-needed'],
    ],
    [
      'with OAuth2 over an unencrypted authority',
      {
        authenticationMethod: 'oauth2',
        oauth2: { ...DEFAULT_OAUTH2, clientId: 'd3590ed6', authority: 'http://localhost/adfs' },
      },
      ['oauth2.authority: oauth2.authority-invalid'],
    ],
    ['of a server of its own with Windows', { authenticationMethod: 'windows' }, []],
  ])('%s', (_name, changes, expected) => {
    expect(problems(validate(connectorDraftSchema, aConnector(changes)))).toEqual(expected)
  })

  it('is stored without blanks around its values', () => {
    const draft = aConnector({ name: ' Hauptsitz ', domain: ' FIRMA ', url: ' https://mail.firma.ch/a ' })
    expect(validate(connectorDraftSchema, draft)).toMatchObject({
      value: { name: 'Hauptsitz', domain: 'FIRMA', url: 'https://mail.firma.ch/a' },
    })
  })

  it('has a name that is unique whatever its case', () => {
    expect(sameName('Zürich Örlikon ', 'ZÜRICH ÖRLIKON')).toBe(true)
    expect(sameName('Zürich', 'Zurich')).toBe(false)
  })
})

describe('an account', () => {
  it.each<[string, Parameters<typeof anAccount>[0], string[]]>([
    ['that is complete', {}, []],
    ['without a Prime e-mail account', { primeEmailAccountId: '' }, ['primeEmailAccountId: field.required']],
    ['without a mailbox', { mailbox: '' }, ['mailbox: field.required']],
    ['with a mailbox that is no address', { mailbox: 'anna' }, ['mailbox: mailbox.invalid']],
    ['with two addresses', { mailbox: 'a@b.ch;c@d.ch' }, ['mailbox: mailbox.invalid']],
    ['with a display name', { mailbox: 'Anna <a@b.ch>' }, ['mailbox: mailbox.invalid']],
    ['with an address that is too long', { mailbox: `${'x'.repeat(250)}@b.ch` }, ['mailbox: field.too-long']],
    ['without a user name, which only some ways of signing in need', { userName: '' }, []],
  ])('%s', (_name, changes, expected) => {
    expect(problems(validate(ewsAccountDraftSchema, anAccount(changes)))).toEqual(expected)
  })
})

describe('the user name that is sent', () => {
  it.each([
    ['anna', 'FIRMA', 'FIRMA\\anna'],
    ['anna', '', 'anna'],
    ['FIRMA2\\anna', 'FIRMA', 'FIRMA2\\anna'],
    ['anna@firma.ch', 'FIRMA', 'anna@firma.ch'],
  ])('%s with the domain %j is %s', (userName, domain, sent) => {
    expect(effectiveUserName(userName, domain)).toBe(sent)
  })

  it('shows the domain as unused where the name already has one', () => {
    expect(['anna', 'FIRMA\\anna', 'anna@firma.ch'].map(isQualifiedUserName)).toEqual([false, true, true])
  })
})

describe('the language', () => {
  it.each([
    ['system', 'de-CH', 'de'],
    ['system', 'DE', 'de'],
    ['system', 'de_AT', 'de'],
    ['system', 'fr-CH', 'en'],
    ['system', '', 'en'],
    ['de', 'en-US', 'de'],
    ['en', 'de-CH', 'en'],
  ] as const)('setting %s on a system in %s is %s', (setting, locale, language) => {
    expect(resolveLanguage(setting, locale)).toBe(language)
  })
})
