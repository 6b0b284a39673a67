/** A configuration travels from one computer to another: without secrets, or with them under a passphrase. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applicationSecretId } from '#electron/auth/application-credential.ts'
import { tokenSecretId } from '#electron/auth/token-store.ts'
import type { ExportSecrets, ImportSelection } from '#shared/domain/configuration.ts'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'
import { ok } from '#shared/result.ts'
import {
  aConnector,
  aConnectorWith,
  anAccount,
  primeAccountId,
  servicesUnderTest,
  valueOf,
  type UnderTest,
} from './services-under-test.ts'

const PASSPHRASE = 'Zwölf Boxkämpfer, 12'
const WITH_SECRETS: ExportSecrets = { kind: 'passphrase', passphrase: PASSPHRASE }
const NONE: ExportSecrets = { kind: 'none' }
const PASSWORD = 'geheim'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-export-'))
  file = path.join(folder, 'export.json')
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const aComputer = (): UnderTest =>
  servicesUnderTest({ askSavePath: async () => file, askOpenPath: async () => file })

/** One that knows none of the Winoffice Prime e-mail accounts yet, and can make them. */
function aNewComputer(): UnderTest {
  const services = aComputer()
  const { emailAccounts } = services.spy
  emailAccounts.splice(0)
  services.spy.createEmailAccount = ((draft: Omit<PrimeEmailAccount, 'id'>) => {
    const created = { ...draft, id: primeAccountId(emailAccounts.length + 5) }
    emailAccounts.push(created)
    return Promise.resolve(ok(created))
  }) as never
  return services
}

async function exported(secrets: ExportSecrets): Promise<UnderTest> {
  const services = aComputer()
  const { connector, accounts } = await aConnectorWith(services, 2)
  await services.vault.set(applicationSecretId(connector.id), 'application-secret')
  await services.vault.set(tokenSecretId(accounts[0]!.id), 'refresh-token')
  valueOf(await services.configuration.export(secrets))
  return services
}

const EVERYTHING: ImportSelection = {
  connectors: [0],
  accounts: [
    { connector: 0, account: 0 },
    { connector: 0, account: 1 },
  ],
}

async function opened(services: UnderTest) {
  const file = valueOf(await services.configuration.open())
  if (!file) throw new Error('closed')
  return file
}

async function unlocked(services: UnderTest) {
  const { id } = await opened(services)
  return valueOf(await services.configuration.unlock(id, PASSPHRASE))
}

async function accountsOf(services: UnderTest) {
  const [entry] = valueOf(await services.connectors.list())
  return entry ? valueOf(await services.accounts.list(entry.connector.id)) : []
}

describe('an export', () => {
  it('without secrets holds none, is told in numbers, and is readable by its owner alone', async () => {
    const services = await exported(NONE)
    const text = await readFile(file, 'utf8')
    expect(text).toContain('person1@firma.ch')
    for (const secret of [PASSWORD, 'application-secret', 'refresh-token']) expect(text).not.toContain(secret)
    expect((await stat(file)).mode & 0o077).toBe(0)
    expect(valueOf(await services.configuration.export(NONE))).toEqual({
      path: file,
      connectors: 1,
      accounts: 2,
      secrets: 0,
      unreadableSecrets: 0,
    })
  })

  it('with secrets takes passwords and application credentials, no tokens, and tells what it could not open', async () => {
    const services = await exported(WITH_SECRETS)
    const result = valueOf(await services.configuration.export(WITH_SECRETS))
    expect(result).toMatchObject({ secrets: 3, unreadableSecrets: 0 })
    const text = await readFile(file, 'utf8')
    for (const word of [PASSWORD, 'application-secret', 'refresh-token', 'firma.ch'])
      expect(text).not.toContain(word)
    const [entry] = await accountsOf(services)
    services.vault.clear(entry!.account.id)
    expect(valueOf(await services.configuration.export(WITH_SECRETS))).toMatchObject({ secrets: 2 })
    services.cipher.isForeign = true
    expect(valueOf(await services.configuration.export(WITH_SECRETS))).toMatchObject({
      secrets: 0,
      unreadableSecrets: 2,
    })
  })

  it('that cannot be written says so and leaves an earlier file as it was', async () => {
    await exported(NONE)
    const before = await readFile(file, 'utf8')
    const nowhere = servicesUnderTest({ askSavePath: async () => path.join(folder, 'missing', 'x.json') })
    expect(await nowhere.configuration.export(NONE)).toMatchObject({ error: { code: 'export.write-failed' } })
    expect(await readFile(file, 'utf8')).toBe(before)
    expect(valueOf(await servicesUnderTest().configuration.export(NONE))).toBeNull()
  })
})

