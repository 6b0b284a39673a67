/**
 * Whether the system hands links of the scheme `ews-konnektor:` to the application. As with the start at sign-in, the
 * truth is what the system holds: the installer writes the same entries.
 *
 * On Linux it is an entry of its own among the applications of the user, and a line in `mimeapps.list` (MIME
 * Applications specification, version 1.0). Rejected: Electron's call, which there can switch on and never off.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { desktopEntry } from '../desktop-entry.ts'
import type { StartCommand } from '../login-start.ts'
import { changing, putFile, userFolder } from '../user-files.ts'
import { defaultFor, withDefault, withoutDefault } from './mime-apps.ts'
import { LINK_SCHEME } from './place-of-link.ts'

export type LinkRegistration = {
  isOn(): Promise<boolean>
  set(on: boolean): Promise<Result<null>>
}

const ENTRY = 'ms-ews-konnektor-links.desktop'
const MIME_TYPE = `x-scheme-handler/${LINK_SCHEME}`

export function linuxLinks(
  command: StartCommand,
  environment: NodeJS.ProcessEnv,
  name: string,
): LinkRegistration {
  const entry = path.join(userFolder('XDG_DATA_HOME', environment), 'applications', ENTRY)
  const defaults = path.join(userFolder('XDG_CONFIG_HOME', environment), 'mimeapps.list')
  const set = (on: boolean): Result<null> => {
    const registered = changing(entry, () => {
      putFile(entry, on ? desktopEntry({ name, ...command, opens: MIME_TYPE }) : null)
    })
    if (!registered.ok) return registered
    return changing(defaults, () => {
      const before = contentOf(defaults) ?? ''
      const after = (on ? withDefault : withoutDefault)(before, MIME_TYPE, ENTRY)
      if (after !== before) putFile(defaults, after)
    })
  }
  return {
    isOn: () =>
      Promise.resolve(
        contentOf(entry) !== null && defaultFor(contentOf(defaults) ?? '', MIME_TYPE) === ENTRY,
      ),
    set: (on) => Promise.resolve(set(on)),
  }
}

/** @returns `null`: there is no such file. @throws when there is one that cannot be read, which must not be replaced */
function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The part of Electron's `app` that keeps it on Windows and macOS. */
export type ProtocolClients = {
  isDefaultProtocolClient(protocol: string, path?: string, args?: string[]): boolean
  setAsDefaultProtocolClient(protocol: string, path?: string, args?: string[]): boolean
  removeAsDefaultProtocolClient(protocol: string, path?: string, args?: string[]): boolean
  getApplicationInfoForProtocol(url: string): Promise<{ path: string }>
}

export function systemLinks(command: StartCommand, clients: ProtocolClients): LinkRegistration {
  const target = [LINK_SCHEME, command.file, [...command.args]] as const
  const isOn = async (): Promise<boolean> =>
    // The first sees what this user has registered, the other one also what holds for all users.
    clients.isDefaultProtocolClient(...copy(target)) || (await isOurs())
  const isOurs = async (): Promise<boolean> => {
    try {
      const { path: program } = await clients.getApplicationInfoForProtocol(`${LINK_SCHEME}://`)
      return program.toLowerCase() === command.file.toLowerCase()
    } catch {
      return false // nobody opens them
    }
  }
  return {
    isOn,
    set: async (on) => {
      if (on) clients.setAsDefaultProtocolClient(...copy(target))
      else clients.removeAsDefaultProtocolClient(...copy(target))
      if ((await isOn()) === on) return ok(null)
      return failure(appError(on ? 'background.refused' : 'background.set-for-all'))
    },
  }
}

function copy([scheme, file, args]: readonly [string, string, readonly string[]]): [
  string,
  string,
  string[],
] {
  return [scheme, file, [...args]]
}
