/** Policies in the services: what is locked stays, whoever asks; what is given comes and stays; what goes frees again. */
import { describe, expect, it } from 'vitest'
import { Policies } from '#electron/policies/policies.ts'
import { connectorIdOf } from '#electron/policies/policy-connectors.ts'
import type { RawPolicies } from '#electron/policies/raw-policies.ts'
import { requestFor } from '#electron/services/test-batch-service.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/settings.ts'
import type { Result } from '#shared/result.ts'
import { aConnector, anAccount, servicesUnderTest } from './services-under-test.ts'

const ZENTRALE = {
  ...{ id: 'zentrale', name: 'Zentrale', url: 'https://mail.firma.ch/EWS/Exchange.asmx' },
  ...{ domain: 'FIRMA', locked: ['name', 'url', 'sync.syncIntervalMinutes'] },
}
const ZENTRALE_ID = connectorIdOf('zentrale')

type Content = { mandatory?: Record<string, unknown>; recommended?: Record<string, unknown> }

/** Services with policies that a test changes. */
async function governed(content: Content, files?: ReturnType<typeof servicesUnderTest>['files']) {
  const present = { content }
  const reader = (): Promise<RawPolicies> =>
    Promise.resolve({
      policies: (['mandatory', 'recommended'] as const).flatMap((level) =>
        Object.entries(present.content[level] ?? {}).map(
          ([name, value]) =>
            ({ source: 'machine-file', level, name, value: { kind: 'json', value } }) as const,
        ),
      ),
      problems: [],
    })
  const policies = new Policies([reader])
  await policies.read()
  const all = servicesUnderTest({ policies, ...(files && { files }) })
  return {
    ...all,
    become: async (next: Content) => {
      present.content = next
      return await all.policies.reload()
    },
    settings: () => all.app.state().settings,
    codes: () => all.app.state().policies.problems.map(({ error }) => error.code),
  }
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)

