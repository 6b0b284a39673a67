/**
 * Whether the desktop shows icons beside the clock. Windows and macOS do. On Linux a desktop does when somebody owns
 * `org.kde.StatusNotifierWatcher` on the session bus (KDE, Xfce, Cinnamon, GNOME with its extension), which is asked
 * for each time it matters: extensions come and go. `EWS_KONNEKTOR_TRAY` (`yes`, `no`) decides for desktops that
 * show such icons in another way.
 *
 * Rejected: to make the icon and hope. Where nobody shows it a hidden window would be out of reach for whoever does
 * not know that a second start brings it back.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'

export const TRAY_VARIABLE = 'EWS_KONNEKTOR_TRAY'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const PATIENCE = 2_000 // ms

/** Runs a program. @returns what it wrote, or `null` when it is missing or failed */
export type RunProgram = (file: string, args: readonly string[]) => Promise<string | null>

/** The two programs of which desktops have at least one; both ask the bus itself. */
const QUESTIONS: readonly (readonly [string, readonly string[]])[] = [
  [
    'gdbus',
    [
      ...['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
      ...['--method', 'org.freedesktop.DBus.NameHasOwner', WATCHER],
    ],
  ],
  [
    'dbus-send',
    [
      ...['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
      ...['org.freedesktop.DBus.NameHasOwner', `string:${WATCHER}`],
    ],
  ],
]

export type Desktop = {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  readonly run?: RunProgram
  readonly exists?: (file: string) => boolean
}

export async function isTrayShown(desktop: Desktop): Promise<boolean> {
  const { platform, environment, run = runProgram, exists = existsSync } = desktop
  const decided = environment[TRAY_VARIABLE]
  if (decided === 'yes' || decided === 'no') return decided === 'yes'
  if (platform !== 'linux') return true
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime } = environment
  // Asked without a bus, the programs would start one.
  if (!address && !(runtime && exists(`${runtime}/bus`))) return false
  for (const [file, args] of QUESTIONS) {
    const answer = await run(file, args)
    if (answer !== null) return answer.includes('true')
  }
  return false
}

const runProgram: RunProgram = (file, args) =>
  new Promise((resolve) => {
    execFile(file, args, { timeout: PATIENCE }, (error, stdout) => {
      resolve(error ? null : stdout)
    })
  })
