/**
 * Whether the system starts the application when its user signs in. The truth is what the system holds, not a setting
 * of ours: a person may switch it off in the task manager, and it must not come back by itself.
 *
 * Windows and macOS keep it themselves; on Linux it is a file in the autostart folder of the XDG specification.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { desktopEntry } from './desktop-entry.ts'
import { changing, putFile, userFolder } from './user-files.ts'

export const HIDDEN_ARGUMENT = '--hidden'

/** What the system is to start. */
export type StartCommand = { readonly file: string; readonly args: readonly string[] }

export type LoginStart = {
  isOn(): boolean
  set(on: boolean): Result<null>
}

const FILE_NAME = 'ms-ews-konnektor.desktop'

export function autostartFile(environment: NodeJS.ProcessEnv): string {
  return path.join(userFolder('XDG_CONFIG_HOME', environment), 'autostart', FILE_NAME)
}

export function linuxLoginStart(
  command: StartCommand,
  environment: NodeJS.ProcessEnv,
  name: string,
): LoginStart {
  const file = autostartFile(environment)
  const entry = desktopEntry({ name, ...command })
  const stored = (): string | null => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return null
    }
  }
  return {
    isOn: () => isSwitchedOn(stored()),
    set: (on) =>
      changing(file, () => {
        putFile(file, on ? entry : null)
      }),
  }
}

/** Desktops switch an entry off by a line in it instead of removing it. */
function isSwitchedOn(entry: string | null): boolean {
  return entry !== null && !/^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(entry)
}

/** The part of Electron's `app` that keeps it on Windows and macOS. */
type LoginItems = {
  getLoginItemSettings(options?: { path?: string; args?: string[] }): {
    openAtLogin: boolean
    executableWillLaunchAtLogin?: boolean
  }
  setLoginItemSettings(settings: { openAtLogin: boolean; path?: string; args?: string[] }): void
}

export function systemLoginStart(
  command: StartCommand,
  items: LoginItems,
  platform: NodeJS.Platform,
): LoginStart {
  const target = { path: command.file, args: [...command.args] }
  const isOn = (): boolean => {
    const { openAtLogin, executableWillLaunchAtLogin } = items.getLoginItemSettings(target)
    // On Windows `openAtLogin` says that there is an entry, the other one that it is not switched off.
    return platform === 'win32' ? (executableWillLaunchAtLogin ?? openAtLogin) : openAtLogin
  }
  return {
    isOn,
    set: (on) => {
      items.setLoginItemSettings({ openAtLogin: on, ...target })
      // An entry of the installer for all users is not ours to take away.
      return !on && isOn() ? failure(appError('background.set-for-all')) : ok(null)
    },
  }
}
