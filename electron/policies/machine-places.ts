/**
 * Where the policies of this computer lie. The packaged application looks only where administrators write, and no
 * variable of ours leads it elsewhere; those of Windows that name its own folders (`ProgramData`, `SystemRoot`) it
 * believes, see SECURITY.md. From its sources it looks in the folder that `EWS_KONNEKTOR_POLICIES` names, and nowhere else, so
 * that the policies of a developer's computer and those of tests stay apart.
 */
import path from 'node:path'
import { policyFile, registryFile } from './file-policies.ts'
import type { PolicyReader } from './raw-policies.ts'
import { onlyAdministratorsWrite, type TrustCheck } from './trusted-file.ts'
import { windowsRegistry } from './windows-registry.ts'

export const POLICIES_VARIABLE = 'EWS_KONNEKTOR_POLICIES'

/** The folder of the computer, by Node's name of the platform. */
export function machineFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  switch (platform) {
    case 'win32':
      return path.win32.join(environment.ProgramData ?? String.raw`C:\ProgramData`, 'MS EWS Konnektor')
    case 'darwin':
      return '/Library/Application Support/MS EWS Konnektor'
    default:
      return '/etc/ms-ews-konnektor'
  }
}

export function policyReaders(isPackaged: boolean, environment: NodeJS.ProcessEnv): PolicyReader[] {
  if (!isPackaged) {
    const folder = environment[POLICIES_VARIABLE]
    return folder ? inFolder(folder, () => Promise.resolve(null)) : []
  }
  const folder = machineFolder(process.platform, environment)
  if (process.platform !== 'win32') return inFolder(folder, onlyAdministratorsWrite)
  return [...windowsRegistry(), policyFile(path.join(folder, 'policies.json'), onlyAdministratorsWrite)]
}

function inFolder(folder: string, check: TrustCheck): PolicyReader[] {
  return [
    registryFile(path.join(folder, 'policies.reg'), check),
    policyFile(path.join(folder, 'policies.json'), check),
  ]
}
