/** The chain of supply: notices and bill of materials of what is shipped, its licences, and what is known against it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { npm, runQuiet } from '../setup/child.ts'
import type { Outcome } from '../setup/counts.ts'
import { ONE_FAILED, ONE_PASSED, sum } from '../setup/counts.ts'
import { distFolder, outFolder, projectFolder } from '../setup/paths.ts'
import { say } from '../setup/say.ts'
import { readAudit } from './audit.ts'
import { licenceProblems, noticesText } from './licences.ts'
import { billOfMaterials } from './sbom.ts'
import { runtimeParts, shippedPackages, type Shipped } from './shipped-packages.ts'

export const NOTICES_FILE = path.join(outFolder, 'THIRD-PARTY-NOTICES.txt')
export const BILL_FILE = path.join(distFolder, 'sbom.cdx.json')

/** Of the application as it was built last. */
export async function everythingShipped(): Promise<Shipped[]> {
  return [...(await shippedPackages(projectFolder)), ...(await runtimeParts(projectFolder))]
}

/** The notices, which go into the package, and the bill of materials, which lies beside it. */
export async function writeSupplyChain(shipped: readonly Shipped[]): Promise<void> {
  await writeFile(NOTICES_FILE, noticesText(shipped))
  const { name, version } = JSON.parse(await readFile(path.join(projectFolder, 'package.json'), 'utf8')) as {
    name: string
    version: string
  }
  await mkdir(distFolder, { recursive: true })
  await writeFile(BILL_FILE, billOfMaterials({ name, version }, shipped))
}

/** A registry without an audit counts as neither passed nor failed, and is named in the summary. */
export async function checkSupplyChain(shipped: readonly Shipped[]): Promise<Outcome> {
  const problems = licenceProblems(shipped)
  const lines = problems.map((problem) => `not allowed: ${problem}`)
  say(
    `${shipped.length} packages are shipped; ${problems.length} of them under licences that are not allowed.`,
  )
  const { output } = await runQuiet(...npm(['audit', '--json']), { limit: AUDIT_LIMIT })
  const audit = readAudit(
    output.slice(Math.max(0, output.indexOf('{')), output.lastIndexOf('}') + 1),
    shipped,
  )
  const counts = [problems.length === 0 ? ONE_PASSED : ONE_FAILED]
  if (audit.kind === 'not-audited') lines.push(`not audited: ${audit.reason}`)
  else {
    counts.push(audit.serious.length === 0 ? ONE_PASSED : ONE_FAILED)
    lines.push(...audit.serious)
    if (audit.others > 0) say(`${audit.others} packages with weaknesses that are less than serious.`)
  }
  for (const line of lines) say(line)
  return { ...sum(counts), failures: lines.map((line) => `     ${line}`) }
}

const AUDIT_LIMIT = 60_000 // ms
