/** All services of one application, put together. No Electron here: windows, dialogs and processes are ports. */
import type { Language } from '#shared/domain/settings.ts'
import type { TestOwner } from '#shared/domain/test-record.ts'
import { failure, ok } from '#shared/result.ts'
import { fillText } from '#shared/texts/fill.ts'
import { LockOutProtection } from '../auth/lock-out-protection.ts'
import type { DocumentFile } from '../config/document-file.ts'
import type { Documents } from '../config/documents.ts'
import type { EngineApi, EngineCallbacks } from '../sync/engine-api.ts'
import type { SrvLookup } from '../exchange/autodiscover/srv.ts'
import type { InspectCertificate } from '../exchange/transport/inspect-certificate.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { ResolveProxy } from '../exchange/transport/resolve-proxy.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import { AccessTokenService } from './access-token-service.ts'
import { AccountService } from './account-service.ts'
import { transportForAccount } from './account-transports.ts'
import { AutodiscoverService } from './autodiscover-service.ts'
import { CertificateService, type AskOpenPath } from './certificate-service.ts'
import { AppService, type AppInfo } from './app-service.ts'
import type { ApplicationCredentials } from './application-credentials.ts'
import { ConfigurationService } from './configuration-service.ts'
import { ConnectionTestService, type RunConnectionTest } from './connection-test-service.ts'
import { ConnectorService } from './connector-service.ts'
import { createSignIn, type Desktop } from './create-sign-in.ts'
import { DataService, type AskSavePath } from './data-service.ts'
import type { EmitEvent } from './events.ts'
import { failureNotification } from './failure-notification.ts'
import { HelpService } from './help-service.ts'
import { Incidents } from './incidents.ts'
import { LastResults } from './last-results.ts'
import type { ScheduleClock } from './schedule/clock.ts'
import { SHARED_TEXTS } from './sign-in-pages.ts'
import type { FailureNotice } from './schedule/failure-notices.ts'
import { TestHistoryStore } from './test-history.ts'
import { TestRecords } from './test-records.ts'
import { TestReportService } from './test-report-service.ts'
import { SyncReportService } from './sync-report-service.ts'
import type { SignInService } from './sign-in-service.ts'
import { SyncService } from './sync-service.ts'
import { TestBatchService } from './test-batch-service.ts'
import { TraceService } from './trace-service.ts'

export type ServiceParts = {
  readonly info: AppInfo
  readonly documents: Documents
  /** The file with the tests of one account or connector. */
  readonly testHistoryFile: (owner: TestOwner) => DocumentFile
  readonly vault: SecretVault
  readonly emit: EmitEvent
  readonly createEngine: (callbacks: EngineCallbacks) => EngineApi
  readonly askSavePath: AskSavePath
  readonly askOpenPath: AskOpenPath
  readonly extraAuthorities: readonly string[]
  readonly openTransport: OpenTransport
  readonly inspectCertificate: InspectCertificate
  readonly resolveProxy: ResolveProxy
  readonly desktop: Desktop
  readonly loadRunner: () => Promise<RunConnectionTest>
  /** Default: the DNS resolver of this computer. */
  readonly lookUpSrv?: SrvLookup
  /** Whether this computer has a network. Default: it has. */
  readonly isOnline?: () => boolean
  /** Default: the monotonic clock of this computer. */
  readonly clock?: ScheduleClock
}

export type Services = {
  readonly app: AppService
  readonly connectors: ConnectorService
  readonly accounts: AccountService
  readonly applicationCredentials: ApplicationCredentials
  readonly signIn: SignInService
  readonly accessTokens: AccessTokenService
  readonly autodiscover: AutodiscoverService
  readonly connectionTests: ConnectionTestService
  readonly testReports: TestReportService
  readonly testBatches: TestBatchService
  readonly sync: SyncService
  readonly reports: SyncReportService
  readonly data: DataService
  readonly certificates: CertificateService
  readonly configuration: ConfigurationService
  readonly traces: TraceService
  readonly help: HelpService
  readonly engine: EngineApi
  close(): Promise<void>
}

export function createServices(parts: ServiceParts): Services {
  const { documents, vault } = parts
  const emit: EmitEvent = (name, payload) => {
    parts.emit(name, payload)
    if (name === 'connectors.onDidChange' || name === 'app.onDidChangeState') void sync.refresh()
  }
  eraseLeftovers(documents, vault)
  const language = (): Language => {
    const chosen = documents.settings.get().language
    return chosen === 'system' ? parts.info.systemLanguage : chosen
  }
  const { oauth2, applicationCredentials, signIn, close } = createSignIn({
    ...parts,
    emit,
    language,
  })
  const traces = new TraceService({ ...parts, version: parts.info.version })
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
    onMailboxChange: (accountId) => {
      sync.onMailboxChange(accountId)
    },
    onNotificationMode: (accountId, mode) => {
      sync.onNotificationMode(accountId, mode)
    },
    onStoreNotice: (notice) => {
      incidents.add(notice)
      const { errors, notifications } = SHARED_TEXTS[language()]
      const body = fillText(errors[notice.code].what, notice.params)
      parts.desktop.notify({ title: notifications.incident, body })
    },
  })
  const incidents = new Incidents(documents.incidents, () => {
    emit('app.onDidChangeState', app.state())
  })
  const copyText = (text: string): void => {
    parts.desktop.copyText(text)
  }
  const app: AppService = new AppService({ ...parts, incidents, emit, copyText })
  const records = new TestRecords()
  const history = new TestHistoryStore(parts.testHistoryFile)
  const results = new LastResults(documents.results, (ids) => {
    records.forget(ids)
    for (const error of history.forget(ids)) incidents.add(error)
  })
  const certificates: CertificateService = new CertificateService({
    ...parts,
    emit,
    stopSync: (accountIds) => sync.cancel(accountIds),
  })
  const stopOf = certificates.stopOf.bind(certificates)
  const notify = (notice: FailureNotice): void => {
    const words = failureNotification(notice, documents.connections.get(), SHARED_TEXTS[language()])
    if (words) parts.desktop.notify(words)
  }
  const sync = new SyncService({ ...parts, engine, logons, results, emit, stopOf, notify })
  const shared = {
    ...{ documents, vault, logons, results, traces, certificates, oauth2, emit },
    stopSync: sync.cancel.bind(sync),
  }
  const configuration = new ConfigurationService({ ...parts, ...shared, engine })
  const connectionTests = new ConnectionTestService({
    ...{ ...parts, emit, oauth2, logons, results, certificates },
    ...{ records, history, version: parts.info.version },
  })
  const testReports = new TestReportService({
    ...{ ...parts, records, history, copyText },
    valuesMarkOf: connectionTests.valuesMarkOf.bind(connectionTests),
  })
  const testBatches = new TestBatchService({ documents, emit, tests: connectionTests })
  const autodiscover = new AutodiscoverService({ ...parts, emit, logons })
  return {
    app,
    connectors: new ConnectorService(shared),
    accounts: new AccountService({ ...shared, engine }),
    applicationCredentials,
    signIn,
    accessTokens: new AccessTokenService({ documents, oauth2 }),
    autodiscover,
    connectionTests,
    testBatches,
    testReports,
    sync,
    reports: new SyncReportService(documents, engine),
    data: new DataService(engine, parts.askSavePath),
    traces,
    help: new HelpService(),
    certificates,
    configuration,
    engine,
    close: async () => {
      close()
      testBatches.close()
      autodiscover.close()
      connectionTests.close()
      sync.close()
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
