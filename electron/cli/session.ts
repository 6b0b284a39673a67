/**
 * The services of the application in plain Node: documents in memory but for the count of refused sign-ins, a vault that keeps the password for this run
 * only, and the engine in this process. The rules are therefore those of the window.
 */
import path from 'node:path'
import type { AppState, Incident } from '#shared/contract/contract.ts'
import type { TestReport } from '#shared/domain/connection-test.ts'
import { machineLanguage, type Settings } from '#shared/domain/settings.ts'
import type { SignInProgress } from '#shared/domain/sign-in.ts'
import type { SyncProgress } from '#shared/domain/sync.ts'
import type { AppError } from '#shared/errors.ts'
import { MemoryDocumentFile } from '../config/document-file.ts'
import { openDocuments, type Connections } from '../config/documents.ts'
import type { AskSavePath } from '../services/data-service.ts'
import type { EmitEvent } from '../services/events.ts'
import { nodeInspector } from '../exchange/transport/inspect-certificate.ts'
import { nodeTransports } from '../exchange/transport/node-account-transport.ts'
import type { ProxyServer } from '../exchange/transport/node-connector.ts'
import { fixedProxy } from '../exchange/transport/resolve-proxy.ts'
import { NO_DESKTOP } from '../services/create-sign-in.ts'
import { createServices, type Services } from '../services/services.ts'
import { Engine } from '../sync/engine.ts'
import { DocumentVault } from '../vault/secret-vault.ts'
import { jsonFile } from './json-file.ts'
import { productVersion, userAgent } from './product-version.ts'

export type SessionOptions = {
  /** `null`: nothing is stored or read; the engine is never used. */
  readonly dataFolder: string | null
  readonly connections?: Connections | undefined
  /** Those of the window. Default: as they are before anybody sets one. */
  readonly settings?: Settings | undefined
  readonly authorities?: readonly string[]
  readonly proxy?: ProxyServer | null
  readonly onSyncProgress?: (progress: SyncProgress) => void
  readonly onTestProgress?: (report: TestReport) => void
  readonly onSignInProgress?: (progress: SignInProgress) => void
  readonly askSavePath?: AskSavePath
  /** Something that people must know, for example that the database was damaged. */
  readonly onIncident: (incident: AppError) => void
}

export function openSession(options: SessionOptions): Services {
  const { dataFolder, connections, settings, authorities = [], proxy = null } = options
  const documents = openDocuments((name) => {
    // Else a script with a wrong password would lock the account run by run.
    if (name === 'failed-logons' && dataFolder !== null) {
      return jsonFile(path.join(dataFolder, 'command-line-failed-logons.json'))
    }
    const given = { connections, settings }[name]
    return new MemoryDocumentFile(given && { version: 1, data: given })
  })
  const version = productVersion()
  const told = new Set<string>()
  const tell = (incidents: readonly Incident[]): void => {
    for (const { at, error } of incidents) if (!told.has(at)) options.onIncident(error)
    for (const { at } of incidents) told.add(at)
  }
  // The name of an event decides about its payload; the compiler cannot follow that through a generic.
  const emit: EmitEvent = (name, payload) => {
    if (name === 'app.onDidChangeState') tell((payload as AppState).incidents)
    if (name === 'sync.onDidProgress') options.onSyncProgress?.(payload as SyncProgress)
    if (name === 'signIn.onDidProgress') options.onSignInProgress?.(payload as SignInProgress)
    if (name === 'connectionTests.onDidProgress') options.onTestProgress?.(payload as TestReport)
  }
  return createServices({
    info: {
      version,
      platform: `Node ${process.versions.node}, ${process.platform} ${process.arch}`,
      systemLanguage: machineLanguage(),
      dataFolder: dataFolder ?? '',
      isDemo: false,
      notices: [],
    },
    documents,
    testHistoryFile: () => new MemoryDocumentFile(),
    vault: new DocumentVault(documents.secrets, null),
    emit,
    createEngine: (callbacks) => new Engine({ primeFolder: primeFolderOf(dataFolder ?? '') }, callbacks),
    askSavePath: options.askSavePath ?? (() => Promise.resolve(null)),
    extraAuthorities: authorities,
    askOpenPath: () => Promise.resolve(null), // the command line asks for no file
    inspectCertificate: nodeInspector(() => Promise.resolve(proxy)),
    resolveProxy: fixedProxy(proxy),
    openTransport: nodeTransports({ userAgent: userAgent(), proxy }),
    desktop: NO_DESKTOP,
    loadRunner: async () => (await import('../diagnostics/run-connection-test.ts')).runConnectionTest,
  })
}

/** The same place as in the application. */
export function primeFolderOf(dataFolder: string): string {
  return path.join(dataFolder, 'prime')
}
