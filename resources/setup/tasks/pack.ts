/** `npm run pack:linux`: the packaged application in dist/. Arguments replace electron-builder's target. */
import { ensureBuilt } from '../build.ts'
import { packApplication } from '../pack-application.ts'
import { prepare } from '../prepare.ts'

export async function pack(args: readonly string[]): Promise<number> {
  await prepare('application')
  await ensureBuilt()
  await packApplication(args)
  return 0
}
