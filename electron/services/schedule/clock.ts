/** The time of the schedule: monotonic, so that changing the clock of the computer moves nothing. */
export type ScheduleClock = {
  /** Milliseconds since some moment. */
  now(): number
  /** Calls back once. @returns what ends it before */
  after(milliseconds: number, callback: () => void): () => void
}

export const systemClock: ScheduleClock = {
  now: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds)
    return () => {
      clearTimeout(timer)
    }
  },
}
