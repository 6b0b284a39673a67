/**
 * What people ask about the synchronisation of one account or of many: what a run would do, what runs have done, which
 * objects fail, and which versions lost a conflict.
 */
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import {
  PROBLEMS_MAX,
  type ConflictPage,
  type ConflictQuery,
  type ProblemList,
  type RunPage,
  type RunQuery,
} from '#shared/domain/sync-monitor.ts'
import type { ProblemItem } from '#shared/domain/sync-report.ts'
import type { ChosenFolder } from '#shared/domain/sync-settings.ts'
import { NO_FIGURES, type StatisticsPeriod, type SyncStatistics } from '#shared/domain/sync-statistics.ts'
import type { SyncPlan } from '#shared/domain/sync.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import type { AskedAccount, EngineApi } from '../sync/engine-api.ts'
import { statisticsBorders } from './statistics-borders.ts'
import { connectedAccounts, jobOf, type Connected } from './sync-jobs.ts'

export class SyncReportService {
  readonly #documents: Documents
  readonly #engine: EngineApi
  #planning = 0

  constructor(documents: Documents, engine: EngineApi) {
    this.#documents = documents
    this.#engine = engine
  }

  /** Whether a plan is being made: there is something to cancel, though nothing runs. */
  get isPlanning(): boolean {
    return this.#planning > 0
  }

  plan(accountId: EwsAccountId): Promise<Result<SyncPlan>> {
    return this.#with(accountId, async (connected) => {
      const settings = this.#documents.settings.get()
      const job = jobOf(connected, settings, { trigger: 'manual', allowMassDeletion: false })
      this.#planning += 1
      return await this.#engine.planSync({ job }).finally(() => {
        this.#planning -= 1
      })
    })
  }

  runs(query: RunQuery): Promise<Result<RunPage>> {
    return this.#engine.syncRuns(query)
  }

  /** Of all accounts. */
  async statistics(period: StatisticsPeriod): Promise<Result<SyncStatistics>> {
    const borders = statisticsBorders(period, new Date())
    const figures = await this.#engine.syncFigures({ borders })
    if (!figures.ok) return figures
    const intervals = borders.slice(1).map((to, index) => ({
      ...(figures.value[index] ?? NO_FIGURES),
      ...{ from: borders[index] ?? to, to },
    }))
    return ok({ period, intervals })
  }

  /** Of these accounts, `null`: of all. */
  problems(accountIds: readonly EwsAccountId[] | null): Promise<Result<ProblemList>> {
    const accounts = this.#among(accountIds).map(({ account, connector }) => {
      const { maxFailedSyncDownAttempts: down, maxFailedSyncUpAttempts: up } = connector.sync
      return { ...askedOf(account), limits: { down, up } }
    })
    return this.#engine.problems({ accounts, limit: PROBLEMS_MAX })
  }

  /** Their attempts begin anew; the next run tries them. `null`: all of the account. */
  retryProblems(accountId: EwsAccountId, items: ProblemItem[] | null): Promise<Result<{ count: number }>> {
    return this.#with(accountId, ({ account }) => this.#engine.retryProblems({ pair: account, items }))
  }

  conflicts({ accountIds, after, limit }: ConflictQuery): Promise<Result<ConflictPage>> {
    const accounts = this.#among(accountIds).map(({ account }) => askedOf(account))
    return this.#engine.conflicts({ accounts, after, limit })
  }

  restoreConflict(id: string): Promise<Result<null>> {
    return this.#engine.restoreConflict({ id })
  }

  /** The mail folders of the mailbox that could be chosen beside the six. */
  mailFolders(accountId: EwsAccountId): Promise<Result<ChosenFolder[]>> {
    return this.#with(accountId, async (connected) => {
      const settings = this.#documents.settings.get()
      const { mailbox, access, url, userName } = jobOf(connected, settings, {
        trigger: 'manual',
        allowMassDeletion: false,
      })
      return await this.#engine.listMailFolders({ accountId, mailbox, access, url, userName })
    })
  }

  #among(accountIds: readonly EwsAccountId[] | null): Connected[] {
    const wanted = accountIds && new Set(accountIds)
    return connectedAccounts(this.#documents.connections.get()).filter(
      ({ account }) => wanted === null || wanted.has(account.id),
    )
  }

  async #with<T>(
    accountId: EwsAccountId,
    action: (connected: Connected) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const connected = connectedAccounts(this.#documents.connections.get()).find(
      ({ account }) => account.id === accountId,
    )
    return connected ? await action(connected) : failure(appError('account.not-found'))
  }
}

function askedOf({ id, primeEmailAccountId, mailbox }: EwsAccount): AskedAccount {
  return { accountId: id, primeEmailAccountId, mailbox }
}
