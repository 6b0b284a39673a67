/**
 * What a person opened waits in memory between its preview and its import, secrets included: at most one at a time, and
 * for a quarter of an hour.
 */
const WAITING_TIME = 15 * 60_000 // ms

export class OpenedFile<T extends { readonly id: string }> {
  #waiting: T | null = null
  #timer: NodeJS.Timeout | undefined

  /** @returns `null`: it is closed, or another one was opened since */
  get(id: T['id']): T | null {
    return this.#waiting?.id === id ? this.#waiting : null
  }

  hold(opened: T): void {
    this.close()
    this.#waiting = opened
    this.#timer = setTimeout(() => {
      this.close()
    }, WAITING_TIME)
    this.#timer.unref()
  }

  discard(id: T['id']): void {
    if (this.get(id)) this.close()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#waiting = null
  }
}