describe('a locked setting', () => {
  it('is the one of the policy, and a change of it is refused with its name; the others are saved', async () => {
    const { app, settings, become } = await governed({ mandatory: { LogLevel: 'warn', CloseToTray: false } })
    expect(settings()).toMatchObject({ logLevel: 'warn', background: { closeToTray: false } })
    const refused = app.saveSettings({ ...settings(), theme: 'dark', logLevel: 'debug' })
    expect(refused.ok ? null : refused.error).toMatchObject({
      ...{ code: 'policy.locked', params: { policy: 'LogLevel', source: 'machine-file' } },
      fields: [{ path: 'logLevel', code: 'policy.locked' }],
    })
    expect(settings().theme).toBe('system')
    expect(codeOf(app.saveSettings({ ...settings(), theme: 'dark' }))).toBe('ok')
    expect(settings()).toMatchObject({ theme: 'dark', logLevel: 'warn' })
    await become({})
    expect(settings()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
  })

  it('leaves what a person had stored, which holds again when the policy goes', async () => {
    const before = await governed({})
    before.app.saveSettings({ ...before.settings(), logDays: 7 })
    const { settings, app, become } = await governed({ mandatory: { LogDays: 100 } }, before.files)
    app.saveSettings({ ...settings(), runHistoryDays: 12 })
    expect(settings()).toMatchObject({ logDays: 100, runHistoryDays: 12 })
    await become({})
    expect(settings()).toMatchObject({ logDays: 7, runHistoryDays: 12 })
  })

  it('is told when it changes while the application runs', async () => {
    const { become, events, settings } = await governed({})
    await become({})
    expect(events).not.toContain('app.onDidChangeState')
    await become({ mandatory: { Theme: 'dark' } })
    expect([events.includes('app.onDidChangeState'), settings().theme]).toEqual([true, 'dark'])
  })
})

describe('a recommended setting', () => {
  it('holds until a person decides, also for what the application has from the beginning', async () => {
    const { app, settings, become, files } = await governed({ recommended: { LogDays: 60, Language: 'en' } })
    expect(settings()).toMatchObject({ logDays: 60, language: 'en' })
    expect(app.state().policies.locked).toEqual({})
    expect(codeOf(app.saveSettings({ ...settings(), logDays: DEFAULT_SETTINGS.logDays }))).toBe('ok')
    expect(settings()).toMatchObject({ logDays: DEFAULT_SETTINGS.logDays, language: 'en' })
    const later = await governed({ recommended: { LogDays: 60, Language: 'en' } }, files)
    expect(later.settings()).toMatchObject({ logDays: DEFAULT_SETTINGS.logDays, language: 'en' })
    await become({})
    expect(settings().language).toBe('system')
  })
})

describe('a connector of a policy', () => {
  it('is there after the start; its locked fields are refused, the others are saved, and it is not deleted', async () => {
    const { connectors, app, documents } = await governed({ mandatory: { Connectors: [ZENTRALE] } })
    const [stored] = documents.connections.get().connectors
    expect(stored).toMatchObject({ id: ZENTRALE_ID, name: 'Zentrale', domain: 'FIRMA', active: true })
    expect(app.state().policies.connectors).toEqual({
      [ZENTRALE_ID]: { source: 'machine-file', locked: ZENTRALE.locked },
    })
    const { id, changedAt: _changedAt, ...draft } = stored!
    const refused = connectors.save(id, { ...draft, url: 'https://boese.example/EWS/Exchange.asmx' })
    expect(refused.ok ? null : refused.error).toMatchObject({
      ...{ code: 'policy.locked', fields: [{ path: 'url' }] },
    })
    const sync = { ...draft.sync, syncIntervalMinutes: 1 }
    expect(codeOf(connectors.save(id, { ...draft, sync }))).toBe('policy.locked')
    expect(codeOf(connectors.save(id, { ...draft, domain: 'ANDERE' }))).toBe('ok')
    expect(codeOf(await connectors.setActive(id, false))).toBe('ok')
    expect(codeOf(await connectors.remove(id))).toBe('policy.connector-given')
    expect(documents.connections.get().connectors).toMatchObject([
      { url: ZENTRALE.url, domain: 'ANDERE', active: false },
    ])
  })

  it('follows its policy in what is locked, and keeps what a person has changed', async () => {
    const { become, connectors, documents } = await governed({ mandatory: { Connectors: [ZENTRALE] } })
    const [stored] = documents.connections.get().connectors
    const { id, changedAt: _changedAt, ...draft } = stored!
    connectors.save(id, { ...draft, domain: 'ANDERE' })
    const moved = { ...ZENTRALE, url: 'https://neu.firma.ch/EWS/Exchange.asmx', domain: 'NEU' }
    await become({ mandatory: { Connectors: [moved] } })
    expect(documents.connections.get().connectors).toMatchObject([{ url: moved.url, domain: 'ANDERE' }])
  })

  it('is tested where it leads now without a question, also after the policy has moved it', async () => {
    const { become, accounts, documents, connectionTests, testBatches } = await governed({
      mandatory: { Connectors: [ZENTRALE] },
    })
    expect(codeOf(await accounts.save(null, anAccount(ZENTRALE_ID, 1), { kind: 'set', value: 'x' }))).toBe(
      'ok',
    )
    await become({
      mandatory: { Connectors: [{ ...ZENTRALE, url: 'https://neu.firma.ch/EWS/Exchange.asmx' }] },
    })
    const { connectors, accounts: own } = documents.connections.get()
    const saved = { connector: connectors[0]!, connectorId: ZENTRALE_ID }
    expect(codeOf(await connectionTests.start(requestFor(saved, own[0]!)))).toBe('ok')
    expect(codeOf(testBatches.start({ ...saved, accountIds: [own[0]!.id] }))).toBe('ok')
  })

  it('stays with its accounts when the policy goes, and is a person’s then', async () => {
    const { become, connectors, accounts, documents, app } = await governed({
      mandatory: { Connectors: [ZENTRALE] },
    })
    expect(codeOf(await accounts.save(null, anAccount(ZENTRALE_ID, 1), { kind: 'keep' }))).toBe('ok')
    await become({})
    expect(documents.connections.get().accounts).toHaveLength(1)
    expect(app.state().policies.connectors).toEqual({})
    expect(codeOf(connectors.save(ZENTRALE_ID, aConnector({ name: 'Umbenannt' })))).toBe('ok')
    expect(codeOf(await connectors.remove(ZENTRALE_ID))).toBe('ok')
  })

  it('has a name of its own beside one of the same name', async () => {
    const before = await governed({})
    before.connectors.save(null, aConnector({ name: 'zentrale' }))
    const { documents, codes } = await governed({ mandatory: { Connectors: [ZENTRALE] } }, before.files)
    expect(documents.connections.get().connectors.map(({ name }) => name)).toEqual([
      'zentrale',
      'Zentrale (2)',
    ])
    expect(codes()).toEqual([])
  })

  it('that is wrong is told in the overview, and the others are there', async () => {
    const wrong = { ...ZENTRALE, id: 'b', url: 'http://mail.firma.ch' }
    const { documents, app, codes } = await governed({ mandatory: { Connectors: [wrong, ZENTRALE] } })
    expect(documents.connections.get().connectors.map(({ name }) => name)).toEqual(['Zentrale'])
    expect(codes()).toEqual(['policy.connector-invalid'])
    expect(app.state().notices).toMatchObject([{ code: 'policy.problems', params: { count: 1 } }])
  })
})

describe('what people may do', () => {
  it('is refused where a policy forbids it, whatever the window asks', async () => {
    const all = await governed({
      mandatory: {
        ...{ AllowOwnConnectors: false, AllowConfigurationExport: false, AllowImport: false },
        ...{ AllowTraceBodies: false, AllowCertificateTrust: false, Connectors: [ZENTRALE] },
      },
    })
    const { connectors, configuration, accountImport, traces, accounts, documents } = all
    const account = await accounts.save(null, anAccount(ZENTRALE_ID, 1), { kind: 'keep' })
    expect(codeOf(account)).toBe('ok')
    const [{ id: accountId } = { id: null! }] = documents.connections.get().accounts
    const [stored] = documents.connections.get().connectors
    const { id, changedAt: _changedAt, ...draft } = stored!
    const pinned = { authorities: [], fingerprint: Array(32).fill('AB').join(':') }
    const answers = {
      own: connectors.save(null, aConnector({ name: 'Eigener' })),
      copied: connectors.duplicate(id, 'Kopie'),
      exported: await configuration.export({ kind: 'none' }),
      opened: await configuration.open(),
      csv: await accountImport.open(id),
      bodies: traces.keepBodies(accountId, true),
      trust: connectors.save(id, { ...draft, trust: pinned }),
    }
    expect(Object.values(answers).map(codeOf)).toEqual(Array(7).fill('policy.forbidden'))
    expect(codeOf(traces.keepBodies(accountId, false))).toBe('ok')
    await all.become({})
    expect(codeOf(connectors.save(id, { ...draft, trust: pinned }))).toBe('ok')
    await all.become({ mandatory: { AllowCertificateTrust: false } })
    expect(codeOf(connectors.save(id, { ...draft, trust: pinned, domain: 'X' }))).toBe('ok')
  })
})
