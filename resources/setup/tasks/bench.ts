/** `npm run bench:start` and `npm run bench:window`: measurements of the built application on a display. */
import { ensureBuilt } from '../build.ts'
import { node, runShown } from '../child.ts'
import { withDisplay } from '../display.ts'
import { tools } from '../paths.ts'
import { prepare } from '../prepare.ts'

/** @param script in test/bench */
export function bench(script: string): (args: readonly string[]) => Promise<number> {
  return async (args) => {
    await prepare('application')
    await ensureBuilt()
    return await withDisplay(async (display) => {
      const command = node(tools.tsx, [`test/bench/${script}`, ...args])
      return (await runShown(...command, { environment: display.environment })).code
    })
  }
}
