/** The engine as it runs in the sync host, against the EWS test server, with Prime in a folder of its own. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { openSqlitePrimeStore } from '#electron/prime/open-sqlite.ts'
import type { PrimeStore } from '#electron/prime/prime-store.ts'
import { NO_RETRIES, type RetryLimits } from '#electron/exchange/retry.ts'
import { Engine } from '#electron/sync/engine.ts'
import type { SyncJob } from '#electron/sync/engine-api.ts'
import type { EwsAccountId, PrimeEmailAccountId } from '#shared/domain/ids.ts'
import { ACCOUNT_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import type { AccountConflict, AccountProblem } from '#shared/domain/sync-monitor.ts'
import type { SyncProgress, SyncResult } from '#shared/domain/sync.ts'
import type { AppError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { aSyncJob } from '#test/unit/sync/jobs.ts'
import { signedIn } from '#test/integration/node-transport.ts'
import { type ExchangeServer, type Mailbox, startExchangeServer } from '#test/exchange-server/server.ts'

export const ANNA = 'anna@contoso.example'
export const BEAT = 'beat@contoso.example'
const PASSWORD = 'Grüezi: wohl'

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error)}`)
  return result.value
}

const accountIds = {
  [ANNA]: '00000000-0000-4000-8000-000000000001' as EwsAccountId,
  [BEAT]: '00000000-0000-4000-8000-000000000002' as EwsAccountId,
}

export class EngineUnderTest {
  readonly progress: SyncProgress[] = []
  /** Each failure ends the run, so that a test can look at one at a time. */
  retryLimits: RetryLimits = NO_RETRIES
  /** What the vault answers. */
  password = PASSWORD
  /** Why there is no way to the server. */
  noWay: AppError | null = null
  /** Looks at every progress, for example to cancel in the middle. */
  onProgress: (progress: SyncProgress) => void = () => undefined
  #engine: Engine
  readonly #userNames = new Map<EwsAccountId, string>()
  readonly #ended = new Map<EwsAccountId, (result: SyncResult) => void>()
  readonly #closes: (() => void | Promise<void>)[] = []

  private constructor(
    readonly server: ExchangeServer,
    readonly folder: string,
  ) {
    this.#engine = this.#open()
  }

  static async start(): Promise<EngineUnderTest> {
    const server = await startExchangeServer({
      mailboxes: [ANNA, BEAT].map((address) => ({ address, password: PASSWORD })),
    })
    return new EngineUnderTest(server, await mkdtemp(join(tmpdir(), 'engine-')))
  }

  get engine(): Engine {
    return this.#engine
  }

  get mailbox(): Mailbox {
    return this.server.mailbox(ANNA)
  }

  async primeAccount(address = ANNA): Promise<PrimeEmailAccountId> {
    const known = valueOf(await this.#engine.listEmailAccounts()).find(
      (account) => account.address === address,
    )
    if (known) return known.id
    const draft = { address, owner: { kind: 'employee', name: address } } as const
    return valueOf(await this.#engine.createEmailAccount(draft)).id
  }

  async job(mailbox: typeof ANNA | typeof BEAT = ANNA, changes: Partial<SyncJob> = {}): Promise<SyncJob> {
    const job = aSyncJob({
      accountId: accountIds[mailbox],
      primeEmailAccountId: await this.primeAccount(mailbox),
      mailbox,
      access: 'own' as const,
      url: this.server.url,
      userName: mailbox,
      account: { ...ACCOUNT_SYNC_DEFAULTS, firstSyncDays: null },
      ...changes,
    })
    this.#userNames.set(job.accountId, job.userName)
    return job
  }

  /** Runs one account to its end. */
  async run(mailbox: typeof ANNA | typeof BEAT = ANNA, changes: Partial<SyncJob> = {}): Promise<SyncResult> {
    const job = await this.job(mailbox, changes)
    const ended = this.ended(job.accountId)
    const started = valueOf(await this.#engine.startSync({ jobs: [job] }))
    if (started.length === 0) throw new Error('the account already runs')
    return await ended
  }

  /** What fails of a mailbox. */
  async problems(mailbox: typeof ANNA | typeof BEAT = ANNA): Promise<AccountProblem[]> {
    const accounts = [{ ...(await this.#asked(mailbox)), limits: { down: 3, up: 3 } }]
    return valueOf(await this.#engine.problems({ accounts, limit: 1_000 })).problems
  }

  /** The journal of a mailbox, newest first. */
  async conflicts(mailbox: typeof ANNA | typeof BEAT = ANNA): Promise<AccountConflict[]> {
    const accounts = [await this.#asked(mailbox)]
    return valueOf(await this.#engine.conflicts({ accounts, after: null, limit: 100 })).conflicts
  }

  async #asked(mailbox: typeof ANNA | typeof BEAT) {
    return {
      accountId: accountIds[mailbox],
      primeEmailAccountId: await this.primeAccount(mailbox),
      mailbox,
    }
  }

  ended(accountId: EwsAccountId): Promise<SyncResult> {
    return new Promise((resolve) => this.#ended.set(accountId, resolve))
  }

  /** As after a restart of the application. */
  async restart(): Promise<void> {
    await this.#engine.close()
    this.#engine = this.#open()
  }

  /** A second connection to the Prime store. */
  async store(): Promise<PrimeStore> {
    const store = valueOf(await openSqlitePrimeStore(this.folder))
    this.#closes.push(() => store.close())
    return store
  }

  /** The database itself, to damage it or to see whether anything was written. */
  database(): InstanceType<typeof DatabaseSync> {
    const database = new DatabaseSync(join(this.folder, 'prime.db'))
    this.#closes.push(() => {
      database.close()
    })
    return database
  }

  /**
   * @returns a function that tells which tables have changed since the call before, but the history of runs with its
   * figures and how far the change feed has been read: a run sees its own writes there once
   */
  watchWrites(): () => string[] {
    const database = this.database()
    const names = (
      database
        .prepare(
          "select name from sqlite_master where type = 'table' and name not in ('sync_run', 'sync_figures', 'sync_pair_kind')",
        )
        .all() as { name: string }[]
    ).map(({ name }) => name)
    const contents = () =>
      new Map(
        names.map((name) => [
          name,
          sha(Buffer.from(JSON.stringify(database.prepare(`select * from "${name}"`).all()))),
        ]),
      )
    let seen = contents()
    return () => {
      const before = seen
      seen = contents()
      return names.filter((name) => before.get(name) !== seen.get(name))
    }
  }

  async end(): Promise<void> {
    await this.#engine.close()
    for (const close of this.#closes) await close()
    await rm(this.folder, { recursive: true })
    await this.server.stop()
  }

  #open(): Engine {
    return new Engine(
      { primeFolder: this.folder, retryLimits: this.retryLimits },
      {
        transportFor: async (accountId) => {
          if (this.noWay) return failure(this.noWay)
          const userName = this.#userNames.get(accountId) ?? ''
          return ok(await signedIn(this.server.url, { userName, password: this.password }))
        },
        onProgress: (latest) => {
          this.progress.push(latest)
          this.onProgress(latest)
          if (latest.state === 'ended') this.#ended.get(latest.accountId)?.(latest.result)
        },
        onMailboxChange: () => undefined,
        onNotificationMode: () => undefined,
        onStoreNotice: () => undefined,
      },
    )
  }
}

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What Prime holds of a mailbox, one line an e-mail, sorted; to be compared with `inMailbox`. */
export async function inPrime(test: EngineUnderTest, address = ANNA): Promise<string[]> {
  const store = valueOf(await openSqlitePrimeStore(test.folder))
  try {
    const primeEmailAccountId = await test.primeAccount(address)
    const { emails } = valueOf(await store.listEmails({ primeEmailAccountId, offset: 0, limit: 100_000 }))
    const lines = []
    for (const { id } of emails) {
      const { record } = valueOf(await store.findEmail(id))
      const { subject, isRead, importance, categories, receivedAt, mime } = record
      const bytes = valueOf(await store.readMime(mime))
      lines.push(lineOf({ subject, isRead, importance, categories, receivedAt, bytes }))
    }
    return lines.sort()
  } finally {
    await store.close()
  }
}

export function inMailbox(mailbox: Mailbox): string[] {
  const lines = mailbox.items('inbox').map((item) => {
    const { subject, isRead, categories } = item
    const importance = item.importance.toLowerCase()
    const receivedAt = new Date(item.receivedAt).toISOString()
    return lineOf({ subject, isRead, importance, categories, receivedAt, bytes: item.content.bytes })
  })
  return lines.sort()
}

function lineOf(email: {
  subject: string
  isRead: boolean
  importance: string
  categories: readonly string[]
  receivedAt: string | null
  bytes: Uint8Array
}): string {
  const { bytes, receivedAt, ...others } = email
  // EWS gives whole seconds.
  return JSON.stringify({ ...others, receivedAt: receivedAt?.slice(0, 19), mime: sha(bytes) })
}

/** How often each operation was asked for since `clearJournal`. */
export function operations(server: ExchangeServer): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { operation = 'none' } of server.journal) counts[operation] = (counts[operation] ?? 0) + 1
  return counts
}
