import { useSyncExternalStore } from 'react'

/** A clock that moves in steps, with one timer for all that look at it and none while nobody does. */
function createClock(stepMilliseconds: number) {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const move = (): void => {
    now = Date.now()
    for (const each of listeners) each()
  }
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      if (timer === undefined) {
        now = Date.now()
        timer = setInterval(move, stepMilliseconds)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    read: () => now,
  }
}

const halfMinutes = createClock(30_000)
const seconds = createClock(1_000)
const NEVER = () => () => undefined

/** The time, moving in steps of half a minute; for relative times. */
export function useNow(): number {
  return useSyncExternalStore(halfMinutes.subscribe, halfMinutes.read)
}

/** The time, moving in seconds for as long as something counts down or up. */
export function useSeconds(isCounting = true): number {
  return useSyncExternalStore(isCounting ? seconds.subscribe : NEVER, seconds.read)
}
