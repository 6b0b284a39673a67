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
import { NO_UPDATES, UpdateService, type UpdatePorts } from '../updates/update-service.ts'
import { governConnections } from '../policies/govern-connections.ts'
import { governSettings } from '../policies/govern-settings.ts'
import { Policies } from '../policies/policies.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import { AccessTokenService } from './access-token-service.ts'
import { AccountService } from './account-service.ts'
import { transportForAccount } from './account-transports.ts'
import { BackgroundService, NO_BACKGROUND, type BackgroundPort } from './background-service.ts'
import { AccountImportService } from './account-import-service.ts'
import { AutodiscoverService } from './autodiscover-service.ts'
import { CertificateService, type AskOpenPath } from './certificate-service.ts'
import { AppService, type AppInfo } from './app-service.ts'
import type { ApplicationCredentials } from './application-credentials.ts'
import { ConfigurationService } from './configuration-service.ts'
import { ConnectionTestService, type RunConnectionTest } from './connection-test-service.ts'
import { ConnectorService } from './connector-service.ts'
import { createSignIn, type Desktop } from './create-sign-in.ts'
import { DataFolderService, fixedDataFolder, type DataFolderPorts } from './data-folder-service.ts'
import { DataService, type AskSavePath } from './data-service.ts'
import { Deletions } from './deletions.ts'
import type { EmitEvent } from './events.ts'
import { failureNotification, stopNotification } from './failure-notification.ts'
import { HelpService } from './help-service.ts'
import { Incidents } from './incidents.ts'
import { LogService } from './log-service.ts'
import { LastResults } from './last-results.ts'
import { NO_LEAVING, type LeavingPort } from './leaving.ts'
import { NetworkService } from './network-service.ts'
import type { ScheduleClock } from './schedule/clock.ts'
import { SHARED_TEXTS } from './sign-in-pages.ts'
import type { FailureNotice } from './schedule/failure-notices.ts'
import { TestHistoryStore } from './test-history.ts'
import { TestRecords } from './test-records.ts'
import { TestReportService } from './test-report-service.ts'
import { SyncReportService } from './sync-report-service.ts'
import { ExpiryNotices } from './expiry-notices.ts'
import { OverviewService } from './overview-service.ts'
import { PolicyService, type PolicyServiceParts } from './policy-service.ts'
import type { SignInService } from './sign-in-service.ts'
import { SupportService } from './support-service.ts'
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
  /** Instead of the settings. Default: the settings say it. */
  readonly proxyOfEnvironment?: () => string | null
  /** Moving the data folder. Default: it stays where it is. */
  readonly dataFolder?: DataFolderPorts
  /** The names of the events of the log. Default: there is none. */
  readonly logEvents?: readonly string[]
  readonly desktop: Desktop
  /** Default: there is no desktop to stay on without a window. */
  readonly background?: BackgroundPort
  readonly loadRunner: () => Promise<RunConnectionTest>
  /** Default: the DNS resolver of this computer. */
  readonly lookUpSrv?: SrvLookup
  /** What is done about unsaved changes at the end. Default: there is no window. */
  readonly leaving?: LeavingPort
  /** Updates of the application itself. Default: there are none. */
  readonly updates?: UpdatePorts
  /** Whether this computer has a network. Default: it has. */
  readonly isOnline?: () => boolean
  /** Default: the monotonic clock of this computer. */
  readonly clock?: ScheduleClock
  /** Read already. Default: there are none. */
  readonly policies?: Policies
  readonly logPolicies?: PolicyServiceParts['log']
}

export type Services = {
  readonly app: AppService
  readonly overview: OverviewService
  readonly expiryNotices: ExpiryNotices
  readonly background: BackgroundService
  readonly policies: PolicyService
  readonly connectors: ConnectorService
  readonly accounts: AccountService
  readonly deletions: Deletions
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
  readonly accountImport: AccountImportService
  readonly traces: TraceService
  readonly help: HelpService
  readonly network: NetworkService
  readonly logs: LogService
  readonly support: SupportService
  readonly dataFolder: DataFolderService
  readonly leaving: LeavingPort
  readonly updates: UpdateService
  readonly engine: EngineApi
  close(): Promise<void>
}

