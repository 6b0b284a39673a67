/**
 * Listens to the mailboxes of one group: subscribes each, holds one connection open for all, and gets it going again
 * when it ends, breaks or falls silent.
 *
 * A subscription lives on the server beyond a connection, so after a break only the connection is made anew. What the
 * server had just sent is lost with the old one, and nobody knows what it was; so the mailboxes are told as changed. The
 * same when it has forgotten a subscription (a restart, a move of the mailbox) and that one is made anew. A heartbeat is no event, but
 * the proof that the connection lives; without one for a while, a firewall has dropped it silently.
 *
 * A mailbox that cannot be subscribed is left to polling and tried again much later. A refused sign-in ends the
 * group: a password is not tried again by itself.
 */
import { type AppError, appError } from '#shared/errors.ts'
import { type Result, failure } from '#shared/result.ts'
import type { ExchangeClient } from '../exchange-client.ts'
import type { ExchangeFolderId, SubscriptionId } from '../ids.ts'
import type { MailboxEvent, Notification, SubscribeRequest } from '../notification.ts'
import { waitFor } from '../retry.ts'
import type { NotificationTiming } from './notification-timing.ts'
import type { GroupedMailbox, SubscriptionGroup } from './subscription-groups.ts'

export type WatchedMailbox = GroupedMailbox & {
  /** How the caller knows it. */
  readonly key: string
  readonly folders: SubscribeRequest['folders']
}

/** What changed in a mailbox: in which folders, or `unknown` when events were missed. */
export type MailboxChange =
  { readonly kind: 'folders'; readonly folderIds: readonly ExchangeFolderId[] } | { readonly kind: 'unknown' }

/** How changes of a mailbox are noticed now. */
export type NotificationMode =
  { readonly kind: 'streaming' } | { readonly kind: 'polling'; readonly reason: AppError }

export type GroupConnectionOptions = {
  readonly group: SubscriptionGroup<WatchedMailbox>
  /** Acts in that mailbox; the clients of a group share cookies. */
  readonly clientOf: (mailbox: WatchedMailbox) => ExchangeClient
  readonly timing: NotificationTiming
  readonly onDidChange: (mailbox: WatchedMailbox, change: MailboxChange) => void
  readonly onDidChangeMode: (mailbox: WatchedMailbox, mode: NotificationMode) => void
}

type Subscription = { readonly mailbox: WatchedMailbox; refusedUntil: number; id: SubscriptionId | null }

export class GroupConnection {
  readonly #options: GroupConnectionOptions
  readonly #subscriptions: readonly Subscription[]
  #failures = 0

  constructor(options: GroupConnectionOptions) {
    this.#options = options
    this.#subscriptions = options.group.mailboxes.map((mailbox) => ({ mailbox, refusedUntil: 0, id: null }))
  }

  /** Listens until the signal aborts or the sign-in is refused. */
  async run(signal: AbortSignal): Promise<void> {
    const { timing } = this.#options
    while (!isAborted(signal)) {
      const refused = await this.#subscribeMissing(signal)
      if (isAborted(signal) || refused?.category === 'auth') return
      const [first, ...rest] = this.#subscriptions.flatMap(({ id }) => (id === null ? [] : [id]))
      if (first === undefined) {
        await waitFor(timing.afterRefusal, signal)
        continue
      }
      const start = performance.now()
      const ended = await this.#listen([first, ...rest], signal)
      if (isAborted(signal)) return
      if (ended.ok) {
        // A server that closes each connection at once would otherwise be asked without a pause.
        await waitFor(Math.max(0, timing.firstWait - (performance.now() - start)), signal)
        continue
      }
      if (ended.error.category === 'auth') {
        this.#poll(ended.error)
        return
      }
      if (++this.#failures >= timing.failuresBeforePolling) this.#poll(ended.error)
      if (ended.error.code === 'exchange.subscription-lost') this.#forgetAll()
      await waitFor(this.#waitAfter(ended.error), signal)
    }
  }

  /** Says goodbye to the server, as far as it answers soon. */
  async unsubscribe(): Promise<void> {
    const signal = AbortSignal.timeout(this.#options.timing.unsubscribe)
    await Promise.all(
      this.#subscriptions.map(async (subscription) => {
        const { id, mailbox } = subscription
        subscription.id = null
        if (id !== null) await this.#options.clientOf(mailbox).unsubscribe(id, signal)
      }),
    )
  }

  /** One after the other: the cookies that bind the group to one server come with the first answer. */
  async #subscribeMissing(signal: AbortSignal): Promise<AppError | null> {
    for (const subscription of this.#subscriptions) {
      if (subscription.id !== null || subscription.refusedUntil > performance.now()) continue
      const { mailbox } = subscription
      const made = await this.#options.clientOf(mailbox).subscribe(subscribeRequest(mailbox), signal)
      if (isAborted(signal)) return null
      if (made.ok) {
        subscription.id = made.value
        this.#options.onDidChangeMode(mailbox, { kind: 'streaming' })
        this.#options.onDidChange(mailbox, { kind: 'unknown' }) // what happened before it stood nobody told
        continue
      }
      const { error } = made
      this.#options.onDidChangeMode(mailbox, { kind: 'polling', reason: error })
      if (error.category === 'auth') {
        this.#poll(error)
        return error
      }
      subscription.refusedUntil = performance.now() + this.#options.timing.afterRefusal
    }
    return null
  }

