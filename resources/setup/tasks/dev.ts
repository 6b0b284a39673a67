/** `npm run dev`: the application with reload on change. Further arguments go to electron-vite. */
import { node, runShown } from '../child.ts'
import { withDisplay } from '../display.ts'
import { tools } from '../paths.ts'
import { isRootOnLinux, prepare } from '../prepare.ts'

export async function dev(args: readonly string[]): Promise<number> {
  await prepare('application')
  const sandbox = isRootOnLinux() ? ['--noSandbox'] : []
  return await withDisplay(async (display) => {
    const command = node(tools.electronVite, ['dev', ...sandbox, ...args])
    return (await runShown(...command, { environment: display.environment })).code
  })
}
