/**
 * The one entry of everything that needs more than npm: `tsx resources/setup/run.ts <task> [arguments]`.
 * Each task makes sure that what it needs is there, so that a fresh machine takes the same command as any
 * other. A task is one file under tasks/ and one line here.
 */
import { bench } from './tasks/bench.ts'
import { demo } from './tasks/demo.ts'
import { dev } from './tasks/dev.ts'
import { pack } from './tasks/pack.ts'
import { supplyChain } from './tasks/supply-chain.ts'
import { start } from './tasks/start.ts'
import { endToEnd, screenshots, test } from './tasks/test.ts'
import { describeFailure } from './say.ts'

type Task = (args: readonly string[]) => Promise<number>

const tasks = new Map<string, Task>([
  ['start', start],
  ['dev', dev],
  ['demo', demo],
  ['test', test],
  ['e2e', endToEnd],
  ['screenshots', screenshots],
  ['pack', pack],
  ['supply-chain', supplyChain],
  ['bench-start', bench('start.ts')],
  ['bench-window', bench('window.ts')],
])

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const task = tasks.get(name)
  if (task !== undefined) return await task(args)
  process.stderr.write(`Unknown task "${name}". There are: ${[...tasks.keys()].join(', ')}\n`)
  return 2
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (failure) {
  process.stderr.write(`\n${describeFailure(failure)}\n`)
  process.exitCode = 1
}
