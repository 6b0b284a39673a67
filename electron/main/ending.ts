/**
 * The end of the application: running pages commit first. What runs stops at the next object, which the sync host is
 * given five seconds for; who waits longer than a moment is told why. Asked again meanwhile, it goes on ending: a
 * second wish to quit must not cut what the first one waits for.
 */
type Preventable = { preventDefault(): void }

/** As long as nobody asks himself whether something happens. */
const UNNOTICED = 700 // ms

export type EndingParts = {
  /** Ends the services; `null`: there are none yet. */
  readonly close: () => Promise<void> | null
  readonly onDidBegin: () => void
  readonly onSlow: () => void
  readonly onProblem: (error: unknown) => void
  /** The last words before the process goes. */
  readonly onDidEnd: () => void
  readonly quit: () => void
}

export class Ending {
  readonly #parts: EndingParts
  #state: 'not-begun' | 'under-way' | 'over' = 'not-begun'

  constructor(parts: EndingParts) {
    this.#parts = parts
  }

  get hasBegun(): boolean {
    return this.#state !== 'not-begun'
  }

  /** For `before-quit`. */
  begin(event: Preventable): void {
    if (this.#state === 'over') return
    if (this.#state === 'under-way') {
      event.preventDefault()
      return
    }
    const { close, onDidBegin, onSlow, onProblem, onDidEnd, quit } = this.#parts
    onDidBegin()
    const closed = close()
    if (closed === null) {
      this.#state = 'over'
      return
    }
    event.preventDefault()
    this.#state = 'under-way'
    const slow = setTimeout(onSlow, UNNOTICED)
    void closed.catch(onProblem).finally(() => {
      clearTimeout(slow)
      this.#state = 'over'
      onDidEnd()
      quit()
    })
  }
}
