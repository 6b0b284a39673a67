/** Connectors and accounts: the rules that hold whatever the window sends. */
import { describe, expect, it } from 'vitest'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import {
  aConnector,
  aConnectorWith,
  anAccount,
  primeAccountId,
  servicesUnderTest,
  valueOf,
} from './services-under-test.ts'

const KEEP = { kind: 'keep' } as const
const PASSWORD = { kind: 'set', value: 'geheim' } as const
const UNKNOWN = '00000000-0000-4000-8000-0000000000ff'

describe('a connector', () => {
  it('is saved, listed and changed under the same id', async () => {
    const services = servicesUnderTest()
    const saved = valueOf(services.connectors.save(null, aConnector()))
    const changed = valueOf(services.connectors.save(saved.id, aConnector({ name: 'Filiale' })))
    expect(changed.id).toBe(saved.id)
    expect(valueOf(await services.connectors.list())).toMatchObject([
      { connector: { name: 'Filiale' }, accountCount: 0, lastTest: null, lastSync: null },
    ])
    expect(services.events).toEqual(['connectors.onDidChange', 'connectors.onDidChange'])
  })

  it('with a name that is taken, in whatever case, is refused at the field', async () => {
    const services = servicesUnderTest()
    const first = valueOf(services.connectors.save(null, aConnector()))
    const refusal = { error: { code: 'input.invalid', fields: [{ path: 'name', code: 'name.taken' }] } }
    expect(services.connectors.save(null, aConnector({ name: ' HAUPTSITZ ' }))).toMatchObject(refusal)
    expect(services.connectors.duplicate(first.id, 'hauptsitz')).toMatchObject(refusal)
    expect(services.connectors.save(first.id, aConnector({ name: 'HAUPTSITZ' })).ok).toBe(true)
    expect(valueOf(await services.connectors.list())).toHaveLength(1)
  })

  it('of Exchange Online is refused without OAuth2, whatever the window sends', async () => {
    const services = servicesUnderTest()
    const draft = aConnector({ url: 'https://outlook.office365.com/EWS/Exchange.asmx' })
    expect(services.connectors.save(null, draft)).toMatchObject({
      error: { fields: [{ code: 'authentication.exchange-online-oauth2-only' }] },
    })
    expect(valueOf(await services.connectors.list())).toEqual([])
  })

  it('and its accounts are at Exchange Online only with OAuth2, also by an address of their own', async () => {
    const services = servicesUnderTest()
    const url = 'https://outlook.office365.com/EWS/Exchange.asmx'
    const basic = valueOf(services.connectors.save(null, aConnector()))
    const keep = { kind: 'keep' } as const
    expect(await services.accounts.save(null, anAccount(basic.id, 1, { url }), keep)).toMatchObject({
      error: { fields: [{ path: 'url', code: 'account-url.exchange-online-oauth2-only' }] },
    })
    const draft = aConnector({
      name: 'Cloud',
      authenticationMethod: 'oauth2',
      oauth2: { ...DEFAULT_OAUTH2, clientId: UNKNOWN },
    })
    const cloud = valueOf(services.connectors.save(null, draft))
    const account = anAccount(cloud.id, 1, { url })
    // What signs in is stored: it goes nowhere new without a word.
    expect(await services.accounts.save(null, account, keep)).toMatchObject({
      error: { code: 'server.not-confirmed' },
    })
    valueOf(await services.accounts.save(null, account, keep, ['outlook.office365.com']))
    expect(services.connectors.save(cloud.id, { ...draft, authenticationMethod: 'basic' })).toMatchObject({
      error: {
        fields: [
          {
            path: 'authenticationMethod',
            code: 'authentication.account-at-exchange-online',
            params: { mailbox: 'person1@firma.ch' },
          },
        ],
      },
    })
  })

  it('that does not exist cannot be changed, switched, duplicated or removed', async () => {
    const { connectors } = servicesUnderTest()
    const id = UNKNOWN as ConnectorId
    const refusal = { error: { code: 'connector.not-found' } }
    expect(connectors.save(id, aConnector())).toMatchObject(refusal)
    expect(connectors.duplicate(id, 'x')).toMatchObject(refusal)
    expect(await connectors.setActive(id, true)).toMatchObject(refusal)
    expect(await connectors.remove(id)).toMatchObject(refusal)
  })

  it('is duplicated with its settings and without its accounts', async () => {
    const services = servicesUnderTest()
    const { connector } = await aConnectorWith(services, 2)
    const copy = valueOf(services.connectors.duplicate(connector.id, 'Kopie'))
    expect(copy).toMatchObject({ url: connector.url, domain: connector.domain, name: 'Kopie' })
    expect(copy.id).not.toBe(connector.id)
    expect(valueOf(await services.accounts.list(copy.id))).toEqual([])
  })

  it('takes its accounts and their passwords along when it is removed, and no others', async () => {
    const services = servicesUnderTest()
    const { connector, accounts } = await aConnectorWith(services, 2)
    const other = valueOf(services.connectors.save(null, aConnector({ name: 'Filiale' })))
    const kept = valueOf(await services.accounts.save(null, anAccount(other.id, 3), PASSWORD)).account
    valueOf(await services.connectors.remove(connector.id))
    services.deletions.finishAll()
    expect(valueOf(await services.connectors.list()).map((entry) => entry.connector.name)).toEqual([
      'Filiale',
    ])
    for (const { id } of accounts) expect(await services.vault.state(id)).toBe('none')
    expect(services.files.secrets?.content).toMatchObject({
      data: { secrets: { [kept.id]: expect.anything() as unknown } },
    })
    expect(await services.vault.get(kept.id)).toEqual({ ok: true, value: 'geheim' })
  })

  it('whose passwords cannot be deleted says so', async () => {
    const services = servicesUnderTest()
    const { connector } = await aConnectorWith(services, 1)
    services.files.secrets!.broken = true
    expect(await services.connectors.remove(connector.id)).toMatchObject({
      error: { code: 'document.write-failed' },
    })
  })

  it.each(['save', 'setActive'] as const)(
    'that is switched off by %s stops its runs and no others',
    async (way) => {
      const services = servicesUnderTest()
      const { connector, accounts } = await aConnectorWith(services, 2)
      await services.sync.start(null)
      if (way === 'save') services.connectors.save(connector.id, aConnector({ active: false }))
      else await services.connectors.setActive(connector.id, false)
      expect(services.spy.cancelled).toEqual([accounts.map(({ id }) => id)])
    },
  )
})

