/**
 * The engine seen from main: starts the sync host at first use, forwards calls, and restarts it when it died. What
 * was running then ends as failed with `sync.host-stopped`, so that no progress bar waits for ever; the next run
 * goes on behind the last committed page.
 *
 * How a process is started is a port (`HostLauncher`): `electron/main` brings `utilityProcess`, tests bring a pair
 * of objects.
 */
import { instantOf, type EwsAccountId, type PrimeItemId } from '#shared/domain/ids.ts'
import { NO_COUNTS, syncProgressSchema } from '#shared/domain/sync.ts'
import { appError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'
import type { PrimeEmailAccountDraft } from '#shared/domain/prime.ts'
import {
  engineContract,
  type EmailQuery,
  type EngineApi,
  type EngineCallbacks,
  type SyncJob,
} from './engine-api.ts'
import { MessagePeer, type MessagePortLike } from './message-peer.ts'
import { WireServer } from './wire/wire-server.ts'

export type HostProcess = {
  readonly port: MessagePortLike
  /** For the requests to servers, see wire/. */
  readonly wire: MessagePortLike
  onExit(listener: () => void): void
  kill(): void
}

export type HostLauncher = () => HostProcess

/** PRODUCT: an orderly stop within five seconds; a host that needs longer is ended, its last page is committed. */
const CLOSE_TIMEOUT_MILLISECONDS = 5_000

/** The host asks main for nothing by calls; what it wants from servers goes over the wire. */
type NoCalls = Readonly<Record<string, never>>

type Peer = MessagePeer<typeof engineContract, NoCalls>

type Host = { readonly process: HostProcess; readonly peer: Peer; readonly wire: WireServer }

export class HostClient implements EngineApi {
  readonly #launch: HostLauncher
  readonly #callbacks: EngineCallbacks
  readonly #active = new Map<EwsAccountId, Date>()
  #host: Host | null = null

  constructor(launch: HostLauncher, callbacks: EngineCallbacks) {
    this.#launch = launch
    this.#callbacks = callbacks
  }

  listEmailAccounts() {
    return this.#peer().call('listEmailAccounts', null)
  }

  createEmailAccount(draft: PrimeEmailAccountDraft) {
    return this.#peer().call('createEmailAccount', draft)
  }

  listEmails(query: EmailQuery) {
    return this.#peer().call('listEmails', query)
  }

  openEmail(input: { id: PrimeItemId }) {
    return this.#peer().call('openEmail', input)
  }

  exportEmail(input: { id: PrimeItemId; path: string }) {
    return this.#peer().call('exportEmail', input)
  }

  startSync(input: { jobs: SyncJob[] }): Promise<Result<EwsAccountId[]>> {
    return this.#peer().call('startSync', input)
  }

  cancelSync(input: { accountIds: EwsAccountId[] | null }) {
    return this.#peer().call('cancelSync', input)
  }

  async close(): Promise<void> {
    const host = this.#host
    if (!host) return
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_TIMEOUT_MILLISECONDS)
    })
    await Promise.race([host.peer.call('close', null), patience])
    clearTimeout(timer)
    await host.wire.close()
    host.process.kill()
  }

  #peer(): Peer {
    this.#host ??= this.#start()
    return this.#host.peer
  }

  #start(): Host {
    const process = this.#launch()
    const peer: Peer = new MessagePeer(process.port, {
      theirs: engineContract,
      ours: {},
      handlers: {},
      onEvent: (name, payload) => {
        if (name === 'progress') this.#onProgress(payload)
      },
    })
    const wire = new WireServer(process.wire, (accountId) => this.#callbacks.transportFor(accountId))
    process.onExit(() => {
      this.#host = null
      peer.disconnect()
      void wire.close()
      this.#endActive()
    })
    return { process, peer, wire }
  }

  #onProgress(payload: unknown): void {
    const progress = syncProgressSchema.parse(payload)
    if (progress.state === 'ended') this.#active.delete(progress.accountId)
    else if (!this.#active.has(progress.accountId)) this.#active.set(progress.accountId, new Date())
    this.#callbacks.onProgress(progress)
  }

  #endActive(): void {
    const active = [...this.#active]
    this.#active.clear()
    for (const [accountId, startedAt] of active) {
      this.#callbacks.onProgress({
        accountId,
        state: 'ended',
        result: {
          startedAt: instantOf(startedAt),
          endedAt: instantOf(new Date()),
          outcome: 'failed',
          counts: NO_COUNTS,
          error: appError('sync.host-stopped'),
        },
      })
    }
  }
}
