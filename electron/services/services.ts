/** All services of one application, put together. No Electron here: windows, dialogs and processes are ports. */
import { failure, ok } from '#shared/result.ts'
import { LockOutProtection } from '../auth/lock-out-protection.ts'
import type { Documents } from '../config/documents.ts'
import type { EngineApi, EngineCallbacks } from '../sync/engine-api.ts'
import type { InspectCertificate } from '../exchange/transport/inspect-certificate.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import { AccountService } from './account-service.ts'
import { transportForAccount } from './account-transports.ts'
import { CertificateService, type AskOpenPath } from './certificate-service.ts'
import { AppService, type AppInfo } from './app-service.ts'
import type { ApplicationCredentials } from './application-credentials.ts'
import { ConfigurationService } from './configuration-service.ts'
import { ConnectionTestService, type RunConnectionTest } from './connection-test-service.ts'
import { ConnectorService } from './connector-service.ts'
import { createSignIn, type Desktop } from './create-sign-in.ts'
import { DataService, type AskSavePath } from './data-service.ts'
import type { EmitEvent } from './events.ts'
import { LastResults } from './last-results.ts'
import type { SignInService } from './sign-in-service.ts'
import { SyncService } from './sync-service.ts'
import { TraceService } from './trace-service.ts'

export type ServiceParts = {
  readonly info: AppInfo
  readonly documents: Documents
  readonly vault: SecretVault
  readonly emit: EmitEvent
  readonly createEngine: (callbacks: EngineCallbacks) => EngineApi
  readonly askSavePath: AskSavePath
  readonly askOpenPath: AskOpenPath
  readonly extraAuthorities: readonly string[]
  readonly openTransport: OpenTransport
  readonly inspectCertificate: InspectCertificate
  readonly desktop: Desktop
  readonly loadRunner: () => Promise<RunConnectionTest>
}

export type Services = {
  readonly app: AppService
  readonly connectors: ConnectorService
  readonly accounts: AccountService
  readonly applicationCredentials: ApplicationCredentials
  readonly signIn: SignInService
  readonly connectionTests: ConnectionTestService
  readonly sync: SyncService
  readonly data: DataService
  readonly certificates: CertificateService
  readonly configuration: ConfigurationService
  readonly traces: TraceService
  readonly engine: EngineApi
  close(): Promise<void>
}

export function createServices(parts: ServiceParts): Services {
  const { documents, vault, emit } = parts
  eraseLeftovers(documents, vault)
  const { oauth2, applicationCredentials, signIn, close } = createSignIn({
    ...parts,
    language: () => {
      const { language } = documents.settings.get()
      return language === 'system' ? parts.info.systemLanguage : language
    },
  })
  const traces = new TraceService(parts.askSavePath, parts.info.version)
  const logons = new LockOutProtection(documents.failedLogons, {
    onDidChange: () => {
      emit('connectors.onDidChange', null)
    },
  })
  const engine = parts.createEngine({
    transportFor: async (accountId) => {
      const stop = certificates.stopOfAccount(accountId)
      if (stop) return failure(stop)
      const opened = await transportForAccount({ ...parts, oauth2, logons }, accountId)
      return opened.ok ? ok(certificates.watched(traces.traced(opened.value, accountId), accountId)) : opened
    },
    onProgress: (progress) => {
      sync.onProgress(progress)
    },
  })
  const results = new LastResults(documents.results)
  const certificates: CertificateService = new CertificateService({
    ...parts,
    stopSync: (accountIds) => sync.cancel(accountIds),
  })
  const stopOf = certificates.stopOf.bind(certificates)
  const sync = new SyncService({ documents, engine, logons, results, emit, stopOf })
  const shared = {
    ...{ documents, vault, logons, results, traces, certificates, oauth2, emit },
    stopSync: sync.cancel.bind(sync),
  }
  const configuration = new ConfigurationService({ ...parts, ...shared, engine })
  const connectionTests = new ConnectionTestService({ ...parts, oauth2, logons, results, certificates })
  return {
    app: new AppService(parts.info, documents, vault, emit, (text) => {
      parts.desktop.copyText(text)
    }),
    connectors: new ConnectorService(shared),
    accounts: new AccountService({ ...shared, engine }),
    applicationCredentials,
    signIn,
    connectionTests,
    sync,
    data: new DataService(engine, parts.askSavePath),
    traces,
    certificates,
    configuration,
    engine,
    close: async () => {
      close()
      connectionTests.close()
      certificates.close()
      configuration.close()
      await engine.close()
    },
  }
}

/** Only what was noted for erasure goes, and only while the connections are known for certain. */
function eraseLeftovers({ connections }: Documents, vault: SecretVault): void {
  if (connections.notice !== null) return
  const { connectors, accounts } = connections.get()
  const ids = new Set<string>([...connectors, ...accounts].map(({ id }) => id))
  vault.finishErasing((owner) => ids.has(owner))
}
