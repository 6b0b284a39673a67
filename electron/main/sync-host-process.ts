/** Starts the sync host as a utility process of Electron. */
import path from 'node:path'
import { MessageChannelMain, utilityProcess } from 'electron'
import type { HostLauncher } from '../sync/host-client.ts'

export function syncHostLauncher(options: { folder: string; primeFolder: string }): HostLauncher {
  return () => {
    const child = utilityProcess.fork(
      path.join(options.folder, 'sync-host.js'),
      [`--prime-folder=${options.primeFolder}`],
      { serviceName: 'MS EWS Konnektor sync host' },
    )
    // The host starts when it has its end; what is posted to it before waits.
    const { port1: wire, port2: hostEnd } = new MessageChannelMain()
    child.postMessage(null, [hostEnd])
    return {
      wire: {
        post: (message) => {
          wire.postMessage(message)
        },
        onMessage: (listener) => {
          wire.on('message', ({ data }) => {
            listener(data)
          })
          wire.start()
        },
      },
      port: {
        post: (message) => {
          child.postMessage(message)
        },
        onMessage: (listener) => {
          child.on('message', listener)
        },
      },
      onExit: (listener) => {
        child.once('exit', listener)
      },
      kill: () => {
        child.kill()
      },
    }
  }
}
