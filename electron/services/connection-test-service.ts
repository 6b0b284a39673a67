/**
 * Connection tests: on the values of the form, saved or not, several at a time, each with an id of its own.
 * A result is remembered only when the tested values are the saved ones.
 */
import { randomUUID } from 'node:crypto'
import { effectiveUserName } from '#shared/domain/ews-account.ts'
import { instantOf, type ConnectionTestId, type ConnectorId, type EwsAccountId } from '#shared/domain/ids.ts'
import { AVAILABLE_AUTHENTICATION_METHODS, type AuthenticationMethod } from '#shared/domain/connector.ts'
import {
  TEST_STEPS,
  type TestPassword,
  type TestReport,
  type TestRequest,
} from '#shared/domain/connection-test.ts'
import { sameTrust } from '#shared/domain/trust.ts'
import { appError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import type { runConnectionTest } from '../diagnostics/run-connection-test.ts'
import type { TestTarget } from '../diagnostics/step.ts'
import type { InspectCertificate } from '../exchange/transport/inspect-certificate.ts'
import type { OAuth2Credential } from '../exchange/credential.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import { withAuthorities } from './account-transports.ts'
import type { CertificateService } from './certificate-service.ts'
import type { EmitEvent } from './events.ts'
import type { LastResults } from './last-results.ts'
import type { OAuth2Accounts } from './oauth2-accounts.ts'

export type RunConnectionTest = typeof runConnectionTest

export type ConnectionTestServiceParts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly oauth2: OAuth2Accounts
  readonly results: LastResults
  readonly emit: EmitEvent
  readonly extraAuthorities: readonly string[]
  readonly openTransport: OpenTransport
  readonly inspectCertificate: InspectCertificate
  readonly certificates: Pick<CertificateService, 'look' | 'noteError'>
  /** Loaded at the first test: its network stack has no business in the start of the application. */
  readonly loadRunner: () => Promise<RunConnectionTest>
}

export class ConnectionTestService {
  readonly #parts: ConnectionTestServiceParts
  readonly #running = new Map<ConnectionTestId, AbortController>()

  constructor(parts: ConnectionTestServiceParts) {
    this.#parts = parts
  }

  /** Starts a test and answers with its first state; progress comes as events. */
  async start(request: TestRequest): Promise<Result<TestReport>> {
    const target = await this.#targetOf(request)
    if (!target.ok) return target
    const id = randomUUID() as ConnectionTestId
    const abort = new AbortController()
    this.#running.set(id, abort)
    const report: TestReport = {
      id,
      startedAt: instantOf(new Date()),
      steps: TEST_STEPS.map((step) => ({ id: step, state: 'pending' })),
      outcome: null,
    }
    void this.#run(target.value, request, id, abort.signal).finally(() => this.#running.delete(id))
    return ok(report)
  }

  cancel(id: ConnectionTestId): Result<null> {
    this.#running.get(id)?.abort()
    return ok(null)
  }

  /** Cancels what runs; called when the application ends. */
  close(): void {
    for (const abort of this.#running.values()) abort.abort()
  }

  async #run(
    target: TestTarget,
    request: TestRequest,
    id: ConnectionTestId,
    signal: AbortSignal,
  ): Promise<void> {
    let report: TestReport
    try {
      const run = await this.#parts.loadRunner()
      report = await run(target, {
        id,
        signal,
        onProgress: (latest) => {
          if (latest.outcome === null) this.#parts.emit('connectionTests.onDidProgress', latest)
        },
      })
      this.#remember(request, report)
    } catch (error) {
      report = brokenReport(id, error)
    }
    this.#parts.emit('connectionTests.onDidProgress', report)
  }

  async #targetOf(request: TestRequest): Promise<Result<TestTarget>> {
    const { connector, account } = request
    const target = {
      url: new URL(connector.url),
      authenticationMethod: connector.authenticationMethod,
      trust: withAuthorities(connector.trust, this.#parts.extraAuthorities),
      openTransport: this.#parts.openTransport,
      inspectCertificate: this.#parts.inspectCertificate,
    }
    if (!account) return ok({ ...target, account: null })
    if (connector.authenticationMethod === 'oauth2') {
      const credential = await this.#oauth2Credential(request)
      if (!credential.ok) return credential
      return ok({ ...target, account: { mailbox: account.mailbox, credential: credential.value } })
    }
    const password = await this.#passwordOf(account.password, connector.authenticationMethod)
    if (!password.ok) return password
    const userName = effectiveUserName(account.userName, connector.domain)
    const isWindows = connector.authenticationMethod === 'windows'
    return ok({
      ...target,
      account: {
        mailbox: account.mailbox,
        credential: { kind: isWindows ? 'windows' : 'basic', userName, password: password.value },
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
    return await this.#parts.oauth2.credential(connector, owner?.id ?? null, saved, 'again')
  }

  /** A method that is not carried out yet asks for no password: the step of the sign-in says what is missing. */
  async #passwordOf(password: TestPassword, method: AuthenticationMethod): Promise<Result<string>> {
    if (password.kind === 'given') return ok(password.value)
    return AVAILABLE_AUTHENTICATION_METHODS.includes(method)
      ? await this.#parts.vault.get(password.accountId)
      : ok('')
  }

  #remember(request: TestRequest, report: TestReport): void {
    const { outcome } = report
    if (outcome === null || outcome === 'cancelled') return
    const id = this.#savedIdOf(request)
    if (id === null) return
    this.#parts.results.rememberTest(id, { at: instantOf(new Date()), outcome })
    if (request.connectorId) this.#rememberCertificate(request.connectorId, report)
    this.#parts.emit('connectors.onDidChange', null)
  }

  #rememberCertificate(id: ConnectorId, report: TestReport): void {
    const tls = report.steps.find((step) => step.id === 'tls')
    if (tls?.state === 'failed') this.#parts.certificates.noteError(id, tls.error)
    if (
      tls?.state === 'passed' ||
      (tls?.state === 'warning' && tls.verdict.name === 'certificate-expires-soon')
    ) {
      void this.#parts.certificates.look(id)
    }
  }

  /** The account, or without one the connector, whose saved values are the tested ones. */
  #savedIdOf(request: TestRequest): ConnectorId | EwsAccountId | null {
    const { connector: tested, account, connectorId, accountId } = request
    const { connectors, accounts } = this.#parts.documents.connections.get()
    const connector = connectors.find((candidate) => candidate.id === connectorId)
    const sameConnector =
      connector?.url === tested.url &&
      connector.domain === tested.domain &&
      connector.authenticationMethod === tested.authenticationMethod &&
      sameTrust(connector.trust, tested.trust)
    if (!connector || !sameConnector) return null
    if (!account) return connector.id
    const saved = accounts.find((candidate) => candidate.id === accountId)
    const sameAccount =
      saved?.connectorId === connector.id &&
      account.password.kind === 'stored' &&
      account.password.accountId === saved.id &&
      saved.mailbox === account.mailbox &&
      saved.userName === account.userName
    return sameAccount ? saved.id : null
  }
}

/** The test itself broke: it says nothing about the server, but it ends and is shown. */
function brokenReport(id: ConnectionTestId, thrown: unknown): TestReport {
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  const error = appError('internal.unexpected', { reason })
  return {
    id,
    startedAt: instantOf(new Date()),
    steps: TEST_STEPS.map((step, index) =>
      index === 0
        ? { id: step, state: 'failed', error, durationMilliseconds: 0, details: [] }
        : { id: step, state: 'skipped', verdict: { name: 'skipped-after-failure', params: {} } },
    ),
    outcome: 'failed',
  }
}
