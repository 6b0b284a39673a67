/** The stages of `npm test` and `npm run test:e2e`: each runs one tool and reads its counts. */
import { readFile, rm, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from './build.ts'
import { node, npm, runQuiet, runShown } from './child.ts'
import { NOTHING, ONE_FAILED, ONE_PASSED, judged, playwrightCounts, vitestCounts } from './counts.ts'
import type { Counts, Outcome } from './counts.ts'
import { withDisplay } from './display.ts'
import { playwrightFailures, vitestFailures } from './failures.ts'
import { packApplication } from './pack-application.ts'
import { projectFolder, resultsFolder, tools } from './paths.ts'
import { prepare } from './prepare.ts'
import { say } from './say.ts'
import type { Stage } from './stages.ts'

// Beside Playwright's own output folder, which it empties at the start of each run.
const reports = join(resultsFolder, 'reports')

const setUp: Stage = {
  name: 'Set-up',
  run: async () => {
    await prepare('tests')
    return NOTHING
  },
}

const lint: Stage = { name: 'Lint', run: async () => await script('lint') }
const typeCheck: Stage = { name: 'Type check', run: async () => await script('typecheck') }

const unitTests: Stage = {
  name: 'Unit, property and integration tests',
  run: async () => {
    const report = await freshReport('vitest')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const { code } = await runShown(...node(tools.vitest, ['run', ...reporters]))
    const read = await readReport(report)
    return { ...judged(vitestCounts(read), code), failures: vitestFailures(read, projectFolder) }
  },
}

const buildApplication: Stage = {
  name: 'Build',
  needs: [setUp.name],
  run: async () => {
    await build()
    return NOTHING
  },
}

const application: Stage = {
  name: 'Application (end to end)',
  needs: [buildApplication.name],
  run: async () => await playwright('app'),
}

const keyring: Stage = {
  name: 'Application with a keyring',
  needs: [buildApplication.name],
  run: async () => await playwright('keyring'),
}

const pack: Stage = {
  name: 'Package',
  needs: [buildApplication.name],
  run: async () => {
    await packApplication()
    return NOTHING
  },
}

const packaged: Stage = {
  name: 'Packaged application (end to end)',
  needs: [pack.name],
  run: async () => await playwright('packaged'),
}

const supplyChain: Stage = {
  name: 'Licences and known weaknesses of what is shipped',
  needs: [buildApplication.name],
  run: async () => {
    const { checkSupplyChain, everythingShipped } = await import('../supply-chain/supply-chain.ts')
    return await checkSupplyChain(await everythingShipped())
  },
}

/** What is packed for the tests is for Linux; for the other systems there are `installers:win` and `installers:mac`. */
const packagedStages = process.platform === 'linux' ? [pack, packaged] : []

/** `npm run screenshots`: the pictures of the README; no part of the tests. */
export const pictureStages: readonly Stage[] = [
  setUp,
  buildApplication,
  { name: 'Pictures', needs: [buildApplication.name], run: async () => await playwright('pictures') },
]

export const endToEndStages: readonly Stage[] = [
  setUp,
  buildApplication,
  application,
  keyring,
  ...packagedStages,
]

export const allStages: readonly Stage[] = [
  setUp,
  lint,
  typeCheck,
  unitTests,
  buildApplication,
  supplyChain,
  application,
  keyring,
  ...packagedStages,
]

/** A script of package.json that passes or fails as a whole; its output is shown when it fails. */
async function script(name: string): Promise<Counts> {
  const { code, output } = await runQuiet(...npm(['run', '--silent', name]))
  if (code === 0) return ONE_PASSED
  say(output.trimEnd())
  return ONE_FAILED
}

async function playwright(project: 'app' | 'keyring' | 'packaged' | 'pictures'): Promise<Outcome> {
  const report = await freshReport(`playwright-${project}`)
  const output = join(resultsFolder, project)
  const args = ['test', `--project=${project}`, '--reporter=list,json', `--output=${output}`]
  const command = node(tools.playwright, args)
  const [program, rest] = project === 'keyring' ? inKeyringSession(command) : command
  return await withDisplay(async (display) => {
    const environment = { ...display.environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
    const { code } = await runShown(program, rest, { environment })
    const read = await readReport(report)
    return { ...judged(playwrightCounts(read), code), failures: playwrightFailures(read) }
  })
}

/** Windows and macOS have their own store for secrets; on Linux a session of its own gets a keyring. */
function inKeyringSession([program, args]: [string, string[]]): [string, string[]] {
  if (process.platform !== 'linux') return [program, args]
  return ['bash', [join(import.meta.dirname, 'with-keyring.sh'), program, ...args]]
}

/** Path for a report; the one of an earlier run is removed, so that it cannot be taken for this one's. */
async function freshReport(name: string): Promise<string> {
  await mkdir(reports, { recursive: true })
  const file = join(reports, `${name}.json`)
  await rm(file, { force: true })
  return file
}

/** The report as it is on disk; without one the tool itself failed, and its output above says why. */
async function readReport(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (failure) {
    throw new Error(`The test run wrote no readable report (${file}).`, { cause: failure })
  }
}
