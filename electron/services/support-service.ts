/** The package for support: what would be in it, and its writing with progress and a cancel. */
import { arch, cpus, freemem, release, totalmem, type as systemType, userInfo, version } from 'node:os'
import path from 'node:path'
import { NO_RUN_FILTER } from '#shared/domain/sync-monitor.ts'
import { machineTimeZone } from '#shared/domain/settings.ts'
import type { SupportOptions, SupportPart } from '#shared/domain/support.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import { harOf } from '../exchange/trace/har.ts'
import { logFiles, LOG_FOLDER } from '../log/log-files.ts'
import { StandIns } from '../support/stand-ins.ts'
import { supportParts, type SupportFacts } from '../support/support-parts.ts'
import { SUPPORT_TEXTS } from '../support/support-texts.ts'
import { secretFilter } from '../support/without-secrets.ts'
import { writePackage, type PackagePart } from '../support/write-package.ts'
import type { EngineApi } from '../sync/engine-api.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import type { AppInfo, AppService } from './app-service.ts'
import type { ConfigurationService } from './configuration-service.ts'
import type { AskSavePath } from './data-service.ts'
import type { EmitEvent } from './events.ts'
import type { NetworkService } from './network-service.ts'
import { enteredSecrets } from './support-secrets.ts'
import type { SyncReportService } from './sync-report-service.ts'
import type { SyncService } from './sync-service.ts'
import type { TestHistoryStore } from './test-history.ts'
import type { TraceService } from './trace-service.ts'

export type SupportServiceParts = {
  readonly info: AppInfo
  readonly documents: Documents
  readonly vault: SecretVault
  readonly engine: Pick<EngineApi, 'listEmailAccounts'>
  readonly app: AppService
  readonly configuration: ConfigurationService
  readonly network: NetworkService
  readonly sync: SyncService
  readonly reports: SyncReportService
  readonly history: TestHistoryStore
  readonly traces: TraceService
  readonly askSavePath: AskSavePath
  readonly emit: EmitEvent
}

/** Of a part, as much as a person reads before it is saved. */
const MOST_PREVIEW_CHARACTERS = 200_000

export class SupportService {
  readonly #parts: SupportServiceParts
  #abort: AbortController | null = null

  constructor(parts: SupportServiceParts) {
    this.#parts = parts
  }

  /** What would be in it. */
  async preview(options: SupportOptions): Promise<Result<SupportPart[]>> {
    const parts = await this.#packageParts(options)
    return ok(parts.map(({ name, about, bytes }) => ({ name, about, bytes })))
  }

  /** One part as it would be written. */
  async open(options: SupportOptions, name: string): Promise<Result<{ text: string; isCut: boolean }>> {
    const part = (await this.#packageParts(options)).find((each) => each.name === name)
    let text = ''
    for await (const piece of part?.read() ?? []) {
      text += piece
      if (text.length > MOST_PREVIEW_CHARACTERS) break
    }
    const isCut = text.length > MOST_PREVIEW_CHARACTERS
    return ok({ text: text.slice(0, MOST_PREVIEW_CHARACTERS), isCut })
  }

  /** Asks where, then writes. @returns `null`: the dialog was closed */
  async save(options: SupportOptions): Promise<Result<{ path: string } | null>> {
    const day = new Date().toISOString().slice(0, 10)
    const file = await this.#parts.askSavePath(`MS EWS Konnektor Support ${day}.zip`)
    return file === null ? ok(null) : await this.writeTo(file, options)
  }

  /** @returns `support.cancelled`, `export.write-failed`; there is no file then */
  async writeTo(file: string, options: SupportOptions): Promise<Result<{ path: string }>> {
    const abort = new AbortController()
    this.#abort?.abort()
    this.#abort = abort
    try {
      const parts = await this.#packageParts(options)
      await writePackage(file, parts, abort.signal, (done) => {
        const progress = { done, total: parts.length, name: parts[done]?.name ?? '' }
        this.#parts.emit('support.onDidProgress', progress)
      })
      return ok({ path: file })
    } catch (error) {
      if (abort.signal.aborted) return failure(appError('support.cancelled'))
      const reason = error instanceof Error ? error.message : String(error)
      return failure(appError('export.write-failed', { file, reason }))
    }
  }

  cancel(): Result<null> {
    this.#abort?.abort()
    return ok(null)
  }

  close(): void {
    this.#abort?.abort()
  }

  async #packageParts(options: SupportOptions): Promise<PackagePart[]> {
    const { documents, vault } = this.#parts
    const withoutSecrets = secretFilter(await enteredSecrets(documents.connections.get(), vault))
    const standIns = options.names === 'replaced' ? await this.#standIns(options) : null
    const clean = (text: string): string => {
      const safe = withoutSecrets(text)
      return standIns ? standIns.replaceIn(safe) : safe
    }
    return supportParts(await this.#facts(options), options, clean, new Date())
  }

  /** Of everybody who is known by name; whoever else has an address gets one when it is met. */
  async #standIns({ language }: SupportOptions): Promise<StandIns> {
    const standIns = new StandIns(SUPPORT_TEXTS[language].person)
    const { accounts } = this.#parts.documents.connections.get()
    for (const { mailbox, userName } of accounts) {
      standIns.learn(mailbox)
      standIns.learn(userName)
    }
    const primes = await this.#parts.engine.listEmailAccounts(null)
    for (const { address, owner } of primes.ok ? primes.value : []) {
      standIns.learn(address)
      standIns.learn(owner.name)
    }
    const { proxy } = this.#parts.documents.settings.get()
    if (proxy.kind === 'server') standIns.learn(proxy.userName)
    // It stands in the path of the data folder.
    standIns.learn(userOfSystem())
    return standIns
  }

