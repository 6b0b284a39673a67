/**
 * The Debian packages that Electron and the tests need; installed as root, named for everybody else.
 *
 * Clients that we did not write, with which the test server is tried, are wanted but not needed: where they cannot be
 * had, their tests are skipped and the set-up says so.
 *
 * Only Debian and its relatives are handled, because there the names are known and tested. On every other
 * system nothing is done: Windows and macOS need nothing, and on another Linux a desktop has these
 * libraries.
 */
import { readFile } from 'node:fs/promises'
import { runQuiet } from './child.ts'
import { SetupError, duration, progress } from './say.ts'

export type Purpose = 'application' | 'tests'

/**
 * A package under the names it has in different releases, oldest first: Debian 13 and Ubuntu 24.04 renamed
 * some for their 64-bit time.
 */
export type PackageNames = readonly [string, ...string[]]

const APPLICATION: readonly PackageNames[] = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libxtst6'],
  ['libnotify4'],
  ['libsecret-1-0'],
  ['fonts-liberation'],
  ['unzip'], // for the substitute runtime
]
const DISPLAY: readonly PackageNames[] = [['xvfb'], ['xauth']]
const TESTS: readonly PackageNames[] = [
  ['dbus-x11'],
  ['gnome-keyring'],
  ['libxml2-utils'],
  ['nsis'], // compiles the installer for Windows
  ['strace'], // shows what the packaged application does on the network
  ['x11-utils'], // lists the windows of a display, those of the system among them
]

/**
 * Other implementations for the tests in test/integration/clients. `davmail-server` is DavMail without its windows, and
 * depends on a headless Java; older releases have it in `davmail` alone. Chromium plays the browser of the system when
 * the application signs in with OAuth2.
 */
const CLIENTS: readonly PackageNames[] = [
  ['python3-exchangelib'],
  ['python3-icalendar'],
  ['python3-dateutil'], // expands series in test/property/calendar
  ['davmail', 'davmail-server'],
  ['chromium'],
]

/** What is needed for a purpose; a virtual display only where there is no real one. */
export function neededPackages(purpose: Purpose, hasDisplay: boolean): PackageNames[] {
  if (purpose === 'tests') return [...APPLICATION, ...DISPLAY, ...TESTS]
  return hasDisplay ? [...APPLICATION] : [...APPLICATION, ...DISPLAY]
}

/** What makes more tests possible but is not needed. */
export function wantedPackages(purpose: Purpose): PackageNames[] {
  return purpose === 'tests' ? [...CLIENTS] : []
}

/** Installed package names from the output of `dpkg-query -W -f '${Package} ${db:Status-Abbrev}\n'`. */
export function installedPackages(output: string): Set<string> {
  const installed = new Set<string>()
  for (const line of output.split('\n')) {
    const [name, state] = line.trim().split(/\s+/)
    // First letter: wanted; second: state. `hi` is installed and held.
    if (name !== undefined && state !== undefined && /^[a-z]i$/.test(state)) installed.add(name)
  }
  return installed
}

export function missingPackages(
  needed: readonly PackageNames[],
  installed: ReadonlySet<string>,
): PackageNames[] {
  return needed.filter((names) => !names.some((name) => installed.has(name)))
}

/** Whether /etc/os-release describes Debian or a system derived from it. */
export function isDebianLike(osRelease: string): boolean {
  return osRelease
    .split('\n')
    .filter((line) => /^ID(_LIKE)?=/.test(line))
    .some((line) => /\b(debian|ubuntu)\b/.test(line))
}

/** Names to install, of those the package lists offer (output of `apt-cache policy`): the newest name. */
export function chosenNames(missing: readonly PackageNames[], policy: string): string[] {
  const offered = offeredNames(policy)
  return missing.map((names) => names.findLast((name) => offered.has(name)) ?? names[0])
}

/** The packages that the package lists offer under any of their names. */
export function offeredPackages(packages: readonly PackageNames[], policy: string): PackageNames[] {
  const offered = offeredNames(policy)
  return packages.filter((names) => names.some((name) => offered.has(name)))
}

function offeredNames(policy: string): Set<string> {
  const offered = new Set<string>()
  for (const block of policy.split(/^(?=\S)/m)) {
    const name = /^(\S+):$/m.exec(block)?.[1]
    const candidate = /^ {2}Candidate: (\S+)$/m.exec(block)?.[1]
    if (name !== undefined && candidate !== undefined && candidate !== '(none)') offered.add(name)
  }
  return offered
}

/** Installs what is missing. Throws SetupError when it cannot, with the command that would. */
export async function ensureSystemLibraries(purpose: Purpose, hasDisplay: boolean): Promise<void> {
  if (process.platform !== 'linux' || !isDebianLike(await readOsRelease())) return
  const needed = neededPackages(purpose, hasDisplay)
  const wanted = wantedPackages(purpose)
  const installed = await queryInstalled([...needed, ...wanted])
  const missing = missingPackages(needed, installed)
  const missed = missingPackages(wanted, installed)
  if (process.getuid?.() !== 0) {
    if (missing.length > 0) throw notRoot(missing)
    if (missed.length > 0) sayWhatIsSkipped(missed, `"sudo apt-get install ${firstNames(missed)}" adds them`)
    return
  }
  if (missing.length + missed.length === 0) return
  const started = Date.now()
  progress('System', 'reading the package lists (apt-get update) …')
  await aptGet(['update'])
  const policy = await runQuiet('apt-cache', ['policy', ...missing.flat(), ...missed.flat()], {
    environment: { LC_ALL: 'C' },
  })
  const additional = offeredPackages(missed, policy.output)
  const absent = missed.filter((names) => !additional.includes(names))
  if (absent.length > 0) sayWhatIsSkipped(absent, 'this release does not offer them')
  const names = chosenNames([...missing, ...additional], policy.output)
  if (names.length === 0) return
  progress('System', `installing ${names.join(' ')} …`)
  await aptGet(['install', '--yes', '--no-install-recommends', ...names])
  progress('System', `ready (${duration(Date.now() - started)})`)
}

function notRoot(missing: readonly PackageNames[]): SetupError {
  return new SetupError(
    `These system packages are missing: ${missing.map((names) => names.join(' or ')).join(', ')}`,
    `run "sudo apt-get install ${firstNames(missing)}"`,
  )
}

function sayWhatIsSkipped(missed: readonly PackageNames[], why: string): void {
  progress('System', `tests with these clients are skipped: ${firstNames(missed)} (${why})`)
}

function firstNames(packages: readonly PackageNames[]): string {
  return packages.map((names) => names[0]).join(' ')
}

async function queryInstalled(needed: readonly PackageNames[]): Promise<Set<string>> {
  // dpkg-query ends with 1 when it does not know one of the names, which is an answer here.
  const query = await runQuiet('dpkg-query', [
    '-W',
    '-f',
    '${Package} ${db:Status-Abbrev}\\n',
    ...needed.flat(),
  ])
  return installedPackages(query.output)
}

async function aptGet(args: readonly string[]): Promise<void> {
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3']
  const result = await runQuiet('apt-get', [...options, ...args], {
    // Offline, no service is started: DavMail's would listen on all addresses of the machine.
    environment: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C', SYSTEMD_OFFLINE: '1' },
  })
  if (result.code === 0) return
  throw new SetupError(
    `apt-get ${args.join(' ')} failed:\n${result.output.trim()}`,
    'check the network and the package sources, then run the same command again',
  )
}

async function readOsRelease(): Promise<string> {
  try {
    return await readFile('/etc/os-release', 'utf8')
  } catch {
    return '' // a Linux without this file is none of those handled here
  }
}
