/** The ports of a utility process, as it sees them itself; without `electron`, which the engine never imports. */
import type { MessagePortLike } from './message-peer.ts'

/** The parts of Electron's ports that we use. */
type Port = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}
type ParentPort = Port & {
  once(event: 'message', listener: (event: { ports: readonly (Port & { start(): void })[] }) => void): void
}

/**
 * Waits for main's first message, which brings the port for requests to servers (wire/), and hands both on; what
 * main posted in the meantime follows.
 */
export function onPorts(listener: (ports: { calls: MessagePortLike; wire: MessagePortLike }) => void): void {
  const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort
  if (!parentPort) throw new Error('The sync host runs as a utility process of the application.')
  parentPort.once('message', ({ ports: [wire] }) => {
    if (!wire) throw new Error('The first message brings the port for requests.')
    listener({ calls: portLike(parentPort), wire: portLike(wire) })
    wire.start()
  })
}

function portLike(port: Port): MessagePortLike {
  return {
    post: (message) => {
      port.postMessage(message)
    },
    onMessage: (listener) => {
      port.on('message', (event) => {
        listener(event.data)
      })
    },
  }
}
