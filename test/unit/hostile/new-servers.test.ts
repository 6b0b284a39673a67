/** Passwords, tokens and credentials go to no server that a person has not confirmed, whatever a file or a form says. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ExportedConnector } from '#shared/domain/configuration.ts'
import type { ConnectorDraft } from '#shared/domain/connector.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { newServers, serverOf } from '#shared/domain/new-servers.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { requestFor } from '#electron/services/test-batch-service.ts'
import { processorTime } from '#test/hostile/processor-time.ts'
import {
  aConnector,
  aConnectorWith,
  anAccount,
  servicesUnderTest,
  valueOf,
  type UnderTest,
} from '../services/services-under-test.ts'

const EVIL = 'https://evil.example/EWS/Exchange.asmx'
const REFUSED = { ok: false, error: { code: 'server.not-confirmed', params: { servers: 'evil.example' } } }
const KEEP = { kind: 'keep' } as const

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-servers-'))
  file = path.join(folder, 'file')
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const aComputer = (): UnderTest =>
  servicesUnderTest({ askSavePath: async () => file, askOpenPath: async () => file })

describe('servers', () => {
  it.each([
    ['https://Mail.Firma.ch/EWS/Exchange.asmx', 'mail.firma.ch'],
    ['https://mail.firma.ch.:8443/x', 'mail.firma.ch:8443'],
    ['https://mаil.firma.ch/', 'xn--mil-6cd.firma.ch'], // with a Cyrillic letter
    ['', ''],
  ])('of %j are %j', (address, server) => {
    expect(serverOf(address)).toBe(server)
  })

  it('of Microsoft’s own sign-in are no news, those of another authority are', () => {
    const sending = (authority: string) => ({
      connector: aConnector({ authenticationMethod: 'oauth2', oauth2: { ...DEFAULT_OAUTH2, authority } }),
      accounts: [],
    })
    const before = { connector: aConnector(), accounts: [] }
    expect(newServers(before, sending(DEFAULT_OAUTH2.authority))).toEqual([])
    expect(newServers(before, sending('https://evil.example/adfs'))).toEqual(['evil.example'])
  })
})

describe('a form', () => {
  it('that gives a connector with accounts another server is refused until the person confirms it', async () => {
    const under = aComputer()
    const { connector } = await aConnectorWith(under, 2)
    const draft = { ...connector, url: EVIL }
    expect(under.connectors.save(connector.id, draft)).toMatchObject(REFUSED)
    expect(under.connectors.save(connector.id, draft, ['other.example'])).toMatchObject(REFUSED)
    expect(valueOf(await under.connectors.list())[0]?.connector.url).toBe(connector.url)
    expect(under.connectors.save(connector.id, draft, ['evil.example'])).toMatchObject({ ok: true })
  })

  it('that corrects the path, or the server of a connector without accounts, asks nothing', async () => {
    const under = aComputer()
    const { connector } = await aConnectorWith(under, 1)
    const path = connector.url.replace('/EWS/', '/ews/')
    expect(under.connectors.save(connector.id, { ...connector, url: path }).ok).toBe(true)
    const empty = valueOf(under.connectors.save(null, aConnector({ name: 'Leer' })))
    expect(under.connectors.save(empty.id, { ...empty, url: EVIL }).ok).toBe(true)
  })

  it('that gives an account another server asks, unless its password is entered with it', async () => {
    const under = aComputer()
    const { accounts } = await aConnectorWith(under, 1)
    const { id, ...account } = accounts[0]!
    const draft = { ...account, url: EVIL }
    expect(await under.accounts.save(id, draft, KEEP)).toMatchObject(REFUSED)
    expect((await under.accounts.save(id, draft, KEEP, ['evil.example'])).ok).toBe(true)
    const other = { ...draft, url: EVIL.replace('evil', 'other') }
    expect((await under.accounts.save(id, other, { kind: 'set', value: 'neu' })).ok).toBe(true)
  })

  it('of a new account asks only where something stored signs in, and at another server than the connector’s', async () => {
    const under = aComputer()
    const signIn = { signIn: 'application-secret', clientId: 'x', tenant: 'firma.ch' } as const
    const application = { authenticationMethod: 'oauth2', oauth2: { ...DEFAULT_OAUTH2, ...signIn } } as const
    const connector = valueOf(under.connectors.save(null, aConnector(application)))
    const draft = anAccount(connector.id, 1)
    expect(await under.accounts.save(null, { ...draft, url: EVIL }, KEEP)).toMatchObject(REFUSED)
    expect((await under.accounts.save(null, draft, KEEP)).ok).toBe(true)
    const withPasswords = valueOf(under.connectors.save(null, aConnector({ name: 'Passwort' })))
    const other = { ...anAccount(withPasswords.id, 2), url: EVIL }
    expect((await under.accounts.save(null, other, KEEP)).ok).toBe(true)
  })
})

describe('a connection test', () => {
  const tested = (under: UnderTest, connector: ConnectorDraft, account: EwsAccount, confirmed?: string[]) =>
    under.connectionTests.start(
      requestFor({ connector, connectorId: account.connectorId, confirmedServers: confirmed }, account),
    )

  it('of an address that is not saved sends nothing stored there until the person confirms it', async () => {
    const under = aComputer()
    const { connector, accounts } = await aConnectorWith(under, 2)
    const [account] = accounts as [EwsAccount]
    for (const { id } of accounts) await under.vault.set(id, 'geheim')
    const changed = { ...connector, url: EVIL }
    expect(await tested(under, connector, account)).toMatchObject({ ok: true })
    expect(await tested(under, changed, account)).toMatchObject(REFUSED)
    expect(await tested(under, changed, account, ['other.example'])).toMatchObject(REFUSED)
    expect(await tested(under, changed, account, ['evil.example'])).toMatchObject({ ok: true })
    // Its own address, at which nothing changes.
    expect(await tested(under, connector, { ...account, url: EVIL })).toMatchObject(REFUSED)
    expect(await tested(under, changed, { ...account, url: connector.url })).toMatchObject({ ok: true })
    const many = { connector: changed, connectorId: null, accountIds: accounts.map(({ id }) => id) }
    expect(under.testBatches.start(many)).toMatchObject(REFUSED)
    expect(under.testBatches.start({ ...many, confirmedServers: ['evil.example'] })).toMatchObject({
      ok: true,
    })
  })

  it('with a password of the form, or without an account, asks nothing', async () => {
    const under = aComputer()
    const { connector, accounts } = await aConnectorWith(under, 1)
    const request = requestFor({ connector: { ...connector, url: EVIL }, connectorId: null }, accounts[0]!)
    const password = { kind: 'given', value: 'neu' } as const
    const account = { ...request.account!, password }
    expect(await under.connectionTests.start({ ...request, account })).toMatchObject({ ok: true })
    expect(await under.connectionTests.start({ ...request, account: null })).toMatchObject({ ok: true })
  })
})

type FileContent = { configuration: { connectors: ExportedConnector[] } }

/** An export of this computer that somebody has changed, opened on it. */
async function reopened(under: UnderTest, change: (connector: ExportedConnector) => void) {
  valueOf(await under.configuration.export({ kind: 'none' }))
  const content = JSON.parse(await readFile(file, 'utf8')) as FileContent
  content.configuration.connectors.forEach(change)
  await writeFile(file, JSON.stringify(content))
  const answer = valueOf(await under.configuration.open())
  if (!answer?.preview) throw new Error('closed')
  return { ...answer, preview: answer.preview }
}

