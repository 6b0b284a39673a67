import { useSyncExternalStore } from 'react'

const STEP_MILLISECONDS = 30_000

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, STEP_MILLISECONDS)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** The time, moving in steps of half a minute; one timer for all that show a relative time. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}
