/**
 * How this application got onto the computer, and whether it may replace itself. Only two ways update themselves: the
 * set-up program of Windows (NSIS) and an AppImage. What a package manager or a software distribution (MSI) has
 * installed is replaced by them: two hands on the same files leave an installation that neither knows.
 *
 * Rejected: electron-updater's own updaters for deb, rpm and pacman, which ask for the password of root at the end of
 * an application that runs in the background.
 */
import { accessSync, constants, existsSync, readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import type { UpdateObstacle } from '#shared/domain/updates.ts'

export type Surroundings = {
  readonly isPackaged: boolean
  readonly platform: NodeJS.Platform
  /** The running program. */
  readonly program: string
  readonly resourcesFolder: string
  readonly environment: NodeJS.ProcessEnv
}

export type Installation =
  | { readonly kind: 'nsis' }
  | { readonly kind: 'appimage'; readonly file: string }
  | { readonly kind: 'fixed'; readonly obstacle: UpdateObstacle }

export function installationOf(surroundings: Surroundings): Installation {
  const { isPackaged, platform, program } = surroundings
  if (!isPackaged) return fixed('development')
  if (platform === 'win32') return hasUninstaller(path.dirname(program)) ? { kind: 'nsis' } : fixed('managed')
  if (platform === 'linux') return linuxInstallation(surroundings)
  return fixed('managed')
}

function linuxInstallation({ program, resourcesFolder, environment }: Surroundings): Installation {
  if (existsSync(path.join(resourcesFolder, 'package-type'))) return fixed('distribution')
  const { APPIMAGE: file, APPDIR: mounted } = environment
  // Started by another AppImage, a terminal for example, we inherit its variables: the file would be that one.
  if (!file || !path.isAbsolute(file) || !mounted || !isInside(program, mounted)) return fixed('managed')
  return isWritable(file) && isWritable(path.dirname(file))
    ? { kind: 'appimage', file }
    : fixed('not-writable')
}

/** NSIS writes it beside the program; an MSI has none. */
function hasUninstaller(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => /^Uninstall .*\.exe$/i.test(name))
  } catch {
    return false
  }
}

function isInside(file: string, folder: string): boolean {
  try {
    const relative = path.relative(realpathSync(folder), realpathSync(file))
    return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
  } catch {
    return false
  }
}

function isWritable(place: string): boolean {
  try {
    accessSync(place, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function fixed(obstacle: UpdateObstacle): Installation {
  return { kind: 'fixed', obstacle }
}