const EVERYTHING = { connectors: [0], accounts: [{ connector: 0, account: 0 }] }

describe('a configuration file', () => {
  it.each([
    ['another server', { connectors: [0], accounts: [] }, (one: ExportedConnector) => void (one.url = EVIL)],
    [
      'another server for an account',
      { connectors: [], accounts: EVERYTHING.accounts },
      (one: ExportedConnector) => void (one.accounts[0]!.url = EVIL),
    ],
    [
      'another sign-in',
      EVERYTHING,
      (one: ExportedConnector) => {
        one.authenticationMethod = 'oauth2'
        one.oauth2 = { ...one.oauth2, clientId: 'x', authority: 'https://evil.example' }
      },
    ],
  ])(
    'with %s is refused until the person confirms it, and nothing of it is taken',
    async (_name, selection, change) => {
      const under = aComputer()
      const { connector, accounts } = await aConnectorWith(under, 1)
      await under.vault.set(accounts[0]!.id, 'geheim')
      const { id } = await reopened(under, change)
      expect(await under.configuration.import(id, selection)).toMatchObject(REFUSED)
      expect(valueOf(await under.connectors.list())[0]?.connector).toEqual(connector)
      expect((await under.configuration.import(id, selection, ['evil.example'])).ok).toBe(true)
    },
  )

  it('shows what it would send where, and whom it would trust', async () => {
    const under = aComputer()
    await aConnectorWith(under, 1)
    const { preview } = await reopened(under, (one) => {
      one.authenticationMethod = 'oauth2'
      one.oauth2 = { ...one.oauth2, clientId: 'x', authority: 'https://evil.example', tenant: 't' }
      one.trust = { ...one.trust, fingerprint: 'ab'.repeat(32) }
      one.accounts[0]!.url = EVIL
    })
    expect(preview.connectors[0]).toMatchObject({
      authority: 'https://evil.example/t',
      fingerprint: `${'AB:'.repeat(31)}AB`,
      accounts: [{ url: EVIL }],
    })
  })

  it.each([
    ['file://evil.example/share', 'url.not-https'],
    ['\\\\evil.example\\share', 'url.invalid'],
    ['//evil.example/share', 'url.invalid'],
    ['javascript:alert(1)', 'url.invalid'],
    ['data:text/xml,x', 'url.invalid'],
    ['ftp://evil.example/', 'url.not-https'],
    ['http://evil.example/', 'url.not-https'],
    ['https://anna:geheim@evil.example/', 'url.has-credentials'],
  ])('with %s for an address of connector or account is refused', async (url, code) => {
    const under = aComputer()
    await aConnectorWith(under, 1)
    const ofAccount = await reopened(under, (one) => void (one.accounts[0]!.url = url))
    expect(ofAccount.preview.connectors[0]?.accounts[0]).toMatchObject({
      state: 'refused',
      problem: { fields: [{ code }] },
    })
    const ofConnector = await reopened(under, (one) => void (one.url = url))
    expect(ofConnector.preview.connectors[0]).toMatchObject({
      state: 'refused',
      problem: { fields: [{ code }] },
    })
    const error = { ok: false, error: { fields: [{ code }] } }
    expect(await under.configuration.import(ofConnector.id, EVERYTHING, ['evil.example'])).toMatchObject(
      error,
    )
  })
})