describe('an import on a new computer', () => {
  it('makes connectors, accounts and their Winoffice Prime e-mail accounts anew', async () => {
    await exported(NONE)
    const services = aNewComputer()
    const { id, preview } = await opened(services)
    expect(preview?.connectors).toMatchObject([
      {
        name: 'Hauptsitz',
        state: 'new',
        accounts: [
          { mailbox: 'person1@firma.ch', primeAddress: 'prime1@firma.ch', state: 'new', hasSecret: false },
          { mailbox: 'person2@firma.ch', state: 'new' },
        ],
      },
    ])
    expect(valueOf(await services.configuration.import(id, EVERYTHING))).toEqual({
      connectors: 1,
      accounts: 2,
      secrets: 0,
    })
    expect(await accountsOf(services)).toMatchObject([
      { account: { mailbox: 'person1@firma.ch', userName: 'person1' }, password: 'none' },
      { account: { mailbox: 'person2@firma.ch' } },
    ])
    expect(services.spy.emailAccounts.map(({ address }) => address)).toEqual([
      'prime1@firma.ch',
      'prime2@firma.ch',
    ])
    expect(services.events).toContain('connectors.onDidChange')
  })

  it('brings the secrets into its vault after the right passphrase, and shows none of them before', async () => {
    await exported(WITH_SECRETS)
    const services = aNewComputer()
    const file = await opened(services)
    expect(file.preview).toBeNull()
    const wrong = await services.configuration.unlock(file.id, 'not the passphrase')
    expect(wrong).toMatchObject({ error: { code: 'configuration.wrong-passphrase' } })
    expect(await services.configuration.import(file.id, EVERYTHING)).toMatchObject({
      error: { code: 'configuration.not-open' },
    })
    const unlockedFile = valueOf(await services.configuration.unlock(file.id, PASSPHRASE))
    expect(JSON.stringify(unlockedFile)).not.toMatch(/geheim|application-secret/)
    expect(unlockedFile.preview?.connectors[0]).toMatchObject({
      hasSecret: true,
      accounts: [{ hasSecret: true }, {}],
    })
    expect(valueOf(await services.configuration.import(file.id, EVERYTHING)).secrets).toBe(3)
    const [entry] = await accountsOf(services)
    expect(await services.vault.get(entry!.account.id)).toEqual({ ok: true, value: PASSWORD })
    expect(await services.vault.get(applicationSecretId(entry!.account.connectorId))).toEqual({
      ok: true,
      value: 'application-secret',
    })
  })

  it('takes only what was chosen', async () => {
    await exported(NONE)
    const services = aNewComputer()
    const { id } = await opened(services)
    const some = { connectors: [0], accounts: [{ connector: 0, account: 1 }] }
    valueOf(await services.configuration.import(id, some))
    expect(await accountsOf(services)).toMatchObject([{ account: { mailbox: 'person2@firma.ch' } }])
  })

  it('refuses an account whose connector is neither chosen nor there', async () => {
    await exported(NONE)
    const services = aNewComputer()
    const { id } = await opened(services)
    const orphan = { connectors: [], accounts: [{ connector: 0, account: 0 }] }
    expect(await services.configuration.import(id, orphan)).toMatchObject({
      error: { code: 'connector.not-found' },
    })
    expect(valueOf(await services.connectors.list())).toEqual([])
  })

  it('that the disk refuses changes nothing and leaves no secrets', async () => {
    await exported(WITH_SECRETS)
    const services = aNewComputer()
    const { id } = await unlocked(services)
    services.files.connections!.broken = true
    expect(await services.configuration.import(id, EVERYTHING)).toMatchObject({
      error: { code: 'document.write-failed' },
    })
    expect(valueOf(await services.connectors.list())).toEqual([])
    expect(services.files.secrets?.content).toMatchObject({ data: { secrets: {} } })
  })
})

