/** The end of a search: when its time is over, its caller gives up, or it has an answer. */

export class TimeLimit {
  readonly #controller = new AbortController()
  readonly #caller: AbortSignal
  readonly #onAbort = (): void => {
    this.end()
  }
  #remaining: number
  #startedAt = 0
  #timer: NodeJS.Timeout | undefined
  #isOver = false

  /** @param milliseconds of its own work; what a person needs to answer does not count */
  constructor(caller: AbortSignal, milliseconds: number) {
    this.#caller = caller
    this.#remaining = milliseconds
    if (caller.aborted) this.#controller.abort()
    else caller.addEventListener('abort', this.#onAbort, { once: true })
    this.#run()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Whether the time was over before the search was. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** The clock stands still until `wait` has settled. */
  pausedFor = async <T>(wait: Promise<T>): Promise<T> => {
    clearTimeout(this.#timer)
    this.#remaining -= performance.now() - this.#startedAt
    try {
      return await wait
    } finally {
      this.#run()
    }
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#caller.removeEventListener('abort', this.#onAbort)
    this.#controller.abort()
  }

  #run(): void {
    if (this.signal.aborted) return
    this.#startedAt = performance.now()
    this.#timer = setTimeout(
      () => {
        this.#isOver = true
        this.#controller.abort()
      },
      Math.max(0, this.#remaining),
    )
  }
}
