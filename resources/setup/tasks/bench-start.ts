/** `npm run bench:start`: how long the built application takes to its first screen. */
import { ensureBuilt } from '../build.ts'
import { node, runShown } from '../child.ts'
import { withDisplay } from '../display.ts'
import { tools } from '../paths.ts'
import { prepare } from '../prepare.ts'

export async function benchStart(args: readonly string[]): Promise<number> {
  await prepare('application')
  await ensureBuilt()
  return await withDisplay(async (display) => {
    const command = node(tools.tsx, ['test/bench/start.ts', ...args])
    return (await runShown(...command, { environment: display.environment })).code
  })
}
