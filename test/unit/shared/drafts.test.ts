/** What the forms edit: the rules that hold in the form and in main. */
import { describe, expect, it } from 'vitest'
import { ACCOUNT_SYNC_DEFAULTS, CONNECTOR_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import {
  CONNECTOR_DEFAULTS,
  connectorDraftSchema,
  connectorSchema,
  sameName,
  type ConnectorDraft,
} from '#shared/domain/connector.ts'
import {
  effectiveUserName,
  ewsAccountDraftSchema,
  ewsAccountSchema,
  isQualifiedUserName,
  type EwsAccountDraft,
} from '#shared/domain/ews-account.ts'
import { primeTimeZoneOf, resolveLanguage, settingsSchema } from '#shared/domain/settings.ts'
import { validate } from '#shared/domain/validation.ts'

const aConnector = (changes: Partial<ConnectorDraft> = {}): ConnectorDraft => ({
  name: 'Hauptsitz',
  active: true,
  url: 'https://mail.firma.ch/EWS/Exchange.asmx',
  domain: 'FIRMA',
  authenticationMethod: 'basic',
  ...CONNECTOR_DEFAULTS,
  trust: SYSTEM_TRUST,
  sync: CONNECTOR_SYNC_DEFAULTS,
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
  url: '',
  sync: ACCOUNT_SYNC_DEFAULTS,
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

describe('the parameters of the synchronisation', () => {
  const stored = {
    id: '00000000-0000-4000-8000-000000000001',
    ...aConnector(),
    changedAt: '2026-01-01T00:00:00.000Z',
  }

  it('are those of the original where a connector was stored before there were any', () => {
    const { sync: _sync, ...before } = stored
    expect(connectorSchema.parse(before).sync).toEqual({
      continueImportOnError: true,
      continueExportOnError: true,
      maxFailedSyncDownAttempts: 3,
      maxFailedSyncUpAttempts: 3,
      syncIntervalMinutes: 5,
      conflictPolicy: 'exchange-wins',
    })
  })

  it('keep what was stored when there are more of them', () => {
    const parsed = connectorSchema.parse({ ...stored, sync: { syncIntervalMinutes: 15 } })
    expect(parsed.sync).toEqual({ ...CONNECTOR_SYNC_DEFAULTS, syncIntervalMinutes: 15 })
  })

  it.each([
    ['maxFailedSyncDownAttempts', [1, 10], [0, 11, 1.5]],
    ['maxFailedSyncUpAttempts', [1, 10], [0, 11, 1.5]],
    ['syncIntervalMinutes', [1, 1440], [0, 1441, 4.5]],
  ] as const)('%s have the range of the original', (name, good, bad) => {
    const withValue = (value: number) =>
      validate(connectorDraftSchema, aConnector({ sync: { ...CONNECTOR_SYNC_DEFAULTS, [name]: value } }))
    for (const value of good) expect(problems(withValue(value))).toEqual([])
    for (const value of bad) expect(problems(withValue(value))).toEqual([`sync.${name}: number.out-of-range`])
  })

  it('let an account that was stored before there were any synchronise all kinds both ways, silently', () => {
    const { url: _url, sync: _sync, ...before } = anAccount()
    const parsed = ewsAccountSchema.parse({ ...before, id: stored.id, changedAt: stored.changedAt })
    expect(parsed.url).toBe('')
    expect(parsed.sync).toEqual({
      syncedKinds: ['emails', 'calendar', 'tasks'],
      receiveOnly: false,
      firstSyncDays: 365,
      mailsAttendees: false,
      furtherFolders: [],
    })
  })

  it('ask an account for at least one kind', () => {
    const draft = anAccount({ sync: { ...ACCOUNT_SYNC_DEFAULTS, syncedKinds: [] } })
    expect(problems(validate(ewsAccountDraftSchema, draft))).toEqual(['sync.syncedKinds: field.required'])
  })

  it('let an account live at an address of its own, under the rules of the connector', () => {
    const at = (url: string) => problems(validate(ewsAccountDraftSchema, anAccount({ url })))
    expect(at('https://other.firma.ch/EWS/Exchange.asmx')).toEqual([])
    expect(at('http://other.firma.ch/EWS/Exchange.asmx')).toEqual(['url: url.not-https'])
  })
})

describe('the time zone of Winoffice Prime', () => {
  it('is that of this computer, or one that exists', () => {
    const settings = settingsSchema.parse({ language: 'de', theme: 'system' })
    expect(settings).toMatchObject({ primeTimeZone: 'system', runHistoryDays: 90 })
    expect(primeTimeZoneOf(settings)).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
    expect(primeTimeZoneOf({ primeTimeZone: 'Asia/Tokyo' })).toBe('Asia/Tokyo')
    expect(settingsSchema.safeParse({ ...settings, primeTimeZone: 'Mond/Krater' }).success).toBe(false)
  })
})
