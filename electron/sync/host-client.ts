/**
 * The engine seen from main: starts the sync host at first use, forwards calls, and restarts it when it died. What
 * was running then ends as failed with `sync.host-stopped`, so that no progress bar waits for ever; the next run
 * goes on behind the last committed page.
 *
 * How a process is started is a port (`HostLauncher`): `electron/main` brings `utilityProcess`, tests bring a pair
 * of objects.
 */
import { instantOf, type EwsAccountId } from '#shared/domain/ids.ts'
import { NO_COUNTS, syncProgressSchema, type SyncTrigger } from '#shared/domain/sync.ts'
import { appError, appErrorSchema } from '#shared/errors.ts'
import {
  engineContract,
  mailboxChangeSchema,
  notificationModeSchema,
  type EngineApi,
  type EngineCallbacks,
} from './engine-api.ts'
import { engineCalls } from './engine-calls.ts'
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

export function hostClient(launch: HostLauncher, callbacks: EngineCallbacks): EngineApi {
  const client = new HostClient(launch, callbacks)
  return {
    ...engineCalls((method, input) => client.peer().call(method, input as never) as never),
    close: () => client.close(),
  }
}

class HostClient {
  readonly #launch: HostLauncher
  readonly #callbacks: EngineCallbacks
  readonly #active = new Map<EwsAccountId, { readonly startedAt: Date; readonly trigger: SyncTrigger }>()
  readonly #streaming = new Set<EwsAccountId>()
  #host: Host | null = null

  constructor(launch: HostLauncher, callbacks: EngineCallbacks) {
    this.#launch = launch
    this.#callbacks = callbacks
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

  peer(): Peer {
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
        this.#onEvent(name, payload)
      },
    })
    const wire = new WireServer(process.wire, (accountId) => this.#callbacks.transportFor(accountId))
    process.onExit(() => {
      this.#host = null
      peer.disconnect()
      void wire.close()
      this.#endStreaming()
      this.#endActive()
    })
    return { process, peer, wire }
  }

  #onEvent(name: string, payload: unknown): void {
    if (name === 'progress') this.#onProgress(payload)
    if (name === 'mailbox-change') {
      this.#callbacks.onMailboxChange(mailboxChangeSchema.parse(payload).accountId)
    }
    if (name === 'store-notice') this.#callbacks.onStoreNotice(appErrorSchema.parse(payload))
    if (name === 'notification-mode') {
      const { accountId, mode } = notificationModeSchema.parse(payload)
      if (mode === 'streaming') this.#streaming.add(accountId)
      else this.#streaming.delete(accountId)
      this.#callbacks.onNotificationMode(accountId, mode)
    }
  }

  #onProgress(payload: unknown): void {
    const progress = syncProgressSchema.parse(payload)
    if (progress.state === 'ended') this.#active.delete(progress.accountId)
    else if (!this.#active.has(progress.accountId)) {
      this.#active.set(progress.accountId, { startedAt: new Date(), trigger: progress.trigger })
    }
    this.#callbacks.onProgress(progress)
  }

  /** What the host watched is noticed by asking until it is told anew. */
  #endStreaming(): void {
    const streaming = [...this.#streaming]
    this.#streaming.clear()
    for (const accountId of streaming) this.#callbacks.onNotificationMode(accountId, 'polling')
  }

  #endActive(): void {
    const active = [...this.#active]
    this.#active.clear()
    for (const [accountId, { startedAt, trigger }] of active) {
      this.#callbacks.onProgress({
        accountId,
        state: 'ended',
        result: {
          startedAt: instantOf(startedAt),
          endedAt: instantOf(new Date()),
          trigger,
          outcome: 'failed',
          counts: NO_COUNTS,
          givenUp: 0,
          waitedMilliseconds: 0,
          error: appError('sync.host-stopped'),
        },
      })
    }
  }
}
