/** All services of one application, put together. No Electron here: windows, dialogs and processes are ports. */
import { ok } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import type { EngineApi, EngineCallbacks } from '../sync/engine-api.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import { AccountService } from './account-service.ts'
import { transportForAccount } from './account-transports.ts'
import { AppService, type AppInfo } from './app-service.ts'
import { ConnectionTestService, type RunConnectionTest } from './connection-test-service.ts'
import { ConnectorService } from './connector-service.ts'
import { DataService, type AskSavePath } from './data-service.ts'
import type { EmitEvent } from './events.ts'
import { HelpService } from './help-service.ts'
import { LastResults } from './last-results.ts'
import type { ScheduleClock } from './schedule/clock.ts'
import { SyncReportService } from './sync-report-service.ts'
import { SyncService } from './sync-service.ts'
import { TraceService } from './trace-service.ts'

export type ServiceParts = {
  readonly info: AppInfo
  readonly documents: Documents
  readonly vault: SecretVault
  readonly emit: EmitEvent
  readonly createEngine: (callbacks: EngineCallbacks) => EngineApi
  readonly askSavePath: AskSavePath
  readonly extraAuthorities: readonly string[]
  readonly openTransport: OpenTransport
  readonly loadRunner: () => Promise<RunConnectionTest>
  /** Whether this computer has a network. Default: it has. */
  readonly isOnline?: () => boolean
  /** Default: the monotonic clock of this computer. */
  readonly clock?: ScheduleClock
}

export type Services = {
  readonly app: AppService
  readonly connectors: ConnectorService
  readonly accounts: AccountService
  readonly connectionTests: ConnectionTestService
  readonly sync: SyncService
  readonly reports: SyncReportService
  readonly data: DataService
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
  const traces = new TraceService(parts.askSavePath, parts.info.version)
  const engine = parts.createEngine({
    transportFor: async (accountId) => {
      const opened = await transportForAccount(parts, accountId)
      return opened.ok ? ok(traces.traced(opened.value, accountId)) : opened
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
  })
  const results = new LastResults(documents.results)
  const sync = new SyncService({ ...parts, engine, results, emit })
  const shared = { documents, vault, results, traces, emit, stopSync: sync.cancel.bind(sync) }
  const connectionTests = new ConnectionTestService({ ...parts, results })
  return {
    app: new AppService(parts.info, documents, vault, emit),
    connectors: new ConnectorService(shared),
    accounts: new AccountService({ ...shared, engine }),
    connectionTests,
    sync,
    reports: new SyncReportService(documents, engine),
    data: new DataService(engine, parts.askSavePath),
    traces,
    help: new HelpService(),
    engine,
    close: async () => {
      connectionTests.close()
      sync.close()
      await engine.close()
    },
  }
}
