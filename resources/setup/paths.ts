/**
 * The places the set-up works with, from this file's own position, so that the working folder of the
 * caller does not matter.
 */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

export const projectFolder = resolve(import.meta.dirname, '..', '..')
export const outFolder = join(projectFolder, 'out')
export const distFolder = join(projectFolder, 'dist')
export const resultsFolder = join(projectFolder, 'test-results')
export const electronFolder = join(projectFolder, 'node_modules', 'electron')

/**
 * JavaScript entry points of the tools. They are started with the running Node instead of the shell
 * wrappers in node_modules/.bin: those are `.cmd` files on Windows, which need a shell and its quoting.
 */
export const tools = {
  electronBuilder: join(projectFolder, 'node_modules', 'electron-builder', 'cli.js'),
  electronVite: join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
  playwright: join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js'),
  tsx: join(projectFolder, 'node_modules', 'tsx', 'dist', 'cli.mjs'),
  vitest: join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs'),
}

/** Folder for downloads that outlive `npm ci`. */
export function cacheFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  const name = 'ms-ews-konnektor'
  if (platform === 'win32')
    return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), name, 'Cache')
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, name)
  if (platform === 'darwin') return join(home, 'Library', 'Caches', name)
  return join(home, '.cache', name)
}
