/** Whether somebody has looked at a plan since the window opened: a look leaves nothing behind that could be asked. */
let isSeen = false
const listeners = new Set<() => void>()

export const planSeen = {
  get: (): boolean => isSeen,
  set: (): void => {
    isSeen = true
    for (const listener of listeners) listener()
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
