/** Two ends of a message port in memory: every message is cloned and arrives later, as between processes. */
import type { MessagePortLike } from '#electron/sync/message-peer.ts'

export type TestPort = MessagePortLike & {
  /** Everything that was posted here. */
  readonly posted: unknown[]
}

export function portPair(): [TestPort, TestPort] {
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []]
  const end = (own: 0 | 1, other: 0 | 1): TestPort => {
    const posted: unknown[] = []
    return {
      posted,
      post: (message) => {
        const copy: unknown = structuredClone(message)
        posted.push(copy)
        queueMicrotask(() => {
          for (const listener of listeners[other]) listener(copy)
        })
      },
      onMessage: (listener) => {
        listeners[own].push(listener)
      },
    }
  }
  return [end(0, 1), end(1, 0)]
}