export function createServices(parts: ServiceParts): Services {
  const { documents, vault } = parts
  const policySource = parts.policies ?? new Policies()
  let policies: PolicyService | null = null
  governSettings(documents, policySource)
  governConnections(documents, policySource)
  const folder = parts.dataFolder ?? fixedDataFolder(parts.info.dataFolder)
  const emit: EmitEvent = (name, payload) => {
    parts.emit(name, payload)
    if (name === 'connectors.onDidChange' || name === 'app.onDidChangeState') void sync.refresh()
    if (name === 'app.onDidChangeState') updates.settingsChanged()
    overview.onEvent(name, payload)
  }
  const language = (): Language => {
    const chosen = documents.settings.get().language
    return chosen === 'system' ? parts.info.systemLanguage : chosen
  }
  const { oauth2, applicationCredentials, signIn, close } = createSignIn({
    ...parts,
    emit,
    language,
  })
  const refusalOf = policySource.refusalOf.bind(policySource)
  const traces = new TraceService({ ...parts, version: parts.info.version, refusalOf })
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
      parts.desktop.notify({ title: notifications.incident, body, place: { screen: 'overview' } })
    },
  })
  const incidents = new Incidents(documents.incidents, () => {
    emit('app.onDidChangeState', app.state())
  })
  const copyText = (text: string): void => {
    parts.desktop.copyText(text)
  }
  const app: AppService = new AppService({ ...parts, incidents, emit, copyText, policies: () => policies })
  const records = new TestRecords()
  const history = new TestHistoryStore(parts.testHistoryFile, () => documents.settings.get().testHistoryDays)
  const results = new LastResults(documents.results, (ids) => {
    records.forget(ids)
    for (const error of history.forget(ids)) incidents.add(error)
  })
  const certificates: CertificateService = new CertificateService({
    ...parts,
    emit,
    stopSync: (accountIds) => sync.cancel(accountIds),
    onDidStop: (connectorId, stop) => {
      parts.desktop.notify(stopNotification(connectorId, stop, SHARED_TEXTS[language()]))
    },
  })
  const stopOf = certificates.stopOf.bind(certificates)
  const notify = (notice: FailureNotice): void => {
    const words = failureNotification(notice, documents.connections.get(), SHARED_TEXTS[language()])
    if (words) parts.desktop.notify(words)
  }
  const reports = new SyncReportService(documents, engine)
  const sync: SyncService = new SyncService({
    ...{ ...parts, engine, logons, results, emit, stopOf, notify },
    recoverable: () => deletions.recoverable(),
    isPlanning: () => reports.isPlanning,
  })
  const deletions = new Deletions({
    ...{ documents, vault, results, traces, certificates, oauth2, emit, clock: parts.clock },
    stopSync: sync.cancel.bind(sync),
  })
  deletions.finishLeftovers()
  const shared = {
    ...{ documents, vault, logons, results, certificates, oauth2, applicationCredentials, deletions, emit },
    stopSync: sync.cancel.bind(sync),
  }
  const configuration = new ConfigurationService({ ...parts, ...shared, engine, refusalOf })
  const accountImport = new AccountImportService({ ...parts, ...shared, engine, language, refusalOf })
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
  const connectors = new ConnectorService(shared)
  const accounts = new AccountService({ ...shared, engine })
  policies = new PolicyService({
    ...{ policies: policySource, documents, connectors, log: parts.logPolicies },
    onDidChange: () => {
      emit('app.onDidChangeState', app.state())
    },
  })
  const overview: OverviewService = new OverviewService({
    ...{ app, connectors, accounts, applicationCredentials, sync, incidents, emit },
    document: documents.problems,
  })
  const expiryNotices = new ExpiryNotices({
    ...{ overview, language, document: documents.toldExpiries },
    texts: () => SHARED_TEXTS[language()].background,
    notify: (notice) => {
      parts.desktop.notify(notice)
    },
  })
  const updates: UpdateService = new UpdateService({
    ...{ ...parts, ...(parts.updates ?? NO_UPDATES), ...parts.info, emit },
    settings: () => documents.settings.get().updates,
    document: documents.updates,
    tell: (update) => {
      const { notifications } = SHARED_TEXTS[language()]
      const title = fillText(notifications.update, { version: update.version })
      parts.desktop.notify({ title, body: notifications.updateText, place: { screen: 'settings' } })
    },
  })
  const network = new NetworkService({
    ...parts,
    proxyOfEnvironment: parts.proxyOfEnvironment ?? (() => null),
  })
  const support = new SupportService({
    ...{ ...parts, engine, app, configuration, network, sync, reports, history, traces, emit },
  })
  policies.apply()
  return {
    app,
    support,
    expiryNotices,
    overview,
    policies,
    connectors,
    accounts,
    deletions,
    background: new BackgroundService(parts.background ?? NO_BACKGROUND),
    applicationCredentials,
    signIn,
    accessTokens: new AccessTokenService({ documents, oauth2 }),
    autodiscover,
    connectionTests,
    testBatches,
    testReports,
    sync,
    reports,
    data: new DataService({ ...parts, ...{ engine, emit, askFolder: folder.askFolder } }),
    traces,
    network,
    dataFolder: new DataFolderService({
      ...folder,
      emit,
      addIncident: (error) => {
        incidents.add(error)
      },
    }),
    logs: new LogService({ ...parts, dataFolder: parts.info.dataFolder, events: parts.logEvents ?? [] }),
    help: new HelpService(parts.desktop),
    leaving: parts.leaving ?? NO_LEAVING,
    updates,
    certificates,
    configuration,
    accountImport,
    engine,
    close: async () => {
      updates.close()
      deletions.finishAll()
      close()
      policies.close()
      expiryNotices.close()
      overview.close()
      testBatches.close()
      autodiscover.close()
      connectionTests.close()
      sync.close()
      certificates.close()
      configuration.close()
      accountImport.close()
      traces.close()
      support.close()
      await engine.close()
    },
  }
}
