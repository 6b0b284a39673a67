/** Control of the synchronisation: which accounts take part, what runs now, and the last results. */
import { effectiveAccess } from '#shared/domain/connector.ts'
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncProgress } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, type Result } from '#shared/result.ts'
import type { LockOutProtection } from '../auth/lock-out-protection.ts'
import type { Documents } from '../config/documents.ts'
import type { EngineApi, SyncJob } from '../sync/engine-api.ts'
import { signInName } from './account-credential.ts'
import type { EmitEvent } from './events.ts'
import type { LastResults } from './last-results.ts'

/** Progress of one account reaches the screen at most this often; the end always does. */
const PROGRESS_INTERVAL_MILLISECONDS = 100

export type SyncServiceParts = {
  readonly documents: Documents
  readonly engine: Pick<EngineApi, 'startSync' | 'cancelSync'>
  readonly logons: Pick<LockOutProtection, 'release'>
  readonly results: LastResults
  readonly emit: EmitEvent
  /** Why no account of a connector may connect now, or `null`. */
  readonly stopOf: (connectorId: ConnectorId) => AppError | null
}

export class SyncService {
  readonly #parts: SyncServiceParts
  readonly #current = new Map<EwsAccountId, SyncProgress>()
  readonly #emittedAt = new Map<EwsAccountId, number>()
  /** Starts that the engine has not answered yet; a cancellation then must reach it behind them. */
  #starting = 0

  constructor(parts: SyncServiceParts) {
    this.#parts = parts
  }

  /**
   * Starts the active accounts of active connectors among `accountIds` (`null`: among all).
   * @param by a person wants a refused password to be tried once more, a schedule never does
   * @returns the accounts that start now; `sync.nothing-active`, or what stops their connector, when none could
   */
  async start(
    accountIds: readonly EwsAccountId[] | null,
    by: 'person' | 'schedule' = 'person',
  ): Promise<Result<EwsAccountId[]>> {
    const jobs = this.#jobsOf(accountIds)
    if (jobs.length === 0) return failure(this.#stopAmong(accountIds) ?? appError('sync.nothing-active'))
    if (by === 'person') for (const { url, userName } of jobs) this.#parts.logons.release({ url, userName })
    this.#starting += 1
    const started = await this.#parts.engine.startSync({ jobs }).finally(() => {
      this.#starting -= 1
    })
    if (started.ok && started.value.length === 0) return failure(appError('sync.already-running'))
    return started
  }

  async cancel(accountIds: EwsAccountId[] | null): Promise<Result<null>> {
    // Without a run there is nothing to cancel, and no reason to start the sync host.
    const isRunning = [...this.#current.values()].some((progress) => progress.state !== 'ended')
    if (!isRunning && this.#starting === 0) return { ok: true, value: null }
    return await this.#parts.engine.cancelSync({ accountIds })
  }

  /** The latest progress of every account that runs or has run since the application started. */
  current(): SyncProgress[] {
    return [...this.#current.values()]
  }

  onProgress(progress: SyncProgress): void {
    this.#current.set(progress.accountId, progress)
    if (progress.state === 'ended') {
      this.#remember(progress)
      this.#emittedAt.delete(progress.accountId)
      this.#parts.emit('sync.onDidProgress', progress)
      this.#parts.emit('connectors.onDidChange', null)
      return
    }
    const now = performance.now()
    if (now - (this.#emittedAt.get(progress.accountId) ?? -Infinity) < PROGRESS_INTERVAL_MILLISECONDS) return
    this.#emittedAt.set(progress.accountId, now)
    this.#parts.emit('sync.onDidProgress', progress)
  }

  #remember(progress: SyncProgress & { state: 'ended' }): void {
    const { documents, results } = this.#parts
    // An account that was deleted meanwhile leaves nothing behind.
    const isThere = documents.connections.get().accounts.some(({ id }) => id === progress.accountId)
    if (isThere) results.rememberSync(progress.accountId, progress.result)
  }

  #jobsOf(accountIds: readonly EwsAccountId[] | null): SyncJob[] {
    const { connectors, accounts } = this.#parts.documents.connections.get()
    return accounts.flatMap((account) => {
      const connector = connectors.find((candidate) => candidate.id === account.connectorId)
      if (!connector?.active || !account.active) return []
      if (accountIds !== null && !accountIds.includes(account.id)) return []
      if (this.#parts.stopOf(connector.id) !== null) return []
      return {
        accountId: account.id,
        primeEmailAccountId: account.primeEmailAccountId,
        mailbox: account.mailbox,
        access: effectiveAccess(connector, account.access),
        url: connector.url,
        userName: signInName(connector, account.userName),
      }
    })
  }

  /** What stops the first of these accounts that would take part otherwise. */
  #stopAmong(accountIds: readonly EwsAccountId[] | null): AppError | null {
    const { accounts } = this.#parts.documents.connections.get()
    for (const { id, active, connectorId } of accounts) {
      const stop = active && (accountIds?.includes(id) ?? true) ? this.#parts.stopOf(connectorId) : null
      if (stop) return stop
    }
    return null
  }
}
