/** The window can set secrets and never read one: every call of the contract is made, and every answer searched. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applicationSecretId, storedCredential } from '#electron/auth/application-credential.ts'
import { tokenSecretId } from '#electron/auth/token-store.ts'
import { call } from '#electron/ipc/bind.ts'
import { handlersOf } from '#electron/ipc/handlers.ts'
import { CHANNELS, type Channel } from '#shared/contract/channels.ts'
import { PROXY_SECRET } from '#shared/domain/proxy.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/settings.ts'
import {
  aConnector,
  aConnectorWith,
  anAccount,
  primeAccountId,
  servicesUnderTest,
} from '../services/services-under-test.ts'

const PASSPHRASE = 'Zwölf Boxkämpfer, 12'
const SECRETS = {
  password: 'Gh3im-Wort-1',
  application: 'Gh3im-Wort-2',
  tokens: 'Gh3im-Wort-3',
  proxy: 'Gh3im-Wort-4',
  given: 'Gh3im-Wort-5',
}
const UNKNOWN = '00000000-0000-4000-8000-0000000000ff'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-secrets-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** In clear, and as it would stand in a header or in an encoded field. */
function formsOf(secret: string): string[] {
  return [secret, Buffer.from(secret).toString('base64').replace(/=+$/, ''), encodeURIComponent(secret)]
}

async function planted() {
  const told: unknown[] = []
  const file = path.join(folder, 'export.json')
  const services = servicesUnderTest({
    onEvent: (_name, payload) => told.push(payload),
    askSavePath: async () => file,
    askOpenPath: async () => file,
  })
  const { connector, accounts } = await aConnectorWith(services, 2)
  const [account] = accounts
  await services.vault.set(account!.id, SECRETS.password)
  await services.vault.set(tokenSecretId(account!.id), SECRETS.tokens)
  const credential = storedCredential({ kind: 'secret', secret: SECRETS.application })
  await services.vault.set(applicationSecretId(connector.id), credential)
  await services.vault.set(PROXY_SECRET, SECRETS.proxy)
  return { services, told, file, connector, account: account! }
}

describe('every call of the contract', () => {
  it('is answered without a secret, whether it succeeds or fails, and so is every event', async () => {
    const { services, told, file, connector, account } = await planted()
    const ask = (channel: Channel, input: unknown) =>
      call(channel, input, () => Promise.resolve(handlersOf(services)))
    const answers: Record<string, unknown> = {}
    const exported = await ask('configuration.export', {
      secrets: { kind: 'passphrase', passphrase: PASSPHRASE },
    })
    expect(exported).toMatchObject({ ok: true })
    const opened = await services.configuration.open()
    const importId = opened.ok ? opened.value?.id : undefined
    const { connectorId: _in, ...values } = anAccount(connector.id, 1)
    const tested = { mailbox: values.mailbox, userName: values.userName, access: 'own' }
    const inputs: readonly unknown[] = [
      null,
      DEFAULT_SETTINGS,
      { id: account.id },
      { id: connector.id },
      { id: importId, passphrase: PASSPHRASE },
      { id: importId, selection: { connectors: [], accounts: [] } },
      { id: UNKNOWN },
      { accountId: account.id },
      { connectorId: connector.id },
      { accountIds: [account.id] },
      { id: account.id, active: true },
      { id: connector.id, active: true },
      { id: connector.id, name: 'Kopie' },
      { id: connector.id, draft: aConnector() },
      { id: account.id, draft: anAccount(connector.id, 1), password: { kind: 'keep' } },
      { id: account.id, draft: anAccount(connector.id, 1), password: { kind: 'set', value: SECRETS.given } },
      { connectorId: connector.id, change: { kind: 'set-secret', secret: SECRETS.given } },
      { url: connector.url, trust: SYSTEM_TRUST },
      { authorities: [] },
      { connector: aConnector(), account: null, connectorId: connector.id, accountId: null },
      {
        connector: aConnector(),
        account: { ...tested, password: { kind: 'stored', accountId: account.id } },
        connectorId: connector.id,
        accountId: account.id,
      },
      {
        connector: aConnector(),
        account: { ...tested, password: { kind: 'given', value: SECRETS.given } },
        connectorId: null,
        accountId: null,
      },
      { secrets: { kind: 'none' } },
      { primeEmailAccountId: primeAccountId(1), offset: 0, limit: 10 },
    ]
    // What removes comes last; until then everything is asked of what is there.
    const last = CHANNELS.filter((channel) =>
      /remove|clear|discard|signOut|configuration\.open/.test(channel),
    )
    for (const channel of [...CHANNELS.filter((each) => !last.includes(each)), ...last]) {
      for (const [index, input] of inputs.entries())
        answers[`${channel} ${index}`] = await ask(channel, input)
    }
    const text = JSON.stringify([answers, told, exported])
    expect(Object.values(answers).filter((answer) => (answer as { ok: boolean }).ok).length).toBeGreaterThan(
      20,
    )
    expect(text).toContain(account.mailbox)
    for (const secret of Object.values(SECRETS)) {
      for (const form of formsOf(secret)) expect(text).not.toContain(form)
    }
    const written = await readFile(file, 'utf8')
    for (const secret of Object.values(SECRETS)) expect(written).not.toContain(secret)
  })
})
