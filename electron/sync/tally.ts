/** What a run has done so far, by direction. Counted when it has been committed, never before. */
import type { Problem } from '../prime/sync-status.ts'

export type DirectionCounts = {
  readonly created: number
  readonly updated: number
  readonly deleted: number
  readonly failed: number
}

export type Direction = 'down' | 'up'

const NONE: DirectionCounts = { created: 0, updated: 0, deleted: 0, failed: 0 }

export class Tally {
  #down = NONE
  #up = NONE
  #conflicts = 0
  #sent = 0
  readonly #onChange: () => void

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get down(): DirectionCounts {
    return this.#down
  }

  get up(): DirectionCounts {
    return this.#up
  }

  get conflicts(): number {
    return this.#conflicts
  }

  get sent(): number {
    return this.#sent
  }

  count(direction: Direction, what: keyof DirectionCounts): void {
    if (direction === 'down') this.#down = { ...this.#down, [what]: this.#down[what] + 1 }
    else this.#up = { ...this.#up, [what]: this.#up[what] + 1 }
    this.#onChange()
  }

  countConflict(): void {
    this.#conflicts += 1
    this.#onChange()
  }

  countSent(): void {
    this.#sent += 1
    this.#onChange()
  }
}

/** Objects that are no longer tried by themselves. */
export function givenUp(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem) => problem.givenUp)
}
