/**
 * Connection tests: on the values of the form, saved or not, several at a time, each with an id of its own.
 * A result is remembered only when the tested values are the saved ones.
 */
import { createHash, randomUUID } from 'node:crypto'
import { effectiveAccess } from '#shared/domain/connector.ts'
import { urlOf } from '#shared/domain/ews-account.ts'
import { instantOf, type ConnectionTestId, type ConnectorId, type EwsAccountId } from '#shared/domain/ids.ts'
import {
  TEST_STEPS,
  type TestPassword,
  type TestReport,
  type TestRequest,
} from '#shared/domain/connection-test.ts'
import { machineTimeZone, primeTimeZoneOf } from '#shared/domain/settings.ts'
import type { TestOwner } from '#shared/domain/test-record.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { LockOutProtection } from '../auth/lock-out-protection.ts'
import type { Documents } from '../config/documents.ts'
import type { RunOptions, runConnectionTest } from '../diagnostics/run-connection-test.ts'
import { subjectOf, type TestTarget } from '../diagnostics/step.ts'
import type { InspectCertificate } from '../exchange/transport/inspect-certificate.ts'
import type { OAuth2Credential } from '../exchange/credential.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { ResolveProxy } from '../exchange/transport/resolve-proxy.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import { accountCredential } from './account-credential.ts'
import { countedAttempts, logonOf } from './account-logon.ts'
import { withAuthorities } from './account-transports.ts'
import type { CertificateService } from './certificate-service.ts'
import type { EmitEvent } from './events.ts'
import type { LastResults } from './last-results.ts'
import { notConfirmed, serversTestedAnew } from './not-confirmed.ts'
import type { OAuth2Accounts } from './oauth2-accounts.ts'
import type { TestHistoryStore } from './test-history.ts'
import type { TestRecords } from './test-records.ts'
import { testedMailbox, testedServer } from './tested-values.ts'

export type RunConnectionTest = typeof runConnectionTest

export type ConnectionTestServiceParts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly oauth2: OAuth2Accounts
  readonly logons: LockOutProtection
  readonly results: LastResults
  readonly records: TestRecords
  readonly history: TestHistoryStore
  /** Of the product. */
  readonly version: string
  readonly emit: EmitEvent
  readonly extraAuthorities: readonly string[]
  readonly openTransport: OpenTransport
  readonly inspectCertificate: InspectCertificate
  readonly resolveProxy: ResolveProxy
  readonly certificates: Pick<CertificateService, 'look' | 'noteError'>
  /** Loaded at the first test: its network stack has no business in the start of the application. */
  readonly loadRunner: () => Promise<RunConnectionTest>
}

/** Who follows a test, and can end it. */
type TestWatch = Pick<RunOptions, 'id' | 'signal' | 'onProgress'>

export class ConnectionTestService {
  readonly #parts: ConnectionTestServiceParts
  readonly #running = new Map<ConnectionTestId, AbortController>()

  constructor(parts: ConnectionTestServiceParts) {
    this.#parts = parts
  }