describe('an account', () => {
  it('is saved with its password, which is never given back', async () => {
    const services = servicesUnderTest()
    const { connector } = await aConnectorWith(services, 1)
    const entries = valueOf(await services.accounts.list(connector.id))
    expect(entries).toMatchObject([{ account: { mailbox: 'person1@firma.ch' }, password: 'system' }])
    expect(JSON.stringify([entries, services.files.connections?.content])).not.toContain('geheim')
  })

  it.each([
    ['mailbox', { mailbox: 'PERSON1@firma.ch' }, 'account.mailbox-taken'],
    ['Prime e-mail account', { primeEmailAccountId: primeAccountId(1) }, 'account.prime-email-account-taken'],
  ])(
    'with a %s that is connected is refused, over all connectors and switched off',
    async (_name, taken, code) => {
      const services = servicesUnderTest()
      const { connector, accounts } = await aConnectorWith(services, 1)
      await services.accounts.setActive(accounts[0]!.id, false)
      await services.connectors.setActive(connector.id, false)
      const other = valueOf(services.connectors.save(null, aConnector({ name: 'Filiale' })))
      const own = valueOf(await services.accounts.save(null, anAccount(other.id, 2), PASSWORD)).account
      for (const id of [null, own.id]) {
        expect(await services.accounts.save(id, anAccount(other.id, 2, taken), KEEP)).toMatchObject({
          error: { code, params: { account: 'person1@firma.ch', connector: 'Hauptsitz' } },
        })
      }
      expect(valueOf(await services.accounts.list(other.id))).toMatchObject([
        { account: { mailbox: 'person2@firma.ch' } },
      ])
    },
  )

  it('is connected once, also when it is saved twice at the same moment', async () => {
    const services = servicesUnderTest()
    const connector = valueOf(services.connectors.save(null, aConnector()))
    const save = () => services.accounts.save(null, anAccount(connector.id, 1), PASSWORD)
    const results = await Promise.all([save(), save()])
    expect(results.map((result) => result.ok).sort()).toEqual([false, true])
    expect(valueOf(await services.accounts.list(connector.id))).toHaveLength(1)
  })

  it.each([
    [
      'a Prime e-mail account that does not exist',
      { primeEmailAccountId: UNKNOWN },
      'prime-email-account.not-found',
    ],
    ['no user name for Basic', { userName: ' ' }, 'user-name.required'],
    ['no mailbox', { mailbox: '' }, 'field.required'],
  ])('with %s is refused at the field', async (_name, changes, code) => {
    const services = servicesUnderTest()
    const connector = valueOf(services.connectors.save(null, aConnector()))
    const draft = anAccount(connector.id, 1, changes as never)
    expect(await services.accounts.save(null, draft, PASSWORD)).toMatchObject({
      error: { code: 'input.invalid', fields: [{ code }] },
    })
    expect(valueOf(await services.accounts.list(connector.id))).toEqual([])
  })

  it('needs no user name where the connector signs in otherwise', async () => {
    const services = servicesUnderTest()
    const asWindowsUser = aConnector({ authenticationMethod: 'windows', windowsUser: 'signed-in' })
    const connector = valueOf(services.connectors.save(null, asWindowsUser))
    const draft = anAccount(connector.id, 1, { userName: '' })
    expect((await services.accounts.save(null, draft, KEEP)).ok).toBe(true)
  })

  it('of an unknown connector or with an unknown id is refused', async () => {
    const services = servicesUnderTest()
    const { connector } = await aConnectorWith(services, 0)
    const wrongConnector = anAccount(UNKNOWN as ConnectorId, 1)
    expect(await services.accounts.save(null, wrongConnector, KEEP)).toMatchObject({
      error: { code: 'connector.not-found' },
    })
    const id = UNKNOWN as EwsAccountId
    const refusal = { error: { code: 'account.not-found' } }
    expect(await services.accounts.save(id, anAccount(connector.id, 1), KEEP)).toMatchObject(refusal)
    expect(await services.accounts.setActive(id, true)).toMatchObject(refusal)
    expect(await services.accounts.remove([id])).toMatchObject(refusal)
  })

  it('whose password cannot be stored is not there, and can be saved again', async () => {
    const services = servicesUnderTest()
    const connector = valueOf(services.connectors.save(null, aConnector()))
    services.files.secrets!.broken = true
    expect(await services.accounts.save(null, anAccount(connector.id, 1), PASSWORD)).toMatchObject({
      error: { code: 'document.write-failed' },
    })
    expect(valueOf(await services.accounts.list(connector.id))).toEqual([])
    services.files.secrets!.broken = false
    expect((await services.accounts.save(null, anAccount(connector.id, 1), PASSWORD)).ok).toBe(true)
  })

  it('keeps what it was when its new password cannot be stored', async () => {
    const services = servicesUnderTest()
    const { connector, accounts } = await aConnectorWith(services, 1)
    services.files.secrets!.broken = true
    const change = anAccount(connector.id, 1, { mailbox: 'new@firma.ch' })
    expect((await services.accounts.save(accounts[0]!.id, change, PASSWORD)).ok).toBe(false)
    expect(valueOf(await services.accounts.list(connector.id))).toMatchObject([
      { account: { mailbox: 'person1@firma.ch' } },
    ])
  })

  it('loses its password on request, and keeps it otherwise', async () => {
    const services = servicesUnderTest()
    const { connector, accounts } = await aConnectorWith(services, 1)
    const { id } = accounts[0]!
    valueOf(await services.accounts.save(id, anAccount(connector.id, 1), KEEP))
    expect(await services.vault.get(id)).toEqual({ ok: true, value: 'geheim' })
    const cleared = await services.accounts.save(id, anAccount(connector.id, 1), { kind: 'clear' })
    expect(valueOf(cleared).password).toBe('none')
  })

  it('takes its password along when it is removed, and stops its run', async () => {
    const services = servicesUnderTest()
    const { accounts } = await aConnectorWith(services, 2)
    await services.sync.start(null)
    const { id } = accounts[0]!
    valueOf(await services.accounts.remove([id]))
    services.deletions.finishAll()
    expect(await services.vault.state(id)).toBe('none')
    expect(await services.vault.state(accounts[1]!.id)).toBe('system')
    expect(services.spy.cancelled).toEqual([[id]])
  })
})

describe('a disk that cannot be written', () => {
  it('is told by every change, and what is shown stays what is stored', async () => {
    const services = servicesUnderTest()
    const { connector, accounts } = await aConnectorWith(services, 1)
    services.files.connections!.broken = true
    const refusal = { error: { code: 'document.write-failed' } }
    expect(services.connectors.save(null, aConnector({ name: 'Neu' }))).toMatchObject(refusal)
    expect(await services.connectors.remove(connector.id)).toMatchObject(refusal)
    expect(await services.accounts.remove([accounts[0]!.id])).toMatchObject(refusal)
    expect(await services.accounts.setActive(accounts[0]!.id, false)).toMatchObject(refusal)
    expect(valueOf(await services.connectors.list())).toMatchObject([
      { accountCount: 1, activeAccountCount: 1 },
    ])
    expect(await services.vault.state(accounts[0]!.id)).toBe('system')
  })
})
