/** All services of the application with documents in memory, an engine that only remembers, and a list of events. */
import { ACCOUNT_SYNC_DEFAULTS, CONNECTOR_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { MemoryDocumentFile } from '#electron/config/document-file.ts'
import type { SrvLookup } from '#electron/exchange/autodiscover/srv.ts'
import type { InspectCertificate } from '#electron/exchange/transport/inspect-certificate.ts'
import { fixedProxy } from '#electron/exchange/transport/resolve-proxy.ts'
import { openDocuments, type Documents } from '#electron/config/documents.ts'
import type { OpenTransport } from '#electron/exchange/transport/open-transport.ts'
import type { Policies } from '#electron/policies/policies.ts'
import type { AskOpenPath } from '#electron/services/certificate-service.ts'
import type { RunConnectionTest } from '#electron/services/connection-test-service.ts'
import type { AskSavePath } from '#electron/services/data-service.ts'
import type { ScheduleClock } from '#electron/services/schedule/clock.ts'
import type { EmitEvent } from '#electron/services/events.ts'
import { NO_DESKTOP, type Desktop } from '#electron/services/create-sign-in.ts'
import { createServices, type Services } from '#electron/services/services.ts'
import type { EngineApi, EngineCallbacks, SyncJob } from '#electron/sync/engine-api.ts'
import { engineCalls } from '#electron/sync/engine-calls.ts'
import type { UpdatePorts } from '#electron/updates/update-service.ts'
import { DocumentVault, type SecretCipher } from '#electron/vault/secret-vault.ts'
import { CONNECTOR_DEFAULTS, type ConnectorDraft } from '#shared/domain/connector.ts'
import type { EwsAccountDraft } from '#shared/domain/ews-account.ts'
import type { EwsAccountId, PrimeEmailAccountId } from '#shared/domain/ids.ts'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'

/** Fails on demand, as a full disk does. */
export class TestFile extends MemoryDocumentFile {
  broken = false

  override write(content: Readonly<Record<string, unknown>>): void {
    if (this.broken) throw new Error('disk full')
    super.write(content)
  }
}

/** Every call of the engine that nobody answers here. */
const UnansweredEngine = class {
  readonly close = () => Promise.resolve()

  constructor() {
    Object.assign(
      this,
      engineCalls(() => Promise.resolve(failure(appError('prime.unreadable'))) as never),
    )
  }
} as new () => EngineApi

export class EngineSpy extends UnansweredEngine implements EngineApi {
  readonly started: SyncJob[][] = []
  readonly cancelled: (EwsAccountId[] | null)[] = []
  readonly watched: string[][] = []
  readonly emailAccounts: PrimeEmailAccount[] = []
  callbacks: EngineCallbacks | null = null

  listEmailAccounts = () => Promise.resolve(ok([...this.emailAccounts]))
  createEmailAccount = () => Promise.resolve(failure(appError('prime.write-failed')))
  listEmails = () => Promise.resolve(ok({ total: 0, emails: [] }))
  openEmail = () => Promise.resolve(failure(appError('email.not-found')))
  exportPrimeItem = () => Promise.resolve(ok(null))
  watchMailboxes: EngineApi['watchMailboxes'] = ({ accounts }) => {
    this.watched.push(accounts.map(({ mailbox }) => mailbox))
    return Promise.resolve(ok(null))
  }

  startSync: EngineApi['startSync'] = ({ jobs }: { jobs: SyncJob[] }) => {
    this.started.push(jobs)
    for (const { accountId, trigger } of jobs) {
      this.callbacks?.onProgress({ accountId, state: 'waiting', trigger })
    }
    return Promise.resolve(ok(jobs.map(({ accountId }) => accountId)))
  }

  cancelSync = ({ accountIds }: { accountIds: EwsAccountId[] | null }) => {
    this.cancelled.push(accountIds)
    return Promise.resolve(ok(null))
  }
}

type TestCipher = SecretCipher & { isForeign: boolean }

/** Stands for the user of the operating system; `isForeign`: for another one. */
function plainCipher(): TestCipher {
  const cipher: TestCipher = {
    isForeign: false,
    encrypt: (plain) => Promise.resolve(Buffer.from(plain).reverse()),
    decrypt: (encrypted) =>
      cipher.isForeign
        ? Promise.reject(new Error('not for this key'))
        : Promise.resolve({ plain: Buffer.from(encrypted).reverse().toString(), shouldReEncrypt: false }),
  }
  return cipher
}

const outOfReach: InspectCertificate = () =>
  Promise.resolve(failure(appError('network.connection-refused', { host: 'mail.firma.ch', port: 443 })))

export type UnderTest = Services & {
  readonly spy: EngineSpy
  readonly files: Readonly<Record<string, TestFile>>
  readonly events: string[]
  readonly vault: DocumentVault
  readonly documents: Documents
  readonly cipher: TestCipher
}

export function servicesUnderTest(
  options: {
    loadRunner?: () => Promise<RunConnectionTest>
    onEvent?: EmitEvent
    openTransport?: OpenTransport
    lookUpSrv?: SrvLookup
    askSavePath?: AskSavePath
    dataFolder?: string
    clock?: ScheduleClock
    isOnline?: () => boolean
    policies?: Policies
    updates?: UpdatePorts
    /** Documents of an earlier start. */
    askOpenPath?: AskOpenPath
    inspectCertificate?: InspectCertificate
    desktop?: Desktop
    extraAuthorities?: readonly string[]
    /** Of services that were there before, as after a restart. */
    files?: Readonly<Record<string, TestFile>>
  } = {},
): UnderTest {
  const files: Record<string, TestFile> = { ...options.files }
  const documents = openDocuments((name) => (files[name] ??= new TestFile()))
  const cipher = plainCipher()
  const vault = new DocumentVault(documents.secrets, cipher)
  const events: string[] = []
  const spy = new EngineSpy()
  const services = createServices({
    info: {
      version: '0.0.0',
      platform: 'test',
      systemLanguage: 'de',
      dataFolder: options.dataFolder ?? '',
      isDemo: false,
      notices: [],
    },
    documents,
    testHistoryFile: (owner) => (files[owner] ??= new TestFile()),
    vault,
    emit: (name, payload) => {
      events.push(name)
      options.onEvent?.(name, payload)
    },
    createEngine: (callbacks) => {
      spy.callbacks = callbacks
      return spy
    },
    askSavePath: options.askSavePath ?? (() => Promise.resolve(null)),
    askOpenPath: options.askOpenPath ?? (() => Promise.resolve(null)),
    inspectCertificate: options.inspectCertificate ?? outOfReach,
    resolveProxy: fixedProxy(null),
    extraAuthorities: options.extraAuthorities ?? [],
    openTransport: options.openTransport ?? (() => Promise.reject(new Error('no server here'))),
    ...(options.clock && { clock: options.clock }),
    ...(options.lookUpSrv && { lookUpSrv: options.lookUpSrv }),
    ...(options.isOnline && { isOnline: options.isOnline }),
    ...(options.policies && { policies: options.policies }),
    ...(options.updates && { updates: options.updates }),
    desktop: options.desktop ?? NO_DESKTOP,
    loadRunner: options.loadRunner ?? (() => Promise.reject(new Error('no connection test here'))),
  })
  for (let number = 1; number <= PRIME_ACCOUNTS; number += 1) {
    spy.emailAccounts.push({
      id: primeAccountId(number),
      address: `prime${number}@firma.ch`,
      owner: { kind: 'employee', name: `Person ${number}` },
    })
  }
  return { ...services, spy, files, events, vault, documents, cipher }
}

/** E-mail accounts that Winoffice Prime has. */
const PRIME_ACCOUNTS = 50

export const primeAccountId = (number: number) =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as PrimeEmailAccountId

export const aConnector = (changes: Partial<ConnectorDraft> = {}): ConnectorDraft => ({
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

export const anAccount = (
  connectorId: EwsAccountDraft['connectorId'],
  number: number,
  changes: Partial<EwsAccountDraft> = {},
): EwsAccountDraft => ({
  connectorId,
  active: true,
  primeEmailAccountId: primeAccountId(number),
  mailbox: `person${number}@firma.ch`,
  access: 'own',
  userName: `person${number}`,
  url: '',
  sync: ACCOUNT_SYNC_DEFAULTS,
  ...changes,
})

/** The value of a result that must have succeeded. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error)}`)
  return result.value
}

/** A saved connector with saved accounts, each with the password `geheim`. */
export async function aConnectorWith(services: Services, accounts: number, name = 'Hauptsitz') {
  const connector = valueOf(services.connectors.save(null, aConnector({ name })))
  const saved = []
  for (let number = 1; number <= accounts; number += 1) {
    const entry = await services.accounts.save(null, anAccount(connector.id, number), {
      kind: 'set',
      value: 'geheim',
    })
    saved.push(valueOf(entry).account)
  }
  return { connector, accounts: saved }
}