  /**
   * Starts a test and answers with its first state; progress comes as events.
   * @returns `server.not-confirmed` before anything stored would go to a server that it did not go to
   */
  async start(request: TestRequest): Promise<Result<TestReport>> {
    const target = await this.#targetOf(request, 'tries-again')
    if (!target.ok) return target
    const id = randomUUID() as ConnectionTestId
    const abort = new AbortController()
    this.#running.set(id, abort)
    const report: TestReport = {
      id,
      startedAt: instantOf(new Date()),
      subject: subjectOf(target.value),
      steps: TEST_STEPS.map((step) => ({ id: step, state: 'pending' })),
      outcome: null,
    }
    const emit = (latest: TestReport): void => {
      this.#parts.emit('connectionTests.onDidProgress', latest)
    }
    const onProgress = (latest: TestReport): void => {
      if (latest.outcome === null) emit(latest)
    }
    void this.#run(target.value, request, { id, signal: abort.signal, onProgress })
      .then((ended) => {
        this.#rememberCertificate(request, ended)
        this.#parts.emit('connectors.onDidChange', null)
        emit(ended)
      })
      .finally(() => this.#running.delete(id))
    return ok(report)
  }

  /** Lets what is held of a password be tried once more, as a person who tests wants it; ends no pause. */
  release({ connector, account }: TestRequest): void {
    const logon = account && logonOf(connector, account.userName)
    if (logon) this.#parts.logons.release(logon)
  }

  /**
   * One test of many, to its end. Who may sign in once more was said before with `release`; that results have changed
   * is told by whoever knows that it was the last one. The certificate is not looked at for each of them.
   */
  async run(request: TestRequest, options: Omit<TestWatch, 'id'>): Promise<Result<TestReport>> {
    const target = await this.#targetOf(request, 'as-it-is')
    if (!target.ok) return target
    const id = randomUUID() as ConnectionTestId
    return ok(await this.#run(target.value, request, { ...options, id }))
  }

  /** A test that nobody watches: a password that was refused is not sent again. */
  async runUnattended(request: TestRequest, options: Omit<TestWatch, 'id'>): Promise<Result<TestReport>> {
    const ended = await this.run(request, options)
    if (ended.ok) this.#rememberCertificate(request, ended.value)
    this.#parts.emit('connectors.onDidChange', null)
    return ended
  }

  cancel(id: ConnectionTestId): Result<null> {
    this.#running.get(id)?.abort()
    return ok(null)
  }

  /** Cancels what runs; called when the application ends. */
  close(): void {
    for (const abort of this.#running.values()) abort.abort()
  }

  async #run(target: TestTarget, request: TestRequest, watch: TestWatch): Promise<TestReport> {
    try {
      const run = await this.#parts.loadRunner()
      const { records } = this.#parts
      const report = await run(target, {
        ...watch,
        onExchanges: (step, exchanges) => {
          records.keepExchanges(watch.id, step, exchanges)
        },
      })
      this.#remember(request, report)
      return report
    } catch (error) {
      const report = brokenReport(watch.id, target, error)
      this.#parts.records.keepReport(report, ownerOf(request))
      return report
    }
  }

  async #targetOf(request: TestRequest, logon: 'tries-again' | 'as-it-is'): Promise<Result<TestTarget>> {
    const { connector, account } = request
    const added = serversTestedAnew(request, this.#parts.documents.connections.get())
    const refused = notConfirmed(added, request.confirmedServers ?? [])
    if (refused) return failure(refused)
    const target = {
      url: new URL(account ? urlOf(account, connector) : connector.url),
      authenticationMethod: connector.authenticationMethod,
      trust: withAuthorities(connector.trust, this.#parts.extraAuthorities),
      openTransport: this.#parts.openTransport,
      inspectCertificate: this.#parts.inspectCertificate,
      zones: { prime: primeTimeZoneOf(this.#parts.documents.settings.get()), machine: machineTimeZone() },
      applicationId: connector.authenticationMethod === 'oauth2' ? connector.oauth2.clientId : null,
      syncIntervalMinutes: connector.sync.syncIntervalMinutes,
      now: Date.now,
      resolveProxy: this.#parts.resolveProxy,
    }
    if (!account) return ok({ ...target, account: null })
    const { mailbox, access, userName, password, sync } = account
    const allowed = logon === 'tries-again' ? this.#letTry(request) : ok(null)
    if (!allowed.ok) return allowed
    const credential = await accountCredential(connector, userName, {
      password: () => this.#passwordOf(password),
      oauth2: () => this.#oauth2Credential(request),
    })
    if (!credential.ok) return credential
    return ok({
      ...target,
      account: {
        ...{ mailbox, access: effectiveAccess(connector, access), credential: credential.value },
        ...countedAttempts(this.#parts.logons, connector, credential.value),
        sync,
        mayWrite: request.writing === 'allowed',
      },
    })
  }

  /** A person who tests wants it to be tried, also after a refusal. */
  async #oauth2Credential({
    connector,
    connectorId,
    account,
  }: TestRequest): Promise<Result<OAuth2Credential>> {
    const { connectors, accounts } = this.#parts.documents.connections.get()
    const id = account?.password.kind === 'stored' ? account.password.accountId : null
    const saved = accounts.find((candidate) => candidate.id === id) ?? null
    const owner = connectors.find((candidate) => candidate.id === (saved?.connectorId ?? connectorId))
    const credential = await this.#parts.oauth2.credential(connector, owner?.id ?? null, saved, 'again')
    return credential.ok ? credential : ok(refusing(credential.error, account?.mailbox ?? ''))
  }

  /** The same for a password. */
  #letTry(request: TestRequest): Result<null> {
    const { connector, account, resumes } = request
    const logon = account && logonOf(connector, account.userName)
    if (logon && resumes) return this.#parts.logons.resume(logon)
    this.release(request)
    return ok(null)
  }

  async #passwordOf(password: TestPassword): Promise<Result<string>> {
    return password.kind === 'given' ? ok(password.value) : await this.#parts.vault.get(password.accountId)
  }

  #remember(request: TestRequest, report: TestReport): void {
    const { records, history, results, version } = this.#parts
    const kept = records.keepReport(report, ownerOf(request))
    const { outcome } = report
    const id = this.#savedIdOf(request)
    if (outcome === null || outcome === 'cancelled' || id === null) return
    results.rememberTest(id, { at: instantOf(new Date()), outcome })
    const requestIds = records.requestIdsOf(report.id)
    history.remember(id, { report: kept, version, requestIds, valuesMark: this.valuesMarkOf(id) ?? '' })
  }

  #rememberCertificate(request: TestRequest, report: TestReport): void {
    const { connectorId: id } = request
    if (id === null || this.#savedIdOf(request) === null) return
    const tls = report.steps.find((step) => step.id === 'tls')
    if (tls?.state === 'failed') this.#parts.certificates.noteError(id, tls.error)
    if (
      tls?.state === 'passed' ||
      (tls?.state === 'warning' && tls.verdict.name !== 'not-encrypted-loopback')
    ) {
      void this.#parts.certificates.look(id)
    }
  }

  /** Differs when the saved values that a test is about differ; `null`: there is no such account or connector. */
  valuesMarkOf(owner: TestOwner): string | null {
    const { connectors, accounts } = this.#parts.documents.connections.get()
    const account = accounts.find(({ id }) => id === owner)
    const connector = connectors.find(({ id }) => id === (account?.connectorId ?? owner))
    if (!connector) return null
    const values = testedServer(connector) + (account ? testedMailbox(account) : '')
    return createHash('sha256').update(values).digest('base64url')
  }

  /** The account, or without one the connector, whose saved values are the tested ones. */
  #savedIdOf(request: TestRequest): ConnectorId | EwsAccountId | null {
    const { connector: tested, account, connectorId, accountId } = request
    const { connectors, accounts } = this.#parts.documents.connections.get()
    const connector = connectors.find((candidate) => candidate.id === connectorId)
    if (!connector || testedServer(connector) !== testedServer(tested)) return null
    if (!account) return connector.id
    const saved = accounts.find((candidate) => candidate.id === accountId)
    const sameAccount =
      saved?.connectorId === connector.id &&
      account.password.kind === 'stored' &&
      account.password.accountId === saved.id &&
      testedMailbox(saved) === testedMailbox(account)
    return sameAccount ? saved.id : null
  }
}

/** Whose values the form showed, changed or not. */
function ownerOf({ account, accountId, connectorId }: TestRequest): TestOwner | null {
  return account ? accountId : connectorId
}

/** The test itself broke: it says nothing about the server, but it ends and is shown. */
function brokenReport(id: ConnectionTestId, target: TestTarget, thrown: unknown): TestReport {
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  const error = appError('internal.unexpected', { reason })
  return {
    id,
    startedAt: instantOf(new Date()),
    subject: subjectOf(target),
    steps: TEST_STEPS.map((step, index) =>
      index === 0
        ? {
            id: step,
            state: 'failed',
            error,
            durationMilliseconds: 0,
            details: [],
            offers: [],
            exchangeCount: 0,
          }
        : { id: step, state: 'skipped', verdict: { name: 'skipped-after-failure', params: {} } },
    ),
    outcome: 'failed',
  }
}

/** Lets the step of the sign-in tell the error, after the steps that need nobody. */
function refusing(error: AppError, userName: string): OAuth2Credential {
  const tokens = { get: () => Promise.resolve(failure(error)), signInNeeded: () => error }
  return { kind: 'oauth2', userName, tokens }
}
