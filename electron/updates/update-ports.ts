/** What the service of updates needs from this process; electron-updater is loaded with the first check. */
import path from 'node:path'
import { logEvent } from '../log/log.ts'
import { installationOf } from './installation.ts'
import type { UpdatePorts } from './update-service.ts'
import { readUpdateTrust, UPDATE_TRUST_FILE } from './update-trust.ts'

export function updatePorts(options: {
  readonly isPackaged: boolean
  /** Of the built main process, where the build wrote what it trusts. */
  readonly folder: string
}): UpdatePorts {
  const { resourcesPath: resourcesFolder, platform, execPath: program, env: environment } = process
  return {
    installation: installationOf({
      ...{ isPackaged: options.isPackaged, resourcesFolder, platform, program, environment },
    }),
    trust: readUpdateTrust(path.join(options.folder, UPDATE_TRUST_FILE)),
    resourcesFolder,
    loadUpdater: async () => (await import('./electron-updater.ts')).createElectronUpdater,
    log: (event, details) => {
      logEvent(event === 'updateFailed' ? 'warn' : 'info', event, details)
    },
  }
}