describe('a table of accounts', () => {
  const ROW = (password: string) =>
    `Postfach;Emailkonto;Benutzer;Passwort;URL\nneu@firma.ch;prime1@firma.ch;x;${password};${EVIL}`

  it.each([
    [
      'as the user of Windows, who needs no password',
      { authenticationMethod: 'windows', windowsUser: 'signed-in' } as const,
    ],
    [
      'as an application',
      {
        authenticationMethod: 'oauth2',
        oauth2: { ...DEFAULT_OAUTH2, clientId: 'x', tenant: 'firma.ch', signIn: 'application-secret' },
      } as const,
    ],
  ])('signs in nowhere else %s before the person confirms it', async (_name, draft) => {
    const under = aComputer()
    const connector = valueOf(under.connectors.save(null, aConnector(draft)))
    await writeFile(file, ROW('geheim'))
    const opened = valueOf(await under.accountImport.open(connector.id))
    expect(opened?.preview.rows[0]).toMatchObject({ server: 'evil.example', problems: [] })
    const { id, mapping } = opened!
    expect(await under.accountImport.import(id, mapping, [2])).toMatchObject(REFUSED)
    expect((await under.accountImport.import(id, mapping, [2], ['evil.example'])).ok).toBe(true)
  })

  it('brings its own passwords to its own servers', async () => {
    const under = aComputer()
    const connector = valueOf(under.connectors.save(null, aConnector()))
    await writeFile(file, ROW('geheim'))
    const { id, mapping } = valueOf(await under.accountImport.open(connector.id))!
    expect((await under.accountImport.import(id, mapping, [2])).ok).toBe(true)
  })
})

describe('a file of a configuration that is made to harm', () => {
  const head =
    '{"format":"ms-ews-konnektor-configuration","version":1,"exportedAt":"2026-11-24T12:00:00.000Z","secrets":"none","configuration":'
  it.each([
    ['100,000 levels deep', `${head}${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['100,000 objects deep', `${head}${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}`],
    [
      'a prototype',
      `${head}{"connectors":[],"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}`,
    ],
    ['a prototype of the whole', `{"__proto__":{"format":"ms-ews-konnektor-configuration","version":1}}`],
    ['an enormous number', `${head}{"connectors":[{"maxFailedLogonAttempts":1e999}]}}`],
    ['a million connectors', `${head}{"connectors":[${'{},'.repeat(1_000_000)}{}]}}`],
    ['another version', head.replace('"version":1', '"version":1.5') + '{"connectors":[]}}'],
    ['a negative version', head.replace('"version":1', '"version":-1') + '{"connectors":[]}}'],
    ['nine megabytes', `${head}{"connectors":[]}}${' '.repeat(9_000_000)}`],
    ['UTF-16', Buffer.from(`\ufeff${head}{"connectors":[]}}`, 'utf16le').toString('latin1')],
    ['NULs', `${head}\0{"connectors":[]}}`],
  ])('%s is refused as a whole, and soon', async (_name, text) => {
    await writeFile(file, text, 'latin1')
    const { milliseconds } = await processorTime(async () => {
      expect(await aComputer().configuration.open()).toMatchObject({
        ok: false,
        error: { code: 'configuration.unreadable' },
      })
    })
    expect(milliseconds).toBeLessThan(5_000)
    expect('polluted' in {}).toBe(false)
  })

  it('of a newer version says so', async () => {
    await writeFile(file, head.replace('"version":1', '"version":2') + '{}}')
    expect(await aComputer().configuration.open()).toMatchObject({
      error: { code: 'configuration.newer-version' },
    })
  })

  it('with members twice counts the last, and is held to every rule', async () => {
    const under = aComputer()
    await aConnectorWith(under, 1)
    valueOf(await under.configuration.export({ kind: 'none' }))
    const text = await readFile(file, 'utf8')
    await writeFile(
      file,
      text.replace('"url":', `"url": "https://good.example/","url": "file:///etc/passwd","url":`),
    )
    const opened = valueOf(await under.configuration.open())
    expect(opened?.preview?.connectors[0]).toMatchObject({ state: 'existing', problem: null })
  })
})
