/**
 * Lets as many calls through at a time as a server bears, and holds all of them while it asks for a pause.
 *
 * A call passes two gates: that of its mailbox (Exchange's budgets are per user) and that of its connector (the
 * server as a whole). Both adapt: a refusal halves the number of calls side by side, a series of successes raises it
 * by one, as TCP does; so the limits of a policy that nobody told us are found and kept. A pause holds only the gate
 * that was refused: a throttled mailbox does not hold up the others.
 *
 * First come, first served. Whoever waits can give up at any time.
 */
import { type AppError, appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'

export type GateLimits = {
  /** Calls side by side at the start, and the most there ever are. */
  readonly most: number
  /** Successes in a row after which one more is tried. */
  readonly successesPerStep: number
}

/** Exchange's default policy allows 27 connections and 5 concurrent synchronisation calls for one user. */
export const MAILBOX_GATE: GateLimits = { most: 4, successesPerStep: 20 }
/** Enough to keep a server of a company busy; what one proxy on the way bears is found by adapting. */
export const CONNECTOR_GATE: GateLimits = { most: 16, successesPerStep: 50 }

/** How a call ended, for the gate: `refused` with the error in which the server asked for less. */
export type Outcome = 'succeeded' | 'failed' | { readonly refused: AppError }

export type Pause = { readonly milliseconds: number; readonly reason: AppError }

/** Ends a stay inside the gate; further calls do nothing. */
export type Leave = (outcome: Outcome) => void

export class Gate {
  readonly #limits: GateLimits
  readonly #now: () => number
  #allowed: number
  #inside = 0
  #successes = 0
  #refusals = 0
  #paused: { readonly until: number; readonly reason: AppError } | null = null
  #timer: NodeJS.Timeout | null = null
  readonly #queue: (() => void)[] = []

  /** @param now milliseconds, never going back */
  constructor(limits: GateLimits, now: () => number = () => performance.now()) {
    this.#limits = limits
    this.#allowed = limits.most
    this.#now = now
  }

  /** How many calls may be inside at a time now. */
  get allowed(): number {
    return this.#allowed
  }

  get inside(): number {
    return this.#inside
  }

  /** What is left of the pause that the server asked for, or `null` when there is none. */
  get pause(): Pause | null {
    if (this.#paused === null) return null
    const milliseconds = Math.ceil(this.#paused.until - this.#now())
    return milliseconds > 0 ? { milliseconds, reason: this.#paused.reason } : null
  }

  /** Waits to be let in. @returns what to call at the end, or `sync.cancelled` */
  async enter(signal: AbortSignal): Promise<Result<Leave>> {
    if (signal.aborted) return failure(appError('sync.cancelled'))
    if (this.#queue.length === 0 && this.#isOpen()) this.#inside++
    else if (!(await this.#wait(signal))) return failure(appError('sync.cancelled'))
    const refusalsBefore = this.#refusals
    let isInside = true
    return ok((outcome) => {
      if (!isInside) return
      isInside = false
      if (outcome === 'succeeded') this.#succeeded()
      else if (outcome !== 'failed') this.#refused(outcome.refused, refusalsBefore)
      this.#inside--
      this.#letIn()
    })
  }

  #succeeded(): void {
    if (this.#allowed >= this.#limits.most || ++this.#successes < this.#limits.successesPerStep) return
    this.#successes = 0
    this.#allowed++
  }

  #refused(reason: AppError, refusalsBefore: number): void {
    this.#successes = 0
    const { backOffMilliseconds } = reason.params
    const until = this.#now() + (typeof backOffMilliseconds === 'number' ? backOffMilliseconds : 0)
    if (until > (this.#paused?.until ?? 0)) this.#paused = { until, reason }
    // Calls that were inside together are refused together; that is one reason to do less, not several.
    if (this.#refusals !== refusalsBefore) return
    this.#refusals++
    this.#allowed = Math.max(1, Math.floor(Math.min(this.#allowed, this.#inside) / 2))
  }

  #isOpen(): boolean {
    return this.#inside < this.#allowed && this.pause === null
  }

  /** @returns whether it was let in; otherwise the signal aborted */
  #wait(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const onAbort = (): void => {
        this.#queue.splice(this.#queue.indexOf(letIn), 1)
        this.#letIn()
        resolve(false)
      }
      const letIn = (): void => {
        signal.removeEventListener('abort', onAbort)
        this.#inside++ // here, so that nobody slips in before the waiter goes on
        resolve(true)
      }
      signal.addEventListener('abort', onAbort, { once: true })
      this.#queue.push(letIn)
      this.#letIn()
    })
  }

  #letIn(): void {
    while (this.#queue.length > 0 && this.#isOpen()) this.#queue.shift()?.()
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const { pause } = this
    if (this.#queue.length === 0 || pause === null) return
    this.#timer = setTimeout(() => {
      this.#letIn()
    }, pause.milliseconds)
  }
}

/** The gates that one call passes, and what its outcome tells them. */
export class GatePair {
  readonly #mailbox: Gate
  readonly #connector: Gate

  constructor(mailbox: Gate, connector: Gate) {
    this.#mailbox = mailbox
    this.#connector = connector
  }

  /** The longer one of the pauses at both gates, or `null`. */
  get pause(): Pause | null {
    const [one, other] = [this.#mailbox.pause, this.#connector.pause]
    return (one?.milliseconds ?? 0) >= (other?.milliseconds ?? 0) ? one : other
  }

  /**
   * Runs a call inside both gates. The mailbox's comes first, so that nobody holds a place at the connector while
   * waiting for a mailbox.
   */
  async pass<T>(call: () => Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>> {
    const leaveMailbox = await this.#mailbox.enter(signal)
    if (!leaveMailbox.ok) return leaveMailbox
    const leaveConnector = await this.#connector.enter(signal)
    if (!leaveConnector.ok) {
      leaveMailbox.value('failed')
      return leaveConnector
    }
    let outcomes: readonly [mailbox: Outcome, connector: Outcome] = ['failed', 'failed']
    try {
      const result = await call()
      outcomes = outcomesOf(result)
      return result
    } finally {
      leaveConnector.value(outcomes[1])
      leaveMailbox.value(outcomes[0])
    }
  }
}

function outcomesOf<T>(result: Result<T>): readonly [mailbox: Outcome, connector: Outcome] {
  if (result.ok) return ['succeeded', 'succeeded']
  if (result.error.category !== 'throttled') return ['failed', 'failed']
  const refused = { refused: result.error }
  // With an HTTP status the refusal came from before Exchange: IIS or a load balancer speaks for the server.
  return result.error.params.status === undefined ? [refused, 'failed'] : ['failed', refused]
}

/** The gates of everything that runs in one process. */
export class Gates {
  readonly #connectors = new Map<string, Gate>()
  readonly #mailboxes = new Map<string, Gate>()

  /**
   * @param url address of the service; accounts with the same one share a gate
   * @param mailbox primary SMTP address
   */
  of(url: string, mailbox: string): GatePair {
    const server = new URL(url).host.toLowerCase()
    return new GatePair(
      existingOr(this.#mailboxes, `${server} ${mailbox.toLowerCase()}`, MAILBOX_GATE),
      existingOr(this.#connectors, server, CONNECTOR_GATE),
    )
  }
}

function existingOr(gates: Map<string, Gate>, key: string, limits: GateLimits): Gate {
  const gate = gates.get(key) ?? new Gate(limits)
  gates.set(key, gate)
  return gate
}
