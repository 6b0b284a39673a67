/**
 * What people ask about the synchronisation of an account: what a run would do, what runs have done, which objects
 * fail, and which versions lost a conflict.
 */
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { ProblemItem, SyncConflict, SyncProblem } from '#shared/domain/sync-report.ts'
import type { ChosenFolder } from '#shared/domain/sync-settings.ts'
import type { SyncPlan, SyncRun } from '#shared/domain/sync.ts'
import { appError } from '#shared/errors.ts'
import { failure, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import type { EngineApi } from '../sync/engine-api.ts'
import { connectedAccounts, jobOf, type Connected } from './sync-jobs.ts'

/** Of the conflict journal, and of the runs of one account: what a person looks through. */
const MOST_SHOWN = 200

export class SyncReportService {
  readonly #documents: Documents
  readonly #engine: EngineApi

  constructor(documents: Documents, engine: EngineApi) {
    this.#documents = documents
    this.#engine = engine
  }

  plan(accountId: EwsAccountId): Promise<Result<SyncPlan>> {
    return this.#with(accountId, async (connected) => {
      const settings = this.#documents.settings.get()
      const job = jobOf(connected, settings, { trigger: 'manual', allowMassDeletion: false })
      return await this.#engine.planSync({ job })
    })
  }

  /** `null`: those of all accounts. */
  runs(accountId: EwsAccountId | null): Promise<Result<SyncRun[]>> {
    return this.#engine.syncRuns({ accountId, limit: MOST_SHOWN })
  }

  problems(accountId: EwsAccountId): Promise<Result<SyncProblem[]>> {
    return this.#with(accountId, async ({ account, connector }) => {
      const { maxFailedSyncDownAttempts: down, maxFailedSyncUpAttempts: up } = connector.sync
      return await this.#engine.problems({ pair: account, limits: { down, up } })
    })
  }

  /** Their attempts begin anew; the next run tries them. `null`: all of the account. */
  retryProblems(accountId: EwsAccountId, items: ProblemItem[] | null): Promise<Result<{ count: number }>> {
    return this.#with(accountId, ({ account }) => this.#engine.retryProblems({ pair: account, items }))
  }

  conflicts(accountId: EwsAccountId): Promise<Result<SyncConflict[]>> {
    return this.#with(accountId, ({ account }) =>
      this.#engine.conflicts({ pair: account, limit: MOST_SHOWN }),
    )
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