  /** Holds one connection open. Fails when it breaks or falls silent. */
  async #listen(
    subscriptionIds: readonly [SubscriptionId, ...SubscriptionId[]],
    signal: AbortSignal,
  ): Promise<Result<void>> {
    const { group, clientOf, timing } = this.#options
    const silence = new AbortController()
    const either = AbortSignal.any([signal, silence.signal])
    const watch = setTimeout(() => {
      silence.abort()
    }, timing.silence)
    try {
      const ended = await clientOf(group.mailboxes[0]).getStreamingEvents(
        { subscriptionIds, minutes: timing.connectionMinutes },
        either,
        (notification) => {
          watch.refresh()
          this.#take(notification)
        },
      )
      return silence.signal.aborted ? failure(silentConnection(timing.silence)) : ended
    } finally {
      clearTimeout(watch)
    }
  }

  #take(notification: Notification): void {
    if (notification.kind === 'lost') {
      for (const id of notification.subscriptionIds) this.#forget(id)
      return
    }
    this.#recover()
    if (notification.kind !== 'events') return
    const subscription = this.#subscriptions.find(({ id }) => id === notification.subscriptionId)
    if (subscription === undefined) return
    const folderIds = foldersOf(notification.events)
    this.#options.onDidChange(
      subscription.mailbox,
      folderIds.length === 0 ? { kind: 'unknown' } : { kind: 'folders', folderIds },
    )
  }

  /** A connection lives again. */
  #recover(): void {
    if (this.#failures === 0) return
    this.#failures = 0
    for (const { id, mailbox } of this.#subscriptions) {
      if (id === null) continue
      this.#options.onDidChangeMode(mailbox, { kind: 'streaming' })
      this.#options.onDidChange(mailbox, { kind: 'unknown' })
    }
  }

  #poll(reason: AppError): void {
    for (const { mailbox } of this.#subscriptions) {
      this.#options.onDidChangeMode(mailbox, { kind: 'polling', reason })
    }
  }

  #forget(lost: SubscriptionId): void {
    for (const subscription of this.#subscriptions) if (subscription.id === lost) subscription.id = null
  }

  /** The server says that it lost some, but not which. */
  #forgetAll(): void {
    for (const subscription of this.#subscriptions) subscription.id = null
  }

  /** Scattered, so that the groups of a server that restarts do not all come back at once. */
  #waitAfter({ params }: AppError): number {
    const { firstWait, longestWait } = this.#options.timing
    const asked = typeof params.backOffMilliseconds === 'number' ? params.backOffMilliseconds : 0
    const doubled = Math.min(firstWait * 2 ** (this.#failures - 1), longestWait)
    return Math.max(asked, doubled * (0.75 + Math.random() / 2))
  }
}

/** Read anew after each wait; the type checker takes a signal for constant. */
function isAborted({ aborted }: AbortSignal): boolean {
  return aborted
}

function subscribeRequest({ folders }: WatchedMailbox): SubscribeRequest {
  return { folders, events: ['new-mail', 'created', 'modified', 'deleted', 'moved', 'copied'] }
}

/** The folders that events name, those that things left included; each once. */
function foldersOf(events: readonly MailboxEvent[]): ExchangeFolderId[] {
  const ids = events.flatMap(({ folderId, parentFolderId, oldParentFolderId }) => [
    folderId,
    parentFolderId,
    oldParentFolderId,
  ])
  return [...new Set(ids.filter((id) => id !== null))]
}

function silentConnection(milliseconds: number): AppError {
  return appError('exchange.notifications-silent', { seconds: Math.round(milliseconds / 1000) })
}