  async #facts(options: SupportOptions): Promise<SupportFacts> {
    const { documents, info, app, configuration, network, sync, reports, history, traces } = this.#parts
    const { connectors, accounts } = documents.connections.get()
    const owners = [...connectors, ...accounts].map(({ id }) => id)
    const creator = { name: 'MS EWS Konnektor', version: info.version }
    const exported = await configuration.withoutSecrets()
    const problems = await Promise.all(
      accounts.map(async ({ id }) => {
        const found = await reports.problems([id])
        const list = found.ok ? found.value.problems : { error: found.error }
        return [id, Array.isArray(list) ? list.map((each) => withSubject(each, options)) : list] as const
      }),
    )
    const runs = await reports.runs({ ...NO_RUN_FILTER, accountIds: null, after: null, limit: 200 })
    return {
      system: {
        ...systemFacts(info),
        settings: documents.settings.get(),
        proxyOfEnvironment: (await network.state()).environment,
        policies: app.state().policies,
      },
      configuration: exported.ok ? exported.value : { error: exported.error },
      accounts: {
        ids: accounts.map(({ id, connectorId, mailbox, active }) => ({ id, connectorId, mailbox, active })),
        schedule: sync.schedule(),
        results: documents.results.get(),
        refusedSignIns: documents.failedLogons.get().failed,
        signInsNeeded: documents.signIns.get().problems,
        certificates: documents.certificates.get(),
        notices: app.state().notices,
        incidents: app.state().incidents,
      },
      problems: Object.fromEntries(problems),
      runs: runs.ok ? runs.value.runs : { error: runs.error },
      tests: withSomething(owners.map((owner) => [owner, history.all(owner)] as const)),
      traces: withSomething(
        accounts.map(({ id }) => {
          const exchanges = traces.exchangesOf(id)
          const bare = exchanges.map((each) => ({ ...each, requestBody: null, responseBody: null }))
          return [id, bare.length === 0 ? [] : harOf(bare, creator)] as const
        }),
      ),
      logs: logFiles(path.join(info.dataFolder, LOG_FOLDER)),
    }
  }
}

function withSomething(entries: readonly (readonly [string, unknown])[]): Map<string, unknown> {
  return new Map(entries.filter(([, value]) => !(Array.isArray(value) && value.length === 0)))
}

function withSubject<T extends { readonly subject: string | null }>(problem: T, options: SupportOptions): T {
  return options.subjects === 'included' ? problem : { ...problem, subject: null }
}

function systemFacts(info: AppInfo) {
  return {
    product: info.version,
    platform: info.platform,
    node: process.versions.node,
    system: { type: systemType(), release: release(), version: version(), architecture: arch() },
    processors: cpus().length,
    memory: { total: totalmem(), free: freemem() },
    timeZone: machineTimeZone(),
    language: info.systemLanguage,
    dataFolder: info.dataFolder,
    uptimeSeconds: Math.round(process.uptime()),
  }
}

function userOfSystem(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}
