/** The engine as it runs in the sync host, over plain Node: one process, one Prime store, any number of accounts. */
import type { Transport } from '#electron/exchange/transport/transport.ts'
import { Engine } from '#electron/sync/engine.ts'
import type { SyncJob } from '#electron/sync/engine-api.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { ACCOUNT_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import { type Result, ok } from '#shared/result.ts'
import { signedIn } from '#test/integration/node-transport.ts'
import { aSyncJob } from '#test/unit/sync/jobs.ts'
import { type SyncRun, addressOf } from './words.ts'

export class EngineRuns {
  readonly #engine: Engine
  readonly #jobs: SyncJob[] = []
  readonly #ended = new Map<EwsAccountId, (result: SyncResult) => void>()
  #requests = 0

  /** @param onRequest sees every request before it is sent */
  constructor(
    private readonly url: string,
    primeFolder: string,
    onRequest: (request: Parameters<Transport['send']>[0]) => void = () => undefined,
  ) {
    this.#engine = new Engine(
      { primeFolder },
      {
        transportFor: async (accountId) => {
          const userName = this.#jobs.find((job) => job.accountId === accountId)?.userName ?? ''
          const transport = await signedIn(url, { userName, password: userName })
          return ok({
            ...transport,
            send: (request) => {
              this.#requests++
              onRequest(request)
              return transport.send(request)
            },
          })
        },
        onProgress: (progress) => {
          if (progress.state === 'ended') this.#ended.get(progress.accountId)?.(progress.result)
        },
        onMailboxChange: () => undefined,
        onNotificationMode: () => undefined,
        onStoreNotice: () => undefined,
      },
    )
  }

  /** E-mails of all time, in the six folders of a mailbox. */
  async addAccount(name: string): Promise<void> {
    const address = addressOf(name)
    const created = await this.#engine.createEmailAccount({ address, owner: { kind: 'employee', name } })
    const number = String(this.#jobs.length + 1).padStart(12, '0')
    this.#jobs.push(
      aSyncJob({
        accountId: `00000000-0000-4000-8000-${number}` as EwsAccountId,
        primeEmailAccountId: valueOf(created).id,
        mailbox: address,
        url: this.url,
        userName: name,
        account: { ...ACCOUNT_SYNC_DEFAULTS, firstSyncDays: null, syncedKinds: ['emails'] },
      }),
    )
  }

  /** Synchronises all accounts once; every run must succeed. */
  async run(): Promise<SyncRun> {
    this.#requests = 0
    const cpu = process.cpuUsage()
    const started = performance.now()
    const ends = this.#jobs.map(
      ({ accountId }) => new Promise<SyncResult>((resolve) => this.#ended.set(accountId, resolve)),
    )
    valueOf(await this.#engine.startSync({ jobs: this.#jobs }))
    const results = await Promise.all(ends)
    const milliseconds = performance.now() - started
    const { user, system } = process.cpuUsage(cpu)
    const failed = results.find(({ outcome }) => outcome !== 'succeeded')
    if (failed !== undefined) throw new Error(`a run failed: ${JSON.stringify(failed.error)}`)
    const created = results.reduce((sum, { counts }) => sum + counts.kinds.emails.down.created, 0)
    return { milliseconds, cpuMilliseconds: (user + system) / 1000, requests: this.#requests, created }
  }

  async close(): Promise<void> {
    await this.#engine.close()
  }
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error)}`)
  return result.value
}
