/** Lets what is to be told wait for what belongs to it. */
import type { ScheduleClock } from './clock.ts'

/** A connector has four places, so many accounts need a while until each has run. */
const GATHER_MILLISECONDS = 60_000

export class Gathering {
  readonly #clock: Pick<ScheduleClock, 'after'>
  readonly #tell: () => void
  #stopTimer: (() => void) | null = null

  constructor(clock: Pick<ScheduleClock, 'after'>, tell: () => void) {
    this.#clock = clock
    this.#tell = tell
  }

  /** There is something to tell, soon. */
  begin(): void {
    this.#stopTimer ??= this.#clock.after(GATHER_MILLISECONDS, () => {
      this.#stopTimer = null
      this.#tell()
    })
  }

  close(): void {
    this.#stopTimer?.()
  }
}