describe('an import where something is already', () => {
  it('knows what exists, replaces it only when chosen, and keeps its id', async () => {
    await exported(WITH_SECRETS)
    const services = aComputer()
    const { connector, accounts } = await aConnectorWith(services, 1, 'hauptsitz')
    valueOf(services.connectors.save(connector.id, aConnector({ name: 'hauptsitz', domain: 'ALT' })))
    await services.vault.set(accounts[0]!.id, 'alt')
    await services.vault.set(tokenSecretId(accounts[0]!.id), 'token')
    const { id, preview } = await unlocked(services)
    expect(preview?.connectors).toMatchObject([
      { state: 'existing', accounts: [{ state: 'existing' }, { state: 'new' }] },
    ])
    const onlyNew = { connectors: [], accounts: [{ connector: 0, account: 1 }] }
    valueOf(await services.configuration.import(id, onlyNew))
    expect(await services.vault.get(accounts[0]!.id)).toEqual({ ok: true, value: 'alt' })
    expect(valueOf(await services.connectors.list())[0]?.connector).toMatchObject({
      id: connector.id,
      domain: 'ALT',
    })
    expect(await accountsOf(services)).toHaveLength(2)

    const again = await unlocked(services)
    valueOf(await services.configuration.import(again.id, EVERYTHING))
    expect(valueOf(await services.connectors.list())).toHaveLength(1)
    expect(valueOf(await services.connectors.list())[0]?.connector).toMatchObject({
      id: connector.id,
      domain: 'FIRMA',
    })
    expect((await accountsOf(services)).map(({ account }) => account.id)).toContain(accounts[0]!.id)
    expect(await services.vault.get(accounts[0]!.id)).toEqual({ ok: true, value: PASSWORD })
    expect(await services.vault.state(tokenSecretId(accounts[0]!.id))).toBe('none')
  })

  it('refuses by the 1:1 rule a mailbox that another connector has, and names it', async () => {
    await exported(NONE)
    const services = aComputer()
    const other = valueOf(services.connectors.save(null, aConnector({ name: 'Filiale' })))
    const password = { kind: 'set', value: PASSWORD } as const
    valueOf(
      await services.accounts.save(null, anAccount(other.id, 3, { mailbox: 'PERSON1@firma.ch' }), password),
    )
    const { id, preview } = await opened(services)
    const problem = {
      code: 'account.mailbox-taken',
      params: { account: 'PERSON1@firma.ch', connector: 'Filiale' },
    }
    expect(preview?.connectors[0]?.accounts[0]).toMatchObject({ state: 'refused', problem })
    expect(await services.configuration.import(id, EVERYTHING)).toMatchObject({ error: problem })
    expect(valueOf(await services.connectors.list())).toHaveLength(1)
  })

  it('notices what has changed between preview and import', async () => {
    await exported(NONE)
    const services = aComputer()
    const { id } = await opened(services)
    const other = valueOf(services.connectors.save(null, aConnector({ name: 'Filiale' })))
    const taken = anAccount(other.id, 3, { mailbox: 'person2@firma.ch' })
    valueOf(await services.accounts.save(null, taken, { kind: 'set', value: PASSWORD }))
    expect(await services.configuration.import(id, EVERYTHING)).toMatchObject({
      error: { code: 'account.mailbox-taken' },
    })
  })
})

describe('a file', () => {
  const changed = async (
    change: (connectors: { name: string; url: string; accounts: object[] }[]) => void,
  ) => {
    await exported(NONE)
    const content = JSON.parse(await readFile(file, 'utf8')) as {
      configuration: { connectors: { name: string; url: string; accounts: object[] }[] }
    }
    change(content.configuration.connectors)
    await writeFile(file, JSON.stringify(content))
    const { preview } = await opened(aNewComputer())
    return preview?.connectors
  }

  it('with values that no form would take has them refused one by one', async () => {
    const preview = await changed((connectors) => {
      connectors.push({
        ...connectors[0]!,
        name: 'Unsicher',
        url: 'http://mail.firma.ch/EWS/Exchange.asmx',
        accounts: [],
      })
      connectors.push({ ...connectors[0]!, name: 'HAUPTSITZ', accounts: [] })
      Object.assign(connectors[0]!.accounts[0]!, { mailbox: 'no address' })
      Object.assign(connectors[0]!.accounts[1]!, { userName: '' })
    })
    expect(preview).toMatchObject([
      {
        state: 'new',
        accounts: [
          { state: 'refused', problem: { fields: [{ code: 'mailbox.invalid' }] } },
          { state: 'refused', problem: { fields: [{ code: 'user-name.required' }] } },
        ],
      },
      { state: 'refused', problem: { fields: [{ path: 'url' }] } },
      { state: 'refused', problem: { fields: [{ code: 'name.taken' }] } },
    ])
  })

  it('that names a mailbox twice has the second one refused', async () => {
    const preview = await changed(([connector]) => {
      connector!.accounts[1] = structuredClone(connector!.accounts[0]!)
    })
    expect(preview?.[0]?.accounts).toMatchObject([{ state: 'new' }, { state: 'refused' }])
  })

  it.each([
    ['too large', 'x'.repeat(8 * 1_048_576 + 1)],
    ['something else', '{}'],
  ])('that is %s is refused', async (_name, content) => {
    await writeFile(file, content)
    expect(await aComputer().configuration.open()).toMatchObject({
      error: { code: 'configuration.unreadable' },
    })
  })

  it('that is not there is refused, and a closed dialog is none', async () => {
    expect(await aComputer().configuration.open()).toMatchObject({
      error: { code: 'configuration.unreadable' },
    })
    expect(valueOf(await servicesUnderTest().configuration.open())).toBeNull()
  })

  it('that was discarded can no longer be imported', async () => {
    await exported(NONE)
    const services = aNewComputer()
    const { id } = await opened(services)
    services.configuration.discard(id)
    expect(await services.configuration.import(id, EVERYTHING)).toMatchObject({
      error: { code: 'configuration.not-open' },
    })
  })
})
