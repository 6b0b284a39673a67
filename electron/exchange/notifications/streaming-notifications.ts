/**
 * Tells what changes in many mailboxes as it happens, and where the server does not tell, asks from time to time.
 *
 * For the mailboxes of one identity on one server. Notifications are hints: they say in which folders something
 * happened, and the synchronisation finds out what. So nothing depends on any of them arriving, and a mailbox that
 * falls back to polling only becomes slower, never wrong.
 */
import type { ExchangeClient } from '../exchange-client.ts'
import {
  GroupConnection,
  type MailboxChange,
  type NotificationMode,
  type WatchedMailbox,
} from './group-connection.ts'
import { NOTIFICATION_TIMING, type NotificationTiming } from './notification-timing.ts'
import { type SubscriptionGroup, subscriptionGroups } from './subscription-groups.ts'

export type { MailboxChange, NotificationMode, WatchedMailbox } from './group-connection.ts'

export type NotificationOptions = {
  readonly mailboxes: readonly WatchedMailbox[]
  /**
   * A client that acts in the mailbox, and whose requests go to the server of the anchor; the clients of one anchor
   * must share their cookies. Closed by `stop`.
   */
  readonly createClient: (mailbox: WatchedMailbox, anchor: string) => ExchangeClient
  /** Milliseconds between two hints for a mailbox that is polled: the connector's interval. */
  readonly pollEvery: number
  readonly onDidChange: (key: string, change: MailboxChange) => void
  /** Told when it changes; a mailbox begins without a mode. */
  readonly onDidChangeMode: (key: string, mode: NotificationMode) => void
  readonly timing?: Partial<NotificationTiming>
}

export class StreamingNotifications {
  readonly #options: NotificationOptions
  readonly #abort = new AbortController()
  readonly #clients = new Map<string, ExchangeClient>()
  readonly #polls = new Map<string, NodeJS.Timeout>()
  readonly #modes = new Map<string, NotificationMode>()
  readonly #connections: readonly GroupConnection[]
  #running: Promise<unknown> = Promise.resolve()

  constructor(options: NotificationOptions) {
    this.#options = options
    const timing = { ...NOTIFICATION_TIMING, ...options.timing }
    this.#connections = subscriptionGroups(options.mailboxes).map(
      (group) =>
        new GroupConnection({
          group,
          timing,
          clientOf: (mailbox) => this.#clientOf(mailbox, group),
          onDidChange: ({ key }, change) => {
            options.onDidChange(key, change)
          },
          onDidChangeMode: ({ key }, mode) => {
            this.#setMode(key, mode)
          },
        }),
    )
  }

  start(): void {
    this.#running = Promise.all(this.#connections.map((connection) => connection.run(this.#abort.signal)))
  }

  /** Ends all connections and polls, says goodbye to the server and closes the clients. */
  async stop(): Promise<void> {
    this.#abort.abort()
    for (const poll of this.#polls.values()) clearInterval(poll)
    this.#polls.clear()
    await this.#running
    await Promise.all(this.#connections.map((connection) => connection.unsubscribe()))
    await Promise.all([...this.#clients.values()].map((client) => client.close()))
  }

  #clientOf(mailbox: WatchedMailbox, { anchor }: SubscriptionGroup<WatchedMailbox>): ExchangeClient {
    const client = this.#clients.get(mailbox.key) ?? this.#options.createClient(mailbox, anchor)
    this.#clients.set(mailbox.key, client)
    return client
  }

  #setMode(key: string, mode: NotificationMode): void {
    const before = this.#modes.get(key)
    this.#modes.set(key, mode)
    if (mode.kind === 'streaming') {
      clearInterval(this.#polls.get(key))
      this.#polls.delete(key)
    } else if (!this.#polls.has(key)) {
      const poll = setInterval(() => {
        this.#options.onDidChange(key, { kind: 'unknown' })
      }, this.#options.pollEvery)
      this.#polls.set(key, poll)
    }
    const isSame =
      before?.kind === mode.kind &&
      (before.kind === 'streaming' || mode.kind === 'streaming' || before.reason.code === mode.reason.code)
    if (!isSame) this.#options.onDidChangeMode(key, mode)
  }
}
