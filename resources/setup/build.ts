/**
 * Builds the application into out/ when its sources are newer than the last build.
 *
 * A stamp file is written after a complete build and compared with the newest change below the source
 * folders, folders included, because a removed file changes only its folder. Rejected: hashes of all
 * sources, which cost a read of every file at each start.
 */
import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { builtInTrust } from '../updates/built-in-trust.ts'
import { node, runQuiet } from './child.ts'
import { outFolder, projectFolder, tools } from './paths.ts'
import { SetupError, duration, progress } from './say.ts'

const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'resources',
  'electron.vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
]
/** Below resources/, but not part of the application. */
const NOT_SOURCES = new Set([join(projectFolder, 'resources', 'setup')])
const STAMP = join(outFolder, '.built')
const TRUST = join(outFolder, 'main', 'update-trust.json')

/** Builds unless out/ is up to date. */
export async function ensureBuilt(): Promise<void> {
  const sources = SOURCES.map((name) => join(projectFolder, name))
  if ((await isOlder(STAMP, sources, NOT_SOURCES)) || !(await trustsAsTold())) await build()
}

/** Whether the last build trusts the signatures that the environment names now; no source tells that. */
async function trustsAsTold(): Promise<boolean> {
  const built = await readFile(TRUST, 'utf8').catch(ignoreAbsent)
  return built === JSON.stringify(builtInTrust(process.env))
}

/** Builds in any case. Throws SetupError with the output of the build. */
export async function build(): Promise<void> {
  const started = Date.now()
  progress('Build', 'building the application …')
  const result = await runQuiet(...node(tools.electronVite, ['build']))
  if (result.code !== 0) {
    throw new SetupError(`The build failed:\n${result.output.trim()}`, 'correct what the lines above name')
  }
  await writeFile(STAMP, '')
  progress('Build', `ready (${duration(Date.now() - started)})`)
}

/** Whether `stamp` is absent, or anything in `sources` (files or folders, absent ones allowed) is newer. */
export async function isOlder(
  stamp: string,
  sources: readonly string[],
  leftOut: ReadonlySet<string> = new Set(),
): Promise<boolean> {
  const built = await changed(stamp)
  if (built === undefined) return true
  for (const source of sources) {
    if ((await newestChange(source, leftOut)) > built) return true
  }
  return false
}

async function newestChange(place: string, leftOut: ReadonlySet<string>): Promise<number> {
  if (leftOut.has(place)) return 0
  const entry = await stat(place).catch(ignoreAbsent)
  if (entry === undefined) return 0
  if (!entry.isDirectory()) return entry.mtimeMs
  const names = await readdir(place)
  const times = await Promise.all(names.map((name) => newestChange(join(place, name), leftOut)))
  return Math.max(entry.mtimeMs, ...times)
}

async function changed(file: string): Promise<number | undefined> {
  return (await stat(file).catch(ignoreAbsent))?.mtimeMs
}

function ignoreAbsent(failure: unknown): undefined {
  if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return undefined
  throw failure
}
