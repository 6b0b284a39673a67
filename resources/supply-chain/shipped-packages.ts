/**
 * What a user gets: the packages in the bundles, those that lie beside them, and what no package manager knows of:
 * Electron with Chromium and Node, and the SQLite inside its module.
 */
import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { packageFolderOf } from './module-record.ts'

export type Shipped = {
  readonly name: string
  readonly version: string
  /** An SPDX expression as the package says it; `''`: it says nothing. */
  readonly licence: string
  /** From the folder of the project; `null`: no package. */
  readonly folder: string | null
  /** Of its licence files; empty where it has none. */
  readonly texts: readonly string[]
  readonly homepage: string
}

const BUNDLES = ['main', 'preload', 'renderer'] as const

/** Packages by name and version, then those without a package. Throws when the application is not built. */
export async function shippedPackages(root: string): Promise<Shipped[]> {
  const bundled = await Promise.all(BUNDLES.map((bundle) => recorded(root, bundle)))
  const folders = new Set([...bundled.flat(), ...(await unbundled(root))])
  const packages = await Promise.all([...folders].map((folder) => shippedPackage(root, folder)))
  const byName = new Map(packages.map((each) => [`${each.name}@${each.version}`, each]))
  return [...byName.values()].sort(
    (one, other) => compare(one.name, other.name) || compare(one.version, other.version),
  )
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

async function recorded(root: string, bundle: (typeof BUNDLES)[number]): Promise<string[]> {
  try {
    return JSON.parse(await readFile(path.join(root, 'out', `.packages-${bundle}.json`), 'utf8')) as string[]
  } catch (error) {
    throw new Error('What is shipped is known only of a built application: npm run build', { cause: error })
  }
}

type Manifest = {
  readonly name?: string
  readonly version?: string
  readonly license?: unknown
  readonly licenses?: unknown
  readonly homepage?: unknown
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Production dependencies with all of theirs, as the lock file has placed them. */
async function unbundled(root: string): Promise<string[]> {
  const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, Manifest>>
  }
  const found = new Set<string>()
  const visit = (from: string): void => {
    for (const name of Object.keys(lock.packages[from]?.dependencies ?? {})) {
      const folder = nearest(lock.packages, from, name)
      if (folder === null || found.has(folder)) continue
      found.add(folder)
      visit(folder)
    }
  }
  visit('')
  return [...found]
}

function nearest(packages: Readonly<Record<string, unknown>>, from: string, name: string): string | null {
  for (let place: string | null = from; place !== null; place = place === '' ? null : parent(place)) {
    const folder = `${place === '' ? '' : `${place}/`}node_modules/${name}`
    if (folder in packages) return folder
  }
  return null
}

function parent(folder: string): string {
  return packageFolderOf(path.posix.dirname(path.posix.dirname(folder)), '') ?? ''
}

async function shippedPackage(root: string, folder: string): Promise<Shipped> {
  const inside = path.join(root, folder)
  const manifest = JSON.parse(await readFile(path.join(inside, 'package.json'), 'utf8')) as Manifest
  const names = (await readdir(inside)).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort()
  const files = names.filter((name) => !/\.(js|ts|json|html)$/i.test(name))
  const texts = await Promise.all(
    files.map((name) => readFile(path.join(inside, name), 'utf8').catch(() => '')),
  )
  return {
    name: manifest.name ?? path.posix.basename(folder),
    version: manifest.version ?? '',
    licence: licenceOf(manifest),
    folder,
    texts: texts.map((text) => text.replaceAll('\r\n', '\n').trim()).filter((text) => text !== ''),
    homepage: typeof manifest.homepage === 'string' ? manifest.homepage : '',
  }
}

/** Old packages have an object, or several. */
function licenceOf({ license, licenses }: Manifest): string {
  const typeOf = (value: unknown): string => {
    const type = typeof value === 'object' && value !== null ? (value as { type?: unknown }).type : value
    return typeof type === 'string' ? type : ''
  }
  if (license !== undefined) return typeOf(license)
  return Array.isArray(licenses) ? licenses.map(typeOf).join(' OR ') : ''
}

/** Versions of what comes with the runtime that is packed; it is asked, since the package that fetches it does not say. */
export async function runtimeParts(root: string): Promise<Shipped[]> {
  const executable = path.join(
    root,
    'node_modules/electron/dist',
    process.platform === 'win32' ? 'electron.exe' : 'electron',
  )
  const { stdout } = await promisify(execFile)(executable, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  const versions = JSON.parse(stdout) as Readonly<Record<string, string>>
  const sqlite = await readFile(
    path.join(root, 'node_modules/@photostructure/sqlite/src/upstream/sqlite3.h'),
    'utf8',
  )
  const part = (
    name: string,
    version: string | undefined,
    licence: string,
    homepage: string,
    text: string,
  ): Shipped => ({
    ...{ name, version: version ?? '', licence, homepage },
    folder: null,
    texts: [text],
  })
  const beside = 'Its licences are beside the program in LICENSES.chromium.html.'
  const electron = await readFile(path.join(root, 'node_modules/electron/LICENSE'), 'utf8')
  return [
    part('electron', versions.electron, 'MIT', 'https://www.electronjs.org', electron.trim()),
    part('chromium', versions.chrome, 'BSD-3-Clause', 'https://www.chromium.org', beside),
    part('node', versions.node, 'MIT', 'https://nodejs.org', beside),
    part('v8', versions.v8, 'BSD-3-Clause', 'https://v8.dev', beside),
    part(
      'sqlite',
      /#define SQLITE_VERSION\s+"([^"]+)"/.exec(sqlite)?.[1],
      'blessing',
      'https://www.sqlite.org',
      'SQLite is in the public domain; its authors dedicate it with a blessing: https://www.sqlite.org/copyright.html',
    ),
  ]
}
