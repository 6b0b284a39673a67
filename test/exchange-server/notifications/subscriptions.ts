/**
 * Subscriptions for pull and streaming notifications: each keeps the events that its client has not confirmed.
 *
 * A watermark is the number of an event. GetEvents confirms everything up to its watermark and gives what came
 * after it, so a lost answer is repeated. A subscription that nobody asks for ends after its time-out.
 */
import { randomUUID } from 'node:crypto'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { ResponseError } from '../soap/fault.ts'
import type { EventKind, MailboxEvent } from './mailbox-event.ts'

const MAX_EVENTS = 50 // of one GetEvents answer, as Exchange gives them
const MAX_SUBSCRIPTIONS = 20 // per mailbox, EWSMaxSubscriptions of Exchange 2013 on premises

export type NumberedEvent = MailboxEvent & { readonly watermark: number }

export type SubscriptionOptions = {
  readonly mailbox: Mailbox
  /** Undefined: all folders. */
  readonly folders: ReadonlySet<string> | undefined
  readonly kinds: ReadonlySet<EventKind>
  /** Undefined for a streaming subscription, which lives as long as its connections need it. */
  readonly timeoutMilliseconds: number | undefined
}

export class Subscription {
  readonly id: string
  readonly owner: string
  readonly isStreaming: boolean
  readonly #timeout: number | undefined
  #events: NumberedEvent[] = []
  #watermark = 0
  #used = Date.now()
  #onDidArrive: (() => void) | null = null
  readonly #stop: () => void

  constructor({ mailbox, folders, kinds, timeoutMilliseconds }: SubscriptionOptions) {
    this.id = Buffer.from(`${mailbox.guid} ${randomUUID()}`, 'utf8').toString('base64')
    this.owner = mailbox.address
    this.isStreaming = timeoutMilliseconds === undefined
    this.#timeout = timeoutMilliseconds
    this.#stop = mailbox.onDidChange((event) => {
      if (!kinds.has(event.kind)) return
      const isWatched =
        folders === undefined ||
        folders.has(event.parentId) ||
        folders.has(event.id) ||
        (event.old !== undefined && folders.has(event.old.parentId))
      if (!isWatched) return
      this.#events.push({ ...event, watermark: ++this.#watermark })
      this.#onDidArrive?.()
    })
  }

  get watermark(): number {
    return this.#watermark
  }

  get isWaiting(): boolean {
    return this.#events.length > 0
  }

  get isExpired(): boolean {
    return this.#timeout !== undefined && Date.now() - this.#used > this.#timeout
  }

  /** The events after a watermark; those up to it are confirmed and forgotten. @throws ResponseError */
  eventsAfter(watermark: number): { readonly events: readonly NumberedEvent[]; readonly more: boolean } {
    const oldest = (this.#events[0]?.watermark ?? this.#watermark + 1) - 1
    if (!Number.isInteger(watermark) || watermark > this.#watermark || watermark < oldest) {
      throw new ResponseError('ErrorInvalidWatermark', 'The watermark is invalid.')
    }
    this.#used = Date.now()
    this.#events = this.#events.filter((event) => event.watermark > watermark)
    return { events: this.#events.slice(0, MAX_EVENTS), more: this.#events.length > MAX_EVENTS }
  }

  /** Takes everything that waits. */
  take(): readonly NumberedEvent[] {
    const taken = this.#events
    this.#events = []
    return taken
  }

  /** Calls a listener when something arrives or the subscription ends; the newest connection has it. */
  onDidArrive(listener: () => void): void {
    this.#onDidArrive = listener
  }

  end(): void {
    this.#stop()
    this.#events = []
    this.#onDidArrive?.()
  }
}

export class Subscriptions {
  readonly #byId = new Map<string, Subscription>()
  readonly #maximum: number

  /** @param maximum of one mailbox */
  constructor(maximum = MAX_SUBSCRIPTIONS) {
    this.#maximum = maximum
  }

  get count(): number {
    return this.#byId.size
  }

  /** @throws ResponseError when the mailbox has as many as it may have */
  add(options: SubscriptionOptions): Subscription {
    for (const subscription of this.#byId.values()) if (subscription.isExpired) this.remove(subscription.id)
    const owned = [...this.#byId.values()].filter(({ owner }) => owner === options.mailbox.address)
    if (owned.length >= this.#maximum) {
      throw new ResponseError(
        'ErrorExceededSubscriptionCount',
        'You have exceeded the available subscriptions for your account.',
      )
    }
    const subscription = new Subscription(options)
    this.#byId.set(subscription.id, subscription)
    return subscription
  }

  /** @throws ResponseError */
  find(id: string): Subscription {
    const subscription = this.#byId.get(id)
    if (subscription !== undefined && !subscription.isExpired) return subscription
    this.remove(id)
    throw new ResponseError('ErrorSubscriptionNotFound', 'The specified subscription was not found.')
  }

  remove(id: string): void {
    this.#byId.get(id)?.end()
    this.#byId.delete(id)
  }

  /** Ends all of them, as a restart of the server's process does. */
  clear(): void {
    for (const id of [...this.#byId.keys()]) this.remove(id)
  }
}
