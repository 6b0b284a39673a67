/** A clock that the test turns; what is due is called back in its order. */
import type { ScheduleClock } from '#electron/services/schedule/clock.ts'

export class FakeClock implements ScheduleClock {
  #now = 0
  readonly #onPass: (milliseconds: number) => void
  #timers: { readonly at: number; readonly callback: () => void }[] = []

  constructor(onPass: (milliseconds: number) => void = () => undefined) {
    this.#onPass = onPass
  }

  now(): number {
    return this.#now
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + milliseconds, callback }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Lets time pass; what a callback starts asynchronously settles before the next one is due. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0]
      if (!next) break
      this.#turn(Math.max(this.#now, next.at))
      this.#timers = this.#timers.filter((timer) => timer !== next)
      next.callback()
      await settle()
    }
    this.#turn(until)
    await settle()
  }

  #turn(to: number): void {
    this.#onPass(to - this.#now)
    this.#now = to
  }

  get pending(): number {
    return this.#timers.length
  }
}

/** All promises that are ready have gone on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
