/** Starts the sync host as a utility process of Electron. */
import path from 'node:path'
import { utilityProcess } from 'electron'
import type { HostLauncher } from '../sync/host-client.ts'

export function syncHostLauncher(options: {
  folder: string
  primeFolder: string
  userAgent: string
  caFile: string | null
}): HostLauncher {
  return () => {
    const child = utilityProcess.fork(
      path.join(options.folder, 'sync-host.js'),
      [
        `--prime-folder=${options.primeFolder}`,
        `--user-agent=${options.userAgent}`,
        ...(options.caFile ? [`--ca-file=${options.caFile}`] : []),
      ],
      { serviceName: 'MS EWS Konnektor sync host' },
    )
    return {
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
